import type { Domains } from './domains.js'
import { axisOf } from './judge.js'
import { chosenIn, type Entry, type ModelQuestion } from './model.js'
import type { Axis, GateEffect, Verdict } from './rubric.js'
import type { Scopes } from './scopes.js'
import { mayCount } from './sums.js'
import { type Slot, TRUE } from './truth.js'

/** Points that answers to the open questions cannot take a sum beyond; it may not reach them. */
export interface Bounds {
  readonly low: number
  readonly high: number
  /** The open questions that decide what is added, by index. */
  readonly readers: readonly number[]
}

/** Bounds of one approach's total on one axis, in points: quick, and never too narrow. */
export function boundsOf(domains: Domains, scopes: Scopes, approach: number, axis: Axis): Bounds {
  const source = domains.model.approaches[approach]?.source
  const prior = (axis === 'need' ? source?.prior : source?.readinessPrior) ?? 0
  return domains.model.questions
    .filter((question) => axisOf(question) === axis)
    .map((question) => boundsOfQuestion(domains, scopes, question, approach))
    .reduce((sum, one) => add(sum, one), { low: prior, high: prior, readers: [] })
}

function add(a: Bounds, b: Bounds): Bounds {
  return { low: a.low + b.low, high: a.high + b.high, readers: [...a.readers, ...b.readers] }
}

const NOTHING: Bounds = { low: 0, high: 0, readers: [] }

function boundsOfQuestion(domains: Domains, scopes: Scopes, question: ModelQuestion, approach: number): Bounds {
  const slot = domains.state[question.index] as Slot
  const open = domains.varies(question.index)
  const options = question.entries.map((entries, option) => {
    if (!open && !chosenIn(slot, option)) return NOTHING
    const own = entries.filter((entry) => entry.approach === approach && mayCount(question, entry, scopes, domains.state))
    const bounds = own.map((entry) => boundsOfEntry(scopes, question, entry)).reduce(add, NOTHING)
    return open && own.length > 0 ? { ...bounds, readers: [question.index, ...bounds.readers] } : bounds
  })
  if (!open) return options.reduce(add, NOTHING)
  const orNone = options.map((one) => ({ ...one, low: Math.min(0, one.low), high: Math.max(0, one.high) }))
  const sum = orNone.reduce(add, NOTHING)
  if (question.source.kind === 'many') return sum
  return { ...sum, low: Math.min(0, ...orNone.map(({ low }) => low)), high: Math.max(0, ...orNone.map(({ high }) => high)) }
}

/** Of an entry that may count: its points, or at least none of them where that is not decided. */
function boundsOfEntry(scopes: Scopes, question: ModelQuestion, { points, source }: Entry): Bounds {
  const readers = [...scopes.ofCondition(question.source.when), ...scopes.ofCondition(source.when)]
  if (readers.length === 0) return { low: points, high: points, readers }
  return { low: Math.min(0, points), high: Math.max(0, points), readers }
}

/** Whether a gate of an approach may, and must, hold: what is not decided may. */
interface Hold {
  readonly may: boolean
  readonly must: boolean
}

function gatesOf({ model, state }: Domains, scopes: Scopes, approach: number, effect: GateEffect): Hold {
  const gates = (model.approaches[approach]?.gates ?? []).filter((gate) => gate.source.effect === effect)
  const holds = gates.map((gate) => (scopes.ofCondition(gate.source.when).length > 0 ? 'open' : gate.test(state) === TRUE))
  return { may: holds.some((one) => one !== false), must: holds.includes(true) }
}

/** The verdicts that bounds do not rule out for one approach; never too few. */
export function conceivableVerdicts(domains: Domains, scopes: Scopes, approach: number): Set<Verdict> {
  const { source } = domains.model.approaches[approach] as (typeof domains.model.approaches)[number]
  const { lines } = source
  const need = boundsOf(domains, scopes, approach, 'need')
  const readiness = boundsOf(domains, scopes, approach, 'readiness')
  const [require, hold, block] = (['require', 'hold', 'block'] as const).map((effect) => gatesOf(domains, scopes, approach, effect)) as [
    Hold,
    Hold,
    Hold,
  ]
  const mayWait = source.always === undefined && (hold.may || readiness.low < lines.ready)
  const mustWait = source.always === undefined && (hold.must || readiness.high < lines.ready)
  const low = require.must ? Math.max(need.low, lines.adopt) : need.low
  const high = require.may ? Math.max(need.high, lines.adopt) : need.high
  const competes = domains.model.alternatives.some((group) => group.includes(approach))
  const found = new Set<Verdict>()
  const between = low < lines.adopt && high >= lines.pilot
  if (block.may || competes || low < lines.pilot || (between && mayWait)) found.add('skip')
  if (block.must) return found
  if (high >= lines.adopt && !mustWait) found.add('adopt')
  if (high >= lines.adopt && mayWait) found.add('later')
  if (between && !mustWait && need.low < lines.adopt && lines.pilot < lines.adopt) found.add('pilot')
  return found
}
