import type { Points, Question, Rubric } from '../engine/rubric.js'
import type { WrittenChange } from './result.js'

type Fields = Readonly<Record<string, unknown>>
type Change = WrittenChange['change']

/** What of a thing can bear on verdicts; everything else is wording, sources and plan. */
const WEIGHS: Readonly<Record<string, readonly string[]>> = {
  approach: ['prior', 'readinessPrior', 'lines', 'always'],
  question: ['role', 'kind', 'when'],
  option: [],
  points: ['points', 'when'],
  gate: ['approach', 'effect', 'when'],
  alternatives: ['of'],
}
/** Things that bear on verdicts by being there. */
const WEIGHTY: readonly string[] = Object.keys(WEIGHS)

/** Every written change by id: what bears on verdicts first, within that in the order of the rubric's parts. */
export function writtenChanges(before: Rubric, after: Rubric): WrittenChange[] {
  const found = [
    ...one('rubric', before.id, header(before), header(after)),
    ...byId('approach', before.approaches, after.approaches),
    ...byId('alternatives', before.alternatives, after.alternatives),
    ...questions(before, after),
    ...byId('gate', before.gates, after.gates),
    ...byId('mistake', before.mistakes, after.mistakes),
    ...byId('precondition', before.preconditions, after.preconditions),
    ...byId('set rule', before.setRules, after.setRules),
    ...byId('claim', before.claims ?? [], after.claims ?? []),
    ...byId('layer', before.layers, after.layers),
    ...byId('deployment', before.deployments, after.deployments),
    ...byId('plan', plans(before), plans(after)),
    ...byId('phase', before.phases, after.phases),
    ...one('validation', 'validation', before.validation, after.validation),
    ...byId('section', before.sections, after.sections),
    ...byId('criterion', before.criteria, after.criteria),
    ...byId('reference', before.references, after.references),
  ]
  return [...found.filter(({ weighs }) => weighs), ...found.filter(({ weighs }) => !weighs)]
}

function header({ id, version, title, summary, absent }: Rubric): Fields {
  return { id, version, title, summary, absent }
}

function plans(rubric: Rubric): { readonly id: string }[] {
  return Object.entries(rubric.plans).map(([id, plan]) => ({ id, ...plan }))
}

function byId(part: string, before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): WrittenChange[] {
  const [was, is] = [new Map(before.map((each) => [each.id, each])), new Map(after.map((each) => [each.id, each]))]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  return [...ids.flatMap((id) => one(part, id, was.get(id), is.get(id))), ...order(part, before, after)]
}

/** Both versions in the same order, apart from what only one of them has. */
function order(part: string, before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): WrittenChange[] {
  const [was, is] = [before.map(({ id }) => id), after.map(({ id }) => id)]
  const common = { before: was.filter((id) => is.includes(id)), after: is.filter((id) => was.includes(id)) }
  if (common.before.join() === common.after.join()) return []
  return [{ part, id: '', change: 'changed', weighs: false, fields: [{ name: 'order', ...common }] }]
}

function one(part: string, id: string, before: object | undefined, after: object | undefined): WrittenChange[] {
  if (before === undefined || after === undefined) {
    const change: Change = before === undefined ? 'added' : 'removed'
    return before === after ? [] : [{ part, id, change, weighs: WEIGHTY.includes(part), fields: [] }]
  }
  const fields = fieldsOf(before as Fields, after as Fields)
  const weighs = fields.some(({ name }) => WEIGHS[part]?.includes(name) === true)
  return fields.length === 0 ? [] : [{ part, id, change: 'changed', weighs, fields }]
}

function fieldsOf(before: Fields, after: Fields): WrittenChange['fields'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => canonical(before[name]) !== canonical(after[name]))
    .map((name) => ({
      name,
      ...(before[name] === undefined ? {} : { before: before[name] }),
      ...(after[name] === undefined ? {} : { after: after[name] }),
    }))
}

/** A value as a text in which the order of keys does not show. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${entries
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .sort()
    .join()}}`
}

function questions(before: Rubric, after: Rubric): WrittenChange[] {
  const [was, is] = [new Map(before.questions.map((each) => [each.id, each])), new Map(after.questions.map((each) => [each.id, each]))]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const changes = ids.flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)]
    if (old === undefined || now === undefined) return one('question', id, old, now)
    return [...one('question', id, withoutOptions(old), withoutOptions(now)), ...options(old, now)]
  })
  return [...changes, ...order('question', before.questions, after.questions)]
}

function withoutOptions({ options: _, ...question }: Question): object {
  return question
}

function options(before: Question, after: Question): WrittenChange[] {
  const named = ({ id, options }: Question) => new Map(options.map((option) => [`${id}.${option.id}`, option]))
  const [was, is] = [named(before), named(after)]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const changes = ids.flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)]
    if (old === undefined || now === undefined) return one('option', id, old, now)
    const { points: _, ...oldWords } = old
    const { points: __, ...words } = now
    return [...one('option', id, oldWords, words), ...points(id, old.points, now.points)]
  })
  const list = ({ id, options }: Question) => options.map((option) => ({ id: `${id}.${option.id}` }))
  return [...changes, ...order('option', list(before), list(after))]
}

/** Entries are told apart by approach and condition; one whose condition changed is paired with what is left of its approach. */
function points(option: string, before: readonly Points[], after: readonly Points[]): WrittenChange[] {
  const left = [...before]
  const take = (fits: (entry: Points) => boolean): Points | undefined => {
    const at = left.findIndex(fits)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const same = after.map((entry) => take((old) => canonical(old) === canonical(entry)))
  const alike = after.map(
    (entry, at) => same[at] ?? take((old) => old.approach === entry.approach && canonical(old.when) === canonical(entry.when)),
  )
  const paired = after.map((entry, at) => alike[at] ?? take((old) => old.approach === entry.approach))
  const name = ({ approach }: Points): string => `${option} for ${approach}`
  const worth = (entry: Points): object => ({ points: entry.points, when: entry.when })
  const changed = after.flatMap((entry, at) => {
    const old = paired[at]
    if (old !== undefined) return one('points', name(entry), old, entry)
    return one('points', name(entry), undefined, entry).map((each) => ({ ...each, fields: fieldsOf({}, worth(entry) as Fields) }))
  })
  const gone = left.flatMap((old) =>
    one('points', name(old), old, undefined).map((each) => ({ ...each, fields: fieldsOf(worth(old) as Fields, {}) })),
  )
  return [...changed, ...gone]
}
