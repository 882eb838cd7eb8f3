import { jsonSafe } from '../report/encode.js'
import type { WhatIf } from './result.js'

/** Returns the result as JSON: two spaces, keys in the order of its type, absent fields left out, one final newline; safe to print. */
export function renderWhatIfJson(result: WhatIf): string {
  return `${jsonSafe(JSON.stringify(result, null, 2))}\n`
}
