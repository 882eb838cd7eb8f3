import type { Context } from '../../context.js'
import type { Case } from '../../diff/cases.js'
import { diffRubrics } from '../../diff/diff.js'
import { type RubricDiff, SCHEMA_VERSION } from '../../diff/result.js'
import { isOver } from '../../diff/share.js'
import type { Given } from '../../engine/given.js'
import type { Rubric } from '../../engine/rubric.js'
import { visible } from '../../files/characters.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import { hundredthsText, readPercentage } from '../../files/percentage.js'
import { problem } from '../../files/problem.js'
import { print } from '../../print.js'
import { ghInert, mdFence, term } from '../../report/encode.js'
import { COMMON_FORMAT_NAMES } from '../../report/formats.js'
import { TOOL } from '../../version.js'
import { mediumOf } from '../delivery.js'
import { fail, type Manner, say } from '../fail.js'
import { programOf } from '../program.js'
import { chooseRubric, DEFAULT_RUBRIC, loadChosen, type RubricChoice } from '../rubric-choice.js'
import { shellWord } from '../shell-word.js'
import { casesBeside, type GivenCase } from './beside.js'
import type { Limit } from './diff-document.js'
import { printJson } from './output.js'

/** What was typed after `rubric diff`. */
export interface RubricDiffOptions {
  /** The version before the edit: a shipped rubric's name or a rubric file. */
  readonly a: string
  /** The version after it. */
  readonly b: string
  /** The same as `--format markdown`. */
  readonly markdown: boolean
  readonly format?: string
  /** The same as `--format json`. */
  readonly json?: boolean
  /** Such as `5%`. */
  readonly failOver?: string
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/**
 * Says what an edit of a rubric changes. Returns 0, or 1 when the share of all answers in which any verdict changes is over `--fail-over`,
 * or 2 when it cannot be said.
 */
export async function rubricDiffCommand(context: Context, options: RubricDiffOptions): Promise<number> {
  const wanted = readWanted(options)
  const json = options.json === true || options.format === 'json'
  const manner: Manner = { json, colour: options.color, quiet: options.quiet }
  if (!wanted.ok) return fail(context, wanted.problems, manner)
  const read = await readVersions(context, options)
  if (!read.ok) return fail(context, read.problems, manner)
  await say(context, read.warnings, manner)
  const { before, after, cases } = read.value
  const diff = diffRubrics(before, after, cases.length === 0 ? {} : { cases })
  const { format, hundredths } = wanted.value
  const limit = hundredths === undefined ? undefined : { hundredths, over: isOver(diff.any, hundredths) }
  const printed =
    format === 'json' ? printJson(context, jsonDocument(diff, limit)) : print(context, await render(context, options, format, diff, limit))
  return printed === 0 && limit?.over === true ? 1 : printed
}

interface Wanted {
  readonly format: string
  readonly hundredths: number | undefined
}

function readWanted({ format, markdown, json, failOver }: RubricDiffOptions): Checked<Wanted> {
  const asked = [
    ...new Set([...(format === undefined ? [] : [format]), ...(markdown ? ['markdown'] : []), ...(json === true ? ['json'] : [])]),
  ]
  const unknown = asked.find((one) => !COMMON_FORMAT_NAMES.includes(one))
  const hundredths = failOver === undefined ? undefined : readPercentage(failOver)
  const problems: Diagnostic[] = [
    ...(unknown === undefined
      ? []
      : [problem('usage', `rubric diff has no ${visible(unknown)} form`, { path: '--format', allowed: COMMON_FORMAT_NAMES })]),
    ...(asked.length < 2
      ? []
      : [problem('usage', `${asked.join(' and ')} are asked for at once`, { path: '--format', hint: 'keep one of them' })]),
    ...(failOver === undefined || hundredths !== undefined ? [] : [notPercentage(failOver)]),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { format: asked[0] ?? 'text', hundredths }, warnings: [] }
}

function notPercentage(text: string): Diagnostic {
  const hint = 'write a number from 0 to 100 with at most two decimals: --fail-over 5%'
  return problem('usage', `--fail-over takes a percentage, not '${visible(text)}'`, { path: '--fail-over', hint })
}

interface Read {
  readonly before: Rubric
  readonly after: Rubric
  readonly cases: readonly Case[]
}

interface Version {
  readonly choice: RubricChoice
  readonly rubric: Rubric
}

/** Both rubrics, or the problems of both. */
async function readVersions(context: Context, { a, b }: RubricDiffOptions): Promise<Checked<Read>> {
  const before = await readVersion(context, a)
  const after = a === b ? before : await readVersion(context, b)
  if (!before.ok || !after.ok) {
    return { ok: false, problems: [...(before.ok ? [] : before.problems), ...(after.ok || after === before ? [] : after.problems)] }
  }
  const cases = await readCases(context, a === b ? [before.value] : [after.value, before.value])
  const warnings = [...before.warnings, ...(after === before ? [] : after.warnings), ...cases.warnings]
  return { ok: true, value: { before: before.value.rubric, after: after.value.rubric, cases: cases.cases }, warnings }
}

async function readVersion(context: Context, name: string): Promise<Checked<Version>> {
  const choice = chooseRubric(name)
  if (!choice.ok) return choice
  const loaded = await loadChosen(choice.value, context.files)
  return loaded.ok ? { ok: true, value: { choice: choice.value, rubric: loaded.value }, warnings: loaded.warnings } : loaded
}

/** The cases beside the versions, each id once: the first version named has the say. Cases that are not sound are left out, which is said. */
async function readCases(
  context: Context,
  versions: readonly Version[],
): Promise<{ cases: readonly Case[]; warnings: readonly Diagnostic[] }> {
  const found = new Map<string, GivenCase>()
  const warnings: Diagnostic[] = []
  for (const { choice, rubric } of versions) {
    const read = await casesBeside(choice, rubric, context.files)
    if (read.ok) for (const one of read.value) if (!found.has(one.id)) found.set(one.id, one)
    warnings.push(...(read.ok ? read.warnings : read.problems.map(leftOut)))
  }
  return { cases: [...found.values()].map(({ id, given }) => ({ id, given })), warnings }
}

function leftOut(one: Diagnostic): Diagnostic {
  return { ...one, severity: 'warning', message: `${one.message}; the cases of this file are left out of the comparison` }
}

async function render(
  context: Context,
  { a, b, color }: RubricDiffOptions,
  format: string,
  diff: RubricDiff,
  limit: Limit | undefined,
): Promise<string> {
  const { diffDocument, replayLines } = await import('./diff-document.js')
  const { head, tail } = diffDocument(diff, limit)
  const program = programOf(context.env)
  const commands = replayLines(diff, (side, given) => commandFor(program, side === 'before' ? a : b, given))
  if (format === 'markdown') {
    const { renderMarkdownBlocks } = await import('../../report/markdown.js')
    const parts = [renderMarkdownBlocks(head, []), ...(commands.length === 0 ? [] : [`${mdFence(commands.join('\n'), 'sh')}\n`])]
    return [...parts, ...(tail.length === 0 ? [] : [renderMarkdownBlocks(tail, [])])].join('\n')
  }
  const { renderTextBlocks } = await import('../../report/text.js')
  const medium = await mediumOf(context, color)
  const parts = [renderTextBlocks(head, [], medium), ...(commands.length === 0 ? [] : [replayText(commands)])]
  return [...parts, ...(tail.length === 0 ? [] : [renderTextBlocks(tail, [], medium)])].join('\n')
}

/** The command that decides with a rubric on some answers; undefined where it knows none of them. */
function commandFor(program: string, rubric: string, given: Given): string | undefined {
  const chosen = rubric === DEFAULT_RUBRIC ? [] : ['--rubric', rubric]
  const sets = Object.entries(given).flatMap(([id, value]) => ['--set', `${id}=${[value].flat().join(',')}`])
  return sets.length === 0 ? undefined : [program, 'decide', ...[...chosen, ...sets].map(shellWord)].join(' ')
}

/** Never wrapped, so that each can be pasted. */
function replayText(commands: readonly string[]): string {
  return commands.map((line) => `  ${ghInert(term(line))}\n`).join('')
}

function jsonDocument({ ...diff }: RubricDiff, limit: Limit | undefined): object {
  const failOver = limit === undefined ? {} : { failOver: { limit: hundredthsText(limit.hundredths), over: limit.over } }
  return { schemaVersion: SCHEMA_VERSION, tool: TOOL, ...diff, ...failOver }
}
