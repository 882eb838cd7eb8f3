import { withoutFreeTexts } from '../../answers/discreet.js'
import { rubricNameOf, sheetFromDocument } from '../../answers/document.js'
import type { Batch } from '../../batch/batch.js'
import type { AnswerSheet } from '../../engine/answers.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import type { ParsedDocument } from '../../files/document.js'
import { readPlain } from '../../files/plain.js'
import { type FileReader, readSource, type Source } from '../../files/read.js'
import type { Notes } from './notes.js'
import type { RubricShelf } from './shelf.js'

/** Decides one answers file of a folder, bad or not. Problems that concern all of them are returned, and end the run. */
export async function decideFile(
  file: string,
  io: FileReader,
  batch: Batch,
  shelf: RubricShelf,
  notes: Notes,
): Promise<readonly Diagnostic[]> {
  const bad = (problems: readonly Diagnostic[]): readonly Diagnostic[] => {
    batch.bad({ file }, problems)
    return []
  }
  const source = await readSource(file, io)
  if (!source.ok) return bad(source.problems)
  const document = await documentOf(source.value)
  if (!document.ok) return bad(document.problems)
  const name = rubricNameOf(document.value)
  const place = document.value.place(['rubric'])
  const fatal = shelf.find(name, file) === undefined ? await shelf.load(name, file) : []
  if (fatal.length > 0) return fatal
  const found = shelf.find(name, file)
  if (found === undefined) throw new Error('a rubric was loaded and is not there')
  if (!found.ok) return bad(found.problems.map((one) => ({ ...one, place, path: 'rubric' })))
  const { rubric } = found.value
  const read: Checked<AnswerSheet> = withoutFreeTexts(sheetFromDocument(document.value, rubric), file)
  if (!read.ok) return bad(read.problems)
  const { title } = read.value
  const fault = batch.decide(
    found.value,
    { file },
    title === undefined ? {} : { title },
    read.value,
    document.value.place(['answers'], 'key'),
  )
  if (fault !== undefined) return bad([fault])
  const overridden = shelf.overridden(name)
  notes.add(overridden === undefined ? read.warnings : [{ ...overridden, place }, ...read.warnings])
  return []
}

/** The plain form says nothing of places; whatever there may be to say about a file needs the whole reader. */
async function documentOf(source: Source): Promise<Checked<ParsedDocument>> {
  const { file, text } = source
  const plain = readPlain(text)
  const { parseSource } = await import('../../files/parse.js')
  if (plain === undefined) return withoutFreeTexts(parseSource(source), file)
  return { ok: true, value: { file, value: plain, place: (path, at) => placeIn(source, path, at) }, warnings: [] }

  function placeIn(of: Source, path: readonly (string | number)[], at?: 'key' | 'value') {
    const parsed = parseSource(of)
    return parsed.ok ? parsed.value.place(path, at) : { file }
  }
}
