import { rubricNameOf, sheetFromDocument } from '../answers/document.js'
import { sheetFromFlags } from '../answers/flags.js'
import { mergeSheets } from '../answers/merge.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Rubric } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { warning } from '../files/problem.js'
import { type FileReader, readSource } from '../files/read.js'
import type { DecideOptions } from './options.js'
import { chooseRubric, chooseRubricOfFile, DEFAULT_RUBRIC, loadChosen, type RubricChoice } from './rubric-choice.js'

/** What a run decides on, before anything is asked. */
export interface Input {
  readonly rubric: Rubric
  readonly rubricChoice: RubricChoice
  readonly sheet: AnswerSheet
  /** Paths of the files that were read; nothing may be written over them. */
  readonly files: readonly string[]
}

const NOTHING: AnswerSheet = { answers: new Map() }

/** Reads the answers file, the flags and the rubric they are answers to. All problems of the answers are returned together. */
export async function readInput(options: DecideOptions, io: FileReader): Promise<Checked<Input>> {
  const document = options.answers === undefined ? undefined : await readDocument(options.answers, io)
  if (document !== undefined && !document.ok) return document
  const choice = chosenRubric(options, document?.value)
  if (!choice.ok) return choice
  const rubric = await loadChosen(choice.value, io)
  if (!rubric.ok) return rubric
  const fromFile = document === undefined ? nothing() : sheetFromDocument(document.value, rubric.value)
  const fromFlags = options.set.length === 0 ? nothing() : sheetFromFlags(options.set, rubric.value)
  if (!fromFile.ok || !fromFlags.ok) return { ok: false, problems: [...problemsOf(fromFile), ...problemsOf(fromFlags)] }
  const { sheet, notices } = mergeSheets(fromFile.value, fromFlags.value)
  const files = [options.answers, choice.value.isFile ? choice.value.name : undefined].filter((path) => path !== undefined && path !== '-')
  const warnings = [document, choice, rubric, fromFile, fromFlags].flatMap((one) => one?.warnings ?? [])
  return {
    ok: true,
    value: { rubric: rubric.value, rubricChoice: choice.value, sheet, files: files.filter((path) => path !== undefined) },
    warnings: [...warnings, ...notices],
  }
}

function nothing(): Checked<AnswerSheet> {
  return { ok: true, value: NOTHING, warnings: [] }
}

function problemsOf(checked: Checked<unknown>): readonly Diagnostic[] {
  return checked.ok ? [] : checked.problems
}

async function readDocument(path: string, io: FileReader): Promise<Checked<ParsedDocument>> {
  const source = await readSource(path, io)
  if (!source.ok) return source
  const { parseSource } = await import('../files/parse.js')
  return parseSource(source.value)
}

/** The flag beats the file, and says so when they differ. */
function chosenRubric(options: DecideOptions, document: ParsedDocument | undefined): Checked<RubricChoice> {
  const named = document === undefined ? undefined : rubricNameOf(document)
  if (options.rubric === undefined) {
    return named === undefined ? chooseRubric(DEFAULT_RUBRIC) : chooseRubricOfFile(named, options.answers ?? '-')
  }
  const chosen = chooseRubric(options.rubric)
  if (!chosen.ok || named === undefined || named === options.rubric) return chosen
  const place = document?.place(['rubric'])
  const overridden = warning('rubric-overridden', `--rubric ${options.rubric} is used, not the rubric that the file names (${named})`, {
    place,
  })
  return { ...chosen, warnings: [overridden] }
}
