import type { Prompt } from '../prompter.js'

/** What a person chose between two pages. */
export const ON = 'on'

/** Lines that the choice between two pages takes. */
const CHOICE_LINES = 4

/**
 * Returns a text in pages, none taller than there is room with the choice below it; one page where all of it fits above what is asked next.
 * `asked` is how many lines that takes.
 */
export function pagesOf(lines: readonly string[], room: number, asked: number): readonly (readonly string[])[] {
  if (lines.length + asked <= room) return [lines]
  const size = Math.max(1, room - CHOICE_LINES)
  const pages: (readonly string[])[] = []
  for (let first = 0; first < lines.length; first += size) pages.push(lines.slice(first, first + size))
  return pages
}

/** Returns what is asked below a page. */
export function pagePrompt(isLastPage: boolean): Prompt {
  const back = { value: 'back', label: 'Back to the question' }
  return {
    progress: '',
    message: '',
    help: '',
    kind: 'one',
    choices: isLastPage ? [back] : [{ value: ON, label: 'Read on' }, back],
    alone: [],
    actions: [],
    chosen: [],
  }
}
