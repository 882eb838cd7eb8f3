import type { Context, Written } from '../../src/context.js'
import { nodeReader } from '../../src/files/node-reader.js'
import type { Environment } from '../../src/terminal.js'

export interface FakeOptions {
  readonly args?: readonly string[]
  readonly env?: Environment
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[]
  readonly columns?: number
  /** What standard input holds. */
  readonly input?: string
  /** How writing to standard output ends. */
  readonly written?: Written
}

export interface Fake {
  readonly context: Context
  readonly said: { stdout: string; stderr: string }
}

/** A context without a process: what is written can be read back, and nothing can be asked. */
export function fakeContext(options: FakeOptions = {}): Fake {
  const { args = [], env = {}, terminals = [], columns, input = '', written = { ok: true } } = options
  const said = { stdout: '', stderr: '' }
  const context: Context = {
    args,
    env,
    stdin: { isTerminal: terminals.includes('stdin') },
    stdout: {
      isTerminal: terminals.includes('stdout'),
      columns,
      write: (text) => {
        said.stdout += text
        return written
      },
    },
    stderr: {
      isTerminal: terminals.includes('stderr'),
      columns,
      write: (text) => {
        said.stderr += text
        return { ok: true }
      },
    },
    files: {
      ...nodeReader,
      async *stdin() {
        yield new TextEncoder().encode(input)
      },
    },
    terminal: () => {
      throw new Error('nothing may be asked in this test')
    },
  }
  return { context, said }
}
