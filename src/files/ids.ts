import { nameCodePoint } from './characters.js'

const PATTERN = /^[a-z][a-z0-9-]{0,63}$/
// `constructor` and `prototype` fit the pattern, and both name something that every object already has.
const RESERVED: ReadonlySet<string> = new Set(['constructor', 'prototype'])

/** What an id looks like, for hints. */
export const ID_RULE =
  'an id starts with a letter a–z and goes on with lower-case letters, digits and hyphens, at most 64 characters in all'

/**
 * Says what is wrong with an id, as the end of a sentence that starts with the id (`contains U+0456 CYRILLIC …`),
 * or undefined when it is a good one: `^[a-z][a-z0-9-]{0,63}$` and neither `constructor` nor `prototype`.
 */
export function checkId(text: string): string | undefined {
  if (PATTERN.test(text)) return RESERVED.has(text) ? 'is a reserved word and cannot be an id' : undefined
  if (text === '') return 'is empty'
  const odd = oddCharacter(text)
  if (odd !== undefined) return odd
  if (text.length > 64) return 'is longer than 64 characters'
  return 'does not start with a letter a–z'
}

/** Names the first character that no id may hold, as the end of a sentence (`contains …`); undefined when there is none. */
export function oddCharacter(text: string): string | undefined {
  const at = text.slice(0, 256).search(/[^a-z0-9-]/)
  if (at < 0) return undefined
  const codePoint = text.codePointAt(at) ?? 0
  const where = at === 0 ? 'starts with' : 'contains'
  if (codePoint === 0x20) return `${where} a space`
  const character = String.fromCodePoint(codePoint)
  if (character >= 'A' && character <= 'Z') return `${where} the capital letter ${character}`
  if (character > ' ' && character <= '~') return `${where} "${character}"`
  return `${where} ${nameCodePoint(codePoint)}`
}
