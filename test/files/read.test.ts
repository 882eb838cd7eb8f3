import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { nodeReader } from '../../src/files/node-reader.js'
import { type FileReader, MAX_BYTES, readSource } from '../../src/files/read.js'
import { brief, problemsOf, valueIn } from './helpers.js'

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function stdinOf(pieces: () => AsyncIterable<Uint8Array>): FileReader {
  return { ...nodeReader, stdin: pieces }
}

describe('reading a file', () => {
  it('returns its text under the path that was given', async () => {
    const path = file('a.yaml', 'need: fäcts\n')
    expect(valueIn(await readSource(path, nodeReader))).toEqual({ file: path, text: 'need: fäcts\n' })
  })

  it('Y-14 drops a byte order mark at the start', async () => {
    expect(valueIn(await readSource(file('bom.yaml', '\uFEFFa: 1'), nodeReader)).text).toBe('a: 1')
  })

  it('Y-19 takes 512 KiB and no more', async () => {
    expect(valueIn(await readSource(file('most.yaml', '#'.repeat(MAX_BYTES)), nodeReader)).text).toHaveLength(MAX_BYTES)
    const checked = await readSource(file('more.yaml', '#'.repeat(MAX_BYTES + 1)), nodeReader)
    expect(problemsOf(checked)[0]).toMatchObject({ code: 'file-too-large', message: 'the input is larger than 512 KiB' })
  })

  it('F-17 says what is wrong with a path that is not a file', async () => {
    const missing = problemsOf(await readSource(join(folder, 'nope\u001b.yaml'), nodeReader))[0]
    expect(missing).toMatchObject({ code: 'file-missing' })
    expect(missing?.message).toContain('\\x1b')
    expect(problemsOf(await readSource(folder, nodeReader))[0]).toMatchObject({
      code: 'file-not-regular',
      message: 'this is a folder, not a file',
    })
    expect(problemsOf(await readSource('/dev/null', nodeReader))[0]).toMatchObject({ code: 'file-not-regular' })
    expect(problemsOf(await readSource('a\0b', nodeReader))[0]).toMatchObject({ code: 'file-unreadable' })
    expect(problemsOf(await readSource(`${file('x.yaml', '')}/y`, nodeReader))[0]).toMatchObject({ code: 'file-unreadable' })
  })

  it('F-17 does not wait for a pipe that nobody writes to', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const link = join(folder, 'link-to-pipe')
    symlinkSync(path, link)
    for (const one of [path, link]) expect(problemsOf(await readSource(one, nodeReader))[0]).toMatchObject({ code: 'file-not-regular' })
  })

  it('names the reason when the system refuses', async () => {
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' })
    const io: FileReader = { ...nodeReader, readRegular: () => Promise.reject(denied) }
    expect(problemsOf(await readSource('a.yaml', io))[0]?.message).toBe('the file cannot be read: permission denied (EACCES)')
    const path = file('locked.yaml', 'a: 1')
    chmodSync(path, 0o000)
    const checked = await readSource(path, nodeReader)
    if (!checked.ok) expect(checked.problems[0]?.code).toBe('file-unreadable')
  })

  it('Y-24 names the line and column of the first byte that is not UTF-8', async () => {
    const bytes = (...parts: (string | number[])[]): Uint8Array => Buffer.concat(parts.map((part) => Buffer.from(part as string)))
    expect(brief(await readSource(file('latin.yaml', bytes('a: 1\nb: é', [0xe9], 'x\n')), nodeReader))).toEqual(['2:5 file-encoding'])
    expect(brief(await readSource(file('cut.yaml', bytes('a: 1\nb: ', [0xe2, 0x82])), nodeReader))).toEqual(['2:4 file-encoding'])
    expect(brief(await readSource(file('surrogate.yaml', bytes([0xed, 0xa0, 0x80])), nodeReader))).toEqual(['1:1 file-encoding'])
    expect(brief(await readSource(file('overlong.yaml', bytes('a', [0xc0, 0xaf])), nodeReader))).toEqual(['1:2 file-encoding'])
    expect(brief(await readSource(file('nul.yaml', bytes('a', [0xff])), nodeReader))).toEqual(['1:2 file-encoding'])
  })
})

describe('reading standard input', () => {
  it('joins its pieces, also within a character', async () => {
    const [a, b] = [Buffer.from('need: f\u00e4cts').subarray(0, 8), Buffer.from('need: f\u00e4cts').subarray(8)]
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield a
      yield b
    }
    expect(valueIn(await readSource('-', stdinOf(pieces)))).toEqual({ file: '<stdin>', text: 'need: fäcts' })
  })

  it('Y-19 stops at 512 KiB of an input without end, and closes it', async () => {
    let given = 0
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          given++
          yield new Uint8Array(64 * 1024)
        }
      } finally {
        closed = true
      }
    }
    expect(problemsOf(await readSource('-', stdinOf(endless)))[0]).toMatchObject({ code: 'file-too-large', place: { file: '<stdin>' } })
    expect(given).toBe(9)
    expect(closed).toBe(true)
  })

  it('reports an input that breaks', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(0)
      throw Object.assign(new Error('gone'), { code: 'EIO' })
    }
    expect(problemsOf(await readSource('-', stdinOf(broken)))[0]?.message).toContain('EIO')
  })
})
