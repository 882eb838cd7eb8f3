import type { ErrorCode } from 'yaml'
import type { Code } from './codes.js'

/** Our words for one kind of syntax error. */
export interface Wording {
  readonly code: Code
  readonly message: string
  readonly hint: string
  /** The error stands where the text ends; what matters to a person is where this was opened. */
  readonly opened?: 'quotes' | 'brackets'
}

const QUOTE = 'if it is part of a text, put the text in quotes'

// These are refused with their own words before the syntax is looked at.
const REPORTED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_DOCS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
])

const BY_CODE: ReadonlyMap<ErrorCode, Wording> = new Map<ErrorCode, Wording>([
  ['BAD_DQ_ESCAPE', syntax('this backslash starts no known escape', 'write \\\\ for a backslash, or use single quotes')],
  ['BAD_SCALAR_START', syntax('a text cannot start with this character', 'put the text in quotes')],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    syntax(
      'a colon and a space start a new mapping, and none can start here',
      'put the text in quotes, or start the mapping on its own line',
    ),
  ],
  ['BLOCK_IN_FLOW', syntax('inside brackets, lists and mappings need brackets too', 'write [a, b] or {key: value}')],
  ['DUPLICATE_KEY', { code: 'yaml-duplicate-key', message: 'this key is already there', hint: 'keep one of the two' }],
  ['KEY_OVER_1024_CHARS', syntax('a key is longer than 1,024 characters', `shorten it; ${QUOTE}`)],
  ['MULTILINE_IMPLICIT_KEY', syntax('a key must stand on one line', QUOTE)],
  ['NON_STRING_KEY', { code: 'yaml-key', message: 'a key must be a text', hint: QUOTE }],
  [
    'RESOURCE_EXHAUSTION',
    { code: 'yaml-depth', message: 'lists and mappings are nested too deep', hint: 'check that this is the right file' },
  ],
  ['TAB_AS_INDENT', { code: 'text-tab', message: 'a tab cannot indent or separate here', hint: 'use spaces' }],
])

// The parser's own sentences tell apart what shares a code; the first that matches counts.
const BY_MESSAGE: readonly (readonly [RegExp, Wording])[] = [
  [/^Missing closing/, { ...syntax('the quotes are opened here and not closed', 'add the closing quote'), opened: 'quotes' }],
  [
    /and end with a [\]}]|must end with a|^Expected .*end with/,
    {
      ...syntax('the brackets are opened here and not closed', 'add the closing bracket, indented like the line that opens it or more'),
      opened: 'brackets',
    },
  ],
  [
    /followed by map values/,
    syntax('this is neither "key: value" nor a part of the text before it', 'write a colon and a space after the key, or indent the text'),
  ],
  [/^Missing space after :/, syntax('a colon needs a space after it', 'write "key: value"')],
  [/^Missing , /, syntax('a comma is missing between two entries', 'separate the entries with commas')],
  [/^Unexpected (?:,|empty item)/, syntax('there is a comma with nothing before it', 'remove the comma')],
  [/^Comments must be separated/, syntax('a # that starts a comment needs a space before it', `write " #"; ${QUOTE}`)],
  [
    /^Unexpected block-seq-ind on same line/,
    syntax('a list cannot start on the line of its key', 'start the list on the next line, or write [a, b]'),
  ],
  [/^Block scalar header/, syntax('only an indentation and a sign may follow | or >', 'start the text on the next line')],
  [/^Unexpected doc-end/, syntax('the end mark ... has nothing before it', 'remove the line')],
  [
    /same column|indent/i,
    syntax('the indentation does not fit the lines around it', 'start all entries of one list or mapping at the same column'),
  ],
]

const OTHER = syntax('this does not belong here', QUOTE)

function syntax(message: string, hint: string): Wording {
  return { code: 'yaml-syntax', message, hint }
}

/** Our words for an error of the parser, or undefined when it concerns something that is refused with its own words already. */
export function wordingOf(code: ErrorCode, message: string): Wording | undefined {
  if (REPORTED.has(code) || /directives-end|Tags and anchors/.test(message)) return undefined
  return BY_CODE.get(code) ?? BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? OTHER
}
