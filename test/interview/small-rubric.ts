import type { Option, Question, Rubric } from '../../src/engine/rubric.js'

const option = (id: string): Option => ({ id, label: `Label of ${id}`, neutral: true, points: [] })

const question = (id: string, section: string, ids: readonly string[], more: Partial<Question> = {}): Question => ({
  id,
  section,
  role: 'reason',
  kind: 'single',
  title: `Title of ${id}`,
  text: `Text of ${id}?`,
  help: `Help for ${id}.`,
  why: `Why ${id} is asked.`,
  ordered: false,
  options: ids.map(option),
  ...more,
})

/** Four questions in two sections: `rate` is hidden when only behaviour is missing. No points. */
export const smallRubric: Rubric = {
  format: 1,
  id: 'small',
  version: '1.0.0',
  digest: '',
  title: 'Small',
  summary: 'For tests',
  sections: [
    { id: 'task', title: 'The task' },
    { id: 'people', title: 'The people' },
  ],
  criteria: [],
  approaches: [],
  layers: [],
  questions: [
    question('need', 'task', ['facts', 'behavior']),
    question('rate', 'task', ['slow', 'fast'], { when: { not: { question: 'need', is: ['behavior'] } } }),
    question('symptoms', 'people', ['a', 'b'], { kind: 'many' }),
    question('users', 'people', ['one', 'many']),
  ],
  absent: [],
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
