import type { Place } from '../../files/diagnostic.js'
import { ghCommand, ghInert, oneLine, visible } from '../../report/encode.js'
import type { CheckedFile, CheckResult } from '../result.js'
import { changeOf, filesOf, inFile, mendInWords, type Told, toldOf, totalsInWords } from './facts.js'
import { RULES } from './rules.js'

type Kind = 'error' | 'warning' | 'notice'

interface Annotation {
  readonly kind: Kind
  readonly place: Place
  readonly title: string
  /** One paragraph each. */
  readonly says: readonly (string | undefined)[]
}

const KINDS: readonly Kind[] = ['error', 'warning', 'notice']

/** GitHub shows so many annotations of a kind from one step. */
const SHOWN = 10

/**
 * Returns one workflow command for each finding and problem, those first that fail the check, and a plain line with the totals. No other line
 * can be read as a command, whatever texts are in the result.
 */
export function renderCheckGithub(result: CheckResult): string {
  const byFile = filesOf(result).map(annotationsOf)
  const all = byFile.flat()
  const sorted = KINDS.flatMap((kind) => inTurn(byFile.map((some) => some.filter((one) => one.kind === kind))))
  const hidden = KINDS.flatMap((kind) => {
    const count = all.filter((one) => one.kind === kind).length
    return count > SHOWN ? [`${count} ${kind}s`] : []
  })
  const more = hidden.length === 0 ? '' : `; GitHub may show only the first ${SHOWN} of ${hidden.join(' and ')}, the log has all`
  return `${[...sorted.map(lineOf), ghInert(`${oneLine(result.tool.name)} check: ${totalsInWords(result)}${more}`)].join('\n')}\n`
}

/** The first of each list, then the second of each: where only ten are shown, as many files as possible are among them. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}

function annotationsOf(file: CheckedFile): readonly Annotation[] {
  const found = toldOf(file).map((one) => foundOf(one, file))
  const problems = file.problems.map(
    ({ severity, code, message, place, allowed, hint }): Annotation => ({
      kind: severity,
      place: inFile(place, file),
      title: code,
      says: [message, allowed && allowed.length > 0 ? `Allowed: ${allowed.join(', ')}` : undefined, hint],
    }),
  )
  return [...problems, ...found]
}

function foundOf(one: Told, file: CheckedFile): Annotation {
  const { code, outcome, subject, place, message, because, expectation } = one
  const title = `${RULES[code].title}${subject === undefined ? '' : `: ${subject}`}`
  return {
    kind: outcome === 'note' ? 'notice' : 'error',
    place: inFile(place, file),
    title,
    says: [message, changeOf(one), expectation?.asked, because, mendInWords(one)],
  }
}

function lineOf({ kind, place, title, says }: Annotation): string {
  const properties = [
    `file=${property(visible(place.file.replaceAll('\\', '/')))}`,
    ...(place.line === undefined ? [] : [`line=${place.line}`]),
    ...(place.line === undefined || place.column === undefined ? [] : [`col=${place.column}`]),
    `title=${property(oneLine(title))}`,
  ]
  const lines = says.flatMap((one) => (one === undefined || oneLine(one) === '' ? [] : [ghInert(oneLine(one))]))
  return `::${kind} ${properties.join(',')}::${ghCommand(lines.join('\n'))}`
}

function property(text: string): string {
  return ghCommand(ghInert(text), 'property')
}
