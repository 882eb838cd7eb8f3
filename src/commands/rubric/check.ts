import type { Context } from '../../context.js'
import { answersOfGiven } from '../../engine/given.js'
import { hasReason } from '../../engine/sufficient.js'
import type { Diagnostic } from '../../files/diagnostic.js'
import { isColoured } from '../colour.js'
import { say } from '../fail.js'
import { programOf } from '../program.js'
import { type CheckText, checkDocument, checkText } from './check-formats.js'
import { type CheckedRubric, exitCodeOf, outcomeOf, placed, replayOf } from './checked.js'
import { mannerOf, printJson, printText, type RubricOptions } from './output.js'
import { withRemoval } from './removable.js'
import { sourceOf } from './source.js'

/** What was typed after `rubric check`. */
export interface RubricCheckOptions extends RubricOptions {
  /** Names of shipped rubrics and paths of files; at least one. */
  readonly files: readonly string[]
  readonly date?: string
  readonly strict: boolean
  readonly format?: 'text' | 'json'
}

/** Checks rubrics and proves what they say over all answers. Every one is checked before the exit code is formed, which it returns. */
export async function rubricCheckCommand(context: Context, options: RubricCheckOptions): Promise<number> {
  const { strict, date, format, quiet } = options
  const checked: CheckedRubric[] = []
  for (const name of new Set(options.files)) checked.push(await checkOne(context, name, options))
  for (const { problems } of checked) await sayAll(context, problems, options)
  const text: CheckText = { strict, quiet, colour: isColoured(context, context.stdout, options.color) }
  const printed =
    format === 'json'
      ? printJson(context, checkDocument(checked, { strict, date }))
      : printText(context, checked.map((one) => checkText(one, text)).join('\n'))
  return printed === 0 ? exitCodeOf(checked, strict) : printed
}

/** Whoever writes a rubric wants all problems, not the first twenty. */
async function sayAll(context: Context, problems: readonly Diagnostic[], options: RubricCheckOptions): Promise<void> {
  for (const one of problems) await say(context, [one], mannerOf(options))
}

async function checkOne(context: Context, name: string, { date }: RubricCheckOptions): Promise<CheckedRubric> {
  const unusable = (problems: readonly Diagnostic[]): CheckedRubric => ({ name, outcome: 'unusable', problems, findings: [], proved: [] })
  const source = sourceOf(name, context.files)
  if (!source.ok) return unusable(source.problems)
  const { loadRubricForCheck } = await import('../../rubric/load.js')
  const loaded = await loadRubricForCheck(source.value.path, source.value.io)
  if (!loaded.ok) return unusable(loaded.problems)
  const { rubric, whole, locate, inBase } = loaded.value
  const { proveRubric } = await import('../../prove/prove.js')
  const { findings, proved, leftOut } = proveRubric(rubric, { ...(date !== undefined && { date }), ...(whole !== undefined && { whole }) })
  const program = programOf(context.env)
  const { id, version, digest } = rubric
  return {
    name,
    outcome: outcomeOf(findings),
    rubric: { id, version, digest },
    problems: loaded.warnings,
    findings: placed(
      findings.map((one) => (inBase(one.subject) ? withRemoval(one) : one)),
      ({ subject }) => locate(subject, 'key'),
      // Without a reason there is nothing to decide.
      (witness) => (hasReason(rubric, answersOfGiven(witness)) ? replayOf(program, name, witness) : undefined),
    ),
    proved,
    ...(leftOut !== undefined && { leftOut }),
  }
}
