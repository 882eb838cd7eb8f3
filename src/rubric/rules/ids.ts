import { echo } from '../../files/characters.js'
import { isMapping } from '../../files/kind.js'
import type { Path } from '../problems.js'
import { idsOf, SECTIONS, type Section } from '../view.js'
import type { Rule } from './rule.js'

/** What one entry of each list is called. */
const ENTRY: Readonly<Record<Section, string>> = {
  sections: 'section',
  criteria: 'criterion',
  approaches: 'approach',
  alternatives: 'group of alternatives',
  questions: 'question',
  gates: 'gate',
  preconditions: 'precondition',
  'set-rules': 'set rule',
  mistakes: 'mistake',
  deployments: 'deployment',
  layers: 'layer',
  phases: 'phase',
  references: 'reference',
  claims: 'claim',
}

/** Two things of one kind never share an id, nor do two options of one question. */
export const idsAreUnique: Rule = (view, problems) => {
  const check = (entries: unknown, path: Path, entry: string): void => {
    if (!Array.isArray(entries)) return
    const seen = new Set<string>()
    for (const { value, path: place } of idsOf(entries, path, true).all) {
      if (seen.has(value)) {
        problems.add('id-duplicate', place, `another ${entry} has the id ${echo(value)} already`, { hint: 'give one of them another id' })
      }
      seen.add(value)
    }
  }
  for (const section of SECTIONS) check(view.raw[section], [section], ENTRY[section])
  const questions = view.raw['questions']
  for (const [index, question] of (Array.isArray(questions) ? questions : []).entries()) {
    if (isMapping(question)) check(question['options'], ['questions', index, 'options'], 'option of this question')
  }
}

/** `unsure` leaves a question open, so no option may take its name. */
export const unsureIsReserved: Rule = (view, problems) => {
  for (const question of view.questions) {
    for (const { value, path } of question.options) {
      if (value.id !== 'unsure') continue
      problems.add(
        'id-reserved',
        [...path, 'id'],
        'an option cannot be called `unsure`: every question takes that answer, and it leaves the question open',
        {
          hint: 'leave the option out, or name what it stands for',
        },
      )
    }
  }
}
