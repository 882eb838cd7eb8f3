import { type CST, Lexer, Parser } from 'yaml'
import type { Code } from './codes.js'
import type { Lines } from './lines.js'
import { problem } from './problem.js'
import type { Problems } from './problems.js'

/** Lists and mappings may be nested this deep. */
export const MAX_DEPTH = 32
/** More pieces (words, marks, line ends) than this are not read; an honest file of 512 KiB has far fewer. */
export const MAX_PIECES = 250_000

/** The pieces of the concrete syntax tree. */
export interface Tokens {
  readonly tokens: readonly CST.Token[]
  /** False when reading stopped at a limit: then the tokens are not the whole text. */
  readonly whole: boolean
}

interface Refusal {
  readonly code: Code
  readonly message: string
  readonly hint: string
}

// By the first character of a piece that is not a text.
const REFUSED: ReadonlyMap<string, Refusal> = new Map([
  [
    '&',
    {
      code: 'yaml-anchor',
      message: 'anchors (&name) are not supported',
      hint: 'repeat the text; if it is part of a text, put the text in quotes',
    },
  ],
  [
    '*',
    {
      code: 'yaml-alias',
      message: 'aliases (*name) are not supported',
      hint: 'repeat the text; if it is part of a text, put the text in quotes',
    },
  ],
  [
    '!',
    {
      code: 'yaml-tag',
      message: 'tags (!name) are not supported',
      hint: 'remove the tag; if it is part of a text, put the text in quotes',
    },
  ],
  [
    '%',
    {
      code: 'yaml-directive',
      message: 'directives (lines that start with %) are not supported',
      hint: 'remove the line; files are read as YAML 1.2',
    },
  ],
])

/**
 * Splits the text into the tokens of a concrete syntax tree without building values, and refuses on the way what needs no tree to be seen:
 * directives, anchors, aliases, tags, tabs, too much depth, too many pieces. Stops at the last two, so that no hostile text costs much.
 */
export function readTokens(text: string, lines: Lines, problems: Problems): Tokens {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let pieces = 0
  let textFollows = false
  for (const piece of new Lexer().lex(text)) {
    const start = parser.offset
    if (textFollows) textFollows = false
    else if (piece === '\u001f') textFollows = true
    else refuse(piece, start)
    for (const token of parser.next(piece)) tokens.push(token)
    if (parser.stack.length > MAX_DEPTH && depthOf(parser.stack) > MAX_DEPTH) {
      problems.add(
        problem('yaml-depth', `lists and mappings are nested too deep (limit ${MAX_DEPTH})`, {
          place: lines.place(start),
          hint: 'no rubric and no answers file needs that; check that this is the right file',
        }),
      )
      return { tokens, whole: false }
    }
    if (problems.full) return { tokens, whole: false }
    pieces++
    if (pieces > MAX_PIECES) {
      problems.add(
        problem('yaml-size', 'the file holds more words and marks than are read', {
          place: lines.place(start),
          hint: 'no rubric and no answers file needs that many; check that this is the right file',
        }),
      )
      return { tokens, whole: false }
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens, whole: true }

  function refuse(piece: string, start: number): void {
    const refusal = REFUSED.get(piece.charAt(0))
    if (refusal !== undefined) {
      const { code, message, hint } = refusal
      problems.add(problem(code, message, { place: lines.place(start, start + piece.trimEnd().length), hint }))
      return
    }
    const tab = /^[ \t]/.test(piece) ? piece.indexOf('\t') : -1
    if (tab < 0 || !separates(text, start + piece.length) || parser.stack.some((token) => token.type === 'flow-collection')) return
    problems.add(problem('text-tab', 'a tab cannot indent or separate here', { place: lines.place(start + tab), hint: 'use spaces' }))
  }
}

/** Whether something other than a comment or the end of the line follows. */
function separates(text: string, end: number): boolean {
  const next = text.charAt(end)
  return next !== '' && next !== '\n' && next !== '\r' && next !== '#'
}

function depthOf(stack: readonly CST.Token[]): number {
  let depth = 0
  for (const { type } of stack) if (type === 'block-map' || type === 'block-seq' || type === 'flow-collection') depth++
  return depth
}
