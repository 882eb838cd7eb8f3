import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, withFolder } from './harness.js'
import { CTRL_C, expectRestored, FIRST, inTerminal, plain } from './terminal.js'

const ESC = '\u001b'
const MINIMAL = readFileSync(join(ROOT, 'test/fixtures/rubrics/minimal.yaml'), 'utf8')

/** What a terminal would act on: escape sequences other than our own, and control characters of either kind. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const ACTED_ON = /\u001b(?!\[(?:\d*[ABGJKm]|\?25[hl]))|[\u0000-\u0009\u000b\u000c\u000e-\u001a\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

const PAYLOADS: readonly (readonly [row: string, name: string, text: string])[] = [
  ['T-01', 'CSI', `${ESC}[2J${ESC}[31mred`],
  ['T-02', 'OSC 0 title', `${ESC}]0;owned\u0007`],
  ['T-02', 'OSC 8 link', `${ESC}]8;;http://evil.example${ESC}\\here${ESC}]8;;${ESC}\\`],
  ['T-02', 'OSC 52 clipboard', `${ESC}]52;c;cHduZWQ=\u0007`],
  ['T-02', 'DCS', `${ESC}P+q544e${ESC}\\`],
  ['T-03', '8-bit C1', '\u009b31m'],
  ['T-03', 'BEL', 'ding\u0007'],
  ['T-03', 'CR overwrite', 'harmful\rharmless'],
  ['T-03', 'backspace', 'rm\b\bls'],
  ['T-04', 'bidi override', '\u202egnp.exe'],
]

/** The same text in a double-quoted YAML text, spelt out: a raw control character is refused before anything is read. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const PLACES = ['title: Need', 'label: Facts', 'text: What is missing?', 'help: Facts or behaviour.', 'why: It decides most.']
const ALL = PAYLOADS.map(([, , text]) => text).join('')

describe.concurrent('hostile text in a terminal', () => {
  it.each(PAYLOADS)('%s %s in a title, label, question or help of a rubric: refused at each place, and spelt out', async (_, __, text) => {
    const keyOf = (place: string): string => place.split(':', 1)[0] ?? ''
    const hostile = PLACES.reduce((rubric, place) => rubric.replace(place, `${keyOf(place)}: ${quoted(`x${text}x`)}`), MINIMAL)
    const lines = hostile.split('\n').flatMap((line, at) => (line.includes(quoted(`x${text}x`)) ? [at + 1] : []))
    expect(lines).toHaveLength(PLACES.length)
    await withFolder(
      async (cwd) => {
        const ran = await inTerminal(['--rubric', 'hostile.yaml', '--no-draft'], { cwd, columns: 200 })
        expectRestored(ran, 2)
        expect(ran.screen).not.toMatch(ACTED_ON)
        for (const line of lines) expect(plain(ran.screen)).toContain(`hostile.yaml:${line}:`)
      },
      { 'hostile.yaml': hostile },
    )
  })

  it.each(PAYLOADS)('%s %s in an argument: shown, never acted on', async (_, __, text) => {
    const ran = await inTerminal(['--rubric', 'quick', '--set', `need=${text}`, '--set', `${text}=facts`])
    expectRestored(ran, 2)
    expect(ran.screen).not.toMatch(ACTED_ON)
    expect(ran.screen).toMatch(/\\x|\\u|\\r/)
  })

  it.each([
    ['a rubric', ['--rubric', ALL]],
    ['an answers file', ['--answers', ALL]],
    ['its keys and answers', ['--answers', 'a.yaml']],
    ['a flag', [`--${ALL}`]],
    ['a command', [ALL]],
    ['a format', ['--format', ALL]],
    ['a date', ['--set', 'need=facts', '--date', ALL]],
  ])('T-01 T-02 T-03 T-04 all of it as %s: shown, never acted on', async (_, args) => {
    await withFolder(
      async (cwd) => {
        const ran = await inTerminal(args, { cwd })
        expectRestored(ran, 2)
        expect(ran.screen).not.toMatch(ACTED_ON)
      },
      { 'a.yaml': `rubric: quick\nanswers:\n  ${quoted(ALL)}: facts\n  need: ${quoted(ALL)}\n` },
    )
  })

  it('T-01 T-02 T-03 T-04 all of it in the name of the file that is saved: spelt out, in the end and when cancelled', async () => {
    await withFolder(async (cwd) => {
      const args = ['--rubric', 'quick', '--all', '--save', `${ALL.replaceAll('/', '-')}.yaml`, '--format', 'json']
      const steps = [
        { wait: 'Question 1,', keys: '\r' },
        { wait: 'Question 2,', keys: CTRL_C },
      ]
      const cancelled = await inTerminal(args, { cwd, stdout: 'pipe', steps })
      expectRestored(cancelled, 130)
      const ran = await inTerminal([...args, '--no-draft'], { cwd, stdout: 'pipe', steps: [{ wait: 'Question 1,', answer: FIRST }] })
      expectRestored(ran, 0)
      for (const { screen } of [cancelled, ran]) expect(screen).not.toMatch(ACTED_ON)
    })
  })
})
