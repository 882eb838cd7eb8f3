import type { Checked } from '../../files/diagnostic.js'
import type { FileReader } from '../../files/read.js'
import { installed } from '../../rubric/library.js'
import { chooseRubric } from '../rubric-choice.js'

/** The written file of a rubric, and what reads it. */
export interface RubricSource {
  readonly path: string
  readonly io: FileReader
}

/** The written file that a text names: that of a shipped rubric, wherever it is installed, or the path itself. */
export function sourceOf(text: string, io: FileReader): Checked<RubricSource> {
  const choice = chooseRubric(text)
  if (!choice.ok) return choice
  const path = installed.pathOf(text)
  return { ok: true, value: path === undefined ? { path: text, io } : { path, io: installed.io }, warnings: [] }
}
