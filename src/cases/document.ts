import { sheetFromDocument } from '../answers/document.js'
import type { Answer } from '../engine/answers.js'
import { buildModel, buildState, isVisible, type Model } from '../engine/model.js'
import type { Rubric } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping, kindOf } from '../files/kind.js'
import { problem } from '../files/problem.js'
import { MAX_PROBLEMS } from '../files/problems.js'
import { collectProblems, type Path } from '../rubric/problems.js'
import type { Case, CaseFile, CaseKind } from './cases.js'
import { readExpected } from './expected.js'
import { type Reader, readerOf } from './reader.js'

const KEYS = ['rubric', 'agreement', 'cases'] as const
const CASE_KEYS = ['id', 'title', 'kind', 'answers', 'expect', 'source'] as const
const KINDS: readonly CaseKind[] = ['law', 'agreement']
const LONGEST_TITLE = 200
const LONGEST_SOURCE = 500

/** The name or path of the rubric that a cases file names; undefined where it names none, which `readCases` reports. */
export function rubricOfCases(doc: ParsedDocument): string | undefined {
  const { rubric } = isMapping(doc.value) ? doc.value : { rubric: undefined }
  return typeof rubric === 'string' && rubric !== '' ? rubric : undefined
}

/**
 * The cases of a file, checked against their rubric: every problem with its place, all at once. Without a rubric, as when it cannot be read,
 * nothing is said of ids that only the rubric knows, and no case is returned.
 */
export function readCases(doc: ParsedDocument, rubric: Rubric | undefined): Checked<CaseFile> {
  const problems = collectProblems((path, at) => doc.place(path, at))
  const { value } = doc
  if (!isMapping(value)) {
    const hint = 'start with the lines "rubric: NAME" and "cases:", and below it one case after another'
    problems.add('cases-shape', [], `expected a cases file, found ${kindOf(value)}`, { hint })
    return { ok: false, problems: problems.list }
  }
  const reader = readerOf(problems, rubric)
  reader.keys(value, [], KEYS, ['rubric', 'cases'])
  const name = reader.text(value['rubric'], ['rubric'], LONGEST_TITLE) ?? ''
  const floor = readFloor(value['agreement'], reader)
  const found: Diagnostic[] = []
  const cases = readList(value['cases'], doc, rubric, reader, found)
  const isSound = [...problems.list, ...found].every(({ severity }) => severity !== 'error')
  if (isSound && floor !== undefined && rubric !== undefined && !cases.some(({ kind }) => kind === 'agreement')) {
    problems.add('case-agreement', ['agreement'], 'a floor is set for agreement, and there is no case of that kind', {
      at: 'key',
      hint: 'write `kind: agreement` in the cases that are published stories, or remove the floor',
    })
  }
  const all = inOrder([...problems.list, ...found])
  if (all.some(({ severity }) => severity === 'error')) return { ok: false, problems: cut(all) }
  return { ok: true, value: { rubric: name, ...(floor === undefined ? {} : { floor }), cases }, warnings: cut(all) }
}

function cut(all: readonly Diagnostic[]): readonly Diagnostic[] {
  if (all.length <= MAX_PROBLEMS) return all
  const rest = problem('too-many-problems', `there are ${all.length} problems; those after the first ${MAX_PROBLEMS} are not listed`)
  return [...all.slice(0, MAX_PROBLEMS), rest]
}

function inOrder(list: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...list].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0))
}

/** The floor in hundredths of a percent. */
function readFloor(value: unknown, reader: Reader): number | undefined {
  if (value === undefined) return undefined
  if (!reader.mapping(value, ['agreement'])) return undefined
  reader.keys(value, ['agreement'], ['floor'], ['floor'])
  return reader.percent(value['floor'], ['agreement', 'floor'])
}

function readList(value: unknown, doc: ParsedDocument, rubric: Rubric | undefined, reader: Reader, found: Diagnostic[]): readonly Case[] {
  if (value === undefined || !reader.list(value, ['cases'], 1)) return []
  const model = rubric === undefined ? undefined : buildModel(rubric)
  const ids = new Map<string, number>()
  return value.flatMap((raw, index) => {
    const path: Path = ['cases', index]
    if (!reader.mapping(raw, path)) return []
    reader.keys(raw, path, CASE_KEYS, ['id', 'title', 'answers', 'expect'])
    const id = reader.id(raw['id'], [...path, 'id'])
    const first = id === undefined ? undefined : ids.get(id)
    if (id !== undefined && first !== undefined) {
      const { line } = doc.place(['cases', first, 'id'])
      reader.add('id-duplicate', [...path, 'id'], `there is a case ${id} already, at line ${line}`, {
        hint: 'give each case an id of its own',
      })
    } else if (id !== undefined) ids.set(id, index)
    const title = reader.text(raw['title'], [...path, 'title'], LONGEST_TITLE)
    const kind = readKind(raw['kind'], [...path, 'kind'], reader)
    const answers = readAnswers(raw['answers'], path, doc, model, reader, found)
    const expected = readExpected(raw['expect'], [...path, 'expect'], kind ?? 'law', reader)
    const source = readSource(raw['source'], [...path, 'source'], reader)
    if (id === undefined || title === undefined || answers === undefined || expected === undefined) return []
    return [{ id, title, kind: kind ?? 'law', answers, expected, source }]
  })
}

function readKind(value: unknown, path: Path, reader: Reader): CaseKind | undefined {
  return value === undefined ? 'law' : (reader.word(value, path, KINDS) as CaseKind | undefined)
}

/** The answers of one case, read as those of an answers file are. */
function readAnswers(
  value: unknown,
  path: Path,
  doc: ParsedDocument,
  model: Model | undefined,
  reader: Reader,
  found: Diagnostic[],
): ReadonlyMap<string, Answer> | undefined {
  if (value === undefined || model === undefined) return undefined
  const sheet: ParsedDocument = {
    file: doc.file,
    value: { answers: value },
    place: (inner, at) => doc.place([...path, ...inner], at),
  }
  const read = sheetFromDocument(sheet, model.rubric)
  const above = `cases[${path[1]}].`
  const within = (one: Diagnostic): Diagnostic => (one.path === undefined ? one : { ...one, path: `${above}${one.path}` })
  found.push(...(read.ok ? read.warnings : read.problems).map(within))
  if (!read.ok) return undefined
  const { answers } = read.value
  if (!givesReason(model, answers)) {
    reader.add('no-reason', [...path, 'answers'], 'there is nothing to decide: no question that gives a reason is answered', {
      at: 'key',
      hint: `answer at least one of these: ${model.rubric.questions.flatMap(({ id, role }) => (role === 'reason' ? [id] : [])).join(', ')}`,
    })
    return undefined
  }
  return answers
}

/** The same as `hasReason` of the engine, for a model that is there already. */
function givesReason(model: Model, answers: ReadonlyMap<string, Answer>): boolean {
  const state = buildState(model, answers)
  return model.questions.some((one) => one.source.role === 'reason' && state[one.index] !== null && isVisible(one, state))
}

function readSource(value: unknown, path: Path, reader: Reader): readonly string[] | string {
  if (value === undefined) return []
  if (typeof value === 'string') return reader.text(value, path, LONGEST_SOURCE) ?? ''
  if (!Array.isArray(value)) {
    reader.add('shape-type', path, `\`source\` takes a text or a list of references, not ${kindOf(value)}`, {
      hint: 'write the address of what was published, or the ids of references of the rubric in brackets',
    })
    return []
  }
  return reader.names(value, path, 'reference')
}
