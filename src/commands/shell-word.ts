const PLAIN = /^[\w@%+=:,./-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is exactly what a pasted command must not carry.
const CONTROL = /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/** Returns a word that a POSIX shell reads back as the text given; control characters are spelt out the way bash and zsh read them. */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text
  if (text.search(CONTROL) < 0) return `'${text.replaceAll("'", "'\\''")}'`
  const spelt = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
  return `$'${spelt.replace(CONTROL, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`
}
