import type { ModelQuestion } from '../engine/model.js'
import type { State } from '../engine/truth.js'
import { givenOf, replayable } from './answers.js'
import type { ProofReport } from './finding.js'
import type { Space } from './space.js'
import { joined, tallyOf } from './tally.js'
import { scoredQuestions, type Vector, vectorsOf } from './vectors.js'

/**
 * In every context in which a single question is asked: its options straddle zero for every approach; along a scale their points go one way; and no
 * option gives every approach, baselines aside, fewer points than another one. That is so of an enabler where the team simply has less: of those it
 * is only warned.
 */
export function proveScales(space: Space): ProofReport {
  const oneSided = tallyOf('proof-one-sided')
  const order = tallyOf('proof-order')
  const reports: ProofReport[] = []
  for (const { question, approaches } of scoredQuestions(space)) {
    const vectors = new Map(approaches.map((approach) => [approach, vectorsOf(space, question, approach)]))
    for (const [approach, list] of vectors) {
      checkStraddle(space, question, approach, list, oneSided)
      if (question.source.ordered && question.source.unevenBecause === undefined) checkOrder(space, question, approach, list, order)
    }
    reports.push(dominated(space, question, vectors))
  }
  return joined([oneSided.report(), order.report(), ...merged(reports)])
}

function merged(reports: readonly ProofReport[]): ProofReport[] {
  const count = reports.reduce((sum, one) => sum + (one.proved[0]?.count ?? 0), 0)
  return [{ findings: reports.flatMap(({ findings }) => findings), proved: [{ proof: 'proof-dominated', count }] }]
}

type Tally = ReturnType<typeof tallyOf>
type Vectors = readonly Vector[] | null

const idOf = (space: Space, approach: number): string => space.model.approaches[approach]?.source.id ?? ''

function checkStraddle(space: Space, question: ModelQuestion, approach: number, vectors: Vectors, tally: Tally): void {
  const { id } = question.source
  const name = idOf(space, approach)
  const subject = ['questions', id, 'options']
  if (vectors === null) {
    tally.unproved(subject, `that the answers to \`${id}\` speak both ways for \`${name}\``)
    return
  }
  const lies = (points: readonly number[]): boolean => Math.min(...points) > 0 || Math.max(...points) < 0
  const found = vectors.find(({ points }) => lies(points))
  if (found === undefined) {
    tally.proved()
    return
  }
  const way = (found.points[0] ?? 0) > 0 ? 'for' : 'against'
  tally.refuted(
    subject,
    `every answer to \`${id}\` speaks ${way} \`${name}\` here: none gives it 0 points or ${way === 'for' ? 'fewer' : 'more'}`,
    {
      witness: witnessOf(space, question, approach, found.state, lies),
      hint: `move what speaks ${way} \`${name}\` in every option to its prior`,
    },
  )
}

function checkOrder(space: Space, question: ModelQuestion, approach: number, vectors: Vectors, tally: Tally): void {
  const { id } = question.source
  const name = idOf(space, approach)
  const subject = ['questions', id, 'options']
  if (vectors === null) {
    tally.unproved(subject, `that the points of \`${name}\` go one way along the scale of \`${id}\``)
    return
  }
  const found = vectors.find(({ points }) => isUneven(points))
  if (found === undefined) {
    tally.proved()
    return
  }
  const steps = question.source.options.map((option, at) => `${option.id} ${found.points[at]}`).join(', ')
  tally.refuted(subject, `along the scale of \`${id}\` the points of \`${name}\` go up and down: ${steps}`, {
    witness: witnessOf(space, question, approach, found.state, isUneven),
    hint: 'mend the points, or say why with `uneven-because`',
  })
}

function isUneven(points: readonly number[]): boolean {
  const steps = points.slice(1).map((value, at) => value - (points[at] as number))
  return steps.some((step) => step > 0) && steps.some((step) => step < 0)
}

/** The answers of a context that make the points so, and no more of them than that takes. */
function witnessOf(space: Space, question: ModelQuestion, approach: number, state: State, is: (points: readonly number[]) => boolean) {
  const holds = (some: State): boolean => {
    const points = pointsIn(question, approach, some)
    return points !== null && is(points)
  }
  // What shows without an answer needs none.
  const anyway = holds(state.map(() => null))
  return anyway ? {} : givenOf(space.model, replayable(space.model, state, holds))
}

function pointsIn(question: ModelQuestion, approach: number, state: State): number[] | null {
  if (question.visible(state) === 0) return null
  return question.entries.map((list) =>
    list.reduce((sum, entry) => sum + (entry.approach === approach && entry.test(state) === 2 ? entry.points : 0), 0),
  )
}

/** With fewer approaches than this to compare, every option that says anything would be worse than another. */
const FEWEST_APPROACHES = 2

function dominated(space: Space, question: ModelQuestion, vectors: ReadonlyMap<number, Vectors>): ProofReport {
  const tally = tallyOf('proof-dominated')
  const { id, options } = question.source
  const compared = space.model.approaches.filter(({ source }) => source.always === undefined).map(({ index }) => index)
  if (compared.length < FEWEST_APPROACHES || options.length < 2) return tally.report()
  for (const [worse, option] of options.entries()) {
    const subject = ['questions', id, 'options', option.id]
    let undecided = false
    const better = options.findIndex((_, other) => {
      if (other === worse) return false
      const outcomes = compared.map((approach) => isWorse(vectors.get(approach), worse, other))
      if (!outcomes.includes(false) && outcomes.includes('unknown')) undecided = true
      return outcomes.every((one) => one === true)
    })
    if (better >= 0) {
      const tell = question.source.role === 'reason' ? tally.refuted : tally.warned
      tell(subject, `\`${option.id}\` gives every approach fewer points than \`${options[better]?.id}\`, whatever else is answered`, {
        hint: 'let each option speak for something, or move what all of them have to the priors',
      })
    } else if (undecided) tally.unproved(subject, `that no option of \`${id}\` is better for every approach than \`${option.id}\``)
    else tally.proved()
  }
  return tally.report()
}

/** Whether an option gives an approach fewer points than another in every context; an approach without points gets 0 from both. */
function isWorse(vectors: Vectors | undefined, worse: number, better: number): boolean | 'unknown' {
  if (vectors === undefined) return false
  if (vectors === null) return 'unknown'
  return vectors.length > 0 && vectors.every(({ points }) => (points[worse] as number) < (points[better] as number))
}
