/** Where the entry under the cursor stands in a list. */
export interface Place {
  /** Its first line, and the one after its last. */
  readonly from: number
  readonly until: number
  /** The first line of every entry. */
  readonly starts: readonly number[]
}

/** Lines that stand together, and how many of them must stay when room is short. */
export interface Part {
  readonly lines: readonly string[]
  /** What is kept of it: its top, or the lines around a place. */
  readonly from: 'top' | Place
  readonly least: number
  /** What gives way first has the lowest number. */
  readonly rank: number
}

/** Lines of a long list that are kept before anything else gives way. */
const GOOD_LIST = 6

/**
 * Returns the parts with no more lines together than there is room, as far as the least of each allows. A list gives way first, down to a few
 * lines, for it can be scrolled; then every part by its rank down to its least. What was cut off ends in `ellipsis`.
 */
export function shared(parts: readonly Part[], room: number, ellipsis: string): readonly (readonly string[])[] {
  const counts = parts.map((part) => part.lines.length)
  const giveWay = (at: number, least: number): void => {
    const over = counts.reduce((sum, count) => sum + count, 0) - room
    const count = counts[at] ?? 0
    if (over > 0 && count > least) counts[at] = Math.max(least, count - over)
  }
  const ranked = parts.map((part, at) => ({ part, at })).sort((a, b) => a.part.rank - b.part.rank)
  const lists = ranked.filter(({ part }) => part.from !== 'top')
  for (const { part, at } of lists) giveWay(at, Math.max(part.least, GOOD_LIST))
  for (const { part, at } of ranked) giveWay(at, part.least)
  for (const { at } of lists) giveWay(at, 1)
  return parts.map((part, at) => cut(part, counts[at] ?? 0, ellipsis))
}

function cut({ lines, from }: Part, count: number, ellipsis: string): readonly string[] {
  if (count >= lines.length) return lines
  if (from !== 'top') return around(lines, from, count)
  return count < 2 ? lines.slice(0, count) : [...lines.slice(0, count - 1), `  ${ellipsis}`]
}

/** The lines around the entry under the cursor. The first one begins an entry, and the last one ends one, where that leaves the cursor in sight. */
function around(lines: readonly string[], { from, until, starts }: Place, count: number): readonly string[] {
  const middle = Math.floor((from + until - count) / 2)
  const wanted = Math.max(0, Math.min(lines.length - count, middle, from))
  const first = starts.find((start) => start >= wanted && start <= from) ?? wanted
  const end = Math.min(lines.length, first + count)
  const last = [lines.length, ...starts.toReversed()].find((start) => start <= end && start >= until) ?? end
  return lines.slice(first, last)
}
