import type { Diagnostic } from '../../files/diagnostic.js'
import { ghInert, visible } from '../../report/encode.js'
import { createPage, hanging, type Page, padded } from '../../report/text/page.js'
import type { CheckMedium } from '../reporters.js'
import type { CheckedFile, CheckResult } from '../result.js'
import { changeOf, filesOf, isCommand, mayBeMeant, metOf, placeOf, type Told, toldOf, totalsInWords, updatedInWords } from './facts.js'

const MARKS = { passed: 'passed', failed: 'FAILED', error: 'ERROR' } as const
const MARK_WIDTH = 6

/**
 * Returns the result for a person: for each file its outcome, title and headline, then what was found in it; last the totals. Wrapped at the width
 * of the medium, except commands, which are to be pasted whole. With `quiet` only files that did not pass, and no notes.
 */
export function renderCheckText(result: CheckResult, medium: CheckMedium): string {
  const page = createPage([], medium)
  const files = filesOf(result).filter(({ outcome, updated }) => !medium.quiet || outcome !== 'passed' || updated === 'written')
  const blocks = files.map((file) => fileLines(file, result, page, medium.quiet).map((line) => line.trimEnd()))
  const totals = `${totalsInWords(result)} (review dates held against ${page.plain(result.date)})`
  return `${ghInert(joined([...blocks, hanging('', totals, page.width)]))}\n`
}

/** Blocks with a free line between them, but none between those of one line each: what passed is a list. */
function joined(blocks: readonly (readonly string[])[]): string {
  return blocks
    .map(
      (lines, at) =>
        (at === 0 ? '' : lines.length + (blocks[at - 1]?.length ?? 0) === 2 && at < blocks.length - 1 ? '\n' : '\n\n') + lines.join('\n'),
    )
    .join('')
}

function fileLines(file: CheckedFile, result: CheckResult, page: Page, quiet: boolean): readonly string[] {
  // What was locked anew is told all the same: --quiet accepts nothing in silence.
  const told = toldOf(file).filter(({ outcome }) => !quiet || outcome !== 'note' || file.updated === 'written')
  const problems = file.problems.filter(({ severity }) => !quiet || severity === 'error')
  const mends = told.flatMap(({ mend }) => (mend === undefined ? [] : [mend]))
  const shared = [...new Set(mends.filter((mend, at) => mends.indexOf(mend) !== at))]
  const last = [metOf(file), updatedInWords(file)].filter((part) => part !== undefined).join('; ')
  return [
    ...headLines(file, result.files.length === 1 || file.outcome !== 'passed', page),
    ...told.flatMap((one) => toldLines(one, shared, result, page)),
    ...problems.flatMap((one) => problemLines(one, page)),
    ...shared.flatMap((mend) => mendLines(mend, mayBeMeant(told.filter((one) => one.mend === mend)), '  ', result, page)),
    ...(last === '' ? [] : hanging('  ', page.paint.dim(last), page.width)),
  ]
}

/** The headline of a decision that stands is left out where there are others to look at. */
function headLines({ outcome, file, title, headline }: CheckedFile, whole: boolean, page: Page): readonly string[] {
  const { paint } = page
  const mark = padded((outcome === 'passed' ? paint.good : paint.bad)(MARKS[outcome]), MARK_WIDTH)
  const said = (whole ? [title, headline] : [title]).map(page.plain).filter((part) => part.trim() !== '')
  const about = said.length === 0 ? '' : `: ${said.join(': ')}`
  return hanging(`${mark} `, `${paint.strong(page.plain(visible(file)))}${about}`, page.width)
}

function toldLines(one: Told, shared: readonly string[], result: CheckResult, page: Page): readonly string[] {
  const { paint, plain, width } = page
  const change = changeOf(one)
  const message = `${plain(one.message)}${change === undefined ? '' : plain(` (${change})`)}`
  const mark = one.outcome === 'note' ? 'note: ' : one.outcome === 'error' ? 'error: ' : ''
  return [
    ...hanging(
      '  - ',
      `${paint.warn(`${mark}${message}`)}${one.expectation === undefined ? '' : plain(` [${one.expectation.asked}]`)}`,
      width,
    ),
    ...(one.because === undefined ? [] : hanging('    ', plain(one.because), width)),
    ...hanging('    ', paint.dim(plain(visible(placeOf(one.place)))), width),
    ...(one.mend === undefined || shared.includes(one.mend) ? [] : mendLines(one.mend, mayBeMeant([one]), '    ', result, page)),
  ]
}

/** A command stands on a line of its own and is not broken. */
function mendLines(mend: string, meant: boolean, indent: string, result: CheckResult, { plain, width }: Page): readonly string[] {
  const label = meant && isCommand(mend, result) ? 'if this is meant: ' : 'do: '
  return isCommand(mend, result) ? [`${indent}${label}${ghInert(visible(mend))}`] : hanging(`${indent}${label}`, plain(mend), width)
}

function problemLines({ severity, code, message, place, allowed, hint }: Diagnostic, { paint, plain, width }: Page): readonly string[] {
  const colour = severity === 'error' ? paint.bad : paint.warn
  return [
    ...hanging('  - ', `${colour(`${severity}: ${plain(message)}`)} (${plain(code)})`, width),
    ...(place === undefined ? [] : hanging('    ', paint.dim(plain(visible(placeOf(place)))), width)),
    ...(allowed === undefined || allowed.length === 0 ? [] : hanging('    allowed: ', plain(allowed.join(', ')), width)),
    ...(hint === undefined ? [] : hanging('    hint: ', plain(hint), width)),
  ]
}
