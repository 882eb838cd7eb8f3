import { dirname, isAbsolute, join, relative } from 'node:path'
import type { Rubric } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { nearest } from '../files/nearest.js'
import { problem } from '../files/problem.js'
import type { FileReader } from '../files/read.js'
import { SHIPPED, shippedRubric } from '../rubric/shipped.js'

/** The rubric to decide with when nobody names one. */
export const DEFAULT_RUBRIC = 'core'

/** A rubric by the name of a shipped one, or by the path of a file. */
export interface RubricChoice {
  readonly name: string
  readonly isFile: boolean
}

const LIKE_A_PATH = /[./\\]/

/** Returns which rubric a text names, or the problem with it. A path is told from a name by a dot or a slash. */
export function chooseRubric(text: string): Checked<RubricChoice> {
  if (SHIPPED.includes(text)) return { ok: true, value: { name: text, isFile: false }, warnings: [] }
  if (LIKE_A_PATH.test(text)) return { ok: true, value: { name: text, isFile: true }, warnings: [] }
  const guess = nearest(text, SHIPPED)
  const hint = `${guess === undefined ? '' : `did you mean ${guess}? `}a rubric file is named with its folder or its ending: ./${text}.yaml`
  const unknown: Diagnostic = problem('rubric-unknown', `there is no rubric '${text}'`, { path: 'rubric', allowed: SHIPPED, hint })
  return { ok: false, problems: [unknown] }
}

/** The same for a rubric named inside an answers file: its path counts from the folder of that file. The name is one that `chooseRubric` takes for it. */
export function chooseRubricOfFile(text: string, answersFile: string): Checked<RubricChoice> {
  const chosen = chooseRubric(text)
  if (!chosen.ok || !chosen.value.isFile || answersFile === '-' || isAbsolute(text)) return chosen
  const path = join(dirname(answersFile), text)
  return { ok: true, value: { name: LIKE_A_PATH.test(path) ? path : `./${path}`, isFile: true }, warnings: [] }
}

/** The same text for the same rubric, and another one for each other: a file may be called like a shipped rubric. */
export function keyOfRubric({ name, isFile }: RubricChoice): string {
  return `${isFile ? 'file' : 'shipped'} ${name}`
}

/** What an answers file calls its rubric: a shipped name, or the path from the folder of that file; from the current one for `-`. */
export function nameInFile({ name, isFile }: RubricChoice, answersFile: string): string {
  if (!isFile || isAbsolute(name)) return name
  const folder = answersFile === '-' ? '.' : dirname(answersFile)
  const path = relative(folder, name).replaceAll('\\', '/')
  return path.startsWith('.') ? path : `./${path}`
}

/** Loads the chosen rubric. Only a file needs the YAML reader and the checks; shipped rubrics come ready-made. */
export async function loadChosen(choice: RubricChoice, io: FileReader): Promise<Checked<Rubric>> {
  if (choice.isFile) {
    const { loadRubric } = await import('../rubric/load.js')
    return loadRubric(choice.name, io)
  }
  const rubric = shippedRubric(choice.name)
  if (rubric === undefined) throw new Error(`the shipped rubric ${choice.name} is missing from this installation`)
  return { ok: true, value: rubric, warnings: [] }
}
