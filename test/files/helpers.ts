import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Checked, Diagnostic } from '../../src/files/diagnostic.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { type ParsedDocument, parseSource } from '../../src/files/parse.js'
import { readSource } from '../../src/files/read.js'

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
}

/** The bytes of a fixture as text. */
export function fixtureText(name: string): string {
  return readFileSync(fixture(name), 'utf8')
}

/** Reads and parses a fixture the way the command line does. */
export async function readFixture(name: string): Promise<Checked<ParsedDocument>> {
  const source = await readSource(fixture(name), nodeReader)
  return source.ok ? parseSource(source.value) : source
}

/** Parses a text under the name `in.yaml`. */
export function parse(text: string): Checked<ParsedDocument> {
  return parseSource({ file: 'in.yaml', text })
}

/** The value, or a failed expectation that shows the problems. */
export function valueIn<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(`unexpected problems: ${JSON.stringify(checked.problems, null, 1)}`)
  return checked.value
}

/** The problems, or a failed expectation that shows the value. */
export function problemsOf(checked: Checked<unknown>): readonly Diagnostic[] {
  if (checked.ok) throw new Error(`problems were expected, but it was read: ${JSON.stringify(checked.value)}`)
  return checked.problems
}

/** `line:column code` of each problem. */
export function brief(checked: Checked<unknown>): string[] {
  return problemsOf(checked).map(({ place, code }) => `${place?.line}:${place?.column} ${code}`)
}

/** The control, bidirectional and zero-width characters of a text, but line feeds, as hexadecimal numbers. */
export function unseenIn(text: string): string[] {
  return [...text]
    .filter((one) => one !== '\n' && /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/u.test(one))
    .map((one) => (one.codePointAt(0) ?? 0).toString(16))
}
