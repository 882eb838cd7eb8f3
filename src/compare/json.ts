import { jsonSafe } from '../report/encode.js'
import type { Comparison } from './result.js'

/** Returns the comparison as JSON: two spaces, keys in the order of its type, absent fields left out, one final newline; safe to print. */
export function renderCompareJson(result: Comparison): string {
  return `${jsonSafe(JSON.stringify(result, null, 2))}\n`
}
