import type { Place } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping } from '../files/kind.js'

/** Where a file begins. */
export function firstLine({ file }: ParsedDocument): Place {
  return { file, line: 1, column: 1 }
}

/** Where a key of the file stands, or its first line. */
export function lineOf(document: ParsedDocument, key: string): Place {
  const { value } = document
  return isMapping(value) && Object.hasOwn(value, key) ? document.place([key], 'key') : firstLine(document)
}
