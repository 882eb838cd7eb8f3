import type { Diagnostic } from '../../files/diagnostic.js'
import type { Loaded } from '../load.js'
import { collectProblems, type Locate } from '../problems.js'
import { resolveRubric, resolveShorter } from '../resolve.js'
import { checkAsked } from '../rules/ask.js'
import { checkRules } from '../rules.js'
import { HEADER_KEYS, rubricBody, rubricPart, type WrittenRubric } from '../schema.js'
import { checkShape } from '../shape.js'
import { placesOf, type Subject, writtenPath } from '../subjects.js'
import { viewRubric } from '../view.js'
import type { Chain } from './chain.js'
import { checkHeads, mergeChain } from './merge.js'
import { fromAt } from './piece.js'
import { mergedProblems } from './report.js'

/** Merges a chain and checks the result like any rubric: what was found, and the rubric unless that makes it unusable. */
export function checkChain(chain: Chain): { readonly found: readonly Diagnostic[]; readonly loaded?: Loaded } {
  const { links, whole } = chain
  const found = [...checkHeads(chain), ...chain.problems]
  const top = links[0]?.joined
  if (!whole || top === undefined || found.some(({ code }) => code === 'rubric-format')) return { found }

  const { piece, removals, problems: ofChanges } = mergeChain(links)
  const value = piece.value as Readonly<Record<string, unknown>>
  const body = Object.fromEntries(Object.entries(value).filter(([key]) => !HEADER_KEYS.includes(key)))
  const partial = links.some(({ joined }) => joined.partial)
  const problems = mergedProblems(piece, removals)
  const faults = checkShape(partial ? rubricPart : rubricBody, body, problems)
  checkRules(viewRubric(value, faults, partial), problems)
  found.push(...ofChanges, ...problems.list)
  if (isBroken(found)) return { found }

  const merged = resolveRubric(piece.value as WrittenRubric)
  const ask = top.value['ask'] as readonly string[] | undefined
  const ofAsk = collectProblems(top.locate)
  if (ask !== undefined) checkAsked(ask, merged, () => true, ofAsk)
  found.push(...ofAsk.list)
  if (isBroken(found)) return { found }

  const rubric = ask === undefined ? merged : resolveShorter(merged, { ...merged, ask })
  const locate: Locate = (path, at) => {
    if (path[0] === 'ask') return top.locate(path, at)
    const from = fromAt(piece.from, path)
    return from.source.locate(from.path, at)
  }
  const inBase = (subject: Subject): boolean => fromAt(piece.from, writtenPath(value, subject)).source !== piece.from.source
  return {
    found,
    loaded: {
      rubric,
      ...(ask !== undefined && { whole: merged }),
      places: async () => ({ locate: placesOf({ ...value, ask }, locate), inBase }),
    },
  }
}

function isBroken(found: readonly Diagnostic[]): boolean {
  return found.some(({ severity }) => severity === 'error')
}
