import { columns } from '../report/text/width.js'

/** The text with spaces behind it, up to so many columns. */
export function filled(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - columns(text)))
}

/** As much of the start of a text as so many columns hold, with the mark behind it where something is left out. */
export function clipped(text: string, to: number, mark: string): string {
  if (columns(text) <= to) return text
  let out = ''
  for (const char of text) {
    if (columns(out + char) > to - mark.length) break
    out += char
  }
  return out + mark
}

/** The same for a path, whose end says more than its start. */
export function clippedPath(text: string, to: number, mark: string): string {
  if (columns(text) <= to) return text
  let out = ''
  for (const char of [...text].reverse()) {
    if (columns(char + out) > to - mark.length) break
    out = char + out
  }
  return mark + out
}
