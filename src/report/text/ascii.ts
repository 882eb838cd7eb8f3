/** Typographic characters that the rubric's and our own sentences may use, and what stands for them where only ASCII is shown. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201a', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u201e', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2212', '-'],
  ['\u2026', '...'],
  ['\u2022', '*'],
  ['\u00b7', '-'],
  ['\u00d7', 'x'],
  ['\u00b1', '+/-'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u2248', '~'],
  ['\u2260', '!='],
  ['\u2190', '<-'],
  ['\u2192', '->'],
  ['\u21d2', '=>'],
  ['\u20ac', 'EUR'],
  ['\u00b0', ' degrees'],
  ['\u00a0', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
])

/** Returns the text with typographic characters in ASCII; letters of any language stay as they are. */
export function toAscii(text: string): string {
  let out = ''
  for (const char of text) out += STAND_INS.get(char) ?? char
  return out
}
