import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../src/cli.js'
import { RUBRIC_TEMPLATE } from '../../src/commands/rubric/template.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command line under `rubric`, in process. */
export async function rubric(args: readonly string[], options: FakeOptions = {}): Promise<Ran> {
  const { context, said } = fakeContext({ ...options, args: ['rubric', ...args] })
  return { code: await main(context), ...said }
}

/** Writes files into a folder of their own and gives their paths, in order; the folder is gone afterwards. */
export async function withFiles<T>(files: Readonly<Record<string, string>>, use: (...paths: string[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rubric-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use(...Object.keys(files).map((name) => join(folder, name)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The rubric of `rubric init` with pieces of its text replaced; each has to be there. */
export function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  let text = RUBRIC_TEMPLATE
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the template has no ${from}`)
    text = text.replace(from, () => to)
  }
  return text
}
