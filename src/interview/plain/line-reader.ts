/** The longest line that is read, in characters; a terminal takes no more itself. */
export const LONGEST_LINE = 4096

/** How long after a line, in milliseconds, more of the same paste is waited for. Nobody types another line in that time. */
const PASTE_PAUSE = 60

/** How long, in milliseconds, what came before is looked for. It is there already, so one look is enough. */
const LOOK = 20

/** What came: one line, more than one at once, one that is too long, or the end of the input. */
export type Came =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'several' | 'too-long'; readonly unfinished: boolean }
  | { readonly kind: 'ended' }

/** What was thrown away: nothing, whole lines, or something that did not end its line. */
export type Discarded = 'nothing' | 'lines' | 'unfinished' | 'ended'

/** Reads lines from a terminal in its normal mode. The stream is paused whenever neither is under way. */
export interface LineReader {
  /** Takes from the stream what came before, also what is still being typed. */
  readonly discard: () => Promise<Discarded>
  /** Waits for a line. What comes along with it makes it `several`, and is gone as well. */
  readonly next: () => Promise<Came>
}

interface Gathered {
  /** Up to its first line end, no more than one character longer than the longest line. */
  readonly first: string
  readonly lineEnds: number
  /** Whether something follows the last line end. */
  readonly unfinished: boolean
  readonly ended: boolean
  readonly aborted: boolean
}

/** Returns a reader of lines. It neither throws nor rejects: a stream that fails has ended, and so has one after the signal. */
export function lineReader(input: NodeJS.ReadableStream, signal: AbortSignal): LineReader {
  const discard = async (): Promise<Discarded> => {
    const { lineEnds, unfinished, ended } = await gather(input, signal, { untilLine: false, quiet: LOOK })
    if (ended) return 'ended'
    if (unfinished) return 'unfinished'
    return lineEnds > 0 ? 'lines' : 'nothing'
  }
  const next = async (): Promise<Came> => {
    const { first, lineEnds, unfinished, ended, aborted } = await gather(input, signal, { untilLine: true, quiet: PASTE_PAUSE })
    if (aborted || (ended && lineEnds === 0)) return { kind: 'ended' }
    const late = ended ? 'nothing' : await discard()
    if (signal.aborted) return { kind: 'ended' }
    if (lineEnds > 1 || unfinished || late === 'lines' || late === 'unfinished') {
      return { kind: 'several', unfinished: late === 'nothing' ? unfinished : late === 'unfinished' }
    }
    if (first.length > LONGEST_LINE) return { kind: 'too-long', unfinished: false }
    return { kind: 'line', text: first.replace(/\r$/, '') }
  }
  return { discard, next }
}

/** Reads until nothing has come for `quiet` milliseconds; with `untilLine`, that time begins at the first line end. */
function gather(
  input: NodeJS.ReadableStream,
  signal: AbortSignal,
  { untilLine, quiet }: { readonly untilLine: boolean; readonly quiet: number },
): Promise<Gathered> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let first = ''
  let lineEnds = 0
  let unfinished = false
  let timer: NodeJS.Timeout | undefined
  let look: NodeJS.Immediate | undefined

  const take = (text: string): void => {
    const pieces = text.split('\n')
    if (lineEnds === 0) first = (first + pieces[0]).slice(0, LONGEST_LINE + 1)
    if (text !== '') unfinished = pieces.at(-1) !== ''
    lineEnds += pieces.length - 1
  }

  return new Promise((resolve) => {
    const settle = (ended: boolean): void => {
      clearTimeout(timer)
      clearImmediate(look)
      input.removeListener('data', onData)
      for (const event of ENDINGS) input.removeListener(event, onEnd)
      signal.removeEventListener('abort', onEnd)
      input.pause()
      resolve({ first, lineEnds, unfinished, ended, aborted: signal.aborted })
    }
    const onEnd = (): void => settle(true)
    const settleWhenQuiet = (): void => {
      clearTimeout(timer)
      clearImmediate(look)
      // On a machine that is busy the time may be over before the input was looked at once: one more look, then.
      timer = setTimeout(() => {
        look = setImmediate(() => settle(false))
      }, quiet)
    }
    const onData = (chunk: Buffer | string): void => {
      take(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
      if (!untilLine || lineEnds > 0) settleWhenQuiet()
    }
    if (signal.aborted || !input.readable) {
      resolve({ first, lineEnds, unfinished, ended: true, aborted: signal.aborted })
      return
    }
    input.on('data', onData)
    for (const event of ENDINGS) input.on(event, onEnd)
    signal.addEventListener('abort', onEnd)
    input.resume()
    if (!untilLine) {
      handOverUnfinishedLine(input)
      settleWhenQuiet()
    }
  })
}

const ENDINGS = ['end', 'close', 'error'] as const

/**
 * A terminal keeps a line to itself until Enter, so what a paste leaves behind its last line end would become the beginning of the next answer.
 * Changing the mode, there and back at once, makes it hand over what it holds.
 */
function handOverUnfinishedLine(input: NodeJS.ReadableStream & { setRawMode?: (raw: boolean) => unknown }): void {
  input.setRawMode?.(true)
  input.setRawMode?.(false)
}
