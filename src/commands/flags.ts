import { isDate } from '../engine/calendar.js'
import { nearest } from '../files/nearest.js'
import { COMMON_FORMAT_NAMES, FORMAT_NAMES } from '../report/formats.js'

/** One line of a help text, or several: what is typed, and what it does. */
export interface Row {
  readonly usage: string
  readonly help: string
}

/** What the shell offers after an option or as an argument: files, what the core rubric names, or words from a list. */
export type Completes = 'file' | 'rubric' | 'answer' | 'question' | 'id' | 'command' | readonly string[]

/** One option of the command line. */
export interface Flag extends Row {
  /** The long name without dashes and without `no-`. */
  readonly name: string
  /** `one` and `list` take a value; the others are `--name`, `--no-name`, or either of the two. */
  readonly kind: 'one' | 'list' | 'on' | 'off' | 'either'
  /** What messages call the value. */
  readonly argument?: string
  /** What is wrong with a value, as a sentence; undefined when it is fine. */
  readonly check?: (value: string) => string | undefined
  readonly completes?: Completes
}

/** A part of a help text. Rows that are no flags are only shown. */
export interface Group {
  readonly title: string
  readonly rows: readonly (Flag | Row)[]
}

/** The ways to write a flag. */
export function spellings({ name, kind }: Flag): readonly string[] {
  if (kind === 'either') return [`--${name}`, `--no-${name}`]
  return [kind === 'off' ? `--no-${name}` : `--${name}`]
}

/** Whether a value follows the flag. */
export function takesValue({ kind }: Flag): boolean {
  return kind === 'one' || kind === 'list'
}

/** A value that no option can take: what is wrong with it, or undefined when it is fine. */
export function faultOfValue(value: string): string | undefined {
  if (value === '') return 'It is empty.'
  if (value.startsWith('=')) return "It begins with '=': write the value after a space, or after one '='."
  if (value.startsWith('--')) return 'It looks like an option: is the value missing?'
  return undefined
}

function faultOfChoice(value: string, names: readonly string[]): string | undefined {
  if (names.includes(value)) return undefined
  const guess = nearest(value, names)
  return guess === undefined ? 'There is none of this name.' : `Did you mean ${guess}?`
}

const value = (name: string, stands: string, help: string, more: Partial<Flag> = {}): Flag => ({
  name,
  kind: 'one',
  argument: stands.toLowerCase(),
  usage: `--${name} ${stands}`,
  help,
  ...more,
})
const on = (name: string, help: string): Flag => ({ name, kind: 'on', usage: `--${name}`, help })
const off = (name: string, help: string): Flag => ({ name, kind: 'off', usage: `--no-${name}`, help })
const choice = (name: string, stands: string, help: string, names: readonly string[]): Flag =>
  value(name, stands, help, { check: (text) => faultOfChoice(text, names), completes: names })

/** Every option there is; a command takes some of them, a few in other words. */
export const FLAGS = {
  answers: value('answers', 'FILE', 'a YAML or JSON file of answers; - reads standard input', { completes: 'file' }),
  set: value('set', 'ID=VALUE', 'one answer; repeatable; wins over the file; several\noptions of one question with commas', {
    kind: 'list',
    completes: 'answer',
  }),
  rubric: value('rubric', 'NAME|FILE', 'core (default), quick, or a rubric file of your own', { completes: 'rubric' }),
  complete: on('complete', 'refuse to decide while a question is open'),
  vary: value(
    'vary',
    'ID',
    'a question; once for a line, twice for a map. A question\nwith numbers varies by its bands, one that takes several\nanswers over none of them and each alone',
    { kind: 'list', argument: 'question', completes: 'question' },
  ),
  interview: on('interview', 'ask what is still open, even when answers are given'),
  all: on('all', 'also ask what can no longer change the result'),
  plain: on('plain', 'numbered questions and no cursor control, as a screen\nreader or a simple terminal needs'),
  standing: off('standing', 'do not say after each section where it is heading'),
  draft: off('draft', 'keep no draft of the answers while asking'),
  input: off('input', 'never ask anything'),
  format: choice('format', 'FORMAT', 'text (default), markdown or json, on standard output', COMMON_FORMAT_NAMES),
  decisionFormat: choice(
    'format',
    'FORMAT',
    'text (default), markdown, json or adr (a decision\nrecord), on standard output',
    FORMAT_NAMES,
  ),
  // The command says itself what is wrong with a form that it does not have.
  stepFormat: value('format', 'FORMAT', 'text (default) or json, on standard output', { completes: ['text', 'json'] }),
  tableFormat: choice('format', 'FORMAT', 'text (default) or json, on standard output', ['text', 'json']),
  rubricFormat: choice('format', 'FORMAT', 'yaml (default), the written format; or json, the\nresolved rubric', ['yaml', 'json']),
  json: on('json', 'the same as --format json'),
  output: value('output', 'FILE', 'write it to a file; repeatable; its ending says how:\n.txt, .md, .markdown or .json', {
    kind: 'list',
    completes: 'file',
  }),
  save: value('save', 'FILE', 'write the answers to a YAML file', { completes: 'file' }),
  date: value('date', 'YYYY-MM-DD', 'the day of the decision, to compute when to look again', {
    argument: 'date',
    check: (text) => (isDate(text) ? undefined : 'It is not a day of the calendar, written YYYY-MM-DD.'),
    completes: [],
  }),
  brief: on('brief', 'text and Markdown on a page or two'),
  robustness: off('robustness', 'do not count how firm the verdicts are; a little quicker'),
  force: on('force', 'overwrite existing files'),
  strict: on('strict', 'fail also where a proof did not finish in its budget'),
  coverage: on('coverage', 'list the points, gates and mistakes that no case meets'),
  minCoverage: value('min-coverage', 'N%', 'fail when the cases meet less of the rubric', { argument: 'percent', completes: [] }),
  failOver: value('fail-over', 'N%', 'fail when more than this share of all answers changes', { argument: 'percent', completes: [] }),
  markdown: on('markdown', 'the same as --format markdown, for a pull request'),
  lock: on('lock', 'also write what was decided beside the answers file, as\nNAME.lock.json, for check'),
  noLock: off('lock', 'hold it against what is expected alone, not its lock'),
  expect: value(
    'expect',
    'ID=VERDICT',
    'a verdict that must come out; repeatable; several that\nmay with commas; ID!=VERDICT: one that must not',
    { kind: 'list', argument: 'verdict', completes: [] },
  ),
  minStability: value(
    'min-stability',
    'N%',
    'the least share of the ways to answer what is open that\nkeeps the verdict of each adopted approach',
    {
      argument: 'percent',
      completes: [],
    },
  ),
  minMargin: value('min-margin', 'POINTS', 'the fewest points between a verdict and its line', { argument: 'points', completes: [] }),
  maxOpen: value('max-open', 'N', 'the most questions that may be open', { argument: 'count', completes: [] }),
  failOn: value('fail-on', 'WHAT', 'mistakes: a known mistake; contradictions: answers that\ndo not go together; repeatable', {
    kind: 'list',
    argument: 'what',
    completes: ['mistakes', 'contradictions'],
  }),
  update: on('update', 'write the locks anew, after saying what has changed'),
  reporter: value(
    'reporter',
    'NAME[=FILE]',
    'text (default), json, github, junit, sarif or markdown,\non standard output or in a file; repeatable',
    { kind: 'list', argument: 'name', completes: ['text', 'json', 'github', 'junit', 'sarif', 'markdown'] },
  ),
  batchFormat: choice('format', 'FORMAT', 'text (default), markdown, csv or ndjson, on standard\noutput', [
    'text',
    'markdown',
    'csv',
    'ndjson',
  ]),
  filter: value(
    'filter',
    'ID=VERDICT',
    'only sheets with this verdict; repeatable; several with\ncommas; ID!=VERDICT: only those without',
    {
      kind: 'list',
      argument: 'verdict',
      completes: [],
    },
  ),
  verdictsOnly: on('verdicts-only', 'the verdicts alone: hundreds of thousands of sheets in\nseconds'),
  summaryOnly: on('summary-only', 'no rows, only how often each verdict came out'),
  overlay: on('overlay', 'an overlay of the core rubric: only what differs'),
  quiet: on('quiet', 'no warnings or notes on standard error'),
  debug: on('debug', 'show the stack of an internal fault'),
  color: { name: 'color', kind: 'either', usage: '--color, --no-color', help: 'colours always, or never' },
} as const satisfies Record<string, Flag>

/** What every command understands besides its own flags. */
export const ALWAYS: readonly string[] = ['-h', '--help', '-V', '--version']
