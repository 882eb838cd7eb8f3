import type { Context } from './context.js'

/** Writes a document to standard output and returns the exit code: 0, also when the reader of a pipe left early; 2 when it could not be written. */
export function print(context: Context, document: string): number {
  const written = context.stdout.write(document)
  if (written.ok || written.readerLeft) return 0
  context.stderr.write(`error: standard output cannot be written: ${written.detail} (stdout-failed)\n`)
  return 2
}
