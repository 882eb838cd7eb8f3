import type { Gate, Points, Rubric } from '../../src/engine/rubric.js'
import type { Finding, FindingCode, ProofReport } from '../../src/prove/finding.js'
import { type ProofOptions, proveRubric } from '../../src/prove/prove.js'
import { approachOf, gateOf, optionOf, planOf, pointsOf, questionOf, rubricOf } from '../engine/small-rubric.js'

/** Points that rest on judgement. */
export function judged(given: Readonly<Record<string, number>>, more: Partial<Points> = {}): Points[] {
  return Object.entries(given).map(([approach, points]) => pointsOf(approach, points, { evidence: ['judgement'], ...more }))
}

/** A small rubric of which everything can be proved: a baseline, retrieval and tuning. */
export const SOUND: Rubric = rubricOf({
  approaches: [approachOf('base', { always: 'adopt' }), approachOf('rag'), approachOf('tune')],
  questions: [
    questionOf('need', [
      optionOf('facts', judged({ rag: 6, tune: -4 })),
      optionOf('form', judged({ rag: -3, tune: 6 })),
      optionOf('both', judged({ rag: 5, tune: 4 })),
    ]),
    questionOf(
      'size',
      [optionOf('small', judged({ rag: -2 })), optionOf('medium', judged({ rag: 1 })), optionOf('large', judged({ rag: 2 }))],
      {
        ordered: true,
        when: { not: { question: 'need', is: ['form'] } },
      },
    ),
    questionOf('index', [optionOf('missing', judged({ rag: -3 })), optionOf('there', judged({ rag: 1 }))], { role: 'enabler' }),
    questionOf('team', [optionOf('none', judged({ tune: -3 })), optionOf('some'), optionOf('many', judged({ tune: 1 }))], {
      role: 'enabler',
      ordered: true,
    }),
    questionOf('tried', [optionOf('rag', [], { neutral: false }), optionOf('tune', [], { neutral: false })], {
      role: 'context',
      kind: 'many',
    }),
  ],
  gates: [
    gateOf('baseline', 'base', 'require'),
    gateOf('no-team', 'tune', 'hold', { when: { question: 'team', is: ['none'] } }),
    gateOf('only-facts', 'tune', 'block', {
      when: {
        all: [
          { question: 'need', is: ['facts'] },
          { question: 'size', is: ['large'] },
        ],
      },
    }),
  ],
  mistakes: [
    {
      id: 'tuned-for-facts',
      title: 'Tuned for facts',
      when: {
        all: [{ question: 'need', is: ['facts'] }, { question: 'tried', is: ['tune'] }, { not: { approach: 'tune', verdict: ['adopt'] } }],
      },
      says: '',
      instead: '',
      evidence: [],
    },
    {
      id: 'tried-twice',
      title: 'Tried twice',
      when: { question: 'tried', chosen: { least: 2, most: 2 } },
      says: '',
      instead: '',
      evidence: [],
    },
  ],
  preconditions: [{ id: 'owner', approach: 'rag', when: { question: 'size', is: ['large'] }, says: '', evidence: [] }],
  plans: {
    base: planOf(),
    rag: planOf({ does: [{ text: 'finds', evidence: [], when: { approach: 'rag', verdict: ['later'] } }] }),
    tune: planOf(),
  },
  references: [
    {
      id: 'judgement',
      title: 'Judgement',
      publisher: 'us',
      year: 2026,
      address: 'none',
      claim: '',
      checked: 'judgement',
      reviewAfter: '2027-01-31',
    },
  ],
})

export function provenOf(rubric: Rubric, options: ProofOptions = {}): ProofReport {
  return proveRubric(rubric, options)
}

/** Findings as `result code subject`, in the order of the proofs. */
export function toldOf(rubric: Rubric, options: ProofOptions = {}): string[] {
  return proveRubric(rubric, options).findings.map(({ result, code, subject }) => `${result} ${code} ${subject.join('.')}`)
}

/** The one finding with a code; throws unless there is exactly one. */
export function onlyFinding(rubric: Rubric, code: FindingCode, options: ProofOptions = {}): Finding {
  const found = proveRubric(rubric, options).findings.filter((one) => one.code === code)
  if (found.length !== 1) throw new Error(`${found.length} findings ${code}`)
  return found[0] as Finding
}

/** The rubric with one of its members changed, by the list that it stands in and its id. */
export function changed<K extends 'approaches' | 'questions' | 'gates' | 'mistakes' | 'preconditions' | 'alternatives' | 'references'>(
  rubric: Rubric,
  list: K,
  id: string,
  change: Partial<Rubric[K][number]>,
): Rubric {
  return { ...rubric, [list]: rubric[list].map((one) => (one.id === id ? { ...one, ...change } : one)) }
}

/** The rubric with one option of a question changed. */
export function optionChanged(
  rubric: Rubric,
  question: string,
  option: string,
  change: Partial<Rubric['questions'][number]['options'][number]>,
): Rubric {
  const options = rubric.questions
    .find(({ id }) => id === question)
    ?.options.map((one) => (one.id === option ? { ...one, ...change } : one))
  return changed(rubric, 'questions', question, { options: options ?? [] })
}

/** The sound rubric with more gates. */
export function withGates(...more: readonly Gate[]): Rubric {
  return { ...SOUND, gates: [...SOUND.gates, ...more] }
}
