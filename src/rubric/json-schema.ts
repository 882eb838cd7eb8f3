import * as z from 'zod'
import { EXAMPLES } from './json-schema-examples.js'
import { condition } from './schema/condition.js'
import * as knowledge from './schema/knowledge.js'
import * as plan from './schema/plan.js'
import { question } from './schema/question.js'
import { incompleteRubric, overlayHead, rubricPart, wholeRubric } from './schema.js'

/** A JSON Schema, or a part of one. */
type Json = Readonly<Record<string, unknown>>

/** Pieces of the format that have a definition of their own, by its name. */
const PIECES = {
  whole: wholeRubric,
  'whole-with-parts': incompleteRubric,
  part: rubricPart,
  'overlay-head': overlayHead,
  condition,
  lines: knowledge.lines,
  named: knowledge.named,
  approach: knowledge.approach,
  alternatives: knowledge.alternatives,
  question,
  gate: knowledge.gate,
  precondition: knowledge.precondition,
  'set-rule': knowledge.setRule,
  mistake: knowledge.mistake,
  deployment: knowledge.deployment,
  layer: plan.layer,
  plan: plan.planContent,
  phase: plan.phase,
  validation: plan.validation,
  reference: knowledge.reference,
  claim: knowledge.claim,
} as const satisfies Readonly<Record<string, z.ZodType>>

/** Pieces that a change of an overlay holds only some keys of, their id or name among them. */
const CHANGED = new Set(['named', 'approach', 'alternatives', 'question', 'gate', 'precondition', 'set-rule', 'mistake', 'deployment'])
for (const name of ['layer', 'plan', 'phase', 'reference', 'claim']) CHANGED.add(name)

const REF = '#/definitions/'
const MOVES: Json = {
  before: { type: 'string', description: 'Id of the member of this list that it is put before.' },
  after: { type: 'string', description: 'Id of the member of this list that it is put after.' },
}

/**
 * The JSON Schema (draft 07) of a rubric file as it is written: whole, with parts, a part, a shorter rubric or an overlay. It is made from the schema
 * that the reader checks with; what takes more than one place to tell (ids that exist, conditions that can hold) only the reader knows.
 */
export function rubricJsonSchema(): Json {
  const made = definitions()
  const { part, 'overlay-head': head, ...rest } = made
  const overlay = { ...(head as Json), properties: { ...propertiesOf(head), ...propertiesOf(changedBody(part ?? {})) } }
  const changes = Object.entries(made).filter(([name]) => CHANGED.has(name))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'rubric.schema.json',
    title: 'A rubric of rag-or-tune',
    description: 'What is asked, what each answer weighs, which approaches exist and what the plan says: docs/rubric-format.md.',
    type: 'object',
    if: { anyOf: [{ required: ['extends'] }, { required: ['ask'] }] },
    // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema; nothing awaits it
    then: { $ref: `${REF}overlay` },
    else: {
      if: { anyOf: ['format', 'id', 'version', 'title', 'summary', 'parts'].map((key) => ({ required: [key] })) },
      // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema; nothing awaits it
      then: {
        if: { required: ['parts'] },
        // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema; nothing awaits it
        then: { $ref: `${REF}whole-with-parts` },
        else: { $ref: `${REF}whole` },
      },
      else: { $ref: `${REF}part` },
    },
    definitions: {
      ...rest,
      part,
      overlay,
      ...Object.fromEntries(changes.map(([name, schema]) => [`changed-${name}`, changed(schema)])),
    },
  }
}

/** Every piece with references to the others, and its examples. */
function definitions(): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, piece] of Object.entries(PIECES)) registry.add(piece, { id })
  const { schemas } = z.toJSONSchema(registry, { target: 'draft-7', io: 'input', unrepresentable: 'any', uri: (id) => `${REF}${id}` })
  const { __shared: shared, ...own } = schemas as unknown as Readonly<Record<string, Json>>
  const inner = (shared?.['definitions'] ?? {}) as Readonly<Record<string, Json>>
  return Object.fromEntries(
    Object.entries(own).map(([name, { $schema: _, $id: __, ...schema }]) => {
      const examples = EXAMPLES[name]
      return [name, { ...(inlined(schema, inner) as Json), ...(examples && { examples }) }]
    }),
  )
}

/** The schema with what zod shares between pieces written where it is used. */
function inlined(value: unknown, shared: Readonly<Record<string, Json>>): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, shared))
  if (typeof value !== 'object' || value === null) return value
  const ref = (value as Json)['$ref']
  const name = typeof ref === 'string' && ref.startsWith(`${REF}__shared#`) ? ref.slice(`${REF}__shared#/definitions/`.length) : undefined
  if (name !== undefined) return inlined(shared[name] ?? {}, shared)
  const entries = Object.entries(value).map(([key, inside]) => [key, inlined(inside, shared)])
  return dated(Object.fromEntries(entries))
}

/** The one check that JSON Schema has other words for. */
function dated(schema: Json): Json {
  const day = propertiesOf(schema)['review-after'] as Json | undefined
  if (day === undefined) return schema
  const pattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
  return { ...schema, properties: { ...propertiesOf(schema), 'review-after': { ...day, pattern, examples: ['2027-01-31'] } } }
}

function propertiesOf(schema: Json | undefined): Readonly<Record<string, unknown>> {
  return (schema?.['properties'] ?? {}) as Readonly<Record<string, unknown>>
}

/** The lists of a rubric as an overlay writes them: none needs an entry, and their members are changes. */
function changedBody(part: Json): Json {
  return withoutLeast(pointedAtChanges(part) as Json)
}

/** A piece of which some keys are written. What has an id or a name keeps it, and can be moved in its list. */
function changed(schema: Json): Json {
  const { examples: _, ...rest } = schema
  return partly(pointedAtChanges(rest) as Json)
}

function partly(schema: Json): Json {
  if (Array.isArray(schema['anyOf'])) {
    const all = schema['anyOf'] as readonly Json[]
    // A change of a claim need not say which of its forms it has.
    const properties = Object.assign({}, ...all.map(propertiesOf)) as Json
    const { anyOf: _, ...rest } = schema
    return partly({ ...rest, type: 'object', properties, additionalProperties: false })
  }
  if (schema['type'] !== 'object' || schema['properties'] === undefined) return schema
  const properties = propertiesOf(schema)
  const key = ['id', 'name'].find((one) => Object.hasOwn(properties, one))
  const inside = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, MEMBERS.has(name) ? partlyMembers(one as Json) : one]),
  )
  const { required: _, ...rest } = schema
  return { ...rest, properties: { ...inside, ...(key && MOVES) }, ...(key && { required: [key] }) }
}

/** Lists inside a piece whose members are changed one by one. */
const MEMBERS = new Set(['options', 'components'])

function partlyMembers(list: Json): Json {
  const { minItems: _, ...rest } = list
  return { ...rest, items: partly(list['items'] as Json) }
}

function pointedAtChanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointedAtChanges)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => {
      const name = key === '$ref' && typeof inside === 'string' ? inside.slice(REF.length) : undefined
      return [key, name !== undefined && CHANGED.has(name) ? `${REF}changed-${name}` : pointedAtChanges(inside)]
    }),
  )
}

function withoutLeast(part: Json): Json {
  const loose = Object.entries(propertiesOf(part)).map(([key, list]) => {
    const { minItems: _, ...rest } = list as Json
    return [key, rest]
  })
  return { ...part, properties: Object.fromEntries(loose) }
}
