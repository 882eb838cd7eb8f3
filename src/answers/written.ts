import type { Answer } from '../engine/answers.js'

// Older readers of YAML take these for truth values or for nothing.
const QUOTED: ReadonlySet<string> = new Set(['yes', 'no', 'on', 'off', 'y', 'n', 'true', 'false', 'null'])

/** An answer as an answers file writes it: an id, a whole number, or a list in brackets. */
export function writtenAnswer({ value, number }: Answer): string {
  if (number !== undefined) return String(number)
  return typeof value === 'string' ? word(value) : `[${value.map(word).join(', ')}]`
}

/** An id or a name as a YAML text, in quotes only where some reader would take it for something else. */
export function word(id: string): string {
  return QUOTED.has(id) || !/^[a-z][a-z0-9-]*$/.test(id) ? quoted(id) : id
}

/** Any text in double quotes: the escapes of JSON are escapes of YAML. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}
