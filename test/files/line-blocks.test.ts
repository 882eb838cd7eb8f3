import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineBlocks } from '../../src/files/line-blocks.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { MAX_BYTES } from '../../src/files/read.js'
import { inPieces } from '../batch/helpers.js'

/** The lines as the blocks give them; one that is too long as its mark. */
async function linesOf(pieces: AsyncIterable<Uint8Array>): Promise<string[]> {
  const found: string[] = []
  for await (const { bytes, tooLong } of lineBlocks(pieces)) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    expect(tooLong ? text === '' : text.endsWith('\n')).toBe(true)
    found.push(...(tooLong ? ['too long'] : text.slice(0, -1).split('\n')))
  }
  return found
}

describe('blocks of lines', () => {
  it('hold the lines of a text, whatever the pieces are cut to', async () => {
    const texts = fc
      .array(fc.oneof(fc.constant('\n'), fc.string({ maxLength: 12, unit: 'binary' })), { maxLength: 20 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (raw, size) => {
        const text = raw.replace(/^\uFEFF+/, '').replaceAll(/\p{Surrogate}/gu, '')
        const lines = text.split('\n')
        expect(await linesOf(inPieces(text, size))).toEqual(lines.at(-1) === '' ? lines.slice(0, -1) : lines)
      }),
      { numRuns: 120 },
    )
  })

  it('begin behind a byte order mark, also where it is cut in two, and keep later ones', async () => {
    for (const size of [1, 2, 3, 64]) expect(await linesOf(inPieces('\uFEFFa\n\uFEFFb', size))).toEqual(['a', '\uFEFFb'])
    expect(await linesOf(inPieces('\uFEFF', 1))).toEqual([''])
  })

  it('name a line of more than 512 KiB in its place and keep nothing of it, at the start, in the middle and at the end', async () => {
    const long = 'x'.repeat(MAX_BYTES + 70_000)
    expect(await linesOf(inPieces(`${long}\na\n${long}\nb\n${long}`))).toEqual(['too long', 'a', 'too long', 'b', 'too long'])
    expect(await linesOf(inPieces(`a\n${long}\n\n`, 1 << 20))).toHaveLength(3)
  })

  it('hold a line of 512 KiB whole', async () => {
    const line = 'x'.repeat(MAX_BYTES)
    expect(await linesOf(inPieces(`a\n${line}\nb`, 1000))).toEqual(['a', line, 'b'])
  })

  it('are none for nothing', async () => {
    expect(await linesOf(inPieces(''))).toEqual([])
  })
})

describe('the pieces of a file', () => {
  it('are the whole file, and none of a folder or a device', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pieces-'))
    try {
      const path = join(folder, 'a.ndjson')
      const text = Array.from({ length: 30_000 }, (_, at) => `line ${at}`).join('\n')
      writeFileSync(path, text)
      const opened = await nodeReader.readPieces?.(path)
      expect(opened).toMatchObject({ kind: 'file', size: text.length })
      expect((await linesOf(opened?.pieces ?? inPieces(''))).join('\n')).toBe(text)
      for (const [other, kind] of [
        [folder, 'folder'],
        ['/dev/null', 'special'],
      ] as const) {
        const none = await nodeReader.readPieces?.(other)
        expect(none?.kind).toBe(kind)
        expect(await linesOf(none?.pieces ?? inPieces('x'))).toEqual([])
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
