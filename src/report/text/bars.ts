import type { DecidedApproach } from '../../engine/decision.js'
import { percentOf } from '../../engine/percent.js'
import { decidedBy, SETTLED_WORDS, signed, span } from '../document/words.js'
import { type Page, padded, paintVerdict } from './page.js'
import { columns, wrapped } from './width.js'

const WIDEST_BAR = 40
const NARROWEST_BAR = 10
const GLYPHS = {
  unicode: { full: '█', blocked: '░', missing: '▒', empty: '·', pilot: '╎', adopt: '┃' },
  ascii: { full: '#', blocked: '-', missing: '=', empty: '.', pilot: ':', adopt: '|' },
} as const

/** Returns a bar of `width` columns: filled up to the need, with a mark at the pilot line and one at the adopt line. */
function bar(approach: DecidedApproach, width: number, page: Page): string {
  const glyphs = page.unicode ? GLYPHS.unicode : GLYPHS.ascii
  const full = glyphs[fillOf(approach)]
  const column = (need: number): number => Math.min(width - 1, Math.floor((need * width) / 100))
  const filled = Math.max(1, Math.round((approach.need * width) / 100))
  const pilot = column(percentOf(approach.points.pilotLine))
  const adopt = column(percentOf(approach.points.adoptLine))
  const cells = Array.from({ length: width }, (_, at) => {
    if (at === adopt) return glyphs.adopt
    if (at === pilot) return glyphs.pilot
    return at < filled ? full : glyphs.empty
  })
  return paintVerdict(page.paint, approach.verdict)(cells.join(''))
}

/** What a bar is filled with: a need that does not decide looks unlike one that does. */
function fillOf(approach: DecidedApproach): 'full' | 'blocked' | 'missing' {
  const settled = decidedBy(approach)
  if (settled === undefined) return 'full'
  return settled === 'block' ? 'blocked' : 'missing'
}

function legend(approaches: readonly DecidedApproach[], page: Page): string {
  const glyphs = page.unicode ? GLYPHS.unicode : GLYPHS.ascii
  const fills = approaches.map(fillOf)
  const marks = [
    fills.includes('blocked') ? `${glyphs.blocked} blocked: points do not count` : '',
    fills.includes('missing') ? `${glyphs.missing} something is missing first` : '',
  ].filter((mark) => mark !== '')
  const range = 'The range is what open answers could still make of it.'
  const lines = `Need from 1 to 99; ${glyphs.pilot} pilot line, ${glyphs.adopt} adopt line. ${range}`
  return marks.length === 0 ? lines : `${lines} Bars: ${marks.join('; ')}.`
}

/** Returns every approach with its bar and verdict: one line each where there is room, else three. */
export function scoreLines(approaches: readonly DecidedApproach[], page: Page): readonly string[] {
  const lines = page.hasTables ? wideLines(approaches, page) : narrowLines(approaches, page)
  return [...lines, ...wrapped(page.paint.dim(legend(approaches, page)), page.width)]
}

function wideLines(approaches: readonly DecidedApproach[], page: Page): readonly string[] {
  const titles = approaches.map((approach) => page.plain(approach.title))
  const titleWidth = Math.min(Math.max(0, ...titles.map(columns)), Math.floor(page.width / 3))
  const facts = approaches.map((approach) => [
    padded(page.verdict(approach.verdict), 5),
    String(approach.need).padStart(2),
    `(${span(approach.range.lowNeed, approach.range.highNeed)})`,
    `${signed(approach.points.total)} points`,
  ])
  const rangeWidth = Math.max(0, ...facts.map((fact) => (fact[2] ?? '').length))
  const pointsWidth = Math.max(0, ...facts.map((fact) => (fact[3] ?? '').length))
  const room = page.width - titleWidth - 5 - 2 - rangeWidth - pointsWidth - 10
  const width = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, room))
  if (room < NARROWEST_BAR) return narrowLines(approaches, page)
  return approaches.flatMap((approach, at) => {
    const [word = '', need = '', range = '', points = ''] = facts[at] ?? []
    const [first = '', ...more] = wrapped(titles[at] ?? '', titleWidth)
    const start = `${padded(first, titleWidth)}  ${bar(approach, width, page)}  ${word}  ${need}  `
    return [`${start}${padded(range, rangeWidth)}  ${padded(points, pointsWidth, 'right')}`, ...more]
  })
}

function decidedWords(approach: DecidedApproach): string {
  const settled = decidedBy(approach)
  return settled === undefined ? '' : `, ${SETTLED_WORDS[settled]}`
}

function narrowLines(approaches: readonly DecidedApproach[], page: Page): readonly string[] {
  return approaches.flatMap((approach) => [
    ...wrapped(`${page.paint.strong(page.plain(approach.title))}: ${page.verdict(approach.verdict)}${decidedWords(approach)}`, page.width),
    bar(approach, Math.min(WIDEST_BAR, page.width), page),
    ...wrapped(
      `need ${approach.need} (${span(approach.range.lowNeed, approach.range.highNeed)}), ${signed(approach.points.total)} points`,
      page.width,
    ),
  ])
}
