import type { Band, Option, Question, Rubric } from '../../src/engine/rubric.js'

function option(id: string, band?: Band): Option {
  return { id, label: id, neutral: false, points: [], ...(band && { band }) }
}

function question(id: string, options: readonly (string | Option)[], more: Partial<Question> = {}): Question {
  const all = options.map((one) => (typeof one === 'string' ? option(one) : one))
  return {
    id,
    section: 'task',
    role: 'reason',
    kind: 'single',
    title: id,
    text: `${id}?`,
    help: '',
    why: '',
    ordered: false,
    options: all,
    ...more,
  }
}

/** A rubric with one question of each kind: single, yes or no, many, and one that takes numbers. It leaves `latency` out. */
export const SMALL: Rubric = {
  format: 1,
  id: 'small',
  version: '1.0.0',
  digest: '0'.repeat(64),
  title: 'Small',
  summary: 'For tests.',
  sections: [{ id: 'task', title: 'Task' }],
  criteria: [],
  approaches: [],
  layers: [],
  questions: [
    question('need', ['facts', 'behavior', 'both', 'neither']),
    question('corpus-size', ['none', 'small', 'large']),
    question('symptoms', ['hallucination', 'stale-answers', 'wrong-format'], { kind: 'many' }),
    question(
      'labeled-pairs',
      [
        option('none', { from: 0, to: 0 }),
        option('dozens', { from: 1, to: 99 }),
        option('hundreds', { from: 100, to: 999 }),
        option('thousands', { from: 1000 }),
      ],
      {
        unit: 'labelled pairs',
        ordered: true,
      },
    ),
    question('traffic', [option('low', { from: 1, to: 999 }), option('high', { from: 1000, to: 5000 })], { unit: 'requests a day' }),
    question('regulated', ['no', 'yes'], { role: 'enabler' }),
    question('leaning', ['rag', 'fine-tuning'], { kind: 'many', role: 'context' }),
  ],
  absent: ['latency'],
  gates: [],
  preconditions: [],
  alternatives: [],
  setRules: [],
  mistakes: [],
  deployments: [],
  plans: {},
  phases: [],
  validation: { quantitative: [], qualitative: [], revisitAfterDays: 90, triggers: [] },
  references: [],
}
