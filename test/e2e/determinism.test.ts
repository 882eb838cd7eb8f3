import { describe, expect, it } from 'vitest'
import { type RunOptions, start, withFolder } from './harness.js'

const FLAGS = ['need=both', 'change-rate=daily', 'corpus-size=large', 'output-format=persistent', 'symptoms=off-tone,stale-answers']

const outputs = async (format: string, runs: readonly RunOptions[], flags = FLAGS): Promise<Set<string>> => {
  const all = await Promise.all(
    runs.map((options) => start([...flags.flatMap((one) => ['--set', one]), '--format', format, '--date', '2026-11-21'], options)),
  )
  for (const { code, stderr } of all) expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return new Set(all.map(({ stdout }) => stdout))
}

describe('same answers, same bytes', () => {
  it.each(['text', 'markdown', 'json'])('D-01 in any time zone, D-02 under any locale, D-07 anywhere: %s', async (format) => {
    await withFolder(async (cwd) => {
      const runs: RunOptions[] = [
        {},
        { env: { TZ: 'Asia/Tokyo' } },
        { env: { TZ: 'America/New_York' } },
        { env: { TZ: 'Nowhere/Atall' } },
        ...['C', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'sv_SE.UTF-8', 'ar_EG.UTF-8'].map((LANG) => ({ env: { LANG, LC_ALL: LANG } })),
        { cwd, env: { COLUMNS: '40', USER: 'nobody', HOME: cwd, SOURCE_DATE_EPOCH: '0' } },
      ]
      expect((await outputs(format, runs)).size).toBe(1)
    })
  })

  it('D-04 in any order of flags', async () => {
    const forward = await outputs('json', [{}])
    const backward = await outputs('json', [{}], [...FLAGS].reverse())
    expect(backward).toEqual(forward)
  })

  it('D-06 with any line ends, with and without a byte order mark', async () => {
    const yaml = 'title: A bot\nanswers:\n  need: both\n  symptoms:\n    - off-tone\n  labeled-pairs: 1500\n'
    const texts = [yaml, yaml.replaceAll('\n', '\r\n'), `\ufeff${yaml}`, yaml.replaceAll('\n', '\r\n').replace('\r\n', '\n')]
    const runs = await Promise.all(texts.map((input) => start(['--answers', '-', '--format', 'markdown'], { input })))
    for (const { code, stderr } of runs) expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [first] = runs
    for (const { stdout } of runs) expect(stdout).toBe(first?.stdout)
    expect(first?.stdout).toMatch(/[^\n]\n$/)
    expect(first?.stdout).not.toContain('\r')
  })

  it('the plain reader and the whole reader decide alike', async () => {
    const plain = 'title: A bot\nanswers:\n  need: both\n  symptoms: [off-tone]\n  labeled-pairs: 1500\n'
    const whole = plain.replace('title: A bot', 'title: "A\\u0020bot"')
    const [a, b] = await Promise.all([plain, whole].map((input) => start(['--answers', '-', '--format', 'json'], { input })))
    expect(a?.code).toBe(0)
    expect(a?.stdout).toBe(b?.stdout)
  })
})
