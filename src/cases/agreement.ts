import type { Model } from '../engine/model.js'
import type { Verdict } from '../engine/rubric.js'
import type { Judged } from './judged.js'
import { atLeast, type Share } from './share.js'

/** How one approach fared in the published stories. Whole points; a pilot counts half, so every figure is a multiple of a half. */
export interface ApproachAgreement {
  readonly id: string
  readonly title: string
  /** Stories that built it, and in how many it is adopted. */
  readonly adopt: Share
  /** Stories that warn against it, and in how many it is skipped or put off. */
  readonly avoid: Share
  /** Stories that do not mention it and in which it is adopted; never counted for the baseline. */
  readonly extra: number
}

/** How far the verdicts agree with published stories. */
export interface Agreement {
  readonly cases: number
  /** Twice what is rightly adopted, of that and everything wrongly adopted or wrongly left out: the one figure that weighs all three. */
  readonly f1: Share
  readonly adopt: Share
  readonly avoid: Share
  /** Approaches adopted though the story does not mention them. */
  readonly extra: number
  /** Stories that are met in full. */
  readonly whole: Share
  readonly approaches: readonly ApproachAgreement[]
  /** In hundredths of a percent of `f1`; absent: none is set. */
  readonly floor?: number
  readonly reached: boolean
}

/** What is lost in halves where a story built an approach, warns against it, or says nothing of it. */
const LOSS: Readonly<Record<'adopt' | 'avoid' | 'silent', Readonly<Record<Verdict, number>>>> = {
  adopt: { adopt: 0, pilot: 1, later: 2, skip: 2 },
  avoid: { adopt: 2, pilot: 1, later: 0, skip: 0 },
  silent: { adopt: 2, pilot: 1, later: 0, skip: 0 },
}

interface Tally {
  adopt: number
  adoptRight: number
  avoid: number
  avoidRight: number
  extra: number
}

/** The agreement with the stories given; `floor` is in hundredths of a percent, and compared exactly. */
export function agreementOf(model: Model, stories: readonly Judged[], floor: number | undefined): Agreement {
  const tallies = model.approaches.map((): Tally => ({ adopt: 0, adoptRight: 0, avoid: 0, avoidRight: 0, extra: 0 }))
  let whole = 0
  for (const story of stories) {
    const lost = model.approaches.reduce((sum, { index }) => sum + add(model, tallies[index] as Tally, story, index), 0)
    if (lost === 0) whole += 1
  }
  const sum = (key: keyof Tally): number => tallies.reduce((total, one) => total + one[key], 0)
  const right = sum('adoptRight')
  const missed = sum('adopt') - right
  const wrong = sum('avoid') - sum('avoidRight') + sum('extra')
  const f1: Share = { part: 2 * right, of: 2 * right + wrong + missed }
  return {
    cases: stories.length,
    f1,
    adopt: { part: right / 2, of: sum('adopt') / 2 },
    avoid: { part: sum('avoidRight') / 2, of: sum('avoid') / 2 },
    extra: sum('extra') / 2,
    whole: { part: whole, of: stories.length },
    approaches: model.approaches.map(({ index, source: { id, title } }) => {
      const { adopt, adoptRight, avoid, avoidRight, extra } = tallies[index] as Tally
      return { id, title, adopt: { part: adoptRight / 2, of: adopt / 2 }, avoid: { part: avoidRight / 2, of: avoid / 2 }, extra: extra / 2 }
    }),
    ...(floor === undefined ? {} : { floor }),
    reached: floor === undefined || atLeast(f1, floor),
  }
}

/** Adds one story to the tally of one approach, all in halves; returns what was lost. */
function add(model: Model, tally: Tally, { of: { expected }, verdicts }: Judged, index: number): number {
  const source = model.approaches[index]?.source
  if (source === undefined) return 0
  const came = verdicts[index] as Verdict
  if (expected.adopt.includes(source.id)) {
    tally.adopt += 2
    tally.adoptRight += 2 - LOSS.adopt[came]
    return LOSS.adopt[came]
  }
  if (expected.avoid.includes(source.id)) {
    tally.avoid += 2
    tally.avoidRight += 2 - LOSS.avoid[came]
    return LOSS.avoid[came]
  }
  if (source.always !== undefined) return 0
  tally.extra += LOSS.silent[came]
  return LOSS.silent[came]
}
