import { basename, dirname, join, resolve } from 'node:path'
import { type CaseFile, type CaseKind, givenOf } from '../../cases/cases.js'
import { readCases, rubricOfCases } from '../../cases/document.js'
import type { Given } from '../../engine/given.js'
import type { Rubric } from '../../engine/rubric.js'
import { visible } from '../../files/characters.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import type { ParsedDocument } from '../../files/document.js'
import { problem } from '../../files/problem.js'
import { type FileReader, readSource } from '../../files/read.js'
import { chooseRubricOfFile, type RubricChoice } from '../rubric-choice.js'

const ENDING = /\.(ya?ml|json)$/i
const CASES_ENDING = /\.cases\.(ya?ml|json)$/i
const ENDINGS = ['yaml', 'yml', 'json'] as const

// The bundle lies in dist/, beside rubrics/; this source file lies three folders below the root.
const SHIPPED_FOLDERS = [join(import.meta.dirname, '..', 'rubrics'), join(import.meta.dirname, '..', '..', '..', 'rubrics')]

/** Whether a path is that of a cases file by its ending, `.cases.yaml` or the like. */
export function isCasesPath(path: string): boolean {
  return CASES_ENDING.test(path)
}

/** Where the cases of a rubric may lie, the likeliest first: `policy.cases.yaml` beside `policy.yaml`. */
export function placesBeside({ name, isFile }: RubricChoice): readonly string[] {
  if (!isFile) return SHIPPED_FOLDERS.map((folder) => join(folder, `${name}.cases.yaml`))
  const own = ENDING.exec(name)?.[1]
  const stem = join(dirname(name), basename(name).replace(ENDING, ''))
  return [...new Set([...(own === undefined ? [] : [own]), ...ENDINGS])].map((ending) => `${stem}.cases.${ending}`)
}

/** Reads a file strictly, with the place of everything in it. */
export async function readDocument(path: string, io: FileReader): Promise<Checked<ParsedDocument>> {
  const source = await readSource(path, io)
  if (!source.ok) return source
  const { parseSource } = await import('../../files/parse.js')
  return parseSource(source.value)
}

/** The cases file beside a rubric; a value of undefined when there is none. */
export async function findBeside(choice: RubricChoice, io: FileReader): Promise<Checked<ParsedDocument | undefined>> {
  for (const place of placesBeside(choice)) {
    const read = await readDocument(place, io)
    if (read.ok || !isMissing(read.problems)) return read
  }
  return { ok: true, value: undefined, warnings: [] }
}

function isMissing(problems: readonly Diagnostic[]): boolean {
  return problems.length === 1 && problems[0]?.code === 'file-missing'
}

/** That a rubric has no cases, and where they would lie. */
export function noCases(choice: RubricChoice): Diagnostic {
  const [place = ''] = placesBeside(choice)
  const where = choice.isFile ? visible(place) : `${choice.name}.cases.yaml`
  return problem('cases-missing', `there are no cases beside ${visible(choice.name)}: no file ${where}`, {
    hint: 'write it: `rubric:` names the rubric, and below `cases:` stands what has to come of which answers',
  })
}

/** Whether a cases file belongs to the rubric that it lies beside; else the problem. */
export function belongs(doc: ParsedDocument, choice: RubricChoice): Diagnostic | undefined {
  const named = rubricOfCases(doc)
  if (named === undefined) return undefined
  const other = chooseRubricOfFile(named, doc.file)
  const same = other.ok && other.value.isFile === choice.isFile && at(other.value) === at(choice)
  if (same) return undefined
  return problem('cases-rubric', `these are cases of ${visible(named)}, not of ${visible(choice.name)}`, {
    place: doc.place(['rubric']),
    path: 'rubric',
    hint: `write rubric: ${choice.isFile ? `./${visible(basename(choice.name))}` : choice.name}, or name the cases file itself`,
  })
}

function at({ name, isFile }: RubricChoice): string {
  return isFile ? resolve(name) : name
}

/** A case as far as a comparison of rubrics needs it. */
export interface GivenCase {
  readonly id: string
  readonly title: string
  readonly kind: CaseKind
  readonly given: Given
}

/**
 * The cases beside a rubric, checked against it, as answers alone. None when there is no cases file; problems when there is one and it, or a case in
 * it, is not sound. `choice` is as `chooseRubric` returns it.
 */
export async function casesBeside(choice: RubricChoice, rubric: Rubric, io: FileReader): Promise<Checked<readonly GivenCase[]>> {
  const found = await findBeside(choice, io)
  if (!found.ok) return found
  if (found.value === undefined) return { ok: true, value: [], warnings: [] }
  const read: Checked<CaseFile> = readCases(found.value, rubric)
  if (!read.ok) return read
  const value = read.value.cases.map((one) => ({ id: one.id, title: one.title, kind: one.kind, given: givenOf(one) }))
  return { ok: true, value, warnings: read.warnings }
}
