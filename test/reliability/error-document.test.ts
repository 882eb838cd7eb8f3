import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import schema from '../../schema/error.schema.json' with { type: 'json' }
import { CODES } from '../../src/files/codes.js'
import { ROOT } from '../e2e/harness.js'
import { commandsFor, HOSTILE } from '../hostile/index.js'
import { type ErrorDocument, hostile, runHere } from './support.js'

const validate = new Ajv({ allErrors: true }).compile(schema)

type Problem = ErrorDocument['error']['problems'][number]

const FIXTURES = join('test', 'fixtures')
const ANSWERS = ['--set', 'need=facts', '--set', 'change-rate=weekly']
const JSON_FORM = ['--format', 'json']
const REPORTER = ['--reporter', 'json']

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, FIXTURES, folder))
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !name.includes('.part.'))
    .map((name) => join(FIXTURES, folder, name))

/** Command lines that cannot be understood, or that ask for what is not there; each has to be told of in JSON. */
const TYPED: readonly (readonly string[])[] = [
  ['--fromat', 'json', '--json'],
  ['--format', 'jsn', '--json'],
  ['--format', 'xml', '--json'],
  ['--answers', '--format', 'json'],
  ['--answers=', ...JSON_FORM],
  ['--answers', 'no-such.yaml', ...JSON_FORM],
  ['--answers', 'test', ...JSON_FORM],
  ['--answers', 'a', '--answers', 'b', ...JSON_FORM],
  ['--date', 'tomorrow', ...JSON_FORM],
  ['--rubric', 'qick', ...ANSWERS, ...JSON_FORM],
  ['--rubric', 'no/such.yaml', ...ANSWERS, ...JSON_FORM],
  ['--set', 'need', ...JSON_FORM],
  ['--set', 'need=', ...JSON_FORM],
  ['--set', 'need=fact', ...JSON_FORM],
  ['--set', 'need=zzzzzzzz', ...JSON_FORM],
  ['--set', 'ned=facts', ...JSON_FORM],
  ['--set', 'zzzzzzzz=facts', ...JSON_FORM],
  ['--set', 'need=facts,both', ...JSON_FORM],
  ['--set', 'need=facts', '--set', 'need=both', ...JSON_FORM],
  ['--set', 'symptoms=[off-tone]', ...JSON_FORM],
  ['--set', 'symptoms=none', ...JSON_FORM],
  ['--set', 'symptoms=off-tone,,', ...JSON_FORM],
  ['--set', 'symptoms=off-tone,off-tone', ...JSON_FORM],
  ['--set', 'symptoms=', '--set', 'symptoms=off-tone', ...JSON_FORM],
  ['--set', 'symptoms=unsure,off-tone', ...JSON_FORM],
  ['--set', 'labeled-pairs=1.5', ...JSON_FORM],
  ['--set', 'labeled-pairs=-3', ...JSON_FORM],
  ['--set', 'need=7', ...JSON_FORM],
  ['--set', 'budget=small', ...JSON_FORM],
  [...ANSWERS, '--complete', ...JSON_FORM],
  [...ANSWERS, '--save', '-', ...JSON_FORM],
  [...ANSWERS, '--brief', ...JSON_FORM],
  [...ANSWERS, '--output', 'a.pdf', ...JSON_FORM],
  [...ANSWERS, '--output', 'no/such/folder.md', ...JSON_FORM],
  [...ANSWERS, '--output', 'README.md', ...JSON_FORM],
  [...ANSWERS, '--output', 'docs', ...JSON_FORM],
  [...ANSWERS, '--output', 'x.md', '--output', './x.md', ...JSON_FORM],
  ['--no-input', ...JSON_FORM],
  ['--interview', ...JSON_FORM],
  ['decied', ...JSON_FORM],
  ['decide', 'team.yaml', ...JSON_FORM],
  ['next', '--jsn', '--json'],
  ['next', '--format', 'xml', '--json'],
  ['next', '--format', 'text', '--json'],
  ['next', '--set', 'need=fact', '--json'],
  ['next', '--rubric', 'qick', '--json'],
  ['next', 'stray', '--json'],
  ['explain', 'rgg', ...JSON_FORM],
  ['explain', 'zzzzzzzz', ...JSON_FORM],
  ['explain', 'need.fact', ...JSON_FORM],
  ['explain', 'no', ...JSON_FORM],
  ['explain', 'rag', 'stray', ...JSON_FORM],
  ['explain', ...ANSWERS, ...JSON_FORM],
  ['explain', 'rag', '--set', 'budget=small', ...JSON_FORM],
  ['explain', 'rag', '--format', 'adr', '--json'],
  ['what-if', ...JSON_FORM],
  ['what-if', '--vary', 'ned', ...ANSWERS, ...JSON_FORM],
  ['what-if', '--vary', 'zzzzzzzz', ...ANSWERS, ...JSON_FORM],
  ['what-if', '--vary', 'need=facts', ...ANSWERS, ...JSON_FORM],
  ['what-if', '--vary', 'need', '--vary', 'need', ...JSON_FORM],
  ['what-if', '--vary', 'need', '--vary', 'traffic', '--vary', 'budget', ...JSON_FORM],
  ['what-if', '--vary', 'budget', ...JSON_FORM],
  ['rubric', ...JSON_FORM],
  ['rubric', 'lits', ...JSON_FORM],
  ['rubric', 'list', 'stray', ...JSON_FORM],
  ['rubric', 'list', '--format', 'yaml', '--json'],
  ['rubric', 'show', 'qick', ...JSON_FORM],
  ['rubric', 'show', 'no-such.yaml', ...JSON_FORM],
  ['rubric', 'check', '--strikt', ...JSON_FORM],
  ['rubric', 'check', 'core', '--date', 'never', ...JSON_FORM],
  ['rubric', 'test', 'qick', ...JSON_FORM],
  ['rubric', 'test', 'core', '--min-coverage', 'most', ...JSON_FORM],
  ['rubric', 'test', 'examples/overlay/rubric.yaml', ...JSON_FORM],
  ['rubric', 'diff', 'core', ...JSON_FORM],
  ['rubric', 'diff', 'core', 'qick', ...JSON_FORM],
  ['rubric', 'diff', 'core', 'quick', '--fail-over', 'most', ...JSON_FORM],
  ['rubric', 'diff', 'core', 'quick', '--markdown', ...JSON_FORM],
  [...ANSWERS, '--lock', ...JSON_FORM],
  ['--answers', '-', '--lock', ...JSON_FORM],
  ['--answers', 'test/fixtures/answers/whole.yaml', '--set', 'need=facts', '--lock', ...JSON_FORM],
  [...ANSWERS, '--format', 'adr', '--output', 'no-such-folder/', '--json'],
  [...ANSWERS, '--output', 'docs/', ...JSON_FORM],
  ['check', ...REPORTER],
  ['check', 'a.yaml', '--updat', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'jsn', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'junit=', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'text', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'junit=a.xml', '--reporter', 'sarif=a.xml', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'junit=no/such/a.xml', ...REPORTER],
  ['check', 'a.yaml', '--reporter', 'junit=README.md', ...REPORTER],
  ['check', 'a.yaml', '--date', 'never', ...REPORTER],
  ['check', 'a.yaml', '--rubric', 'qick', ...REPORTER],
  ['check', 'a.yaml', '--no-lock', ...REPORTER],
  ['check', 'a.yaml', '--no-lock', '--update', '--max-open', '3', ...REPORTER],
  ['check', 'a.yaml', '--expect', 'rag', ...REPORTER],
  ['check', 'a.yaml', '--expect', 'rag=', ...REPORTER],
  ['check', 'a.yaml', '--expect', 'rag=adpot', ...REPORTER],
  ['check', 'a.yaml', '--min-stability', 'most', ...REPORTER],
  ['check', 'a.yaml', '--min-stability', '101%', ...REPORTER],
  ['check', 'a.yaml', '--min-margin', '-1', ...REPORTER],
  ['check', 'a.yaml', '--max-open', 'few', ...REPORTER],
  ['check', 'a.yaml', '--fail-on', 'mistake', ...REPORTER],
  ['compare', 'a.yaml', ...JSON_FORM],
  ['compare', ...JSON_FORM],
  ['compare', 'examples/support-bot.yaml', 'no-such.yaml', ...JSON_FORM],
  ['compare', 'examples/support-bot.yaml', 'examples/support-bot.yaml', ...JSON_FORM],
  ['compare', 'examples/support-bot.yaml', 'examples/overlay/answers.yaml', ...JSON_FORM],
  ['compare', 'examples/support-bot.yaml', 'examples/private-assistant.yaml', '--rubric', 'qick', ...JSON_FORM],
  ['compare', 'examples/support-bot.yaml', 'examples/private-assistant.yaml', '--format', 'adr', '--json'],
  ['compare', 'examples/support-bot.yaml', 'examples/private-assistant.yaml', '--output', 'a.pdf', ...JSON_FORM],
  ['batch', ...JSON_FORM],
  ['batch', 'a.ndjson', '--format', 'json'],
  ...[[], ['a.ndjson', '--verdicts'], ['a.ndjson', '--filter', 'rag'], ['a.ndjson', '--rubric', 'qick'], ['no/such/folder']].map(
    (words) => ['batch', ...words, '--format', 'ndjson'],
  ),
]

/** Codes of problems that are about one answer, one key or one option, and not about a file as a whole or the run. */
const ABOUT_ONE_THING =
  /^(?:answer-|answers-(?:unknown-key|text|date)|flag-|expect-|shape-|unknown-|id-|name-|condition-|option-|points-|band-|question-|approach-|yaml-(?:duplicate|reserved)-key|output-ending|rubric-unknown|explain-)/

/** Codes of problems whose value comes from a closed list. */
const CLOSED =
  /^(?:answer-(?:unknown-question|unknown-option|missing|list|kind|number|range)|answers-unknown-key|expect-unknown-\w+|rubric-unknown|output-ending|shape-(?:unknown-key|value)|explain-ambiguous)$/

/** Rubrics that can be decided with all the same. */
const ONLY_WARNED_OF = /minimal|section-empty|reference-unused|condition-never|approach-unreachable/

const BROKEN_OVERLAY = /broken.(?:base-|remove-|shape-|unknown-)/

/** Answers files with nothing wrong, or nothing in them. */
const FINE = /whole|A-08|A-09-above/

/** The hint of last resort: right, and no help. */
const NO_HELP = /^mend that/

function faultsOf({ code, path, allowed, hint, message, file }: Problem): string[] {
  return [
    ...(Object.hasOwn(CODES, code) ? [] : ['an unknown code']),
    ...(hint === undefined || hint === '' || NO_HELP.test(hint) ? ['no hint'] : []),
    ...(path === undefined && (ABOUT_ONE_THING.test(code) || (code === 'usage' && /--[a-z]/.test(message))) ? ['no path'] : []),
    ...(allowed === undefined && CLOSED.test(code) ? ['nothing allowed'] : []),
    ...(file?.startsWith('--') && path !== file && !path?.startsWith('answers.') ? [`path ${path} for ${file}`] : []),
  ].map((fault) => `${code}: ${fault}: ${message}`)
}

/** Runs command lines that must fail, and returns what is amiss with what they say, each sort of it once. */
async function faults(lines: readonly (readonly string[])[]): Promise<string[]> {
  const found = new Map<string, string>()
  for (const args of lines) {
    const { code, stdout } = await runHere(args)
    const add = (fault: string): unknown => found.set(fault, `${args.join(' ')}: ${fault}`)
    if (code !== 2) add(`exit code ${code}`)
    else if (!stdout.startsWith('{')) add('no JSON')
    else {
      const document = JSON.parse(stdout) as ErrorDocument
      if (!validate(document)) add(JSON.stringify(validate.errors?.[0]))
      for (const problem of document.error.problems) for (const fault of faultsOf(problem)) add(fault)
    }
  }
  return [...found.values()]
}

describe('the JSON error document has a code, a hint, and a path and what is allowed where these apply', () => {
  it('for command lines that ask for what is not there', async () => {
    expect(await faults(TYPED)).toEqual([])
  })

  it('on one line where lines are asked for', async () => {
    for (const words of [['--verdicts'], ['--format=ndjson'], []]) {
      const { stdout } = await runHere(['batch', 'no-such.ndjson', ...words, '--format', 'ndjson'])
      expect(stdout).toMatch(/^\{[^\n]*\}\n$/)
    }
  })

  it('for broken answers files', async () => {
    const files = filesIn('answers').filter((file) => !FINE.test(file))
    expect(await faults(files.map((file) => ['--answers', file, ...JSON_FORM]))).toEqual([])
  })

  it('and so have the problems in the document of a check', async () => {
    const found: string[] = []
    for (const file of filesIn('answers').filter((one) => !FINE.test(one))) {
      const { code, stdout } = await runHere(['check', file, '--no-lock', '--max-open', '99', '--date', '2026-11-21', ...REPORTER])
      const problems = (JSON.parse(stdout) as { files: { problems: Problem[] }[] }).files.flatMap((one) => one.problems)
      if (code !== 2 || problems.length === 0) found.push(`${file}: exit code ${code}, ${problems.length} problems`)
      found.push(...problems.flatMap(faultsOf))
    }
    expect(found).toEqual([])
  })

  it('for hostile files', async () => {
    const lines = HOSTILE.filter(({ exit }) => exit === 2).flatMap((one) => commandsFor(one, hostile))
    expect(await faults(lines.map((args) => [...args, ...JSON_FORM]))).toEqual([])
  })

  it('for broken rubrics', async () => {
    const files = filesIn('rubrics').filter((file) => !ONLY_WARNED_OF.test(file))
    expect(await faults(files.map((file) => ['rubric', 'show', file, ...JSON_FORM]))).toEqual([])
  })

  it('for broken overlays and cases', async () => {
    const overlays = filesIn('broken').filter((file) => BROKEN_OVERLAY.test(file))
    const cases = filesIn('cases').filter((file) => !file.includes('sound'))
    const lines = [...overlays.map((file) => ['rubric', 'show', file]), ...cases.map((file) => ['rubric', 'test', file])]
    expect(await faults(lines.map((args) => [...args, ...JSON_FORM]))).toEqual([])
  })
})
