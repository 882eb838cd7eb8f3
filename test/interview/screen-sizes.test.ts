import { describe, expect, it } from 'vitest'
import { asking, DOWN, ESC, fakeTerminal } from './fake-terminal.js'
import { promptFor } from './screen-prompts.js'

describe('the screen', () => {
  const long = promptFor({ message: 'Which of all these would you say is the one that matters most of them all?' })

  it.each([20, 30, 60, 300])('T-07 %i columns: no line stands there twice after ten keys', async (columns) => {
    const terminal = fakeTerminal(columns, 24)
    const { reply } = await asking(terminal, long)
    for (let count = 0; count < 10; count += 1) await terminal.type(count < 5 ? DOWN : `${ESC}[A`)
    const { lines, gone } = terminal.screen()
    expect(gone).toEqual([])
    expect(lines.filter((line) => line.startsWith('Question 3'))).toHaveLength(1)
    expect(new Set(lines).size).toBe(lines.length)
    await terminal.type('\u0003')
    await reply
  })

  it.each([
    [60, 20],
    [60, 200],
    [30, 60],
    [100, 7],
  ])('T-09 resized from %i to %i columns: no stale line, and cursor, ticks and texts above are kept', async (before, after) => {
    const terminal = fakeTerminal(before, 24)
    terminal.prompter.say('Said before\n')
    const { reply } = await asking(terminal, { ...long, kind: 'many' })
    await terminal.type(`${DOWN} `)
    const rows = after < 20 ? 40 : 22
    await terminal.resize(after, rows)
    const fresh = fakeTerminal(after, rows)
    fresh.prompter.say('Said before\n')
    const again = await asking(fresh, { ...long, kind: 'many' })
    await fresh.type(`${DOWN} `)
    expect(terminal.screen().lines).toEqual(fresh.screen().lines)
    for (const one of [terminal, fresh]) await one.type('\r')
    expect([await reply, await again.reply]).toEqual(Array(2).fill({ kind: 'answer', chosen: ['b'] }))
    expect(terminal.screen().lines).toEqual(fresh.screen().lines)
  })

  it('T-10 wide characters, emoji and marks leave nothing behind when they are drawn again', async () => {
    const labels = ['漢字とかなの長い選択肢、折り返しが必要です', '👩‍👩‍👧 a family and 🇩🇪 a flag', 'e\u0301te\u0301 z\u0306\u0323 and more']
    const terminal = fakeTerminal(24, 30)
    const prompt = promptFor({ choices: labels.map((label, index) => ({ value: String(index), label })), message: '日本語の質問' })
    const { reply } = await asking(terminal, prompt)
    const first = terminal.screen().lines
    for (const key of [DOWN, DOWN, DOWN, `${ESC}[H`]) await terminal.type(key)
    expect(terminal.screen().lines).toEqual(first)
    await terminal.type('\r')
    await reply
  })

  it('T-08 one column and none: no crash, no endless loop', async () => {
    for (const columns of [1, 0]) {
      const terminal = fakeTerminal(80, 24)
      await terminal.resize(columns, 24)
      const { reply } = await asking(terminal)
      for (const key of [DOWN, DOWN, '\r']) await terminal.type(key)
      expect(await reply).toEqual({ kind: 'answer', chosen: ['c'] })
    }
  })
})
