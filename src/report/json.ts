import type { Decision } from '../engine/decision.js'
import { jsonSafe } from './encode.js'
import { DECISION_ORDER } from './json-order.js'

type Shape = 'value' | { readonly [key: string]: Shape }

/**
 * Returns the decision as JSON: two spaces, one final newline, keys in the documented order, absent fields left out.
 * Safe to print: control, bidirectional and zero-width characters are escapes. docs/decision-json.md is the promise, schema/decision.schema.json the shape.
 */
export function renderJson(decision: Decision): string {
  return `${jsonSafe(JSON.stringify(ordered(decision, DECISION_ORDER), null, 2))}\n`
}

/** Copies data with its keys in the order of the shape; keys that the shape does not know come last, in their own order. */
function ordered(value: unknown, shape: Shape): unknown {
  if (shape === 'value' || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => ordered(item, shape))
  const data = value as Readonly<Record<string, unknown>>
  const { each } = shape
  if (each !== undefined) return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, ordered(item, each)]))
  const copy: Record<string, unknown> = {}
  for (const key in shape) if (Object.hasOwn(data, key)) copy[key] = ordered(data[key], shape[key] ?? 'value')
  for (const key in data) if (!Object.hasOwn(shape, key)) copy[key] = data[key]
  return copy
}
