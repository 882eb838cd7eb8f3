import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Condition, Reference, Rubric } from '../../src/engine/rubric.js'
import { type Explanation, explain } from '../../src/explain/explanation.js'
import { findSubject } from '../../src/explain/find.js'
import { hereFor } from '../../src/explain/here/here.js'
import type { Given } from '../engine/oracle.js'
import { approachOf, gateOf, optionOf, planOf, pointsOf, questionOf, rubricOf, sheetOf, TOOL } from '../engine/small-rubric.js'

const source = (id: string, more: Partial<Reference> = {}): Reference => ({
  id,
  title: `Study ${id}`,
  publisher: 'Somebody',
  year: 2024,
  address: `https://example.org/${id}`,
  claim: `It found ${id}`,
  checked: 'source',
  ...more,
})

export const is = (question: string, ...options: string[]): Condition => ({ question, is: options })

/** A rubric with one of everything that can be explained; `search` is an approach, an option of two questions and a layer. */
export const SMALL: Rubric = rubricOf({
  approaches: [
    approachOf('base', { title: 'Baseline', layer: 'words', prior: 9, priorBecause: 'The base of all.', always: 'adopt' }),
    approachOf('search', { title: 'Search', layer: 'search', summary: 'Looks things up.', priorBecause: 'Starts level.' }),
    approachOf('stuff', { title: 'Stuffing', layer: 'search' }),
    approachOf('train', { title: 'Training', layer: 'weights', readinessPrior: 1 }),
  ],
  alternatives: [{ id: 'one', of: ['search', 'stuff'], because: 'They do one job.' }],
  questions: [
    questionOf(
      'gap',
      [
        optionOf('facts', [
          pointsOf('search', 6, { because: 'facts are looked up.', evidence: ['alpha', 'beta'] }),
          pointsOf('train', -4, { because: 'facts do not stick.', evidence: ['beta'] }),
        ]),
        optionOf('manner', [
          pointsOf('train', 6, { because: 'manner is trained.', evidence: ['beta'] }),
          pointsOf('search', -6, { because: 'documents change no manner.', evidence: ['alpha'] }),
          pointsOf('train', 2, { because: 'many pairs.', evidence: ['gamma'], when: is('pairs', 'plenty') }),
        ]),
        optionOf('nothing'),
      ],
      { title: 'What is missing', text: 'What is missing?', help: 'Facts or manner.', why: 'It steers most.' },
    ),
    questionOf(
      'size',
      [
        optionOf('none', []),
        optionOf('small', [pointsOf('stuff', 7, { because: 'it fits.', evidence: ['alpha'] })]),
        optionOf('large', [pointsOf('stuff', -7, { because: 'it does not fit.', evidence: ['gamma'] })]),
      ],
      { title: 'Size', text: 'How much is there?', ordered: true, when: { not: is('gap', 'nothing') } },
    ),
    questionOf(
      'pairs',
      [
        optionOf('none', { train: -2 }, { label: 'None at all', band: { from: 0, to: 0 } }),
        optionOf('some', {}, { help: 'A day of work.', band: { from: 1, to: 999 } }),
        optionOf('plenty', { train: 2 }, { band: { from: 1000 } }),
      ],
      { title: 'Pairs', text: 'How many pairs?', role: 'enabler', ordered: true, unit: 'pairs' },
    ),
    questionOf('signs', [optionOf('wrong', { search: 2 }), optionOf('odd', { train: 3 }), optionOf('dull')], {
      title: 'Signs',
      text: 'What has been seen?',
      kind: 'many',
    }),
    questionOf('plan', [optionOf('search'), optionOf('train')], {
      title: 'Planned',
      text: 'What was planned?',
      kind: 'many',
      role: 'context',
    }),
    questionOf('stack', [optionOf('search'), optionOf('base')], { title: 'Built', text: 'What is built?', kind: 'many', role: 'context' }),
  ],
  gates: [
    gateOf('first', 'base', 'require'),
    gateOf('no-pairs', 'train', 'hold', { when: is('pairs', 'none'), evidence: ['alpha'], confirm: 'Confirm the pairs.' }),
    gateOf('nothing-there', 'search', 'block', { when: { all: [is('size', 'none'), { not: is('gap', 'nothing') }] } }),
  ],
  preconditions: [{ id: 'test-set', approach: 'search', when: is('signs', 'wrong'), says: 'A test set exists.', evidence: ['alpha'] }],
  setRules: [
    {
      id: 'both',
      kind: 'division',
      when: {
        all: [
          { approach: 'search', verdict: ['adopt'] },
          { approach: 'train', verdict: ['adopt', 'pilot'] },
        ],
      },
      says: 'Facts here, manner there.',
      evidence: ['beta'],
    },
  ],
  mistakes: [
    {
      id: 'training-facts',
      title: 'Training facts',
      when: { all: [is('gap', 'facts'), is('plan', 'train')] },
      says: 'It does not stick.',
      instead: 'look them up.',
      evidence: ['beta'],
    },
  ],
  claims: [
    {
      id: 'facts-are-never-trained',
      says: 'Facts are never trained in.',
      evidence: ['beta'],
      when: { all: [is('gap', 'facts'), { question: 'signs', chosen: { least: 0, most: 0 } }] },
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits it
      then: { any: [{ approach: 'train', verdict: ['skip'] }, is('pairs', 'plenty')] },
    },
    {
      id: 'base-always',
      says: 'The baseline is always there.',
      evidence: [],
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits it
      then: { approach: 'base', verdict: ['adopt'] },
    },
    {
      id: 'more-is-never-stuffed',
      says: 'The more there is, the less it is stuffed.',
      evidence: ['gamma'],
      when: is('size', 'small', 'large'),
      more: 'size',
      never: 'raises',
      approach: 'stuff',
    },
  ],
  layers: [
    { id: 'words', title: 'Words', place: 'request', summary: 'What it is told.', filledBy: ['base'], otherwise: [] },
    {
      id: 'search',
      title: 'Documents',
      place: 'request',
      summary: 'What it reads.',
      filledBy: ['search', 'stuff'],
      otherwise: [{ text: 'No documents.', when: is('size', 'none'), evidence: ['gamma'] }],
    },
    { id: 'weights', title: 'Weights', place: 'request', summary: 'The model.', filledBy: ['train'], otherwise: [] },
    {
      id: 'watch',
      title: 'Watching',
      place: 'around',
      summary: 'Looks on.',
      filledBy: [],
      when: is('signs', 'odd'),
      otherwise: [],
      plan: planOf({
        does: [{ text: 'Counts.', evidence: ['alpha'] }],
        risks: [{ risk: 'It tires.', guard: 'Rest.', when: is('gap', 'facts'), evidence: ['gamma'] }],
      }),
    },
  ],
  plans: {
    base: planOf(),
    search: planOf({ does: [{ text: 'Finds passages.', when: is('gap', 'facts'), evidence: ['alpha'] }] }),
    stuff: planOf(),
    train: planOf(),
  },
  references: [
    source('alpha', { limits: 'Small.' }),
    source('beta', { checked: 'summary' }),
    source('gamma', { checked: 'memory', limits: 'Old' }),
    source('unused'),
  ],
})

/** Explains by id, with answers where they are given; throws when nothing has the id. */
export function explained(rubric: Rubric, id: string, given?: Given): Explanation {
  const found = findSubject(rubric, id)
  if (!found.ok) throw new Error(`${id}: ${found.why}`)
  return explain(rubric, found, TOOL, given && hereFor(rubric, sheetOf(given), TOOL, found.subject))
}

/** The core rubric as the build leaves it. */
export const CORE = JSON.parse(readFileSync(join(import.meta.dirname, '../../dist/rubrics/core.json'), 'utf8')) as Rubric
