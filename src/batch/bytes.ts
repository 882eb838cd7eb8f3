export const LINE_FEED = 0x0a
export const QUOTE = 0x22
export const COMMA = 0x2c
export const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
export const BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const BRACKET_END = 0x5d
export const BRACE = 0x7b
export const BRACE_END = 0x7d

/** So many digits are an exact number. */
const MOST_DIGITS = 15

/** Where the spaces that start here end; a line feed is none. */
export function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d) at += 1
  return at
}

/** Where the value starts behind a key; -1 where there is no colon. */
export function afterColon(bytes: Uint8Array, start: number): number {
  const at = afterSpace(bytes, start)
  return bytes[at] === COLON ? afterSpace(bytes, at + 1) : -1
}

/** The end of a whole number in plain digits that starts here; -1 where none does, or it is too long to be exact. */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start
  while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1
  if (at === start || at - start > MOST_DIGITS) return -1
  if (bytes[start] === ZERO && at - start > 1) return -1
  const next = bytes[at] as number
  return next === COMMA || next === BRACE_END || next === 0x20 || next === 0x09 || next === 0x0d ? at : -1
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Whether the bytes are well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}
