import type { Verdict } from '../engine/rubric.js'
import {
  type Block,
  bullets,
  dim,
  heading,
  type Inline,
  type Item,
  paragraph,
  type Span,
  strong,
  verdict,
} from '../report/document/blocks.js'
import { capital, count, grouped, listed, sentence } from '../report/document/words.js'
import { THROUGHOUT } from './places.js'
import type { Cell, Change, Places, VariedPoint, VariedQuestion, WhatIf } from './result.js'
import { approachMap, CLOSE, HIDDEN, letterMap, lineTable } from './tables.js'

/** Returns the line or the map as blocks, what matters most first; renderers of reports turn them into text or Markdown. */
export function whatIfDocument(result: WhatIf): readonly Block[] {
  const [first, second] = result.vary
  if (first === undefined) return []
  return [
    heading(1, `What if: ${listed(result.vary.map(({ title }) => title))}`),
    ...(result.title.trim() === '' ? [] : [paragraph([dim(result.title)])]),
    paragraph([strong(`As the answers stand: ${result.headline}`)]),
    bullets([...result.vary.map((varied) => question(result, varied)), { content: theRest(result) }]),
    heading(2, 'Where each verdict turns'),
    paragraph(summary(result)),
    bullets(turns(result)),
    ...(second === undefined ? line(result, first) : map(result)),
    ...notes(result),
  ]
}

function question({ notEverywhere }: WhatIf, varied: VariedQuestion): Item {
  const now = varied.points.find((point) => point.present)?.name ?? ''
  const number = varied.number === undefined ? '' : ` (${grouped(varied.number)} given)`
  const many = varied.many ? ' It takes several answers; tried here are none of them and each alone.' : ''
  const context =
    varied.role === 'context'
      ? ' It is background and gives no points: what it adds to the plan and its warnings is in the report of decide.'
      : ''
  const nowhere = notEverywhere.some((one) => one.question === varied.id && isNowhere(one))
    ? ' It does not apply, as the other answers stand: no answer to it changes anything.'
    : ''
  return {
    content: [strong(varied.title), `: ${varied.text} Now: ${now}${number}.${many}${context}${nowhere}`],
    more: [`Tried: ${varied.points.map(explained).join('; ')}.`],
  }
}

function explained({ name, label }: VariedPoint): string {
  return label.toLowerCase() === name ? name : `${name} (${label})`
}

function theRest({ openQuestions }: WhatIf): string {
  if (openQuestions.length === 0) return 'Everything else stays as answered; no other question is open.'
  return `Everything else stays as answered; ${count(openQuestions.length, 'other question')} stay${openQuestions.length === 1 ? 's' : ''} open.`
}

function summary({ cells, vary }: WhatIf): string {
  const others = cells.filter((cell) => !cell.present)
  const changed = others.filter((cell) => cell.changes.length > 0).length
  const outcomes = new Set(cells.map((cell) => cell.outcome)).size
  const isOpen = vary.every(({ points }) => points.some((point) => point.present && point.value === null))
  const noun = `${isOpen ? '' : 'other '}${vary.length === 1 ? 'answer' : 'combination'}`
  if (changed === 0) return `No ${noun} changes the recommendation.`
  const all = outcomes > 2 ? `; there are ${outcomes} different ones in all` : ''
  if (others.length === 1) return `The one ${noun} changes the recommendation.`
  const how =
    changed === others.length
      ? `Each of the ${others.length} ${noun}s changes`
      : `${changed} of the ${others.length} ${noun}s change${changed === 1 ? 's' : ''}`
  return `${how} the recommendation${all}.`
}

function turns({ turns }: WhatIf): Item[] {
  const moving = turns.filter((turn) => turn.same === undefined)
  const still = turns.flatMap(({ title, same }) => (same === undefined ? [] : [{ title, same }]))
  const items = moving.map(({ title, says }): Item => {
    const [only, ...more] = says
    return more.length === 0
      ? { content: [strong(title), `: ${only}.`] }
      : { content: strongly(title, ':'), more: says.map((each) => `${each}.`) }
  })
  if (still.length === 0) return items
  const verdicts = (['adopt', 'pilot', 'later', 'skip'] as const).flatMap((each): (string | Span)[] => {
    const titles = still.filter(({ same }) => same === each).map(({ title }) => title)
    return titles.length === 0 ? [] : ['; ', verdict(each), ` ${listed(titles)}`]
  })
  return [...items, { content: [strong('The same throughout'), ': ', ...verdicts.slice(1), '.'] }]
}

const strongly = (text: string, rest: string): Inline => [strong(text), rest]

function line(result: WhatIf, varied: VariedQuestion): Block[] {
  const same = result.cells.flatMap((cell, at) => (cell.present || cell.changes.length > 0 ? [] : [varied.points[at]?.name ?? '']))
  const items = result.cells.flatMap((cell, at) =>
    cell.present || cell.changes.length > 0 ? [answer(result, cell, varied.points[at])] : [],
  )
  const table = lineTable(result, varied)
  return [
    heading(2, 'Answer by answer'),
    ...(table.columns.length < 2 ? [] : [table, paragraph([dim(`The number is the need in points.${legend(result, false)}`)])]),
    bullets([...items, ...(same.length === 0 ? [] : [{ content: [strong(listed(same)), ': no change.'] }])]),
  ]
}

function answer(result: WhatIf, cell: Cell, point: VariedPoint | undefined): Item {
  const content = [strong(point?.name ?? ''), `${cell.present ? ' (now)' : ''}: ${cell.headline}`]
  return { content, more: cell.changes.map((change) => changeWords(result, change)) }
}

function changeWords(result: WhatIf, change: Change): Inline {
  return [`${titleOf(result, change.approach)}: `, ...turned(change), `. ${capital(sentence(change.because))}`]
}

const turned = ({ from, to }: { readonly from: Verdict; readonly to: Verdict }): (string | Span)[] => [
  verdict(to),
  ' instead of ',
  verdict(from),
]

function titleOf({ approaches }: WhatIf, id: string): string {
  return approaches.find((approach) => approach.id === id)?.title ?? id
}

function map(result: WhatIf): Block[] {
  const { table, down, across } = letterMap(result)
  const moving = result.turns.filter((turn) => turn.same === undefined)
  return [
    heading(2, 'The map'),
    paragraph(`Down: ${down.title}. Across: ${across.title}. The same letter is the same recommendation.${legend(result, true)}`),
    table,
    bullets(outcomes(result)),
    ...(moving.length === 0 ? [] : [heading(2, 'Verdict and need, approach by approach')]),
    ...moving.flatMap(({ approach, title }) => [heading(3, title), approachMap(result, approach)]),
  ]
}

function legend({ cells }: WhatIf, isMap: boolean): string {
  const close = cells.some((cell) => cell.close.length > 0) ? ` ${CLOSE} marks a close call: less than 3 points from turning.` : ''
  const hidden =
    isMap && cells.some((cell) => cell.doesNotApply.length > 0) ? ` ${HIDDEN}: one of the two questions does not apply there.` : ''
  return close + hidden
}

function outcomes(result: WhatIf): Item[] {
  const letters = [...new Set(result.cells.map((cell) => cell.outcome))].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return letters.map((letter): Item => {
    const cell = result.cells.find((one) => one.outcome === letter) as Cell
    const changes = cell.changes.flatMap((change, index): (string | Span)[] => [
      `${index === 0 ? 'Against now: ' : '; '}${titleOf(result, change.approach)} `,
      ...turned(change),
    ])
    const isNow = cell.changes.length === 0
    return { content: [strong(letter), `${isNow ? ' (now)' : ''}: ${cell.headline}`], more: isNow ? [] : [[...changes, '.']] }
  })
}

/** What a reader of the line or map could trip over. */
function notes(result: WhatIf): Block[] {
  const close = result.closeCalls.map(
    ({ title, least, places }): Inline => [strong(title), `: ${places.join('; ')}; at the nearest, ${count(least, 'point')} away.`],
  )
  const items: Item[] = [
    ...result.notEverywhere.flatMap((one) => (one.varied && isNowhere(one) ? [] : [{ content: applies(one) }])),
    ...(close.length === 0 ? [] : [{ content: 'Close calls, less than 3 points from turning:', more: close }]),
  ]
  return items.length === 0 ? [] : [heading(2, 'Worth knowing'), bullets(items)]
}

const isNowhere = ({ places }: Places): boolean => places[0] === THROUGHOUT

function applies(one: Places): string {
  const { title, answered, varied, places } = one
  if (isNowhere(one)) return `${title} does not apply, as the other answers stand: its answer is not scored.`
  if (varied) return `${title} does not apply ${places.join('; ')}: there its answer changes nothing.`
  return answered
    ? `${title} does not apply ${places.join('; ')}: there its answer is not scored.`
    : `${title} (open) does not apply ${places.join('; ')}.`
}
