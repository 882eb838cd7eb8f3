import type { AnswerSheet } from '../../src/engine/answers.js'
import type { Given } from '../engine/oracle.js'
import { answersOf, approachOf, gateOf, optionOf, pointsOf, questionOf, rubricOf } from '../engine/small-rubric.js'

/** A rubric with one of everything that a map can meet: a scale, a band, a many-question, a hidden question, a gate, a rivalry. */
export const SMALL = rubricOf({
  approaches: [
    approachOf('base', { title: 'Baseline', prior: 9, always: 'adopt' }),
    approachOf('search', { title: 'Search', readinessPrior: 1 }),
    approachOf('stuff', { title: 'Stuffing', readinessPrior: 1 }),
    approachOf('train', { title: 'Training', readinessPrior: 1 }),
  ],
  alternatives: [{ id: 'one', of: ['search', 'stuff'], because: 'They do one job.' }],
  questions: [
    questionOf('gap', [optionOf('facts', { search: 6 }), optionOf('manner', { train: 6, search: -6 }), optionOf('nothing')], {
      title: 'Gap',
      text: 'What is missing?',
    }),
    questionOf(
      'pace',
      [
        optionOf('rarely', { search: -4, stuff: 3 }),
        optionOf('monthly', { search: -2, stuff: 1 }),
        optionOf('weekly', { search: 1, stuff: -3 }),
        optionOf('daily', { search: 3, stuff: -6 }),
      ],
      { title: 'Pace', text: 'How fast does it change?', ordered: true, when: { not: { question: 'gap', is: ['nothing'] } } },
    ),
    questionOf(
      'pairs',
      [
        optionOf('none', {}, { band: { from: 0, to: 0 } }),
        optionOf('some', { train: -2 }, { band: { from: 1, to: 99 } }),
        optionOf('plenty', { train: 2 }, { band: { from: 100 } }),
      ],
      { title: 'Pairs', text: 'How many pairs are there?', role: 'enabler', ordered: true, unit: 'pairs' },
    ),
    questionOf('trust', [optionOf('low', { train: -1 }), optionOf('high', { train: 1 })], {
      title: 'Trust',
      text: 'How good are they?',
      role: 'enabler',
      ordered: true,
      when: { not: { question: 'pairs', is: ['none'] } },
    }),
    questionOf(
      'signs',
      [
        optionOf('wrong', { search: 2 }),
        optionOf('odd', { train: 3 }),
        optionOf('long', [pointsOf('stuff', -2), pointsOf('search', 1)]),
        optionOf('slow', { train: 1 }),
        optionOf('dull', {}, { label: 'Dull' }),
        optionOf('rude', { train: 4 }),
      ],
      { title: 'Signs', text: 'What has been seen?', kind: 'many' },
    ),
    questionOf('plan', [optionOf('search'), optionOf('train')], {
      title: 'Plan',
      text: 'What was planned?',
      role: 'context',
      kind: 'many',
    }),
  ],
  gates: [gateOf('no-pairs', 'train', 'hold', { when: { question: 'pairs', is: ['none'] }, because: 'There is nothing to train on.' })],
})

export function sheet(given: Given, more: Partial<AnswerSheet> = {}): AnswerSheet {
  return { answers: answersOf(given), ...more }
}
