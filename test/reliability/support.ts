import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { main } from '../../src/cli.js'
import { CODES } from '../../src/files/codes.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import type { Ran } from '../e2e/harness.js'

/** The path of a file of the hostile corpus. */
export function hostile(name: string): string {
  return fileURLToPath(new URL(`../hostile/${name}`, import.meta.url))
}

/** Runs one command line in this process, through the same function as the real one. */
export async function runHere(args: readonly string[], options: Omit<FakeOptions, 'args'> = {}): Promise<Ran> {
  const { context, said } = fakeContext({ ...options, args })
  const code = await main(context)
  return { code, ...said }
}

/** A person at a terminal, of whom nothing may be asked. */
export const fakeTerminals: FakeOptions = { terminals: ['stdin', 'stdout', 'stderr'], env: { NO_COLOR: '1' } }

/** One problem as the command line told it. */
export interface Told {
  readonly file: string
  readonly line: number | undefined
  readonly column: number | undefined
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly code: string
  /** The lines below it: the source with its caret, what is allowed, the hint. */
  readonly below: string
}

const HEAD = /^(?:(?!warning: )(.+?)(?::([0-9]+))?(?::([0-9]+))?: )?(warning: )?(.*) \(([a-z0-9-]+)\)$/

/** Reads the problems back from standard error: a line each, and what is indented below it. */
export function told(stderr: string): Told[] {
  const found: { head: RegExpExecArray; below: string[] }[] = []
  for (const line of stderr.split('\n')) {
    const head = line.startsWith(' ') ? null : HEAD.exec(line)
    if (head !== null && Object.hasOwn(CODES, head[6] ?? '')) found.push({ head, below: [] })
    else found.at(-1)?.below.push(line)
  }
  return found.map(({ head, below }) => ({
    file: head[1] ?? '',
    line: head[2] === undefined ? undefined : Number(head[2]),
    column: head[3] === undefined ? undefined : Number(head[3]),
    severity: head[4] === undefined ? 'error' : 'warning',
    message: head[5] ?? '',
    code: head[6] ?? '',
    below: below.join('\n'),
  }))
}

/** Characters that no output may hold: controls but the line feed, C1, bidirectional, zero-width, half surrogates. */
export function unseenIn(text: string): string[] {
  return [...text]
    .filter((one) => one !== '\n' && /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/u.test(one))
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16)}`)
}

/** What the JSON error document says. */
export interface ErrorDocument {
  readonly schemaVersion: string
  readonly error: {
    readonly code: string
    readonly message: string
    readonly problems: readonly {
      readonly code: string
      readonly severity: string
      readonly message: string
      readonly file?: string
      readonly line?: number
      readonly column?: number
      readonly path?: string
      readonly allowed?: readonly string[]
      readonly hint?: string
    }[]
  }
}

/** Standard output as the one JSON document it must be. */
export function errorDocument(stdout: string): ErrorDocument {
  return JSON.parse(stdout) as ErrorDocument
}

/**
 * Expects what every run that could not do its work owes its caller (G0): exit code 2; problems on standard error, each with what to do; no stack
 * trace and no character that takes over a terminal; nothing on standard output, or the JSON error document if JSON was asked for; untouched
 * prototypes. Returns the problems, warnings left out.
 */
export function expectRefusal({ code, stdout, stderr }: Ran, format: 'text' | 'json' = 'text'): Told[] {
  expect(code, stderr).toBe(2)
  const problems = told(stderr).filter(({ severity }) => severity === 'error')
  expect(problems.length, stderr).toBeGreaterThan(0)
  for (const { below, code: name, message } of problems) {
    expect(/^ {2}(?:hint|allowed): /m.test(below), `${message} (${name}) says what to do, in: ${below}`).toBe(true)
  }
  expect(unseenIn(stdout + stderr)).toEqual([])
  expect(stderr).not.toMatch(/^\s+at .*[:)]/m)
  expect(stderr).not.toMatch(/internal-fault|unfinished/)
  if (format === 'text') expect(stdout).toBe('')
  else {
    const { error } = errorDocument(stdout)
    expect(error.code).toBe(error.problems[0]?.code)
    expect(error.problems.filter(({ severity }) => severity === 'error').slice(0, problems.length)).toMatchObject(
      problems.map(({ code: name }) => ({ code: name })),
    )
  }
  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
  return problems
}

/** `line:column code` of each problem. */
export function brief(problems: readonly Told[]): string[] {
  return problems.map(({ line, column, code }) => `${line}:${column} ${code}`)
}

/** Expects a run that did all it was asked for, without a word, and returns its output. */
export function expectSuccess({ code, stdout, stderr }: Ran): string {
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout
}
