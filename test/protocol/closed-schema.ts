import { Ajv, type ValidateFunction } from 'ajv'
import decision from '../../schema/decision.schema.json' with { type: 'json' }
import next from '../../schema/next.schema.json' with { type: 'json' }

/** The schema as readers get it. */
export const validate: ValidateFunction = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true })
  .addSchema(decision)
  .compile(next)

/** The same schema, but refusing every field that it does not describe. */
export const validateClosed: ValidateFunction = new Ajv({ allErrors: true, allowUnionTypes: true })
  .addSchema(closed(decision) as object)
  .compile(closed(next) as object)

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  return 'properties' in copy && 'type' in copy ? { ...copy, additionalProperties: false } : copy
}
