import { type Answer, type AnswerSheet, type Situation, UNSURE } from '../engine/answers.js'
import { isDate } from '../engine/calendar.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic, Place } from '../files/diagnostic.js'
import type { ParsedDocument } from '../files/document.js'
import { isMapping, kindOf } from '../files/kind.js'
import { nearest } from '../files/nearest.js'
import { problem, warning } from '../files/problem.js'
import { MAX_PROBLEMS } from '../files/problems.js'
import { faultOfChoice } from './choice.js'
import { readExpect } from './expect.js'
import { allowedFor, inRubricOrder, intoBand, readOption, type Site, unknownQuestion } from './options.js'

/** The longest free text of an answers file, in characters. */
export const MAX_FREE_TEXT = 2000

const KEYS = ['title', 'rubric', 'answers', 'context', 'owner', 'review-after', 'expect'] as const
const PARTS = ['workflow', 'users', 'objective', 'data'] as const

/** The name or path of the rubric that an answers file was written for; undefined when it names none. */
export function rubricNameOf(doc: ParsedDocument): string | undefined {
  const { rubric: name } = isMapping(doc.value) ? doc.value : { rubric: undefined }
  return typeof name === 'string' && name !== '' ? name : undefined
}

/**
 * The answers of a file, checked against the rubric and in its order. A key without a value counts as not answered and an answer to a question that
 * the rubric leaves out is kept out, both with a warning; everything else that does not fit is an error. Problems with free texts do not show them.
 */
export function sheetFromDocument(doc: ParsedDocument, rubric: Rubric): Checked<AnswerSheet> {
  return readSheet(doc, rubric)
}

/** What is wrong with an answers file whatever its rubric: its keys, its texts, its date, and answers that are no mapping. */
export function problemsOfFrame(doc: ParsedDocument): readonly Diagnostic[] {
  const read = readSheet(doc, undefined)
  return read.ok ? [] : read.problems
}

/** Without a rubric, nothing is said of the answers themselves, and none are returned. */
function readSheet(doc: ParsedDocument, rubric: Rubric | undefined): Checked<AnswerSheet> {
  const found: Diagnostic[] = []
  const { value } = doc
  if (!isMapping(value)) {
    const hint = 'start with the line "answers:", and below it write one "question: option" to a line, indented'
    return {
      ok: false,
      problems: [problem('answers-shape', `expected an answers file, found ${kindOf(value)}`, { place: doc.place([]), hint })],
    }
  }
  checkKeys(value, [], KEYS)
  const { title: rawTitle, rubric: rawRubric, owner: rawOwner, context: rawContext, answers: rawAnswers, expect: rawExpect } = value
  const title = freeText(['title'], rawTitle)
  freeText(['rubric'], rawRubric)
  const owner = freeText(['owner'], rawOwner)
  const reviewAfter = readDate(value['review-after'])
  const context = readContext(rawContext)
  const { expect, problems } = readExpect(
    doc,
    rawExpect,
    rubric?.approaches.map(({ id }) => id),
  )
  found.push(...problems)
  const answers = readAnswers(rawAnswers)
  if (found.some(({ severity }) => severity === 'error')) return { ok: false, problems: found.slice(0, MAX_PROBLEMS) }
  const sheet: AnswerSheet = {
    ...(title !== undefined && { title }),
    ...(context !== undefined && { context }),
    ...(owner !== undefined && { owner }),
    ...(reviewAfter !== undefined && { reviewAfter }),
    ...(expect.length > 0 && { expect }),
    answers,
  }
  return { ok: true, value: sheet, warnings: found }

  function checkKeys(mapping: Readonly<Record<string, unknown>>, above: readonly string[], known: readonly string[]): void {
    for (const key of Object.keys(mapping)) {
      if (known.includes(key)) continue
      const path = [...above, key]
      const guess = nearest(key, known)
      const isQuestion = above.length === 0 && rubric?.questions.some(({ id }) => id === key)
      const hint = isQuestion ? 'it is a question: indent it below "answers:"' : guess === undefined ? undefined : `did you mean ${guess}?`
      const place = withoutValue(doc.place(path, 'key'))
      found.push(problem('answers-unknown-key', `there is no key ${echo(key)} here`, { place, path: path.join('.'), allowed: known, hint }))
    }
  }

  function freeText(path: readonly string[], text: unknown): string | undefined {
    if (text === undefined || text === null || text === '') return undefined
    const site = { place: withoutValue(doc.place(path, 'key')), path: path.join('.') }
    if (typeof text !== 'string') {
      const hint = typeof text === 'object' ? 'write one text' : 'put it in quotes'
      found.push(problem('answers-text', `${site.path} is ${kindOf(text)}, not a text`, { ...site, hint }))
    } else if (text.length > MAX_FREE_TEXT && [...text].length > MAX_FREE_TEXT) {
      found.push(problem('text-too-long', `${site.path} is longer than 2,000 characters`, { ...site, hint: 'shorten it' }))
    } else return text
    return undefined
  }

  function readDate(date: unknown): string | undefined {
    if (date === undefined || date === null || date === '') return undefined
    if (typeof date === 'string' && isDate(date)) return date
    const shown = typeof date === 'string' ? echo(date) : kindOf(date)
    const hint = 'write it as YYYY-MM-DD, such as 2027-03-31'
    found.push(
      problem('answers-date', `${shown} is not a date of the calendar`, { place: doc.place(['review-after']), path: 'review-after', hint }),
    )
    return undefined
  }

  function readContext(parts: unknown): Situation | undefined {
    if (parts === undefined || parts === null) return undefined
    if (!isMapping(parts)) {
      const place = withoutValue(doc.place(['context'], 'key'))
      const hint = `write its parts below it: ${PARTS.join(', ')}`
      found.push(problem('answers-shape', `context is ${kindOf(parts)}, not a mapping`, { place, path: 'context', hint }))
      return undefined
    }
    checkKeys(parts, ['context'], PARTS)
    const given = PARTS.flatMap((part) => {
      const text = freeText(['context', part], parts[part])
      return text === undefined ? [] : [[part, text] as const]
    })
    return given.length === 0 ? undefined : Object.fromEntries(given)
  }

  function readAnswers(given: unknown): ReadonlyMap<string, Answer> {
    const result = new Map<string, Answer>()
    if (given === null) return result
    if (!isMapping(given)) {
      const what = given === undefined ? 'the key "answers" is missing' : `answers is ${kindOf(given)}, not a mapping`
      const hint = 'write "answers:", and below it one "question: option" to a line, indented'
      found.push(problem('answers-shape', what, { place: doc.place(['answers'], 'key'), path: 'answers', hint }))
      return result
    }
    if (rubric === undefined) return result
    const byId = new Map(rubric.questions.map((question) => [question.id, question]))
    for (const [id, raw] of Object.entries(given)) {
      const site = siteOf(id)
      const question = byId.get(id)
      if (question !== undefined) {
        const answer = readAnswer(question, raw, site)
        if (answer !== undefined) result.set(id, answer)
      } else if (rubric.absent.includes(id)) {
        found.push(warning('answer-absent-question', `the rubric ${rubric.id} does not ask ${id}; the answer is not used`, keySite(id)))
      } else found.push(unknownQuestion(id, [...byId.keys()], keySite(id)))
      if (found.length > MAX_PROBLEMS) break
    }
    return inOrder(rubric, result)
  }

  function readAnswer(question: Question, raw: unknown, site: Site): Answer | undefined {
    if (raw === null || raw === '') {
      const hint =
        question.kind === 'many'
          ? 'write [] for none of these, unsure to leave it open, or remove the line'
          : 'write unsure to leave it open on purpose, or remove the line'
      found.push(warning('answer-empty', `${question.id} has no value and counts as not answered`, { ...site, hint }))
      return undefined
    }
    if (question.kind === 'many') return readMany(question, raw, site)
    const read = readSingle(question, raw, site)
    if ('code' in read) found.push(read)
    return 'code' in read ? undefined : { ...read, origin: 'file' }
  }

  function readSingle(question: Question, raw: unknown, site: Site): { value: string; number?: number } | Diagnostic {
    if (typeof raw === 'string') return readOption(question, raw, site)
    if (typeof raw === 'number') return intoBand(question, raw, site)
    const allowed = allowedFor(question)
    if (Array.isArray(raw)) {
      return problem('answer-list', `${question.id} takes one option, not a list`, {
        ...site,
        allowed,
        hint: 'write the option without brackets',
      })
    }
    if (typeof raw === 'boolean') {
      const yesNo = question.options.some(({ id }) => id === 'yes') && question.options.some(({ id }) => id === 'no')
      return problem('answer-kind', `${raw} is not an option of ${question.id}`, {
        ...site,
        allowed,
        hint: yesNo ? `write ${raw ? 'yes' : 'no'}` : undefined,
      })
    }
    return problem('answer-kind', `${question.id} takes one option, not ${kindOf(raw)}`, { ...site, allowed })
  }

  function readMany(question: Question, raw: unknown, site: Site): Answer | undefined {
    if (raw === UNSURE) return { value: UNSURE, origin: 'file' }
    if (!Array.isArray(raw)) {
      const known = typeof raw === 'string' && question.options.some(({ id }) => id === raw)
      const hint = `write a list: [${known ? raw : (question.options[0]?.id ?? '')}], or [] for none of these`
      found.push(
        problem('answer-not-a-list', `${question.id} takes a list of options, not ${kindOf(raw)}`, {
          ...site,
          allowed: allowedFor(question),
          hint,
        }),
      )
      return undefined
    }
    const chosen = new Set<string>()
    const before = found.length
    for (const [index, item] of raw.entries()) {
      const itemSite = siteOf(question.id, index)
      const fault = faultOfItem(question, item, chosen, itemSite)
      if (fault !== undefined) found.push(fault)
      else chosen.add(item as string)
    }
    return found.length > before ? undefined : { value: inRubricOrder(question, chosen), origin: 'file' }
  }

  function siteOf(id: string, index?: number): Site {
    const path = index === undefined ? ['answers', id] : ['answers', id, index]
    return { place: doc.place(path), path: path.join('.') }
  }

  function keySite(id: string): Site {
    return { place: doc.place(['answers', id], 'key'), path: `answers.${id}` }
  }
}

function faultOfItem(question: Question, item: unknown, chosen: ReadonlySet<string>, site: Site): Diagnostic | undefined {
  const allowed = question.options.map(({ id }) => id)
  if (typeof item !== 'string') return problem('answer-kind', `a list of options cannot hold ${kindOf(item)}`, { ...site, allowed })
  return faultOfChoice(question, item, chosen, site)
}

function inOrder(rubric: Rubric, answers: ReadonlyMap<string, Answer>): ReadonlyMap<string, Answer> {
  return new Map(
    rubric.questions.flatMap(({ id }) => {
      const answer = answers.get(id)
      return answer === undefined ? [] : [[id, answer] as const]
    }),
  )
}

/** The place of a key with the rest of its line hidden from the code frame: a free text may hold what should not be repeated in a log. */
function withoutValue(place: Place): Place {
  const { sourceLine, column, length } = place
  if (sourceLine === undefined || column === undefined || length === undefined) return place
  const before = sourceLine.slice(0, column - 1).replace(/\S/g, '.')
  return { ...place, sourceLine: `${before}${sourceLine.slice(column - 1, column - 1 + length)}: …` }
}
