import type { Case, CaseKind, Expected } from '../../src/cases/cases.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Given } from '../engine/oracle.js'
import { answersOf, approachOf, gateOf, optionOf, pointsOf, questionOf, rubricOf } from '../engine/small-rubric.js'

/** A baseline, two approaches that may both be built, a gate, a mistake, a note and a claim of each kind. */
export const SMALL: Rubric = rubricOf({
  approaches: [approachOf('base', { prior: 5, always: 'adopt' }), approachOf('search'), approachOf('train')],
  questions: [
    questionOf('lack', [
      optionOf('facts', { search: 6, train: -6 }),
      optionOf('form', [pointsOf('train', 3), pointsOf('train', 4, { when: { question: 'pairs', is: ['many'] } }), pointsOf('search', -4)]),
      optionOf('neither', { search: -1 }),
    ]),
    questionOf('pairs', [optionOf('few'), optionOf('many', { train: 1 })], { role: 'enabler', ordered: true }),
  ],
  absent: ['left-out'],
  gates: [
    gateOf('first', 'base', 'require'),
    gateOf('too-few', 'train', 'hold', { when: { question: 'pairs', is: ['few'] } }),
    gateOf('elsewhere', 'search', 'block', { when: { question: 'left-out', is: ['x'] } }),
    gateOf('elsewhere-not', 'search', 'block', {
      when: {
        not: {
          any: [
            { question: 'left-out', is: ['x'] },
            { question: 'pairs', is: ['few'] },
          ],
        },
      },
    }),
  ],
  mistakes: [
    {
      id: 'trained-anyway',
      title: 'Trained anyway',
      when: {
        all: [
          { question: 'lack', is: ['facts'] },
          { question: 'pairs', is: ['many'] },
        ],
      },
      says: '',
      instead: '',
      evidence: [],
    },
  ],
  setRules: [{ id: 'side-by-side', kind: 'division', when: { approach: 'search', verdict: ['adopt', 'pilot'] }, says: '', evidence: [] }],
  preconditions: [{ id: 'corpus', approach: 'search', says: '', evidence: [] }],
  claims: [
    {
      id: 'facts-are-searched',
      says: '',
      evidence: [],
      when: { question: 'lack', is: ['facts'] },
      // biome-ignore lint/suspicious/noThenProperty: that is what a claim calls it.
      then: { approach: 'search', verdict: ['adopt'] },
    },
    { id: 'pairs-help', says: '', evidence: [], more: 'pairs', never: 'lowers', approach: 'train' },
  ],
})

const NOTHING = { gate: [], mistake: [], note: [] }

/** A case with what does not matter to a test filled in. */
export function caseOf(id: string, given: Given, expected: Partial<Expected>, kind: CaseKind = 'law'): Case {
  return {
    id,
    title: `Title ${id}`,
    kind,
    answers: answersOf(given),
    expected: { adopt: [], avoid: [], verdicts: new Map(), listed: NOTHING, unlisted: NOTHING, ...expected },
    source: [],
  }
}
