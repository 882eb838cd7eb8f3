import type { Context } from '../../context.js'
import type { Rubric } from '../../engine/rubric.js'
import type { Checked } from '../../files/diagnostic.js'
import { problem } from '../../files/problem.js'
import { print } from '../../print.js'
import { oneLine } from '../../report/encode.js'
import { fail, say } from '../fail.js'
import { chooseRubric, DEFAULT_RUBRIC, loadChosen, type RubricChoice } from '../rubric-choice.js'
import { mannerOf, printJson, type RubricOptions } from './output.js'
import { writtenRubric } from './written-rubric.js'
import { yamlText } from './yaml-text.js'

/** What was typed after `rubric show`. */
export interface RubricShowOptions extends RubricOptions {
  /** The name of a shipped rubric or the path of a file. */
  readonly rubric?: string
  readonly format?: 'yaml' | 'json'
}

/** All that a rubric holds which only asks less than its base. */
const SHORTER: ReadonlySet<string> = new Set(['format', 'id', 'version', 'title', 'summary', 'extends', 'ask'])
const SHOW_JSON = 'with --format json it is shown as the engine reads it; without `ask` it can be shown whole'

/** Prints a rubric in full: parts and overlays joined, and in JSON the defaults filled in. Returns the exit code. */
export async function rubricShowCommand(context: Context, options: RubricShowOptions): Promise<number> {
  const manner = mannerOf(options)
  const choice = chooseRubric(options.rubric ?? DEFAULT_RUBRIC)
  if (!choice.ok) return fail(context, choice.problems, manner)
  const loaded = await loadChosen(choice.value, context.files)
  if (!loaded.ok) return fail(context, loaded.problems, manner)
  const rubric = loaded.value
  await say(context, loaded.warnings, manner)
  if (options.format === 'json') return printJson(context, rubric)
  const base = await baseOf(choice.value, rubric, context)
  if (!base.ok) return fail(context, base.problems, manner)
  return print(context, `${headOf(rubric)}${yamlText(writtenRubric(rubric, base.value))}`)
}

function headOf({ id, version, digest, absent }: Rubric): string {
  const lines = [`# ${oneLine(`${id} ${version}`)} in full, digest ${digest}`]
  if (absent.length > 0) lines.push(`# It asks ${absent.length} questions fewer than its base; all else is as there.`)
  return lines.map((line) => `${line}\n`).join('')
}

/** What a rubric with fewer questions than its base calls that base. */
async function baseOf(choice: RubricChoice, rubric: Rubric, context: Context): Promise<Checked<string | undefined>> {
  if (rubric.absent.length === 0) return { ok: true, value: undefined, warnings: [] }
  if (!choice.isFile) return { ok: true, value: DEFAULT_RUBRIC, warnings: [] }
  const { readDocument } = await import('../../rubric/parts.js')
  const document = await readDocument(choice.name, context.files)
  if (!document.ok) return document
  const written = document.value.value as Readonly<Record<string, unknown>>
  const changes = Object.keys(written).filter((key) => !SHORTER.has(key))
  if (changes.length === 0) return { ok: true, value: String(written['extends'] ?? DEFAULT_RUBRIC), warnings: [] }
  const message = `this rubric changes its base (${changes.join(', ')}) and leaves questions of it out, which no single file can say`
  return { ok: false, problems: [problem('usage', message, { place: { file: choice.name }, hint: SHOW_JSON })] }
}
