import { rubricNameOf } from '../answers/document.js'
import type { Rubric } from '../engine/rubric.js'
import type { ParsedDocument } from '../files/document.js'
import type { FileReader } from '../files/read.js'
import { chooseRubricOfFile, DEFAULT_RUBRIC, loadChosen } from './rubric-choice.js'

/** Whether an answers file is decided by this rubric when nobody names one: by its content, whatever it is called. */
export async function isOwnRubric({ digest }: Rubric, document: ParsedDocument, file: string, io: FileReader): Promise<boolean> {
  const choice = chooseRubricOfFile(rubricNameOf(document) ?? DEFAULT_RUBRIC, file)
  if (!choice.ok) return false
  const own = await loadChosen(choice.value, io)
  return own.ok && own.value.digest === digest
}
