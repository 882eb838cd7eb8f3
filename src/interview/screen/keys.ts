/** What a person did on the keyboard. */
export type Key =
  | {
      readonly name: 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down' | 'space' | 'take' | 'erase' | 'back' | 'cancel' | 'suspend'
    }
  /** One character, not yet known to mean anything. */
  | { readonly name: 'text'; readonly text: string }
  /** Text that was not typed key by key: it is shown and taken nowhere. */
  | { readonly name: 'pasted' }

/** The keys in a piece of input, and its end when that may be the start of an escape sequence. */
export interface Decoded {
  readonly keys: readonly Key[]
  readonly rest: string
}

const ESC = '\u001b'
const BELL = '\u0007'

const SEQUENCES: ReadonlyMap<string, Key> = new Map([
  ['[A', { name: 'up' }],
  ['OA', { name: 'up' }],
  ['[B', { name: 'down' }],
  ['OB', { name: 'down' }],
  ['[H', { name: 'first' }],
  ['OH', { name: 'first' }],
  ['[1~', { name: 'first' }],
  ['[7~', { name: 'first' }],
  ['[F', { name: 'last' }],
  ['OF', { name: 'last' }],
  ['[4~', { name: 'last' }],
  ['[8~', { name: 'last' }],
  ['[5~', { name: 'page-up' }],
  ['[6~', { name: 'page-down' }],
])

const CONTROLS: ReadonlyMap<string, Key> = new Map([
  ['\r\n', { name: 'take' }],
  ['\r', { name: 'take' }],
  ['\n', { name: 'take' }],
  [' ', { name: 'space' }],
  ['\u007f', { name: 'erase' }],
  ['\b', { name: 'erase' }],
  ['\u0003', { name: 'cancel' }],
  ['\u0004', { name: 'cancel' }],
  ['\u001a', { name: 'suspend' }],
])

/** One piece of input each, the longer ones first; a bare ESC is the last resort. */
const PIECE = new RegExp(
  [
    `${ESC}\\[200~[^]*?(?:${ESC}\\[201~|$)`,
    `${ESC}\\[\\[[A-E]`,
    `(?:${ESC}{1,2}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `${ESC}{1,2}O[ -~]`,
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^]*?(?:${BELL}|${ESC}\\\\|\u009c)`,
    `${ESC}[^${ESC}]`,
    '\r\n',
    '[^]',
  ].join('|'),
  'gu',
)

/** The start of a sequence whose end has not come: ESC alone, or an opened one. */
const UNFINISHED = new RegExp(
  `(?:${ESC}{1,2}(?:\\[\\[?[0-?]*[ -/]*|O)|${ESC}[\\]PX^_](?:(?!${ESC}\\\\)[^${BELL}])*|(?<!${ESC})${ESC})$`,
  'u',
)

/** Characters that may come at once and still be looked into. */
const LONGEST = 1000

/** A number as people write it. */
const NUMERAL = /^[0-9,_ ]$/

/**
 * Returns the keys in one piece of input as the terminal sent it. Escape sequences that mean nothing here are dropped whole, so that no part of
 * one is taken for text. Several characters at once that no hand types at once are one paste.
 */
export function decoded(input: string): Decoded {
  if (input.length > LONGEST) return { keys: [{ name: 'pasted' }], rest: '' }
  const rest = UNFINISHED.exec(input)?.[0] ?? ''
  const pieces = input.slice(0, input.length - rest.length).match(PIECE) ?? []
  if (isPaste(pieces)) return { keys: [{ name: 'pasted' }], rest: '' }
  return { keys: pieces.flatMap(keyOf), rest }
}

/** Returns what the start of a sequence meant after all when nothing followed it: ESC alone is the key of that name. */
export function givenUp(rest: string): readonly Key[] {
  return rest === ESC ? [{ name: 'back' }] : []
}

function keyOf(piece: string): readonly Key[] {
  if (piece === ESC) return [{ name: 'back' }]
  const control = CONTROLS.get(piece)
  if (control !== undefined) return [control]
  const sequence = piece.startsWith(ESC) ? SEQUENCES.get(piece.replaceAll(ESC, '')) : undefined
  if (sequence !== undefined) return [sequence]
  return isText(piece) ? [{ name: 'text', text: piece }] : []
}

function isText(piece: string): boolean {
  return !/^[\p{Cc}]/u.test(piece)
}

/** One line end may follow keys that came with it on a slow line, if they are spaces or digits; anything more was pasted. */
function isPaste(pieces: readonly string[]): boolean {
  if (pieces.some((piece) => piece.startsWith(`${ESC}[200~`))) return true
  const isEnd = (piece: string): boolean => CONTROLS.get(piece)?.name === 'take'
  const ends = pieces.filter(isEnd).length
  const words = pieces.filter((piece) => isText(piece) && !NUMERAL.test(piece)).length
  if (ends === 0) return words > 1 || (words === 1 && pieces.some((piece) => NUMERAL.test(piece)))
  const last = pieces.at(-1)
  return ends > 1 || words > 0 || last === undefined || !isEnd(last)
}
