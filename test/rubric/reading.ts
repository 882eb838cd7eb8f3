import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Checked, Diagnostic } from '../../src/files/diagnostic.js'
import type { FileReader } from '../../src/files/read.js'
import { loadRubric } from '../../src/rubric/load.js'
import { shippedRubric } from '../../src/rubric/shipped.js'

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'rubrics')

export const MINIMAL = readFileSync(join(FIXTURES, 'minimal.yaml'), 'utf8')

/** Files that exist only in a test. */
export function memoryFiles(files: Readonly<Record<string, string>>): FileReader {
  return {
    async readRegular(path) {
      const text = files[path]
      if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' })
      return { kind: 'file', bytes: new TextEncoder().encode(text) }
    },
    async *stdin() {
      yield new TextEncoder().encode(files['-'] ?? '')
    },
  }
}

/** Loads one rubric text, with parts by their names. */
export function read(text: string, parts: Readonly<Record<string, string>> = {}, base = shippedRubric): Promise<Checked<Rubric>> {
  return loadRubric('rubric.yaml', memoryFiles({ 'rubric.yaml': text, ...parts }), base)
}

/** The minimal rubric with some of its text replaced; fails when a piece is not there. */
export function minimalWith(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the minimal rubric does not hold ${from}`)
    return text.replace(from, () => to)
  }, MINIMAL)
}

/** `line:column code` of every problem or warning, in order. */
export function found(checked: Checked<unknown>): readonly string[] {
  return listOf(checked).map(({ code, place }) => `${place?.line}:${place?.column} ${code}`)
}

export function codes(checked: Checked<unknown>): readonly string[] {
  return listOf(checked).map(({ code }) => code)
}

export function listOf(checked: Checked<unknown>): readonly Diagnostic[] {
  return checked.ok ? checked.warnings : checked.problems
}

/** The rubric, or a failure that shows what is wrong with it. */
export function rubricOf(checked: Checked<Rubric>): Rubric {
  if (!checked.ok) throw new Error(found(checked).join('\n'))
  return checked.value
}
