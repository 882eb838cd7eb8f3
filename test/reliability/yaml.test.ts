import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFolder } from '../e2e/harness.js'
import { measured } from './process.js'
import { brief, expectRefusal, expectSuccess, hostile, runHere, told } from './support.js'

const KIB = 1024

/** Runs an answers file, and then the same file as a rubric, in this process. */
async function bothRoles(text: string, use: (run: Awaited<ReturnType<typeof runHere>>, role: 'answers' | 'rubric') => void) {
  await withFolder(
    async (folder) => {
      const file = join(folder, 'in.yaml')
      use(await runHere(['--answers', file]), 'answers')
      use(await runHere(['--rubric', file, '--answers', hostile('ok-need.yaml')]), 'rubric')
    },
    { 'in.yaml': text },
  )
}

describe('what hostile YAML costs', () => {
  it('Y-01 refuses billion laughs in less than 100 ms', async () => {
    await runHere(['--answers', hostile('Y-02-one-alias.yaml')])
    const before = process.cpuUsage()
    expectRefusal(await runHere(['--answers', hostile('Y-01-billion-laughs.yaml')]))
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
  })

  it('Y-08 refuses a mapping of 30,000 keys in less than 2 seconds', async () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `  key-${index}: v\n`).join('')
    await withFolder(
      (folder) => {
        const asAnswers = measured('tool --answers in.yaml', folder)
        const problems = expectRefusal(asAnswers)
        expect(problems).toHaveLength(20)
        expect(problems.every(({ code }) => code === 'answer-unknown-question')).toBe(true)
        expect(asAnswers.stderr).toMatch(/\nand [0-9]+ more problems/)
        expect(asAnswers.ms).toBeLessThan(2000)
        const asRubric = measured(`tool --rubric in.yaml --answers "${hostile('ok-need.yaml')}"`, folder)
        expectRefusal(asRubric)
        expect(asRubric.ms).toBeLessThan(2000)
      },
      { 'in.yaml': `answers:\n${keys}` },
    )
  })

  it.each([
    ['600 KB', 600 * KIB],
    ['5 MB', 5 * KIB * KIB],
  ])('Y-19 refuses a file of %s within a second and 150 MB', async (_, size) => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'in.yaml'), 'answers: {}\n'.repeat(size / 12))
      for (const line of ['tool --answers in.yaml', `tool --rubric in.yaml --answers "${hostile('ok-need.yaml')}"`]) {
        const ran = measured(line, folder)
        expect(expectRefusal(ran)).toMatchObject([{ code: 'file-too-large', file: 'in.yaml' }])
        expect(ran.ms).toBeLessThan(1000)
        expect(ran.mib).toBeLessThan(150)
      }
    })
  })

  it.each([
    ['/dev/zero', 'tool --answers /dev/zero', 'file-not-regular'],
    ['/dev/zero as a rubric', 'tool --rubric /dev/zero --set need=facts', 'file-not-regular'],
    ['a pipe that nobody writes to', 'mkfifo p; tool --answers ./p', 'file-not-regular'],
    [
      'a pipe that never ends',
      'mkfifo p; (timeout 15 yes > p 2>/dev/null) & tool --answers ./p; code=$?; kill %1; exit $code',
      'file-not-regular',
    ],
    ['an input that never ends', 'yes | tool --answers -', 'file-too-large'],
    ['an input of zeros that never ends', 'tool --answers - < /dev/zero', 'file-too-large'],
  ])('Y-19 refuses %s within a second and 150 MB', async (_, line, code) => {
    await withFolder((folder) => {
      const ran = measured(line, folder)
      expect(expectRefusal(ran)).toMatchObject([{ code }])
      expect(ran.ms).toBeLessThan(1000)
      expect(ran.mib).toBeLessThan(150)
    })
  })

  it('Y-20 refuses what is nested 1,000 and 20,000 deep, also with a small stack', async () => {
    const deep = [
      `answers: ${'['.repeat(1000)}`,
      `answers: ${'['.repeat(20_000)}`,
      `answers: ${'{a: '.repeat(20_000)}`,
      Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    ]
    for (const text of deep) await bothRoles(text, (ran) => expect(expectRefusal(ran)).toMatchObject([{ code: 'yaml-depth' }]))
    await withFolder((folder) => {
      for (const [index, text] of deep.entries()) {
        writeFileSync(join(folder, `${index}.yaml`), text)
        const ran = measured(`tool --answers ${index}.yaml`, folder, ['--stack-size=200'])
        expect(expectRefusal(ran)[0]?.message).toMatch(/too deep \(limit 32\)/)
      }
    })
  })

  it('Y-32 refuses one line of 5 MB, and one of the greatest size that is read', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'long.yaml'), `title: ${'x'.repeat(5 * KIB * KIB)}\nanswers:\n  need: facts\n`)
      const long = measured('tool --answers long.yaml', folder)
      expect(expectRefusal(long)).toMatchObject([{ code: 'file-too-large' }])
      expect(long.ms).toBeLessThan(1000)
      writeFileSync(join(folder, 'wide.yaml'), `title: ${'x'.repeat(500 * KIB)}\nanswers:\n  need: facts\n`)
      const wide = measured('tool --answers wide.yaml', folder)
      expect(brief(expectRefusal(wide))).toEqual(['1:8 text-too-long'])
      expect(wide.stderr.length).toBeLessThan(1000)
      expect(wide.ms).toBeLessThan(2000)
    })
  })
})

describe('what YAML means', () => {
  it('Y-10 never reads a file by the rules of YAML 1.1', async () => {
    await bothRoles('%YAML 1.1\n---\nanswers:\n  need: facts\n  regulated: no\n', (ran) => {
      expect(expectRefusal(ran)).toMatchObject([{ code: 'yaml-directive' }])
    })
  })

  it('Y-12 runs nothing', async () => {
    expectRefusal(await runHere(['--answers', hostile('Y-12-code-tag.yaml')]))
    expect('polluted' in globalThis).toBe(false)
  })

  it('Y-16 reports the same place in a file with CRLF as with LF', async () => {
    const text = 'answers:\n  need: facts\n  traffic: lots\n'
    const found: string[] = []
    for (const lines of [text, text.replaceAll('\n', '\r\n')]) {
      await withFolder(
        async (folder) => {
          const { stderr } = await runHere(['--answers', join(folder, 'in.yaml')])
          found.push(stderr.replaceAll(folder, ''))
        },
        { 'in.yaml': lines },
      )
    }
    expect(told(found[0] ?? '')).toMatchObject([{ line: 3, column: 12, code: 'answer-unknown-option' }])
    expect(found[1]).toBe(found[0])
  })

  it('Y-27 takes yes and no as words in a file, in flags, in JSON, and from the file that it saves', async () => {
    await withFolder(async (folder) => {
      const rubric = ['--rubric', hostile('Y-27-words.rubric.yaml')]
      const json = ['--format', 'json']
      const saved = join(folder, 'saved.yaml')
      const fromFile = expectSuccess(
        await runHere([...rubric, '--answers', hostile('Y-27-words.yaml'), ...json, '--save', saved, '--quiet']),
      )
      expect(JSON.parse(fromFile).answers.switch.value).toEqual(['yes', 'no', 'on', 'off', 'y'])
      expect(expectSuccess(await runHere([...rubric, '--answers', saved, ...json]))).toBe(fromFile)
      const fromFlags = expectSuccess(await runHere([...rubric, '--set', 'need=facts', '--set', 'switch=yes,no,on,off,y', ...json]))
      expect(fromFlags.replaceAll('"flag"', '"file"')).toBe(fromFile)
    })
  })

  it('Y-27 quotes yes and no in the file that it saves, for readers of YAML 1.1', async () => {
    await withFolder(async (folder) => {
      const saved = join(folder, 'saved.yaml')
      expectSuccess(
        await runHere([
          '--set',
          'need=facts',
          '--set',
          'regulated=yes',
          '--set',
          'citations=no',
          '--save',
          saved,
          '--output',
          join(folder, 'r.md'),
          '--quiet',
        ]),
      )
      expect(readFileSync(saved, 'utf8')).toMatch(/ {2}citations: "no"\n[\s\S]* {2}regulated: "yes"\n/)
    })
  })
})
