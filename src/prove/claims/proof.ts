import type { Given } from '../../engine/given.js'

/** What came of one claim. `expected` and `came` read on after "expected" and "it is not so:". */
export type Proof =
  | { readonly result: 'proved' }
  | { readonly result: 'vacuous' }
  | { readonly result: 'refuted'; readonly witness: Given; readonly expected: string; readonly came: string }
  | { readonly result: 'unproved'; readonly why: string; readonly hint: string }

export const TOO_MUCH: Proof = {
  result: 'unproved',
  why: 'there are more situations than could be searched',
  hint: 'let its "when" fix more answers, or split it into several claims',
}

/**
 * Takes away from answers that show something all that is not needed to show it: whole answers first, then single options of lists.
 * What is left shows it too, and shows it no more when any one piece is taken away.
 */
export function smallest(given: Given, shows: (given: Given) => boolean): Given {
  let kept = given
  let before: Given
  do {
    before = kept
    for (const id of Object.keys(kept).reverse()) {
      const without = Object.fromEntries(Object.entries(kept).filter(([one]) => one !== id))
      if (shows(without)) kept = without
    }
    for (const [id, value] of Object.entries(kept)) {
      if (typeof value === 'string') continue
      for (const option of value) {
        const shorter = { ...kept, [id]: (kept[id] as readonly string[]).filter((one) => one !== option) }
        if (shows(shorter)) kept = shorter
      }
    }
  } while (kept !== before)
  return kept
}
