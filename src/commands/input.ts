import { basename, dirname, join } from 'node:path'
import { placeWithoutFreeTexts, withoutFreeTexts } from '../answers/discreet.js'
import { problemsOfFrame, rubricNameOf, sheetFromDocument } from '../answers/document.js'
import { sheetFromFlags } from '../answers/flags.js'
import { mergeSheets } from '../answers/merge.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Rubric } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { nearest } from '../files/nearest.js'
import { readPlain } from '../files/plain.js'
import { warning } from '../files/problem.js'
import { type FileReader, readSource, type Source } from '../files/read.js'
import type { DecideOptions } from './options.js'
import { chooseRubric, chooseRubricOfFile, DEFAULT_RUBRIC, keyOfRubric, loadChosen, type RubricChoice } from './rubric-choice.js'

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
  const reading = readingFrom(io)
  if (options.answers === undefined) return assemble(options, undefined, reading)
  const source = await readSource(options.answers, reading.io)
  if (!source.ok) return { ok: false, problems: source.problems.map((one) => meant(one, io)) }
  const { file, text } = source.value
  const plain = readPlain(text)
  if (plain !== undefined) {
    const input = await assemble(options, { file, value: plain, place: () => ({ file }) }, reading)
    // Whatever there is to say about the file needs its places, which only the whole reader knows.
    if (input.ok && input.warnings.length === 0) return input
  }
  return (await readWhole(options, source.value, reading)).input
}

/** What a run decides on, and the answers file as it is written: every value of it with its place. */
export interface PlacedInput {
  readonly input: Checked<Input>
  /** Undefined where the file could not be read. */
  readonly document: ParsedDocument | undefined
}

/** Answers files that are read one after the other. */
export interface PlacedInputs {
  read(options: DecideOptions & { readonly answers: string }): Promise<PlacedInput>
  /** Every path that was read so far, rubrics with their parts and bases among them; nothing may be written over them. */
  readonly files: readonly string[]
}

/** Reads answers files one after the other, each with its places; a rubric that several of them name is loaded once. */
export function placedInputs(io: FileReader): PlacedInputs {
  const reading = readingFrom(io)
  return {
    async read(options) {
      const source = await readSource(options.answers, reading.io)
      if (source.ok) return readWhole(options, source.value, reading)
      return { input: { ok: false, problems: source.problems.map((one) => meant(one, io)) }, document: undefined }
    },
    files: reading.files,
  }
}

/** Reads the text of an answers file by the strict reader, which knows where everything stands. */
async function readWhole(options: DecideOptions, source: Source, reading: Reading): Promise<PlacedInput> {
  const { parseSource } = await import('../files/parse.js')
  const parsed = parseSource(source)
  const input = withoutFreeTexts(parsed.ok ? await assemble(options, parsed.value, reading) : parsed, source.file)
  if (!parsed.ok) return { input, document: undefined }
  const { place } = parsed.value
  return { input, document: { ...parsed.value, place: (path, at) => placeWithoutFreeTexts(place(path, at)) } }
}

function readingFrom(io: FileReader): Reading {
  const files: string[] = []
  const recording: FileReader = {
    stdin: () => io.stdin(),
    readRegular(path, most) {
      files.push(path)
      return io.readRegular(path, most)
    },
  }
  return { io: recording, files, load: loaderOf(recording) }
}

type Load = (choice: RubricChoice) => Promise<Checked<Rubric>>

interface Reading {
  /** Takes down what it reads. */
  readonly io: FileReader
  /** Every path that was read so far, the parts of a rubric among them. */
  readonly files: readonly string[]
  readonly load: Load
}

/** Loads rubrics, each once. */
function loaderOf(io: FileReader): Load {
  const loaded = new Map<string, Promise<Checked<Rubric>>>()
  return (choice) => {
    const key = keyOfRubric(choice)
    const rubric = loaded.get(key) ?? loadChosen(choice, io)
    loaded.set(key, rubric)
    return rubric
  }
}

async function assemble(options: DecideOptions, document: ParsedDocument | undefined, { files, load }: Reading): Promise<Checked<Input>> {
  // What is wrong with the file whatever its rubric should not have to wait for the rubric to be mended.
  const withFrame = (problems: readonly Diagnostic[]): Checked<Input> => {
    return { ok: false, problems: [...problems, ...(document === undefined ? [] : problemsOfFrame(document))] }
  }
  const choice = chosenRubric(options, document)
  if (!choice.ok) return withFrame(choice.problems)
  const rubric = await load(choice.value)
  if (!rubric.ok) return withFrame(rubric.problems.map((one) => namedBy(one, options, document)))
  const fromFile = document === undefined ? nothing() : sheetFromDocument(document, rubric.value)
  const fromFlags = options.set.length === 0 ? nothing() : sheetFromFlags(options.set, rubric.value)
  if (!fromFile.ok || !fromFlags.ok) return { ok: false, problems: [...problemsOf(fromFile), ...problemsOf(fromFlags)] }
  const { sheet, notices } = mergeSheets(fromFile.value, fromFlags.value)
  const warnings = [...choice.warnings, ...rubric.warnings, ...fromFile.warnings, ...fromFlags.warnings, ...notices]
  return { ok: true, value: { rubric: rubric.value, rubricChoice: choice.value, sheet, files }, warnings }
}

function nothing(): Checked<AnswerSheet> {
  return { ok: true, value: NOTHING, warnings: [] }
}

function problemsOf(checked: Checked<unknown>): readonly Diagnostic[] {
  return checked.ok ? [] : checked.problems
}

/** The flag beats the file, and says so when they differ. */
function chosenRubric(options: DecideOptions, document: ParsedDocument | undefined): Checked<RubricChoice> {
  const named = document === undefined ? undefined : rubricNameOf(document)
  if (options.rubric === undefined) {
    if (named === undefined) return chooseRubric(DEFAULT_RUBRIC)
    const choice = chooseRubricOfFile(named, options.answers ?? '-')
    const place = document?.place(['rubric'])
    return choice.ok || place === undefined ? choice : { ok: false, problems: choice.problems.map((one) => ({ ...one, place })) }
  }
  const chosen = chooseRubric(options.rubric)
  if (!chosen.ok) return { ok: false, problems: chosen.problems.map((one) => ({ ...one, path: '--rubric' })) }
  if (named === undefined || named === options.rubric) return chosen
  const place = document?.place(['rubric'])
  const overridden = warning('rubric-overridden', `--rubric ${options.rubric} is used, not the rubric that the file names (${named})`, {
    place,
  })
  return { ...chosen, warnings: [overridden] }
}

/** A rubric that is not there is looked for by the path in the answers file, which is not the path that anybody typed. */
function namedBy(one: Diagnostic, { rubric, answers }: DecideOptions, document: ParsedDocument | undefined): Diagnostic {
  if (one.code !== 'file-missing' || rubric !== undefined || document === undefined) return one
  const { file, line } = document.place(['rubric'], 'key')
  const folder = answers === '-' ? 'the current folder' : 'the folder of that file'
  return { ...one, hint: `${file} names it at line ${line}; a path there counts from ${folder}` }
}

/** Answers files have one of these endings. */
const ANSWERS_FILE = /\.(?:ya?ml|json)$/i

/** What stands in a name for bytes that are no UTF-8. */
const NO_UTF8 = '\ufffd'

/** A file that is not there, with the file beside it that was most likely meant. */
function meant(one: Diagnostic, io: FileReader): Diagnostic {
  const path = one.place?.file
  if (one.code !== 'file-missing' || path === undefined) return one
  if (path.includes(NO_UTF8)) return { ...one, hint: 'its name is not UTF-8, and cannot be opened: give it another name' }
  const beside = (io.names?.(dirname(path)) ?? []).filter((name) => ANSWERS_FILE.test(name))
  const guess = nearest(basename(path), beside)
  return guess === undefined ? one : { ...one, hint: `did you mean ${visible(join(dirname(path), guess))}? ${one.hint}` }
}
