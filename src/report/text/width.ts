import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Characters that take one column each: ASCII, Latin letters, general punctuation, arrows, box drawing and blocks. Most lines hold nothing else. */
const ONE_COLUMN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2500-\u259f\u25b8]*$/

/** Returns how many columns a text takes, colours not counted. */
export function columns(text: string): number {
  return ONE_COLUMN.test(text) ? text.length : stringWidth(text)
}

/** Returns the text as lines no wider than `width`, words kept whole where they fit. */
export function wrapped(text: string, width: number): readonly string[] {
  if (text === '') return []
  const most = Math.max(1, width)
  return wrapSimple(text, most) ?? wrapAnsi(text, most, { hard: true, trim: true }).split('\n')
}

/** The same as the library for a text of simple characters and short words, without its 50 ms of start-up; undefined for any other. */
function wrapSimple(text: string, width: number): readonly string[] | undefined {
  if (!ONE_COLUMN.test(text)) return undefined
  const words = text.split(' ')
  if (words.some((word) => word === '' || word.length > width)) return undefined
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
