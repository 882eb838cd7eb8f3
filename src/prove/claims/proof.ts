import type { Given } from '../../engine/given.js'
import type { Model } from '../../engine/model.js'
import type { State } from '../../engine/truth.js'
import { fewest, givenOf } from '../answers.js'

/** What came of one claim. `expected` reads on after "it says that", `came` after "with these answers". */
export type Proof =
  | { readonly result: 'proved' }
  | { readonly result: 'vacuous' }
  | { readonly result: 'refuted'; readonly witness: Given; readonly expected: string; readonly came: string }
  /** The budget did not last. */
  | { readonly result: 'unproved' }

/** As few of the answers as show something: taking any one of them away, or any option of a list, shows it no more. */
export function witnessOf(model: Model, state: State, shows: (state: State) => boolean): { readonly state: State; readonly given: Given } {
  let kept = state
  for (;;) {
    const fewer = fewest(kept, shows)
    const given = givenOf(model, fewer)
    if (JSON.stringify(given) === JSON.stringify(givenOf(model, kept))) return { state: fewer, given }
    kept = fewer
  }
}
