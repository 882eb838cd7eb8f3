/** Characters of a slug. */
const LONGEST = 60
/** A cut between words may cost so much. */
const LEAST = 30

/** Letters that no decomposition takes apart. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
])

/**
 * Returns the words of a file name: of the title, where that has no letter from a to z and no digit of the headline, else `decision`.
 * Lower-case ASCII letters and digits with single hyphens between them, at most 60 characters.
 */
export function slugOf(title: string, headline: string): string {
  return slug(title) || slug(headline) || 'decision'
}

function slug(text: string): string {
  const letters = text.toLowerCase().normalize('NFKD').toLowerCase()
  const folded = letters.replace(/[\p{M}'’]/gu, '').replace(/[^\0-\x7f]/gu, (letter) => LETTERS.get(letter) ?? ' ')
  const words = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  if (words.length <= LONGEST) return words
  const cut = words.lastIndexOf('-', LONGEST)
  return words.slice(0, cut < LEAST ? LONGEST : cut)
}
