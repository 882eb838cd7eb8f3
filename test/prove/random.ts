import fc from 'fast-check'
import type { Condition, GateEffect, PlanText, Rubric, Verdict } from '../../src/engine/rubric.js'
import { randomCases } from '../engine/random-rubric.js'
import { componentOf, gateOf, planOf } from '../engine/small-rubric.js'
import { answerSets } from './brute.js'

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']
const EFFECTS: readonly GateEffect[] = ['require', 'hold', 'block']

/** Small random rubrics with everything that proofs look at, and few enough answer sets to look at all of them. */
export function provableRubrics(mostSets: number): fc.Arbitrary<Rubric> {
  const numbers = fc.array(fc.nat(999), { minLength: 40, maxLength: 40 })
  return fc
    .tuple(randomCases, numbers)
    .map(([{ rubric }, drawn]) => decorated(rubric, drawn))
    .filter((rubric) => answerSets(rubric) <= mostSets)
}

/** Draws numbers one after the other, and begins again when they are used up. */
function takerOf(drawn: readonly number[]): (below: number) => number {
  let at = 0
  return (below) => (drawn[at++ % drawn.length] as number) % below
}

function decorated(bare: Rubric, drawn: readonly number[]): Rubric {
  const take = takerOf(drawn)
  const rubric = take(3) === 0 ? bare : whole(bare)
  const conditions = conditionsIn(rubric)
  const someCondition = (): Condition | undefined => (conditions.length === 0 ? undefined : conditions[take(conditions.length)])
  const readsAnswers = conditions.filter((one) => !JSON.stringify(one).includes('"verdict":'))
  const whenIt = (from: Condition | undefined): { when?: Condition } => (from === undefined || take(3) === 0 ? {} : { when: from })
  const text = (name: string): PlanText => ({ text: name, evidence: [], ...whenIt(someCondition()) })
  const approaches = rubric.approaches.map((one) => (take(4) === 0 ? { ...one, never: [VERDICTS[take(4)] as Verdict] } : one))
  const more = Array.from({ length: take(3) }, (_, at) => {
    const when = readsAnswers[take(readsAnswers.length || 1)]
    return gateOf(
      `h${at}`,
      approaches[take(approaches.length)]?.id as string,
      EFFECTS[take(3)] as GateEffect,
      when === undefined ? {} : { when },
    )
  })
  return {
    ...rubric,
    approaches,
    gates: [...rubric.gates, ...more],
    alternatives: rubric.alternatives.map((group) => (take(3) === 0 ? { ...group, tieBecause: 'the first is cheaper' } : group)),
    questions: rubric.questions.map((question) => ({
      ...question,
      ordered: question.kind === 'single' && take(2) === 0,
      ...(take(4) === 0 ? { unevenBecause: 'it is so' } : {}),
      options: question.options.map((option) => ({ ...option, neutral: option.points.length === 0 && take(2) === 0 })),
    })),
    deployments: [{ id: 'd0', title: 'D0', ...whenIt(readsAnswers[take(readsAnswers.length || 1)]) }],
    layers: [
      ...rubric.layers.map((layer) => ({ ...layer, otherwise: take(2) === 0 ? [text('otherwise')] : [] })),
      {
        id: 'around',
        title: 'Around',
        place: 'around',
        summary: '',
        filledBy: [],
        otherwise: [],
        ...whenIt(someCondition()),
        plan: planOf({ does: [text('does')] }),
      },
    ],
    plans: Object.fromEntries(
      approaches.map(({ id }) => [
        id,
        planOf({ does: [text('does')], components: [componentOf('c', ['d0'], whenIt(someCondition()))], steps: [text('step')] }),
      ]),
    ),
    phases: [
      { id: 'now', title: 'Now', entry: '', exit: '', collects: 'adopt', steps: [{ text: 'begin', evidence: [] }, text('step')] },
      {
        id: 'then',
        title: 'Then',
        entry: '',
        exit: '',
        ...whenIt(someCondition()),
        steps: [{ text: 'begin', evidence: [] }, text('step')],
      },
    ],
    validation: { ...rubric.validation, triggers: [text('trigger')] },
  }
}

/** The same rubric with nothing left out: what reads something left out is false instead. */
function whole(rubric: Rubric): Rubric {
  const [absent] = rubric.absent
  const text = JSON.stringify(rubric).replaceAll(`{"question":"${absent}","is":["any-option"]}`, '{"any":[]}')
  return { ...(JSON.parse(text) as Rubric), absent: [] }
}

function conditionsIn(rubric: Rubric): readonly Condition[] {
  const found = [
    ...rubric.questions.flatMap((question) => [
      question.when,
      ...question.options.flatMap((option) => option.points.map(({ when }) => when)),
    ]),
    ...rubric.gates.map(({ when }) => when),
    ...rubric.mistakes.map(({ when }) => when),
    ...rubric.setRules.map(({ when }) => when),
    ...rubric.preconditions.map(({ when }) => when),
  ]
  return found.filter((one) => one !== undefined)
}
