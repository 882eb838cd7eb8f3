import type { Diagnostic, Place } from '../../files/diagnostic.js'
import { ghInert, md, mdFence, term } from '../../report/encode.js'
import type { CheckedFile, CheckedVerdict, CheckResult, Stand } from '../result.js'
import {
  arrow,
  changeOf,
  filesOf,
  isCommand,
  isTurned,
  mayBeMeant,
  metOf,
  sentence,
  type Told,
  toldOf,
  totalsInWords,
  totalsOf,
  updatedInWords,
} from './facts.js'
import { RULES } from './rules.js'
import { COMMENT_LIMIT, cutMarkdown } from './summary.js'

const OUTCOMES = { passed: 'Passed', failed: 'Failed', error: 'Could not be checked' } as const

/** Returns the result as Markdown for a pull request, cut where it is longer than a comment may be. */
export function renderCheckMarkdown(result: CheckResult): string {
  return cutMarkdown(wholeMarkdown(result), COMMENT_LIMIT)
}

/**
 * Returns the result as Markdown, however long: one sentence, then for each file that did not pass its verdicts and margins
 * before and after, what caused it, what was expected, and the commands that mend it; last the files that passed. Texts are shown, and do nothing.
 */
export function wholeMarkdown(result: CheckResult): string {
  const files = filesOf(result)
  const passed = files.filter(isPlain)
  return `${[
    `## ${md(headlineOf(result), 'inside')}`,
    md(`${totalsInWords(result)}. Review dates were held against ${result.date}.`),
    ...files.filter((file) => !isPlain(file)).flatMap((file) => fileBlocks(file, result)),
    ...(passed.length === 0 ? [] : ['### Passed', passed.map(passedItem).join('\n')]),
  ].join('\n\n')}\n`
}

/** Whether a file passed, and there is nothing more to say of it. */
function isPlain({ outcome, findings, answers, problems }: CheckedFile): boolean {
  return outcome === 'passed' && findings.length + answers.length + problems.length === 0
}

/** One sentence for the whole result. */
function headlineOf(result: CheckResult): string {
  const { files, passed, failed, errors } = totalsOf(result)
  if (files === 0) return 'No decision was checked'
  if (passed === files) return files === 1 ? 'The decision stands' : `All ${files} decisions stand`
  const who = (of: number): string => (files === 1 ? 'The decision' : `${of} of ${files} decisions`)
  const parts = [
    ...(failed > 0 ? [`${who(failed)} did not pass the check`] : []),
    ...(errors > 0 ? [`${failed > 0 ? errors : who(errors)} could not be checked`] : []),
  ]
  return parts.join(', and ')
}

function fileBlocks(file: CheckedFile, result: CheckResult): readonly string[] {
  const told = toldOf(file)
  const found = told.filter(
    ({ code, subject }) => RULES[code].about !== 'expectation' && !(code === 'answers-changed' && isListed(subject, file)),
  )
  const mends = [...new Set(told.flatMap(({ mend }) => (mend === undefined ? [] : [mend])))]
  const ifMeant = mends.filter((mend) => mayBeMeant(told.filter((one) => one.mend === mend)))
  const name = file.title.trim() === '' ? file.file : `${file.title} (${file.file})`
  const updated = updatedInWords(file)
  return [
    `### ${OUTCOMES[file.outcome]}: ${md(name, 'inside')}`,
    md(file.headline),
    file.verdicts.length === 0 ? '' : verdictTable(file),
    section(
      'What caused it',
      file.answers.map((one) => causeItem(one, file)),
    ),
    section('What was found', [...file.problems.map(problemItem), ...found.map(foundItem)]),
    section(metOf(file) ?? 'Expectations', told.filter(({ code }) => RULES[code].about === 'expectation').map(foundItem), metOf(file)),
    ...mendBlocks(
      'What to do',
      mends.filter((mend) => !ifMeant.includes(mend)),
      result,
    ),
    ...mendBlocks('If the change is meant', ifMeant, result),
    updated === undefined ? '' : `${md(updated)}.`,
  ].filter((block) => block !== '')
}

function mendBlocks(title: string, mends: readonly string[], result: CheckResult): readonly string[] {
  return mends.length === 0
    ? []
    : [
        strong(title),
        mends.flatMap((mend) => (isCommand(mend, result) ? [] : [`- ${md(mend)}`])).join('\n'),
        ...mends.filter((mend) => isCommand(mend, result)).map((mend) => mdFence(ghInert(term(mend)), 'sh')),
      ]
}

function strong(text: string): string {
  const encoded = md(text, 'inside')
  return encoded === '' ? '' : `**${encoded}**`
}

/** The items under a bold line, `empty` where there are none. */
function section(title: string, items: readonly string[], empty = ''): string {
  return items.length === 0 ? md(empty) : `${strong(title)}\n\n${items.join('\n')}`
}

function isListed(subject: string | undefined, { answers }: CheckedFile): boolean {
  return answers.some(({ question }) => question === subject)
}

function verdictTable(file: CheckedFile): string {
  const rows = file.verdicts.map((one) => [md(one.title, 'inside'), verdictCell(one, isTurned(one, file)), marginCell(one)])
  const isHeld = file.verdicts.some(({ before }) => before !== undefined)
  const head = isHeld ? ['Approach', 'Verdict: before → after', 'Margin: before → after'] : ['Approach', 'Verdict now', 'Margin now']
  return [head, ['---', '---', '---:'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function verdictCell({ before, after }: CheckedVerdict, turned: boolean): string {
  if (!turned) return after?.verdict ?? before?.verdict ?? ''
  return `**${arrow(before?.verdict ?? 'not there', after?.verdict ?? 'gone')}**`
}

function marginCell({ before, after }: CheckedVerdict): string {
  const points = (of: Stand | undefined): string => (of === undefined || of.margin === null ? 'none' : String(of.margin.points))
  return before === undefined || points(before) === points(after) ? points(after) : arrow(points(before), points(after))
}

function causeItem({ title, before, after, place, turned }: CheckedFile['answers'][number], { verdicts }: CheckedFile): string {
  const titles = turned.map((id) => verdicts.find(({ approach }) => approach === id)?.title ?? id)
  const effect = titles.length === 0 ? '' : `; it turned ${titles.join(', ')}`
  return `- ${md(title)}: ${strong(arrow(before, after))}${md(effect, 'inside')} (${where(place)})`
}

function foundItem(one: Told): string {
  const { code, message, because, place, expectation } = one
  const change = changeOf(one)
  const what = change === undefined ? message : `${message} (${change})`
  const says = [what, ...(because === undefined ? [] : [because])].map(sentence).join(' ')
  return `- ${strong(expectation?.asked ?? RULES[code].title)}: ${md(says, 'inside')} (${where(place)})`
}

function problemItem({ severity, message, code, place, allowed, hint }: Diagnostic): string {
  const more = [
    ...(allowed === undefined || allowed.length === 0 ? [] : [`allowed: ${allowed.join(', ')}`]),
    ...(hint === undefined ? [] : [hint]),
  ]
  const says = md([message, ...more].join('; '), 'inside')
  return `- **${severity}**: ${says} (${[md(code, 'inside'), ...(place === undefined ? [] : [where(place)])].join(', ')})`
}

/** A file with its line in words: `:12:` would be an emoji. */
function where({ file, line }: Place): string {
  return `${md(file, 'inside')}${line === undefined ? '' : `, line ${line}`}`
}

function passedItem(file: CheckedFile): string {
  const name = file.title.trim() === '' ? file.file : `${file.title} (${file.file})`
  const more = [metOf(file), updatedInWords(file)].filter((part) => part !== undefined)
  const met = more.length === 0 ? '' : ` (${more.join('; ')})`
  return `- ${strong(name)}: ${md(`${file.headline}${met}`, 'inside')}`
}
