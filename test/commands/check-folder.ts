import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { CheckedFile, Finding } from '../../src/check/result.js'
import { main } from '../../src/cli.js'
import type { Diagnostic } from '../../src/files/diagnostic.js'
import { fakeContext } from '../cli/fake-context.js'
import { withFolder } from '../e2e/harness.js'

/** Answers that can be decided on. */
export const ANSWERS = 'rubric: core\nanswers:\n  need: facts\n  corpus-size: large\n  change-rate: daily\n'
/** The day on which these tests check. */
export const DAY = '2026-11-21'

/** How a run ended. */
interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder with files, and the command line there. */
export interface Folder {
  /** The folder itself. */
  readonly path: string
  run(...args: readonly string[]): Promise<Ran>
  /** Checks with the JSON reporter; paths are told from the folder. */
  check(...args: readonly string[]): Promise<Outcome>
  /** Locks answers files. */
  lock(...names: readonly string[]): Promise<void>
  write(name: string, text: string): void
  read(name: string): string
}

/** What a check said, read from its JSON. */
interface Outcome extends Ran {
  readonly files: readonly CheckedFile[]
  /** `file code subject`, sorted; what is no failure says so. */
  readonly found: readonly string[]
  readonly problems: readonly Diagnostic[]
}

/** Gives a folder with these files to a test, and the command line to run there; every argument that names a file of it is one. */
export async function inFolder(
  files: Readonly<Record<string, string>>,
  use: (folder: Folder) => Promise<void>,
  today: string | null = DAY,
): Promise<void> {
  await withFolder(async (path) => {
    const write = (name: string, text: string): void => {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), text)
    }
    for (const [name, text] of Object.entries(files)) write(name, text)
    const at = (arg: string): string => (arg === '.' || arg.startsWith('./') ? join(path, arg) : arg.replace('=./', `=${path}/`))
    const run = async (...args: readonly string[]): Promise<Ran> => {
      const { context, said } = fakeContext({ args: args.map(at) })
      const code = await main(today === null ? context : { ...context, today: () => today })
      const local = (text: string): string => text.replaceAll(`${path}/`, '').replaceAll(path, 'DIR')
      return { code, stdout: local(said.stdout), stderr: local(said.stderr) }
    }
    await use({
      path,
      run,
      async check(...args) {
        const ran = await run('check', ...args, '--reporter', 'json')
        const all: readonly CheckedFile[] = ran.stdout === '' ? [] : (JSON.parse(ran.stdout).files ?? [])
        const told = ({ code, subject, outcome }: Finding): string =>
          `${code}${subject === undefined ? '' : ` ${subject}`}${outcome === 'failed' ? '' : ` [${outcome}]`}`
        return {
          ...ran,
          files: all,
          found: all.flatMap(({ file, findings }) => findings.map((one) => `${file} ${told(one)}`)).sort(),
          problems: all.flatMap(({ problems }) => problems),
        }
      },
      async lock(...names) {
        for (const name of names) expect((await run('decide', '--answers', `./${name}`, '--lock', '--quiet')).code).toBe(0)
      },
      write,
      read: (name) => readFileSync(join(path, name), 'utf8'),
    })
  })
}
