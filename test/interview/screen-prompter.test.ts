import { describe, expect, it, vi } from 'vitest'
import { asking, DOWN, ESC, type Fake, fakeTerminal, pause } from './fake-terminal.js'
import { promptFor } from './screen-prompts.js'

describe('the drawn prompter', () => {
  it('shows a prompt with the cursor hidden, and leaves one line with it shown', async () => {
    const terminal = fakeTerminal()
    terminal.prompter.say('A section\n')
    const { reply } = await asking(terminal)
    expect(terminal.screen()).toMatchObject({ isCursorShown: false, lines: expect.arrayContaining(['❯ Apples']) })
    await terminal.type(DOWN)
    await terminal.type('\r')
    expect(await reply).toEqual({ kind: 'answer', chosen: ['b'] })
    expect(terminal.screen()).toEqual({
      lines: ['A section', '✔ Question 3: What is it? Bread and butter'],
      gone: [],
      isCursorShown: true,
    })
  })

  it('P-01 takes Ctrl-C at every moment while a question is being put up', async () => {
    for (let turns = 0; turns <= 12; turns += 1) {
      const terminal = fakeTerminal()
      const first = await asking(terminal)
      await terminal.type('\r')
      await first.reply
      const reply = terminal.prompter.ask(promptFor())
      for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
      terminal.input.write('\u0003')
      const ended = await Promise.race([reply, pause(1000).then(() => `lost after ${turns} turns`)])
      expect(ended).toEqual({ kind: 'cancelled' })
    }
  })

  it('shows why above the question where both fit, and page by page where not', async () => {
    const reasons = Array.from({ length: 12 }, (_, at) => `Reason ${at + 1}\n`).join('')
    for (const [rows, pages] of [
      [40, 0],
      [14, 2],
    ] as const) {
      const terminal = fakeTerminal(60, rows)
      const { reply } = await asking(terminal)
      await terminal.type('?')
      expect(await reply).toEqual({ kind: 'why' })
      terminal.prompter.say(reasons)
      const again = await asking(terminal)
      for (let page = 0; page < pages; page += 1) {
        const { lines } = terminal.screen()
        expect(lines).toContain(page === 0 ? '❯ Read on' : '❯ Back to the question')
        expect(lines).toContain(page === 0 ? 'Reason 1' : 'Reason 12')
        expect(lines).not.toContain('❯ Apples')
        await terminal.type('\r')
        await pause(50)
      }
      expect(terminal.screen().lines).toContain('❯ Apples')
      await terminal.type('\r')
      expect(await again.reply).toEqual({ kind: 'answer', chosen: ['a'] })
    }
  })

  it('keeps ticks and a number while somebody reads why, and nothing of them for another question', async () => {
    const quantity = { unit: 'pairs', choiceFor: () => 'b' }
    for (const [prompt, keys, expected] of [
      [promptFor({ kind: 'many' }), ` ${DOWN} `, { kind: 'answer', chosen: ['a', 'b'] }],
      [promptFor({ quantity }), '15', { kind: 'answer', chosen: ['b'], number: 15 }],
    ] as const) {
      const terminal = fakeTerminal(60, 14)
      const { reply } = await asking(terminal, prompt)
      await terminal.type(keys)
      await terminal.type('?')
      await reply
      terminal.prompter.say('Reason\n'.repeat(12))
      const again = await asking(terminal, prompt)
      await terminal.type(`${DOWN}\r`)
      await vi.waitFor(() => expect(terminal.screen().lines).toContain('? What is it?'))
      await terminal.type('\r')
      expect(await again.reply).toEqual(expected)
      const other = await asking(terminal, promptFor({ message: 'And this?' }))
      await terminal.type('\r')
      expect(await other.reply).toEqual({ kind: 'answer', chosen: ['a'] })
    }
  })

  it('Ctrl-C between two pages cancels', async () => {
    const terminal = fakeTerminal(60, 14)
    const { reply } = await asking(terminal)
    await terminal.type('?')
    await reply
    terminal.prompter.say('Reason\n'.repeat(50))
    const again = await asking(terminal)
    await terminal.type('\u0003')
    expect(await again.reply).toEqual({ kind: 'cancelled' })
    expect(terminal.screen().isCursorShown).toBe(true)
  })

  it('takes the terminal while it asks and gives it back soon after', async () => {
    const terminal = fakeTerminal()
    const first = await asking(terminal)
    await terminal.type('\r')
    await first.reply
    const second = await asking(terminal)
    expect(terminal.raw).toEqual([true])
    await terminal.type('\r')
    await second.reply
    await pause(150)
    expect(terminal.raw).toEqual([true, false])
    expect(terminal.input.isPaused()).toBe(true)
  })

  it('gives the terminal back at once after a review, for the work that follows', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal, promptFor({ progress: '' }))
    await terminal.type('\r')
    await reply
    expect(terminal.raw).toEqual([true, false])
  })

  it('ESC is back within a tenth of a second, and ten at once go back ten times (P-13)', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal)
    await terminal.type(ESC)
    await pause(80)
    expect(await reply).toEqual({ kind: 'back' })
    const second = await asking(terminal)
    await terminal.type(ESC.repeat(3))
    expect(await second.reply).toEqual({ kind: 'back' })
    expect(await terminal.prompter.ask(promptFor())).toEqual({ kind: 'back' })
    expect(await terminal.prompter.ask(promptFor())).toEqual({ kind: 'back' })
    const last = await asking(terminal)
    await terminal.type('\r')
    expect(await last.reply).toEqual({ kind: 'answer', chosen: ['a'] })
  })

  it('P-13 backs that nothing can follow are forgotten', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal)
    await terminal.type(ESC.repeat(10))
    await reply
    const first = await asking(terminal, promptFor({ actions: ['why'] }))
    await terminal.type('\r')
    expect(await first.reply).toEqual({ kind: 'answer', chosen: ['a'] })
    const next = await asking(terminal)
    await terminal.type('\r')
    expect(await next.reply).toEqual({ kind: 'answer', chosen: ['a'] })
  })

  it('an arrow that comes in pieces is an arrow', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal)
    await terminal.type(ESC)
    await terminal.type('[')
    await terminal.type('B')
    await terminal.type('\r')
    expect(await reply).toEqual({ kind: 'answer', chosen: ['b'] })
  })

  it('keys typed before a question appears are not its answer', async () => {
    const terminal = fakeTerminal()
    terminal.input.write(`${DOWN}\r\r`)
    const { reply } = await asking(terminal)
    await pause(80)
    await terminal.type('\r')
    expect(await reply).toEqual({ kind: 'answer', chosen: ['a'] })
    terminal.input.write('\r')
    const second = await asking(terminal)
    await terminal.type(`${DOWN}\r`)
    expect(await second.reply).toEqual({ kind: 'answer', chosen: ['b'] })
  })

  it('P-12 a paste is refused whole, however many pieces it comes in', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal)
    terminal.input.write('facts and more\n')
    await pause(5)
    terminal.input.write('\n')
    await pause(80)
    expect(terminal.screen().lines).toContain('! Pasted text is not an answer here: nothing was taken.')
    await terminal.type('\r')
    expect(await reply).toEqual({ kind: 'answer', chosen: ['a'] })
  })

  it('Ctrl-C between prompts cancels the next one', async () => {
    const terminal = fakeTerminal()
    const { reply } = await asking(terminal)
    await terminal.type('\r')
    await reply
    await terminal.type('\u0003')
    expect(await terminal.prompter.ask(promptFor())).toEqual({ kind: 'cancelled' })
    expect(terminal.raw.at(-1)).toBe(false)
  })

  it.each([
    ['Ctrl-C', (terminal: Fake) => terminal.type('\u0003')],
    ['Ctrl-D', (terminal: Fake) => terminal.type('\u0004')],
    ['a signal', async (terminal: Fake) => terminal.abort()],
    ['the end of the input', async (terminal: Fake) => terminal.input.end()],
  ])('%s cancels, at once and for good, and the terminal is as it was', async (_, cancel) => {
    for (const kind of ['one', 'many'] as const) {
      const terminal = fakeTerminal()
      const { reply } = await asking(terminal, promptFor({ kind }))
      await cancel(terminal)
      expect(await reply).toEqual({ kind: 'cancelled' })
      expect(terminal.screen()).toEqual({ lines: [], gone: [], isCursorShown: true })
      expect(terminal.raw.at(-1)).toBe(false)
    }
  })

  it('P-17 whatever else goes wrong is handed on, the terminal as it was', async () => {
    const terminal = fakeTerminal()
    const fault = {
      value: 'a',
      label: 'Apples',
      get help(): string {
        throw new Error('boom')
      },
    }
    await expect(terminal.prompter.ask(promptFor({ choices: [fault] }))).rejects.toThrow('boom')
    expect(terminal.screen().isCursorShown).toBe(true)
    expect(terminal.raw).toEqual([true, false])
  })
})
