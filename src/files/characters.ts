/**
 * Characters that no text we read may hold: C0 (but tab, LF and CR), DEL, C1, invisible and bidirectional controls,
 * no-break spaces, line separators, byte order marks, tag characters, and halves of a surrogate pair.
 */
const REFUSED =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u00A0\\p{Cf}\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180D\\u2007\\u2028\\u2029\\u202F\\u2060-\\u206F\\u3164\\uFFA0\\u{E0000}-\\u{E007F}\\p{Surrogate}]'

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'NULL'],
  [0x07, 'BELL'],
  [0x08, 'BACKSPACE'],
  [0x09, 'TAB'],
  [0x0a, 'LINE FEED'],
  [0x0b, 'LINE TABULATION'],
  [0x0c, 'FORM FEED'],
  [0x0d, 'CARRIAGE RETURN'],
  [0x1b, 'ESCAPE'],
  [0x7f, 'DELETE'],
  [0x85, 'NEXT LINE'],
  [0xa0, 'NO-BREAK SPACE'],
  [0xad, 'SOFT HYPHEN'],
  [0x131, 'LATIN SMALL LETTER DOTLESS I'],
  [0x251, 'LATIN SMALL LETTER ALPHA'],
  [0x261, 'LATIN SMALL LETTER SCRIPT G'],
  [0x3b1, 'GREEK SMALL LETTER ALPHA'],
  [0x3b3, 'GREEK SMALL LETTER GAMMA'],
  [0x3b9, 'GREEK SMALL LETTER IOTA'],
  [0x3ba, 'GREEK SMALL LETTER KAPPA'],
  [0x3bd, 'GREEK SMALL LETTER NU'],
  [0x3bf, 'GREEK SMALL LETTER OMICRON'],
  [0x3c1, 'GREEK SMALL LETTER RHO'],
  [0x3c4, 'GREEK SMALL LETTER TAU'],
  [0x3c5, 'GREEK SMALL LETTER UPSILON'],
  [0x3c7, 'GREEK SMALL LETTER CHI'],
  [0x430, 'CYRILLIC SMALL LETTER A'],
  [0x432, 'CYRILLIC SMALL LETTER VE'],
  [0x433, 'CYRILLIC SMALL LETTER GHE'],
  [0x435, 'CYRILLIC SMALL LETTER IE'],
  [0x438, 'CYRILLIC SMALL LETTER I'],
  [0x43a, 'CYRILLIC SMALL LETTER KA'],
  [0x43c, 'CYRILLIC SMALL LETTER EM'],
  [0x43d, 'CYRILLIC SMALL LETTER EN'],
  [0x43e, 'CYRILLIC SMALL LETTER O'],
  [0x43f, 'CYRILLIC SMALL LETTER PE'],
  [0x440, 'CYRILLIC SMALL LETTER ER'],
  [0x441, 'CYRILLIC SMALL LETTER ES'],
  [0x442, 'CYRILLIC SMALL LETTER TE'],
  [0x443, 'CYRILLIC SMALL LETTER U'],
  [0x445, 'CYRILLIC SMALL LETTER HA'],
  [0x455, 'CYRILLIC SMALL LETTER DZE'],
  [0x456, 'CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I'],
  [0x458, 'CYRILLIC SMALL LETTER JE'],
  [0x4bb, 'CYRILLIC SMALL LETTER SHHA'],
  [0x501, 'CYRILLIC SMALL LETTER KOMI DE'],
  [0x51b, 'CYRILLIC SMALL LETTER QA'],
  [0x51d, 'CYRILLIC SMALL LETTER WE'],
  [0x61c, 'ARABIC LETTER MARK'],
  [0x2002, 'EN SPACE'],
  [0x2003, 'EM SPACE'],
  [0x2007, 'FIGURE SPACE'],
  [0x2009, 'THIN SPACE'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2010, 'HYPHEN'],
  [0x2011, 'NON-BREAKING HYPHEN'],
  [0x2012, 'FIGURE DASH'],
  [0x2013, 'EN DASH'],
  [0x2014, 'EM DASH'],
  [0x2018, 'LEFT SINGLE QUOTATION MARK'],
  [0x2019, 'RIGHT SINGLE QUOTATION MARK'],
  [0x201c, 'LEFT DOUBLE QUOTATION MARK'],
  [0x201d, 'RIGHT DOUBLE QUOTATION MARK'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x202f, 'NARROW NO-BREAK SPACE'],
  [0x2060, 'WORD JOINER'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x2212, 'MINUS SIGN'],
  [0x3000, 'IDEOGRAPHIC SPACE'],
  [0xfb00, 'LATIN SMALL LIGATURE FF'],
  [0xfb01, 'LATIN SMALL LIGATURE FI'],
  [0xfb02, 'LATIN SMALL LIGATURE FL'],
  [0xfeff, 'BYTE ORDER MARK'],
  [0xff0c, 'FULLWIDTH COMMA'],
  [0xff0d, 'FULLWIDTH HYPHEN-MINUS'],
  [0xff1a, 'FULLWIDTH COLON'],
])

const DIGITS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE']

/** A fresh global pattern for the refused characters; carry no `lastIndex` from one text to another. */
export const refusedCharacters = (): RegExp => new RegExp(REFUSED, 'gu')

const refusedOnce = new RegExp(REFUSED, 'u')

/** Whether the text holds a character that is refused everywhere. */
export const holdsRefused = (text: string): boolean => refusedOnce.test(text)

/** `U+0456 CYRILLIC SMALL LETTER …` where the name is in the small table of look-alikes, else only `U+0456`. */
export function nameCodePoint(codePoint: number): string {
  const hex = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  const name = NAMES.get(codePoint) ?? fullWidthName(codePoint)
  return name === undefined ? hex : `${hex} ${name}`
}

function fullWidthName(codePoint: number): string | undefined {
  const digit = DIGITS[codePoint - 0xff10]
  if (digit !== undefined) return `FULLWIDTH DIGIT ${digit}`
  if (codePoint >= 0xff21 && codePoint <= 0xff3a) return `FULLWIDTH LATIN CAPITAL LETTER ${String.fromCharCode(codePoint - 0xfee0)}`
  if (codePoint >= 0xff41 && codePoint <= 0xff5a) return `FULLWIDTH LATIN SMALL LETTER ${String.fromCharCode(codePoint - 0xff00)}`
  return undefined
}

const UNPRINTABLE = new RegExp(`[\\t\\n\\r]|${REFUSED}`, 'gu')
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])

/** The text with every control, invisible or bidirectional character written out, such as `\x1b` or `\u200b`: safe to print. */
export function visible(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const short = SHORT.get(character)
    if (short !== undefined) return short
    const codePoint = character.codePointAt(0) ?? 0
    const hex = codePoint.toString(16)
    if (codePoint <= 0xff) return `\\x${hex.padStart(2, '0')}`
    return codePoint <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
  })
}

/** The text in double quotes, made visible and cut at 64 characters, for use inside a message. */
export function echo(text: string): string {
  const cut = text.length > 64 ? `${text.slice(0, 64)}…` : text
  return `"${visible(cut)}"`
}
