/** The most bytes of a step summary: GitHub shows none of one over 1 MiB. */
export const SUMMARY_LIMIT = 900 * 1024

/** The most bytes of a comment: GitHub refuses one over 65,536 characters. */
export const COMMENT_LIMIT = 65_000

const NOTE = '\nThe rest is left out: GitHub takes no longer text here. The log and the other reports have all of it.\n'

/**
 * Returns a Markdown text in at most so many bytes, with a note where it had to be cut: at the end of a line, not inside a fence and not between
 * the two lines that begin a table, so that what is left renders. Empty where not even the note has room.
 */
export function cutMarkdown(markdown: string, limit: number): string {
  const encoder = new TextEncoder()
  const bytes = (text: string): number => encoder.encode(text).length
  if (bytes(markdown) <= limit) return markdown
  const room = limit - bytes(NOTE)
  if (room < 0) return ''
  const lines = markdown.split('\n')
  let fence: string | undefined
  let used = 0
  let kept = 0
  for (const [at, line] of lines.entries()) {
    used += bytes(line) + 1
    if (used > room) break
    const mark = /^`{3,}/.exec(line)?.[0]
    if (fence === undefined) fence = mark
    else if (line === fence) fence = undefined
    if (fence === undefined && !/^\| -{3}/.test(lines[at + 1] ?? '')) kept = at + 1
  }
  return `${lines
    .slice(0, kept)
    .map((line) => `${line}\n`)
    .join('')}${NOTE}`
}
