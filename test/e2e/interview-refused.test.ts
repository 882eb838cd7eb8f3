import { describe, expect, it } from 'vitest'
import { shell } from './harness.js'
import { CTRL_C, expectRestored, inTerminal, plain } from './terminal.js'

const refused = (ran: { code: number | 'timeout' | null; stdout: string }, said: string, why: string): void => {
  expect(ran.code).toBe(2)
  expect(ran.stdout).toBe('')
  expect(said).toContain(why)
  expect(said).toContain('--set change-rate=…')
  expect(said).not.toContain('Question 1,')
  expect(said).not.toContain('\u001b[?25l')
}

describe('without a terminal nothing is asked', () => {
  it.each([
    ['P-05', 'tool </dev/null'],
    ['P-05', 'tool <&-'],
    ['P-06', "printf '\\n' | tool"],
    ['P-06', "yes '' | tool"],
    ['P-06', 'yes | tool'],
    ['P-07', "printf 'one\\ntwo\\n' | tool"],
    ['--interview with a pipe', 'tool --set need=facts --interview </dev/null'],
  ])('%s %s', (_, line) => {
    const ran = shell(line)
    expect(ran.stderr).toContain('--answers -')
    refused(ran, ran.stderr, 'standard input is not a terminal')
  })

  it('P-08 standard input a pipe, standard output a terminal', async () => {
    const ran = await inTerminal([], { stdin: 'pipe' })
    refused({ ...ran, stdout: '' }, plain(ran.screen), 'standard input is not a terminal')
  })

  it.each(['true', '1', 'TRUE'])('P-09 CI=%s on a real terminal', async (CI) => {
    const ran = await inTerminal([], { env: { CI } })
    refused({ ...ran, stdout: '' }, plain(ran.screen), `the variable CI is set (${CI})`)
  })

  it.each(['false', ''])('P-09 CI=%j on a real terminal: it asks', async (CI) => {
    const ran = await inTerminal(['--no-draft'], { env: { CI }, steps: [{ wait: 'Question 1,', keys: CTRL_C }] })
    expectRestored(ran, 130)
  })

  it('--no-input on a real terminal', async () => {
    const ran = await inTerminal(['--no-input'])
    refused({ ...ran, stdout: '' }, plain(ran.screen), '--no-input forbids it')
  })
})
