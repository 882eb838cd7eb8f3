import { type Answer, type AnswerSheet, UNSURE } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem, warning } from '../files/problem.js'
import { faultOfChoice } from './choice.js'
import { allowedFor, inRubricOrder, readOption, type Site, unknownQuestion } from './options.js'

interface Given {
  readonly question: Question
  /** The texts after the `=`, each with the flag that it came from. */
  readonly values: { readonly text: string; readonly flag: string }[]
}

/**
 * The answers of `--set` flags, each written `id=value`: an option, `unsure`, a whole number where the question takes one; several options with commas
 * for a many-question, and nothing after the `=` for none of them. A many-question may be given in several flags, a single one only if they agree.
 */
export function sheetFromFlags(sets: readonly string[], rubric: Rubric): Checked<AnswerSheet> {
  const found: Diagnostic[] = []
  const known = rubric.questions.map(({ id }) => id)
  const given = new Map<string, Given>()
  for (const flag of sets) {
    const equals = flag.indexOf('=')
    const id = equals < 0 ? flag : flag.slice(0, equals)
    const site = siteOf(flag, id, 0, id.length)
    const question = rubric.questions.find((one) => one.id === id)
    if (id === '' || (equals < 0 && question !== undefined)) {
      const example = `${question?.id ?? 'id'}=${question?.options[0]?.id ?? 'value'}`
      found.push(
        problem('flag-shape', `--set takes id=value, not ${echo(flag)}`, {
          ...site,
          hint: `write --set ${example}`,
          allowed: question && allowedFor(question),
        }),
      )
    } else if (question !== undefined) {
      const entry = given.get(id) ?? { question, values: [] }
      entry.values.push({ text: flag.slice(equals + 1), flag })
      given.set(id, entry)
    } else if (rubric.absent.includes(id)) {
      found.push(warning('answer-absent-question', `the rubric ${rubric.id} does not ask ${id}; the answer is not used`, site))
    } else found.push(unknownQuestion(id, known, site))
  }
  const answers = new Map<string, Answer>()
  for (const { id } of rubric.questions) {
    const entry = given.get(id)
    const read = entry === undefined ? undefined : entry.question.kind === 'many' ? readMany(entry) : readSingle(entry)
    if (read === undefined) continue
    if (Array.isArray(read)) found.push(...read)
    else answers.set(id, read as Answer)
  }
  if (found.some(({ severity }) => severity === 'error')) return { ok: false, problems: found }
  return { ok: true, value: { answers }, warnings: found }
}

function readSingle({ question, values }: Given): Answer | Diagnostic[] {
  const found: Diagnostic[] = []
  let answer: Answer | undefined
  const first = values[0]?.text ?? ''
  for (const { text, flag } of values) {
    const site = siteOf(flag, question.id, question.id.length + 1, text.length)
    const read = readOne(question, text, site)
    if ('code' in read) found.push(read)
    else if (answer === undefined) answer = { ...read, origin: 'flag' }
    else if (text !== first) {
      const message = `${question.id} takes one option, and the flags give it two: ${first} and ${text}`
      found.push(problem('flag-twice', message, { ...site, hint: 'keep one of the two' }))
    }
  }
  return found.length > 0 || answer === undefined ? found : answer
}

function readOne(question: Question, text: string, site: Site): { value: string; number?: number } | Diagnostic {
  const allowed = allowedFor(question)
  if (text === '') {
    return problem('flag-shape', `there is no value after ${question.id}=`, {
      ...site,
      allowed,
      hint: 'name one option, or leave the flag out',
    })
  }
  const parts = text.split(',')
  if (parts.length > 1 && parts.every((part) => allowed.includes(part))) {
    return problem('answer-list', `${question.id} takes one option, not several`, {
      ...site,
      allowed,
      hint: `write --set ${question.id}=${parts[0]}`,
    })
  }
  return readOption(question, text, site)
}

function readMany({ question, values }: Given): Answer | Diagnostic[] {
  if (values.every(({ text }) => text === UNSURE)) return { value: UNSURE, origin: 'flag' }
  const empty = values.find(({ text }) => text === '')
  if (empty !== undefined && values.some(({ text }) => text !== '')) {
    const site = siteOf(empty.flag, question.id, 0, empty.flag.length)
    const message = `${question.id}= stands for none of its options, and another flag names some`
    return [problem('flag-twice', message, { ...site, hint: 'keep one of the two' })]
  }
  const found: Diagnostic[] = []
  const chosen = new Set<string>()
  for (const { text, flag } of values) {
    const misread = faultOfNotation(question, text, siteOf(flag, question.id, question.id.length + 1, text.length))
    if (misread !== undefined) {
      found.push(misread)
      continue
    }
    let at = question.id.length + 1
    for (const part of text === '' ? [] : text.split(',')) {
      const site = siteOf(flag, question.id, at, part.length)
      const fault = part === '' ? emptyPart(question, site) : faultOfChoice(question, part, chosen, site)
      if (fault !== undefined) found.push(fault)
      else chosen.add(part)
      at += part.length + 1
    }
  }
  return found.length > 0 ? found : { value: inRubricOrder(question, chosen), origin: 'flag' }
}

/** What is wrong with a list that is written as in a file, or with none that is written out. */
function faultOfNotation(question: Question, text: string, site: Site): Diagnostic | undefined {
  const allowed = question.options.map(({ id }) => id)
  const none = `write --set ${question.id}= for none of these`
  if (text === 'none' && !allowed.includes(text)) {
    return problem('answer-unknown-option', `${question.id} has no option "none"`, { ...site, allowed: allowedFor(question), hint: none })
  }
  const inside = /^\[(.*)\]$/s.exec(text.trim())?.[1]
  if (inside === undefined) return undefined
  const parts = inside.split(',').map((part) => part.trim())
  const known = parts.every((part) => allowed.includes(part))
  const hint = inside.trim() === '' ? none : known ? `write --set ${question.id}=${parts.join(',')}` : 'leave the brackets away'
  return problem('flag-shape', `in a flag, the options of ${question.id} stand without brackets`, {
    ...site,
    allowed: allowedFor(question),
    hint,
  })
}

function emptyPart(question: Question, site: Site): Diagnostic {
  return problem('flag-shape', 'there is a comma with nothing beside it', {
    ...site,
    allowed: question.options.map(({ id }) => id),
    hint: 'remove the comma',
  })
}

function siteOf(flag: string, id: string, start: number, length: number): Site {
  return { place: { file: '--set', column: start + 1, length: Math.max(1, length), sourceLine: flag }, path: `answers.${id.slice(0, 64)}` }
}

/**
 * The answers of a sheet as `--set id=value`, each safe to paste into a shell, in the order of the rubric if one is given. What flags cannot carry
 * (title, context, owner, review date) is left out.
 */
export function flagsFor(sheet: AnswerSheet, rubric?: Rubric): readonly string[] {
  const ids = rubric === undefined ? [...sheet.answers.keys()] : rubric.questions.map(({ id }) => id)
  return ids.flatMap((id) => {
    const answer = sheet.answers.get(id)
    return answer === undefined ? [] : [`--set ${shellWord(`${id}=${writtenValue(answer)}`)}`]
  })
}

function writtenValue({ value, number }: Answer): string {
  if (number !== undefined) return String(number)
  return typeof value === 'string' ? value : value.join(',')
}

function shellWord(word: string): string {
  return /^[A-Za-z0-9_=,.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
