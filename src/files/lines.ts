import type { Place } from './diagnostic.js'

/** Finds lines and columns of offsets into one text. */
export interface Lines {
  /** The place of the characters from `start` up to `end`, cut at the end of the first line; columns count UTF-16 units from 1. */
  place(start: number, end?: number): Place
}

/** Indexes the line feeds of a text, once; a carriage return before a line feed is not part of the line. */
export function linesOf(file: string, text: string): Lines {
  let starts: number[] | undefined
  return {
    place(start, end = start + 1) {
      starts ??= lineStarts(text)
      const at = Math.min(Math.max(start, 0), text.length)
      const line = lineAt(starts, at)
      const from = starts[line] ?? 0
      const next = starts[line + 1]
      let to = next === undefined ? text.length : next - 1
      if (to > from && text.charCodeAt(to - 1) === 0x0d) to--
      const length = Math.max(1, Math.min(end, to) - at)
      return { file, line: line + 1, column: at - from + 1, length, sourceLine: text.slice(from, to) }
    },
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The index of the last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
