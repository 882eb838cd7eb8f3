import type { Place } from './diagnostic.js'

/** One parsed input: plain values (mappings are ordinary objects without inherited or reserved keys), and where each of them stands. */
export interface ParsedDocument {
  readonly file: string
  /** `null` for an input without content. */
  readonly value: unknown
  /**
   * Where the value at a path stands, or with `'key'` its key. A path that leads nowhere gives the place of the nearest thing above it.
   */
  place(path: readonly (string | number)[], at?: 'key' | 'value'): Place
}
