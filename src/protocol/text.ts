import { UNSURE } from '../engine/answers.js'
import { progressWords, skipWords } from '../interview/words.js'
import { type Block, bullets, dim, heading, type Item, paragraph, strong, verdict } from '../report/document/blocks.js'
import { count, grouped, sentence } from '../report/document/words.js'
import type { Medium } from '../report/formats.js'
import { renderTextBlocks } from '../report/text.js'
import type { AskDocument, AskedOption, DoneDocument, NextDocument } from './document.js'

/** What to type next: for one more answer, or for the whole report. */
export interface NextCommands {
  /** This run again, without an answer to the question asked. */
  readonly again: string
  readonly decide: string
}

/** Returns a step for people: short, wrapped at the width of the medium, the command to paste on a line of its own. */
export function renderNextText(document: NextDocument, commands: NextCommands, medium: Medium): string {
  const [blocks, command] =
    document.status === 'ask'
      ? [askBlocks(document), `${commands.again} --set ${document.question.id}=${optionWord(document)}`]
      : [doneBlocks(document), commands.decide]
  return `${renderTextBlocks(blocks, [], medium)}\n  ${command}\n`
}

const optionWord = ({ question }: AskDocument): string => (question.kind === 'many' ? 'OPTION,OPTION' : 'OPTION')

function askBlocks(document: AskDocument): readonly Block[] {
  const { question, progress } = document
  return [
    heading(1, `${progressWords(progress.answered + 1, progress.atMost - 1)}: ${question.title}`),
    paragraph([strong(question.text)]),
    paragraph(question.help),
    bullets([...question.options.map(optionItem), unsureItem]),
    paragraph('Need so far, from 1 to 99:'),
    bullets(document.standing.map((one) => `${one.title}: ${one.need}${movedWords(one)}`).map((content) => ({ content }))),
    ...skippedBlocks(document),
    paragraph(howToAnswer(document)),
  ]
}

function optionItem({ id, label, help, band }: AskedOption): Item {
  const numbers = band === undefined ? '' : ` As a number: ${bandWords(band)}.`
  return { content: [strong(id), ': ', sentence(label), dim(`${help === undefined ? '' : ` ${help}`}${numbers}`)] }
}

const unsureItem: Item = { content: [strong(UNSURE), ': not known; the question stays open and is not asked again.'] }

function bandWords({ from, to }: NonNullable<AskedOption['band']>): string {
  if (to === undefined) return `${grouped(from)} or more`
  return from === to ? grouped(from) : `${grouped(from)} to ${grouped(to)}`
}

function howToAnswer({ question }: AskDocument): string {
  if (question.kind === 'many') return 'To answer, name any of the options, with commas; nothing after the = stands for none of them:'
  return `To answer, name one option${question.unit === undefined ? '' : `, or give a number of ${question.unit}`}:`
}

function doneBlocks(document: DoneDocument): readonly Block[] {
  return [
    heading(1, 'Nothing left to ask'),
    paragraph([strong(document.decision.headline)]),
    bullets(document.decision.approaches.map((one) => ({ content: [`${one.title}: `, verdict(one.verdict), `, need ${one.need}`] }))),
    ...skippedBlocks(document),
    paragraph('The whole report:'),
  ]
}

function skippedBlocks({ skipped: { length } }: NextDocument): readonly Block[] {
  return length === 0 ? [] : [paragraph(`${skipWords(length)}.`)]
}

function movedWords({ settled, movedBy }: NextDocument['standing'][number]): string {
  return settled ? ' (verdict settled)' : ` (${count(movedBy, 'question')} can still turn its verdict)`
}
