import type { Model } from '../engine/model.js'
import { isVisible } from '../engine/model.js'
import { holding, inLayerOrder } from '../engine/plan.js'
import type { Verdict } from '../engine/rubric.js'
import { outlooks, type Share } from '../engine/stability.js'
import type { State } from '../engine/truth.js'
import { headlineOf } from '../engine/wording.js'
import type { Details } from './table.js'

/** What a row says beyond its verdicts, as the report on the same sheet says it. */
export function detailsOf(model: Model, state: State, verdicts: readonly Verdict[]): Details {
  const { rubric } = model
  const decided = rubric.approaches.map(({ id, title }, index) => ({ id, title, verdict: verdicts[index] as Verdict }))
  const inOrder = inLayerOrder({ model }).flatMap((id) => decided.filter((one) => one.id === id))
  return {
    headline: headlineOf(inOrder),
    open: model.questions.filter((one) => state[one.index] === null && isVisible(one, state)).map((one) => one.source.id),
    stability: leastShare(model, state, verdicts),
    mistakes: holding({ model, state, verdicts, unlock: new Map() }, rubric.mistakes).map(({ id }) => id),
  }
}

/** The least share of any approach, that of the least firm verdict; null where one of them is not counted. */
function leastShare(model: Model, state: State, verdicts: readonly Verdict[]): Share | null {
  let least: Share | null = null
  for (const outlook of outlooks(model, state, verdicts)) {
    if (outlook === null) return null
    const { kept } = outlook
    if (least === null || kept.part * least.whole < least.part * kept.whole) least = kept
  }
  return least
}
