import type { Model } from './model.js'
import { questionsRead } from './model.js'
import type { GateEffect, Verdict } from './rubric.js'
import { compiler, YES } from './switches.js'

/** The verdicts by their number in a bulk scorer. */
export const VERDICT_OF: readonly Verdict[] = ['skip', 'later', 'pilot', 'adopt']
const SKIP = 0
const LATER = 1
const PILOT = 2
const ADOPT = 3

/** With more approaches than this, their verdicts do not fit into one exact number. */
const MOST_IN_KEY = 26

const FLAG: Readonly<Record<GateEffect, number>> = { require: 1, hold: 2, block: 4 }

/**
 * Decides sheet after sheet without allocating anything: `clear`, then each answer once, then `score`. It comes to the same verdicts as `judge`;
 * the tests hold the two against each other. Questions, options and approaches are indexes into the rubric.
 */
export interface BulkScorer {
  /** Leaves every question open. */
  clear(): void
  /** Chooses an option, one more of a many-question. */
  choose(question: number, option: number): void
  /** Answers a many-question with none of its options. */
  chooseNone(question: number): void
  /** Works out the verdicts, once for each sheet. False, without verdicts, where no question that gives a reason is answered and asked. */
  score(): boolean
  /** After `score`: the verdict of each approach, as an index into `VERDICT_OF`. */
  readonly verdicts: Uint8Array
  /** After `score`: a whole number that stands for these verdicts and no others; -1 where there are too many approaches for one. */
  key(): number
}

/** The key of these verdicts, as a scorer makes it. */
export function keyOf(verdicts: readonly Verdict[]): number {
  if (verdicts.length > MOST_IN_KEY) return -1
  return verdicts.reduce((key, verdict) => key * VERDICT_OF.length + VERDICT_OF.indexOf(verdict), 0)
}

/** A scorer for one rubric; to be used for one sheet at a time. */
export function bulkScorer(model: Model): BulkScorer {
  const { first, words, wordOf, maskOf, questionOf } = layOut(model)
  const chosen = new Int32Array(words)
  /** 0 open, 1 answered, 2 hidden. */
  const known = new Uint8Array(model.questions.length)
  const counts = new Uint8Array(model.questions.length)
  const picked = new Int32Array(questionOf.length)
  let pickedCount = 0

  const conditions = compiler(model.names, { first, wordOf, maskOf })
  const hiding = parentsFirst(model).map((question) => ({
    question,
    hidden: conditions.whenFalse(model.questions[question]?.source.when),
  }))
  const hideQuestion = Int32Array.from(hiding, (one) => one.question)
  const hideTest = Int32Array.from(hiding, (one) => one.hidden)
  const entries = entriesOf(model, first, conditions.whenTrue)
  const gates = model.approaches.flatMap(({ index, gates: own }) =>
    own.map(({ source }) => ({ approach: index, flag: FLAG[source.effect], test: conditions.whenTrue(source.when) })),
  )
  const gateApproach = Int32Array.from(gates, (gate) => gate.approach)
  const gateFlag = Int32Array.from(gates, (gate) => gate.flag)
  const gateTest = Int32Array.from(gates, (gate) => gate.test)
  const holds = conditions.evaluator(chosen, known, counts)

  const size = model.approaches.length
  const start = Int32Array.from([
    ...model.approaches.map((one) => one.source.prior),
    ...model.approaches.map((one) => one.source.readinessPrior),
  ])
  const sums = new Int32Array(2 * size)
  const flags = new Uint8Array(size)
  const reasons = Int32Array.from(model.questions.filter((one) => one.source.role === 'reason').map((one) => one.index))
  const lines = Int32Array.from(model.approaches.flatMap(({ source }) => [source.lines.adopt, source.lines.pilot, source.lines.ready]))
  const isBaseline = Uint8Array.from(model.approaches, (one) => (one.source.always === undefined ? 0 : 1))
  const rivals = model.alternatives.map((group) => Int32Array.from(group))
  const standings = new Int32Array(size)
  const verdicts = new Uint8Array(size)

  function hide(question: number): void {
    known[question] = 2
    for (let at = first[question] as number; at < (first[question + 1] as number); at++) {
      const word = wordOf[at] as number
      chosen[word] = (chosen[word] as number) & ~(maskOf[at] as number)
    }
  }

  function hasReason(): boolean {
    for (let at = 0; at < reasons.length; at++) if (known[reasons[at] as number] === 1) return true
    return false
  }

  function addPoints(): void {
    for (let at = 0; at < sums.length; at++) sums[at] = start[at] as number
    for (let at = 0; at < pickedCount; at++) {
      const option = picked[at] as number
      if (known[questionOf[option] as number] === 2) continue
      for (let entry = entries.first[option] as number; entry < (entries.first[option + 1] as number); entry++) {
        const test = entries.test[entry] as number
        if (test !== YES && !holds(test)) continue
        const target = entries.target[entry] as number
        sums[target] = (sums[target] as number) + (entries.points[entry] as number)
      }
    }
  }

  function readGates(): void {
    flags.fill(0)
    for (let at = 0; at < gateTest.length; at++) {
      if (!holds(gateTest[at] as number)) continue
      const approach = gateApproach[at] as number
      flags[approach] = (flags[approach] as number) | (gateFlag[at] as number)
    }
  }

  function judgeAlone(approach: number): void {
    const flag = flags[approach] as number
    const adopt = lines[3 * approach] as number
    const total = sums[approach] as number
    const standing = (flag & FLAG.require) !== 0 && total < adopt ? adopt : total
    const short = (sums[size + approach] as number) < (lines[3 * approach + 2] as number)
    const waits = isBaseline[approach] === 0 && ((flag & FLAG.hold) !== 0 || short)
    standings[approach] = standing
    if ((flag & FLAG.block) !== 0 || standing < (lines[3 * approach + 1] as number)) verdicts[approach] = SKIP
    else if (standing >= adopt) verdicts[approach] = waits ? LATER : ADOPT
    else verdicts[approach] = waits ? SKIP : PILOT
  }

  function compete(group: Int32Array): void {
    let best = -1
    for (let at = 0; at < group.length; at++) {
      const index = group[at] as number
      if (verdicts[index] === SKIP) continue
      const starts = verdicts[index] !== LATER
      const bestStarts = best >= 0 && verdicts[best] !== LATER
      const wins = starts === bestStarts ? (standings[index] as number) > (standings[best] as number) : starts
      if (best < 0 || wins) best = index
    }
    for (let at = 0; at < group.length; at++) if (group[at] !== best) verdicts[group[at] as number] = SKIP
  }

  return {
    verdicts,
    clear() {
      chosen.fill(0)
      known.fill(0)
      counts.fill(0)
      pickedCount = 0
    },
    choose(question, option) {
      const at = (first[question] as number) + option
      const word = wordOf[at] as number
      chosen[word] = (chosen[word] as number) | (maskOf[at] as number)
      known[question] = 1
      counts[question] = (counts[question] as number) + 1
      picked[pickedCount] = at
      pickedCount += 1
    },
    chooseNone(question) {
      known[question] = 1
    },
    score() {
      for (let at = 0; at < hideTest.length; at++) if (holds(hideTest[at] as number)) hide(hideQuestion[at] as number)
      if (!hasReason()) return false
      addPoints()
      readGates()
      for (let approach = 0; approach < size; approach++) judgeAlone(approach)
      for (let at = 0; at < rivals.length; at++) compete(rivals[at] as Int32Array)
      return true
    },
    key() {
      if (size > MOST_IN_KEY) return -1
      let key = 0
      for (let approach = 0; approach < size; approach++) key = key * VERDICT_OF.length + (verdicts[approach] as number)
      return key
    },
  }
}

/** Where the options of all questions lie in one row of bits. */
interface Bits {
  /** The place of the first option of each question; one more at the end. */
  readonly first: Int32Array
  readonly words: number
  /** By place: the word, the bit in it, and the question. */
  readonly wordOf: Int32Array
  readonly maskOf: Int32Array
  readonly questionOf: Int32Array
}

function layOut({ questions }: Model): Bits {
  const first = new Int32Array(questions.length + 1)
  questions.forEach(({ index, source }) => {
    first[index + 1] = (first[index] as number) + source.options.length
  })
  const total = first[questions.length] as number
  return {
    first,
    words: (total >> 5) + 1,
    wordOf: Int32Array.from({ length: total }, (_, at) => at >> 5),
    maskOf: Int32Array.from({ length: total }, (_, at) => 1 << (at & 31)),
    questionOf: Int32Array.from(questions.flatMap(({ index, source }) => source.options.map(() => index))),
  }
}

/** Points entries by the place of their option; targets are approaches, those of readiness behind those of need. */
function entriesOf(model: Model, first: Int32Array, whenTrue: ReturnType<typeof compiler>['whenTrue']) {
  const size = model.approaches.length
  const starts = new Int32Array((first[model.questions.length] as number) + 1)
  const list: { target: number; points: number; test: number }[] = []
  for (const { index, source, entries } of model.questions) {
    source.options.forEach((_, option) => {
      const counts = source.role === 'context' ? [] : (entries[option] ?? [])
      for (const { approach, points, source: entry } of counts) {
        const target = source.role === 'reason' ? approach : size + approach
        list.push({ target, points, test: entry.when === undefined ? YES : whenTrue(entry.when) })
      }
      starts[(first[index] as number) + option + 1] = list.length
    })
  }
  return {
    first: starts,
    target: Int32Array.from(list, (one) => one.target),
    points: Int32Array.from(list, (one) => one.points),
    test: Int32Array.from(list, (one) => one.test),
  }
}

/** Questions with a condition, each behind those that its condition reads. */
function parentsFirst(model: Model): number[] {
  const ordered = new Set<number>()
  const place = (index: number): void => {
    if (ordered.has(index)) return
    for (const id of questionsRead(model.questions[index]?.source.when)) {
      const parent = model.names.question.get(id)
      if (parent !== undefined && parent !== index) place(parent)
    }
    ordered.add(index)
  }
  for (const { index } of model.questions) place(index)
  return [...ordered].filter((index) => model.questions[index]?.source.when !== undefined)
}
