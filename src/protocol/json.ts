import { jsonSafe } from '../report/encode.js'
import type { NextDocument } from './document.js'

/**
 * Returns a step as JSON: two spaces, one final newline, keys in the documented order, absent fields left out; control, bidirectional and zero-width
 * characters are escapes. docs/next-json.md is the promise, schema/next.schema.json the shape.
 */
export function renderNextJson(document: NextDocument): string {
  return `${jsonSafe(JSON.stringify(document, null, 2))}\n`
}
