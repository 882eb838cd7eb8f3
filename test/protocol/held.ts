import { expect } from 'vitest'
import { main } from '../../src/cli.js'
import { type NextOptions, nextCommand } from '../../src/commands/next.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import type { Held, Send } from './client.js'
import { validateClosed } from './closed-schema.js'

export const NOTHING: NextOptions = { set: [], json: false, all: false, quiet: false, debug: false }

/** Runs the command in this process. */
export async function step(options: Partial<NextOptions>, around: FakeOptions = {}) {
  const { context, said } = fakeContext(around)
  return { code: await nextCommand(context, { ...NOTHING, ...options }), ...said }
}

/** The way to the command in this process, for a client. */
export function inProcess(rubric: string, all = false): Send {
  return (input) => (input === undefined ? step({ rubric, json: true, all }) : step({ answers: '-', json: true, all }, { input }))
}

/** What `decide` prints on the answers that a client remembers. */
export async function decided(rubric: string, said: Held['said']): Promise<{ code: number; stdout: string }> {
  const { context, said: printed } = fakeContext({
    args: ['decide', '--answers', '-', '--format', 'json'],
    input: JSON.stringify({ rubric, answers: said }),
  })
  return { code: await main(context), stdout: printed.stdout }
}

/** What has to be so for whoever was interviewed. */
export function expectFair({ asked, end, printed }: Held): void {
  const ids = asked.map(({ question }) => question.id)
  expect(new Set(ids).size, `a question twice: ${ids.join()}`).toBe(ids.length)
  asked.forEach(({ progress, skipped, question }, at) => {
    expect(progress.answered).toBe(at)
    expect(progress.skipped).toBe(skipped.length)
    expect(skipped).not.toContain(question.id)
    const before = asked[at - 1]?.progress.atMost
    if (before !== undefined) expect(progress.atMost, `more is left after ${ids[at - 1]}`).toBeLessThan(before)
  })
  if ('status' in end) expect(end.progress.atMost).toBe(0)
  for (const text of printed) expect(validateClosed(JSON.parse(text)), JSON.stringify(validateClosed.errors?.slice(0, 3))).toBe(true)
}

/** The decision inside the last document is the document of `decide`, byte for byte; where `decide` refuses, so does the protocol, for the same reason. */
export async function expectSameDecision(rubric: string, { said, end }: Held): Promise<void> {
  const { code, stdout } = await decided(rubric, said)
  if ('error' in end) {
    expect(code).toBe(2)
    expect(end).toEqual(JSON.parse(stdout))
  } else {
    expect(code).toBe(0)
    expect(`${JSON.stringify(end.decision, null, 2)}\n`).toBe(stdout)
  }
}
