import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, run, start, withFolder } from '../e2e/harness.js'
import { expectSuccess, hostile, runHere } from './support.js'

const EXAMPLE = join(ROOT, 'examples', 'support-bot.yaml')
const FORMATS = ['text', 'markdown', 'json', 'adr'] as const

/** What every environment of the list prints for an example, in each format, with a date that could move by a day. */
async function underEach(environments: readonly NodeJS.ProcessEnv[]): Promise<string[]> {
  const args = ['--answers', EXAMPLE, '--date', '2026-03-29']
  const found: string[] = []
  for (const env of environments) {
    const runs = await Promise.all(FORMATS.map((format) => start([...args, '--format', format], { env })))
    found.push(runs.map(expectSuccess).join('\f'))
  }
  return found
}

/** A report without the recorded source of each answer, and without the width that the word takes in a table. */
function withoutOrigins(report: string): string {
  return report
    .replace(/"origin": "(?:flag|file)"/g, '"origin"')
    .replace(/ +(?:\| )?(?:answers file|flag)(?: +\|)?$/gm, '')
    .replace(/─+/g, '─')
}

describe('the same input gives the same bytes', () => {
  it('D-01 in every time zone', async () => {
    const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati', 'Nowhere/Unknown', ':bad', '']
    const found = await underEach(zones.map((TZ) => ({ TZ })))
    expect(found[0]).toContain('2026-03-29')
    expect(new Set(found).size).toBe(1)
  })

  it('D-02 in every language', async () => {
    const languages = ['C.UTF-8', 'C', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'sv_SE.UTF-8', 'ar_EG.UTF-8']
    const found = await underEach(languages.map((name) => ({ LANG: name, LC_ALL: name, LANGUAGE: name.slice(0, 2) })))
    expect(new Set(found).size).toBe(1)
  })

  const answers = [
    ['need', 'both'],
    ['labeled-pairs', '1500'],
    ['regulated', 'yes'],
    ['symptoms', ['off-tone', 'hallucination']],
    ['leaning', []],
    ['citations', 'no'],
    ['traffic', 'unsure'],
  ] as const
  type Given = (typeof answers)[number]
  const yaml = (list: readonly Given[]) =>
    `answers:\n${list.map(([id, value]) => `  ${id}: ${typeof value === 'string' ? value : `[${value.join(', ')}]`}\n`).join('')}`
  const json = (list: readonly Given[]) => JSON.stringify({ answers: Object.fromEntries(list) })
  const flags = (list: readonly Given[]) =>
    list.flatMap(([id, value]) => ['--set', `${id}=${typeof value === 'string' ? value : value.join(',')}`])
  const reversed = answers.map(([id, value]) => (typeof value === 'string' ? [id, value] : [id, value.toReversed()]) as Given).toReversed()

  it('D-04 whatever the order of keys and flags, from YAML, JSON, a file, standard input or flags', async () => {
    await withFolder(
      async (folder) => {
        for (const format of FORMATS) {
          const at = (name: string) => ['--answers', join(folder, name), '--format', format]
          const expected = expectSuccess(await runHere(at('a.yaml')))
          for (const name of ['reversed.yaml', 'a.json', 'reversed.json']) expect(expectSuccess(await runHere(at(name)))).toBe(expected)
          for (const input of [yaml(answers), json(reversed)]) {
            expect(expectSuccess(await runHere(['--format', format, '--answers', '-'], { input }))).toBe(expected)
          }
          const fromFlags = expectSuccess(await runHere(['--format', format, ...flags(answers)]))
          expect(expectSuccess(await runHere([...flags(reversed), '--format', format]))).toBe(fromFlags)
          expect(withoutOrigins(fromFlags)).toBe(withoutOrigins(expected))
          const mixed = await runHere([...flags(answers.slice(0, 3)), '--answers', join(folder, 'half.yaml'), '--format', format])
          expect(withoutOrigins(expectSuccess(mixed))).toBe(withoutOrigins(expected))
        }
      },
      {
        'a.yaml': yaml(answers),
        'reversed.yaml': yaml(reversed),
        'a.json': json(answers),
        'reversed.json': json(reversed),
        'half.yaml': yaml(answers.slice(3)),
      },
    )
  })
  it('D-04 in a process of its own as well', () => {
    const [first, second] = [answers, reversed].map((list) => expectSuccess(run([...flags(list), '--format', 'json'])))
    expect(second).toBe(first)
  })

  it('D-06 with CRLF or LF, with a byte order mark or without, of answers and of a rubric', async () => {
    const text = readFileSync(EXAMPLE, 'utf8')
    const rubric = readFileSync(hostile('ok-rubric.yaml'), 'utf8')
    const variants = (plain: string) => [plain, plain.replaceAll('\n', '\r\n'), `\uFEFF${plain}`, `\uFEFF${plain.replaceAll('\n', '\r\n')}`]
    for (const format of FORMATS) {
      const found = new Set<string>()
      for (const input of variants(text)) found.add(expectSuccess(await runHere(['--answers', '-', '--format', format], { input })))
      expect(found.size).toBe(1)
      const own = new Set<string>()
      for (const content of variants(rubric)) {
        await withFolder(
          async (folder) => {
            own.add(expectSuccess(await runHere(['--rubric', join(folder, 'r.yaml'), '--set', 'need=facts', '--format', format])))
          },
          { 'r.yaml': content },
        )
      }
      expect(own.size).toBe(1)
    }
  })
  it('D-06 with LF and one final newline in everything that is written', async () => {
    await withFolder(async (folder) => {
      const crlf = readFileSync(EXAMPLE, 'utf8').replaceAll('\n', '\r\n')
      const names = ['r.txt', 'r.md', 'r.json']
      const outputs = names.flatMap((name) => ['--output', join(folder, name)])
      const stdout = expectSuccess(
        await runHere(['--answers', '-', ...outputs, '--save', join(folder, 's.yaml'), '--quiet', '--format', 'text'], { input: crlf }),
      )
      for (const text of [stdout, ...[...names, 's.yaml'].map((name) => readFileSync(join(folder, name), 'utf8'))]) {
        expect(text).not.toContain('\r')
        expect(text).toMatch(/[^\n]\n$/)
        expect(text.startsWith('\uFEFF')).toBe(false)
      }
    })
  })
})
