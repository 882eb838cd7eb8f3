import { sheetFromDocument } from '../../src/answers/document.js'
import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Checked, Diagnostic } from '../../src/files/diagnostic.js'
import { parse, valueIn } from '../files/helpers.js'
import { SMALL } from './small-rubric.js'

/** Checks an answers file that is given as text. */
export function fromText(text: string): Checked<AnswerSheet> {
  const parsed = parse(text)
  return parsed.ok ? sheetFromDocument(parsed.value, SMALL) : parsed
}

/** Checks answers that are given as lines of the mapping. */
export function fromAnswers(...lines: string[]): Checked<AnswerSheet> {
  return fromText(`answers:\n${lines.map((line) => `  ${line}\n`).join('')}`)
}

/** The answers of a good sheet as plain values. */
export function plainAnswers(checked: Checked<AnswerSheet>): Record<string, unknown> {
  return Object.fromEntries(
    [...valueIn(checked).answers].map(([id, { value, number }]) => [id, number === undefined ? value : { value, number }]),
  )
}

/** The codes of warnings. */
export function warningsIn(checked: Checked<unknown>): readonly Diagnostic[] {
  return checked.ok ? checked.warnings : []
}
