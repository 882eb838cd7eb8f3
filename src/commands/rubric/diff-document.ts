import type { ApproachDiff, CaseDiff, Example, Move, RubricDiff, RubricName, Turned, WrittenChange } from '../../diff/result.js'
import { isNothing } from '../../diff/share.js'
import type { Given } from '../../engine/given.js'
import {
  type Block,
  bullets,
  type Column,
  heading,
  type Inline,
  type Item,
  numbered,
  paragraph,
  type Span,
  strong,
  type Table,
  verdict,
} from '../../report/document/blocks.js'
import { capital, count, grouped, sentence } from '../../report/document/words.js'
import { basisWords, percent, shareWords, writtenLines } from './diff-words.js'

/** The limit of `--fail-over`, and whether the share is over it. */
export interface Limit {
  /** Hundredths of a percent. */
  readonly hundredths: number
  readonly over: boolean
}

/** The document in two parts: between them, the commands that replay the examples, which must not be wrapped. */
export interface DiffDocument {
  readonly head: readonly Block[]
  readonly tail: readonly Block[]
}

/** Examples, and moves of one approach, that are written out; JSON has them all. */
const MOST_EXAMPLES = 5
const MOST_MOVES = 4
const MOST_WRITTEN = 30
const MOST_CASES = 20

/** Returns what an edit changes as blocks, what matters most first; the head ends with the examples. */
export function diffDocument(diff: RubricDiff, limit?: Limit): DiffDocument {
  const title = heading(1, `What changes: ${nameOf(diff.before, diff.after)} to ${nameOf(diff.after, diff.before)}`)
  const last = limit === undefined ? [] : limitBlocks(diff, limit)
  if (diff.same) return { head: [title, paragraph([strong('Nothing changes: the two rubrics say the same.')])], tail: last }
  return {
    head: [title, paragraph(summary(diff)), paragraph(rule(diff)), ...approachBlocks(diff), ...exampleBlocks(diff)],
    tail: [...caseBlocks(diff), ...writtenBlocks(diff), ...last],
  }
}

/** Commands that decide with each version on the answers of the examples shown, each below a comment that says which. */
export function replayLines({ examples }: RubricDiff, replay: (side: 'before' | 'after', given: Given) => string | undefined): string[] {
  return examples.slice(0, MOST_EXAMPLES).flatMap((example, at) =>
    (['before', 'after'] as const).flatMap((side) => {
      const command = replay(side, example[side])
      return command === undefined ? [] : [`# ${at + 1}, ${side}`, command]
    }),
  )
}

/** By id and version; where these are the same, with the beginning of the digest. */
function nameOf({ id, version, digest }: RubricName, other: RubricName): string {
  const alike = id === other.id && version === other.version && digest !== other.digest
  return `${id} ${version}${alike ? ` (${digest.slice(0, 8)})` : ''}`
}

function summary({ any, approaches }: RubricDiff): Inline {
  const moving = approaches.filter(({ changed }) => !isNothing(changed))
  if (isNothing(any)) return [strong('No verdict changes, whatever is answered.'), ' Proved over every way to answer all questions.']
  const ways = any.kind === 'exact' ? `: ${grouped(any.ways)} of every ${grouped(any.of)} ways` : ''
  return [
    strong(`A verdict changes in ${shareWords(any)} of all ways to answer`),
    ` (${basisWords(any)}${ways}), for ${moving.length} of ${approaches.length} approaches.`,
  ]
}

function rule({ mostChosen, approaches }: RubricDiff): string {
  const oneSided = approaches.some(({ only }) => only !== undefined)
    ? ' An approach that only one version has counts as skip in the other.'
    : ''
  return `Over every way to answer the questions of both versions: each answer counts alike, and of several options up to ${mostChosen} are chosen. An answer that one version does not know is open there.${oneSided}`
}

const left = (title: string): Column => ({ title, align: 'left' })

function approachBlocks({ approaches }: RubricDiff): Block[] {
  const moving = approaches.filter(({ changed, only }) => only !== undefined || !isNothing(changed))
  const still = approaches.filter((one) => !moving.includes(one))
  if (moving.length === 0) return []
  const table: Table = {
    kind: 'table',
    columns: [left('Approach'), { title: 'Changes in', align: 'right' }, left('From and to'), left('Known by')],
    rows: moving.map((one) => [titleOf(one), shareWords(one.changed), movesOf(one.moves), capital(basisWords(one.changed))]),
  }
  const rest = still.length === 0 ? [] : [paragraph(`Never changes: ${still.map(({ title }) => title).join(', ')}.`)]
  return [heading(2, 'Approaches'), table, ...rest]
}

function titleOf({ title, only }: ApproachDiff): string {
  return only === undefined ? title : `${title} (${only === 'after' ? 'added' : 'removed'})`
}

function movesOf(moves: readonly Move[]): Inline {
  const shown = moves.slice(0, MOST_MOVES)
  const more = moves.length - shown.length
  return [
    ...shown.flatMap(({ from, to, share }, at): (string | Span)[] => [
      at === 0 ? '' : '; ',
      verdict(from),
      ' to ',
      verdict(to),
      ` in ${shareWords(share)}`,
    ]),
    more === 0 ? '' : `; ${more} more`,
  ]
}

function exampleBlocks({ examples, approaches, any }: RubricDiff): Block[] {
  if (examples.length === 0) return []
  const items = examples.slice(0, MOST_EXAMPLES).map(
    (example): Item => ({
      content: [
        answersOf(example),
        ': ',
        ...turnedWords(example.turned, approaches),
        example.smallest ? '.' : '. Small, but not proved to be the smallest.',
      ],
    }),
  )
  const more = examples.length - items.length
  const notes = [
    'All other questions stay open here.',
    ...(isNothing(any) ? ['Once everything is answered, nothing differs.'] : []),
    ...(more > 0 ? [`${count(more, 'more example')} in the JSON.`] : []),
  ]
  return [heading(2, 'Smallest examples'), paragraph(notes.join(' ')), numbered(items)]
}

function answersOf({ given }: Example): Span {
  return strong(
    Object.entries(given)
      .map(([id, value]) => `${id}=${typeof value === 'string' ? value : value.join(',')}`)
      .join(' '),
  )
}

function turnedWords(turned: readonly Turned[], approaches: readonly ApproachDiff[]): (string | Span)[] {
  return turned.flatMap(({ approach, before, after }, at): (string | Span)[] => [
    `${at === 0 ? '' : '; '}${approaches.find(({ id }) => id === approach)?.title ?? approach} `,
    after === null ? 'not there' : verdict(after),
    before === null ? ' (new)' : ' instead of ',
    ...(before === null ? [] : [verdict(before)]),
  ])
}

function caseBlocks({ cases, approaches }: RubricDiff): Block[] {
  if (cases === undefined) return []
  const { count: all, changed } = cases
  if (changed.length === 0)
    return [heading(2, 'Cases'), paragraph(all === 1 ? 'The one case stays as it is.' : `All ${all} cases stay as they are.`)]
  const shown = changed.slice(0, MOST_CASES)
  const more = changed.length - shown.length
  return [
    heading(2, 'Cases'),
    paragraph(`${changed.length} of ${count(all, 'case')} ${changed.length === 1 ? 'changes' : 'change'}.`),
    bullets(shown.map((one) => ({ content: [strong(one.id), ': ', ...caseWords(one, approaches), '.'] }))),
    ...(more === 0 ? [] : [paragraph(`${count(more, 'more case')} in the JSON.`)]),
  ]
}

function caseWords({ turned, mistakesBefore, mistakesAfter }: CaseDiff, approaches: readonly ApproachDiff[]): (string | Span)[] {
  const mistakes = [
    ...(mistakesAfter.length === 0 ? [] : [`now named as mistakes: ${mistakesAfter.join(', ')}`]),
    ...(mistakesBefore.length === 0 ? [] : [`no longer named as mistakes: ${mistakesBefore.join(', ')}`]),
  ].join('; ')
  const verdicts = turnedWords(turned, approaches)
  return [...verdicts, verdicts.length > 0 && mistakes !== '' ? `; ${mistakes}` : mistakes]
}

function writtenBlocks({ written }: RubricDiff): Block[] {
  const list = (changes: readonly WrittenChange[]): Block[] => {
    const lines = writtenLines(changes)
    const shown = lines.slice(0, MOST_WRITTEN)
    const more = lines.length - shown.length
    return [
      bullets(shown.map((content) => ({ content: sentence(capital(content)) }))),
      ...(more === 0 ? [] : [paragraph(`${more} more in the JSON.`)]),
    ]
  }
  const [weighty, words] = [written.filter(({ weighs }) => weighs), written.filter(({ weighs }) => !weighs)]
  return [
    ...(weighty.length === 0 ? [] : [heading(2, 'Edits that can bear on verdicts'), ...list(weighty)]),
    ...(words.length === 0 ? [] : [heading(2, 'Other edits'), ...list(words)]),
  ]
}

function limitBlocks({ any }: RubricDiff, limit: Limit): Block[] {
  const said =
    any.kind === 'exact'
      ? `the share is ${shareWords(any)}`
      : `the share may be as much as ${percent(any.high)}, which is what counts where it is ${any.kind === 'bound' ? 'only bounded' : 'estimated'}`
  return [
    heading(2, 'Limit'),
    paragraph([
      strong(limit.over ? `Over the limit of ${limit.hundredths / 100}%:` : `Within the limit of ${limit.hundredths / 100}%:`),
      ` ${said}.`,
    ]),
  ]
}
