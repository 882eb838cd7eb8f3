import type { BatchPort } from '../../batch/batch.js'
import type { Context } from '../../context.js'
import type { Diagnostic } from '../../files/diagnostic.js'
import { renderDiagnostics } from '../../files/frame.js'
import type { Progress } from './progress.js'

/** So many characters are gathered before they are written. */
const BLOCK = 64 * 1024

/** Where a batch writes to: two streams, gathered into blocks. */
export interface Outlet extends BatchPort {
  /** Draws over the progress of this run from now on. */
  over(progress: Progress): void
  /**
   * Writes what is gathered; false once nobody reads any more, or nothing can be written. What is wrong with rows waits for the last call where it would
   * break into a table on the same terminal, up to a whole block of it.
   */
  flush(isLast?: boolean): boolean
  /** How writing failed, if it did: the exit code. */
  failure(): number | undefined
}

/** An outlet on the streams of a context. */
export function outletTo(context: Context, colour: boolean): Outlet {
  let progress: Progress | undefined
  let rows = ''
  let complaints = ''
  let failed: number | undefined

  const areOne = context.stdout.isTerminal && context.stderr.isTerminal

  function flush(isLast = false): boolean {
    const complains = complaints !== '' && (isLast || !areOne || complaints.length >= BLOCK)
    if (rows === '' && !complains) return failed === undefined
    if (complains || context.stdout.isTerminal) progress?.wipe()
    const written = rows === '' || failed !== undefined ? undefined : context.stdout.write(rows)
    rows = ''
    if (complains) {
      context.stderr.write(complaints)
      complaints = ''
    }
    if (written === undefined || written.ok) return failed === undefined
    failed = written.readerLeft ? 0 : 2
    if (!written.readerLeft) context.stderr.write(`error: standard output cannot be written: ${written.detail} (stdout-failed)\n`)
    return false
  }

  return {
    over(one) {
      progress = one
    },
    write(text) {
      rows += text
      if (rows.length >= BLOCK) flush()
    },
    complain(problems: readonly Diagnostic[]) {
      complaints += renderDiagnostics(problems, { colour })
      if (complaints.length >= BLOCK) flush()
    },
    flush,
    failure: () => failed,
  }
}
