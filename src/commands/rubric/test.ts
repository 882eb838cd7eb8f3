import type { Asked } from '../../cases/asked.js'
import type { CaseFile } from '../../cases/cases.js'
import { readCases, rubricOfCases } from '../../cases/document.js'
import { outcomeOf } from '../../cases/outcome.js'
import { type CasesRun, runCases } from '../../cases/run.js'
import type { Context } from '../../context.js'
import type { Rubric } from '../../engine/rubric.js'
import { visible } from '../../files/characters.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import type { ParsedDocument } from '../../files/document.js'
import { isMapping } from '../../files/kind.js'
import { readPercentage } from '../../files/percentage.js'
import { problem } from '../../files/problem.js'
import type { FileReader } from '../../files/read.js'
import { print } from '../../print.js'
import { COMMON_FORMAT_NAMES } from '../../report/formats.js'
import { TOOL } from '../../version.js'
import { mediumOf } from '../delivery.js'
import { fail, type Manner, say } from '../fail.js'
import { chooseRubric, chooseRubricOfFile, DEFAULT_RUBRIC, loadChosen, type RubricChoice } from '../rubric-choice.js'
import { belongs, findBeside, isCasesPath, noCases, readDocument } from './beside.js'

/** What was typed after `rubric test`. */
export interface RubricTestOptions {
  /** A shipped rubric's name, a rubric file or a cases file; undefined: the default rubric. */
  readonly file?: string
  readonly format?: string
  /** List everything that no case exercises. */
  readonly coverage: boolean
  /** Such as `80%`. */
  readonly minCoverage?: string
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Runs the cases beside a rubric. Returns 0 when they pass, 1 when they fail, 2 when they cannot be run. */
export async function rubricTestCommand(context: Context, options: RubricTestOptions): Promise<number> {
  const manner: Manner = { json: options.format === 'json', colour: options.color, quiet: options.quiet }
  const asked = readAsked(options)
  if (!asked.ok) return fail(context, asked.problems, manner)
  const read = await readTest(options.file ?? DEFAULT_RUBRIC, context.files)
  if (!read.ok) return fail(context, read.problems, manner)
  await say(context, read.warnings, manner)
  const run = runCases(read.value.rubric, read.value.cases)
  const written = print(context, await render(context, options, run, asked.value))
  return written === 0 && !outcomeOf(run, asked.value.minCoverage).passed ? 1 : written
}

function readAsked({ format = 'text', coverage, minCoverage }: RubricTestOptions): Checked<Asked> {
  const least = minCoverage === undefined ? undefined : readPercentage(minCoverage)
  const problems = [
    ...(COMMON_FORMAT_NAMES.includes(format)
      ? []
      : [problem('usage', `there is no format '${visible(format)}'`, { path: '--format', allowed: COMMON_FORMAT_NAMES })]),
    ...(minCoverage === undefined || least !== undefined ? [] : [notPercentage(minCoverage)]),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const value: Asked = { tool: TOOL, wholeCoverage: coverage, ...(least === undefined ? {} : { minCoverage: least }) }
  return { ok: true, value, warnings: [] }
}

function notPercentage(text: string): Diagnostic {
  const hint = 'write a number from 0 to 100 with at most two decimals: --min-coverage 80%'
  return problem('usage', `--min-coverage takes a percentage, not '${visible(text)}'`, { path: '--min-coverage', hint })
}

interface Ready {
  readonly rubric: Rubric
  readonly cases: CaseFile
}

/** The rubric and the cases that a text names: a shipped rubric, the file of a rubric, or that of cases. */
async function readTest(text: string, io: FileReader): Promise<Checked<Ready>> {
  if (text === '-' || isCasesPath(text)) {
    const doc = await readDocument(text, io)
    return doc.ok ? ofCases(doc.value, text, io) : doc
  }
  const choice = chooseRubric(text)
  if (!choice.ok) return choice
  if (choice.value.isFile) {
    const doc = await readDocument(text, io)
    if (!doc.ok) return doc
    if (isMapping(doc.value.value) && Object.hasOwn(doc.value.value, 'cases')) return ofCases(doc.value, text, io)
  }
  const beside = await findBeside(choice.value, io)
  if (!beside.ok) return beside
  if (beside.value === undefined) return { ok: false, problems: [noCases(choice.value)] }
  const stranger = belongs(beside.value, choice.value)
  return stranger === undefined ? together(beside.value, choice.value, io) : { ok: false, problems: [stranger] }
}

async function ofCases(doc: ParsedDocument, path: string, io: FileReader): Promise<Checked<Ready>> {
  const named = rubricOfCases(doc)
  if (named === undefined) return failed(doc, [])
  const choice = chooseRubricOfFile(named, path)
  if (!choice.ok)
    return failed(
      doc,
      choice.problems.map((one) => ({ ...one, place: doc.place(['rubric']) })),
    )
  return together(doc, choice.value, io)
}

/** What is wrong with the cases whatever their rubric should not have to wait for the rubric to be mended. */
function failed(doc: ParsedDocument, problems: readonly Diagnostic[]): Checked<Ready> {
  const frame = readCases(doc, undefined)
  return { ok: false, problems: [...problems, ...(frame.ok ? [] : frame.problems)] }
}

async function together(doc: ParsedDocument, choice: RubricChoice, io: FileReader): Promise<Checked<Ready>> {
  const rubric = await loadChosen(choice, io)
  if (!rubric.ok)
    return failed(
      doc,
      rubric.problems.map((one) => namedBy(one, doc)),
    )
  const cases = readCases(doc, rubric.value)
  if (!cases.ok) return cases
  return { ok: true, value: { rubric: rubric.value, cases: cases.value }, warnings: [...rubric.warnings, ...cases.warnings] }
}

/** A rubric that is not there is named at a place in the cases file. */
function namedBy(one: Diagnostic, doc: ParsedDocument): Diagnostic {
  if (one.code !== 'file-missing') return one
  return { ...one, place: doc.place(['rubric']), hint: 'a path in a cases file counts from the folder of that file' }
}

async function render(context: Context, { format = 'text', color }: RubricTestOptions, run: CasesRun, asked: Asked): Promise<string> {
  if (format === 'json') return (await import('../../cases/json.js')).renderCasesJson(run, asked)
  const { casesDocument } = await import('../../cases/report.js')
  const blocks = casesDocument(run, asked)
  if (format === 'markdown') return (await import('../../report/markdown.js')).renderMarkdownBlocks(blocks, [])
  return (await import('../../report/text.js')).renderTextBlocks(blocks, [], await mediumOf(context, color))
}
