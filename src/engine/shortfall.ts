import { boundsOf } from './bounds.js'
import type { Domains } from './domains.js'
import type { Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'

/**
 * The open questions, by index, that the plan may name or count where it says by how much the readiness of an approach falls short: only an approach
 * that may have to wait and may stand below its readiness line has such an entry. Never too few. `possible` holds the verdicts that each approach
 * may still get.
 */
export function namedInShortfalls(domains: Domains, scopes: Scopes, possible: readonly ReadonlySet<Verdict>[]): Set<number> {
  const named = new Set<number>()
  for (const { index, source } of domains.model.approaches) {
    if (possible[index]?.has('later') !== true) continue
    const { low, readers } = boundsOf(domains, scopes, index, 'readiness')
    if (low < source.lines.ready) for (const question of readers) named.add(question)
  }
  return named
}
