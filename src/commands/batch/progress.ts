import { counted } from '../../batch/words.js'
import type { Context } from '../../context.js'
import { wantsUnicode } from '../../terminal.js'

/** How wide the bar itself is. */
const BAR = 24
/** Where the whole is not known, the bar moves on after so many. */
const STRIDE = 1000
const FALLBACK_COLUMNS = 80

/** How far a batch is, on one line of standard error that is drawn over and wiped away in the end. */
export interface Progress {
  /** So much of the whole is done, and so many rows. */
  at(done: number, rows: number): void
  /** Takes the line away; the next step draws it again. */
  wipe(): void
}

const SILENT: Progress = { at: () => undefined, wipe: () => undefined }

/**
 * Progress for a person who looks on: only a terminal gets any, and only where it is wanted. It is drawn again when the next whole percent is reached;
 * without a whole, after every thousand rows. `what` is counted.
 */
export function progressOn({ stderr, env }: Context, isWanted: boolean, whole: number, what: 'rows' | 'files'): Progress {
  if (!stderr.isTerminal || !isWanted) return SILENT
  const [full, empty] = wantsUnicode(stderr, env) ? ['█', '░'] : ['#', '-']
  const columns = stderr.columns ?? FALLBACK_COLUMNS
  let last = -1
  let drawn = 0

  function draw(text: string): void {
    const line = text.slice(0, columns - 1)
    stderr.write(`\r${line.padEnd(drawn)}`)
    drawn = line.length
  }

  return {
    at(done, rows) {
      const step = whole > 0 ? Math.min(100, Math.floor((done * 100) / whole)) : Math.floor(rows / STRIDE)
      if (step === last || (whole <= 0 && rows < STRIDE)) return
      last = step
      const filled = Math.floor((step * BAR) / 100)
      const bar = whole > 0 ? `${full.repeat(filled)}${empty.repeat(BAR - filled)} ${String(step).padStart(3)}%  ` : ''
      draw(`${bar}${counted(rows)} ${rows === 1 ? what.slice(0, -1) : what}`)
    },
    wipe() {
      if (drawn === 0) return
      stderr.write(`\r${' '.repeat(drawn)}\r`)
      drawn = 0
    },
  }
}
