import type { Answer } from '../engine/answers.js'
import { judge } from '../engine/judge.js'
import { buildModel, buildState, type Model, type ModelQuestion } from '../engine/model.js'
import type { Question, Reference, Role, Rubric } from '../engine/rubric.js'
import type { Slot } from '../engine/truth.js'
import { type Reader, readersOf } from '../explain/facts/readers.js'
import { withAnswer } from '../explain/here/changes.js'
import { type Block, bullets, type Item, paragraph, strong } from '../report/document/blocks.js'
import { listed, signed } from '../report/document/words.js'
import type { Medium } from '../report/formats.js'
import { renderTextBlocks } from '../report/text.js'

/** So many references are named; the rest is counted. */
const MOST_NAMED = 4

const ROLES: Readonly<Record<Role, string>> = {
  reason: 'It gives a reason: its answers weigh on how much each approach is needed.',
  enabler: 'It is about what the team can carry: its answers can hold an approach back, and never bring one in.',
  context: 'It weighs nothing: the plan, the warnings and the known mistakes read it.',
}

/**
 * Why a question is asked, short enough for a screen: what it decides, what each option would move as the other answers stand, what else reads
 * it, and on what evidence. `inFull` is the command that tells all of it.
 */
export function whyAsked(rubric: Rubric, question: Question, answers: ReadonlyMap<string, Answer>, inFull: string, medium: Medium): string {
  const readers = readersOf(rubric, question.id)
  const blocks: readonly Block[] = [
    paragraph([question.why, ' ', ROLES[question.role]]),
    ...(question.role === 'context' ? [] : movesBlocks(rubric, question, answers)),
    ...(readers.length === 0 ? [] : [paragraph(`It is also read by ${readerWords(readers)}.`)]),
    ...evidenceBlocks(rubric, question),
    paragraph(`In full: ${inFull}`),
  ]
  return renderTextBlocks(blocks, [], medium)
}

function movesBlocks(rubric: Rubric, question: Question, answers: ReadonlyMap<string, Answer>): readonly Block[] {
  const model = buildModel(rubric)
  const asked = model.questions.find(({ source }) => source.id === question.id) as ModelQuestion
  const open = buildState(model, new Map([...answers].filter(([id]) => id !== question.id)))
  const axis = question.role === 'enabler' ? 'readiness' : 'need'
  const alone = question.kind === 'many' ? ', each alone' : ''
  const items = question.options.map(({ label }, index): Item => {
    const moves = movesOf(model, asked, open, slotOf(asked, index), axis)
    return { content: [strong(label), `: ${moves.length === 0 ? 'nothing' : moves.join(', ')}`] }
  })
  const lead = `What each answer would move now${alone}, in points of ${axis} (+3 doubles the odds, a minus works the other way):`
  return [paragraph(lead), bullets(items)]
}

function slotOf({ source }: ModelQuestion, index: number): Slot {
  return source.kind === 'many' ? source.options.map((_, at) => at === index) : index
}

/** The totals that an answer moves; those of the axis that is not the question's own are named with it. */
function movesOf(model: Model, question: ModelQuestion, open: readonly Slot[], slot: Slot, axis: 'need' | 'readiness'): string[] {
  const before = judge(model, open)
  const after = judge(model, withAnswer(open, question, slot))
  return model.approaches.flatMap(({ index, source }) =>
    ([axis, axis === 'need' ? 'readiness' : 'need'] as const).flatMap((which) => {
      const by = (after[index]?.[which] ?? 0) - (before[index]?.[which] ?? 0)
      return by === 0 ? [] : [`${source.title} ${which === axis ? '' : `${which} `}${signed(by)}`]
    }),
  )
}

const READERS: Readonly<Record<Reader['kind'], readonly [one: string, several: string]>> = {
  question: ['condition of another question', 'conditions of other questions'],
  points: ['answer whose points depend on it', 'answers whose points depend on it'],
  gate: ['gate', 'gates'],
  mistake: ['known mistake', 'known mistakes'],
  precondition: ['precondition', 'preconditions'],
  'set-rule': ['rule on the whole set', 'rules on the whole set'],
  layer: ['layer', 'layers'],
  deployment: ['place where components may run', 'places where components may run'],
  plan: ['part of the plan', 'parts of the plan'],
}

/** How many of each kind; which ones, the full explanation says. */
function readerWords(readers: readonly Reader[]): string {
  const kinds = [...new Set(readers.map(({ kind }) => kind))]
  const counted = kinds.map((kind) => {
    const number = readers.filter((one) => one.kind === kind).length
    return `${number} ${READERS[kind][number === 1 ? 0 : 1]}`
  })
  return listed(counted)
}

function evidenceBlocks(rubric: Rubric, { options }: Question): readonly Block[] {
  const cited = new Set(options.flatMap(({ points }) => points.flatMap(({ evidence }) => evidence)))
  const references = rubric.references.filter(({ id, checked }) => cited.has(id) && checked !== 'judgement')
  if (references.length === 0) return []
  const more = references.length - MOST_NAMED
  const shown = more <= 1 ? references : references.slice(0, MOST_NAMED)
  const rest = shown.length === references.length ? [] : [{ content: `and ${more} more` }]
  return [paragraph('It rests on:'), bullets([...shown.map(referenceItem), ...rest])]
}

function referenceItem({ id, title }: Reference): Item {
  return { content: `${id}: ${title}` }
}
