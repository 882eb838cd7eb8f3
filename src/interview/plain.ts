import { lineReader } from './plain/line-reader.js'
import {
  allowedText,
  CURSOR,
  confirmation,
  laidOut,
  type Page,
  pageFor,
  questionText,
  quoted,
  unpainted,
  wholeLines,
} from './plain/page.js'
import { meaningOf } from './plain/typed.js'
import type { Prompt, Prompter, Reply } from './prompter.js'

/** Where to ask. */
export interface PlainSurroundings {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Columns of the terminal, looked up for each text; undefined when it does not say. */
  readonly columns: () => number | undefined
  /** False: ASCII only. */
  readonly unicode: boolean
  /** Ends the question that is being asked. */
  readonly signal: AbortSignal
}

const CANCELLED: Reply = { kind: 'cancelled' }
const EARLY = 'What was typed before this question was not taken.'
const NOT_TAKEN = {
  several: 'More than one line came at once, and none of it was taken. Type one answer, then Enter.',
  'too-long': 'A line that long was not taken.',
} as const

/**
 * Returns a prompter that prints numbered lines and reads one line, for terminals without cursor control and for screen readers. It sends no
 * escape sequence. A reply is `cancelled` once the input has ended or the signal came. Never rejects.
 */
export function plainPrompter(where: PlainSurroundings): Prompter {
  const { input, output, columns, unicode, signal } = where
  const page = (): Page => pageFor(columns(), unicode)
  const reader = lineReader(input, signal)
  let written = '\n'
  const write = (text: string): void => {
    output.write(text)
    written = (written + text).slice(-2)
  }
  const show = (prompt: Prompt): void => write((written === '\n\n' ? '' : '\n') + questionText(prompt, page()))

  const answerTo = async (prompt: Prompt): Promise<Reply> => {
    for (;;) {
      write(CURSOR)
      const came = await reader.next()
      if (came.kind === 'ended') {
        write('\n')
        return CANCELLED
      }
      const here = page()
      if (came.kind !== 'line') {
        write(wholeLines([came.unfinished ? '\n' : '', laidOut(NOT_TAKEN[came.kind], here), allowedText(prompt, here, true)]))
        continue
      }
      const meaning = meaningOf(came.text, prompt, (text) => quoted(text, here))
      if (meaning.kind === 'reply') {
        write(confirmation(meaning.reply, prompt, here))
        return meaning.reply
      }
      if (meaning.kind === 'list') show(prompt)
      else write(wholeLines([...(meaning.kind === 'wrong' ? [laidOut(meaning.why, here)] : []), allowedText(prompt, here, true)]))
    }
  }

  return {
    say: (text) => write(unpainted(text, page())),
    ask: async (prompt) => {
      const early = await reader.discard()
      if (early === 'ended') return CANCELLED
      if (early !== 'nothing') write(wholeLines([early === 'unfinished' ? '\n' : '', laidOut(EARLY, page())]))
      show(prompt)
      return answerTo(prompt)
    },
  }
}
