import type { Decision } from '../engine/decision.js'

/** The keys of a type in the order in which they are printed; `each` stands for the entries of a dictionary. */
type Order<T> = T extends readonly (infer Item)[]
  ? Order<Item>
  : T extends object
    ? string extends keyof T
      ? { readonly each: Order<T[string]> }
      : { readonly [K in keyof T]-?: Order<NonNullable<T[K]>> }
    : 'value'

const TEXTS = { text: 'value', evidence: 'value' } as const
const SHARE = { part: 'value', whole: 'value', percent: 'value' } as const
const NAMED = { id: 'value', title: 'value' } as const

/** The order of every key in the JSON of a decision. The compiler refuses a key that is missing here. */
export const DECISION_ORDER: Order<Decision> = {
  schemaVersion: 'value',
  tool: { name: 'value', version: 'value' },
  rubric: { id: 'value', version: 'value', digest: 'value', title: 'value' },
  title: 'value',
  date: 'value',
  owner: 'value',
  reviewAfter: 'value',
  context: { workflow: 'value', users: 'value', objective: 'value', data: 'value' },
  headline: 'value',
  set: 'value',
  answers: {
    each: {
      value: 'value',
      origin: 'value',
      number: 'value',
      question: 'value',
      role: 'value',
      section: NAMED,
      labels: 'value',
      scored: 'value',
    },
  },
  openQuestions: {
    id: 'value',
    title: 'value',
    text: 'value',
    options: { id: 'value', label: 'value' },
    many: 'value',
    canChange: 'value',
  },
  approaches: {
    id: 'value',
    title: 'value',
    summary: 'value',
    layer: 'value',
    verdict: 'value',
    need: 'value',
    points: { prior: 'value', priorBecause: 'value', total: 'value', adoptLine: 'value', pilotLine: 'value' },
    range: { low: 'value', high: 'value', lowNeed: 'value', highNeed: 'value', exact: 'value' },
    readiness: 'value',
    readinessPoints: { prior: 'value', total: 'value', line: 'value' },
    margin: { points: 'value', to: 'value', at: 'value' },
    contributions: {
      axis: 'value',
      question: 'value',
      questionTitle: 'value',
      option: 'value',
      optionLabel: 'value',
      points: 'value',
      criterion: 'value',
      because: 'value',
      evidence: 'value',
    },
    criteria: { id: 'value', title: 'value', points: 'value' },
    gates: { id: 'value', effect: 'value', because: 'value', unlock: 'value', evidence: 'value' },
    preconditions: { id: 'value', says: 'value', evidence: 'value' },
    lostTo: { id: 'value', title: 'value', points: 'value', tie: 'value', tieBecause: 'value', because: 'value' },
    unlock: 'value',
    reason: 'value',
    robustness: {
      open: { kept: SHARE, verdicts: { adopt: SHARE, pilot: SHARE, later: SHARE, skip: SHARE } },
      flips: {
        size: 'value',
        count: 'value',
        complete: 'value',
        sets: {
          verdict: 'value',
          changes: {
            question: 'value',
            title: 'value',
            from: 'value',
            to: 'value',
            fromLabels: 'value',
            toLabels: 'value',
            changes: 'value',
            doable: 'value',
          },
        },
      },
      points: {
        draws: 'value',
        verdicts: { adopt: 'value', pilot: 'value', later: 'value', skip: 'value' },
        kept: 'value',
        standardError: 'value',
      },
    },
  },
  setNotes: { id: 'value', kind: 'value', says: 'value', evidence: 'value' },
  layers: {
    id: 'value',
    title: 'value',
    place: 'value',
    summary: 'value',
    verdict: 'value',
    approach: 'value',
    approachTitle: 'value',
    does: TEXTS,
    components: { name: 'value', does: 'value', runs: 'value' },
    tokens: TEXTS,
    risks: { risk: 'value', guard: 'value', evidence: 'value' },
    metrics: TEXTS,
    reversal: TEXTS,
  },
  deployments: NAMED,
  phases: { id: 'value', title: 'value', entry: 'value', exit: 'value', steps: { approach: 'value', text: 'value', evidence: 'value' } },
  validation: {
    measures: { approach: 'value', title: 'value', text: 'value', evidence: 'value' },
    quantitative: TEXTS,
    qualitative: TEXTS,
    revisit: { afterDays: 'value', onDate: 'value', triggers: TEXTS },
  },
  mistakes: { id: 'value', title: 'value', says: 'value', instead: 'value', evidence: 'value' },
  stability: {
    answered: 'value',
    open: 'value',
    steady: 'value',
    close: 'value',
    says: 'value',
    robustness: {
      ways: 'value',
      mostChosen: 'value',
      set: { exact: 'value', percent: 'value', kept: SHARE, draws: 'value', standardErrorPercent: 'value' },
      findOut: {
        question: 'value',
        title: 'value',
        changes: SHARE,
        answers: { options: 'value', labels: 'value', verdicts: { approach: 'value', verdict: 'value' } },
      },
      seed: 'value',
    },
  },
  references: {
    id: 'value',
    title: 'value',
    publisher: 'value',
    year: 'value',
    address: 'value',
    claim: 'value',
    checked: 'value',
    limits: 'value',
  },
}
