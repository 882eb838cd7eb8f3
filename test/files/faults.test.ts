import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFiles } from '../../src/files/write.js'
import { type Fault, faultyWriter } from './faulty-writer.js'

interface Case {
  readonly name: string
  /** Files that are there before. */
  readonly old: readonly string[]
  readonly outputs: readonly string[]
}

const CASES: readonly Case[] = [
  { name: 'one new file', old: [], outputs: ['a'] },
  { name: 'one file over an old one', old: ['a'], outputs: ['a'] },
  { name: 'three files, two of them over old ones', old: ['a', 'c', 'other'], outputs: ['a', 'b', 'c'] },
]
const CODES = ['ENOSPC', 'EACCES', 'EIO', 'EPERM']

interface Outcome {
  readonly ok: boolean
  readonly calls: readonly string[]
  readonly files: readonly string[]
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

/** Runs one case in a folder of its own. */
async function run({ old, outputs }: Case, fault?: Fault): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    for (const name of old) writeFileSync(join(folder, name), `old ${name}`)
    const io = faultyWriter(fault)
    const result = await writeFiles(
      outputs.map((name) => ({ path: join(folder, name), text: `new ${name}` })),
      { force: true, protect: [] },
      io,
    )
    const files = readdirSync(folder).sort()
    return {
      ok: result.ok,
      calls: io.calls(),
      files: files.map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`),
      problems: result.ok
        ? []
        : result.problems.map(({ code, message, place }) => `${code} ${place?.file.slice(folder.length + 1)} ${message}`),
      warnings: result.ok ? result.warnings.map(({ code }) => code) : [],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const oldFiles = ({ old }: Case): string[] => old.map((name) => `${name}: old ${name}`).sort()
const newFiles = (one: Case): string[] => {
  const names = new Set([...one.old, ...one.outputs])
  return [...names].sort().map((name) => `${name}: ${one.outputs.includes(name) ? 'new' : 'old'} ${name}`)
}

describe('a file system that fails', () => {
  for (const one of CASES) {
    for (const code of CODES) {
      it(`F-07 F-15 leaves all old or all new, and no temporary file, when any call fails with ${code}: ${one.name}`, async () => {
        const { calls } = await run(one)
        expect(calls.length).toBeGreaterThan(10)
        for (let n = 1; n <= calls.length; n++) {
          const { ok, files, problems, warnings } = await run(one, { code, from: n, to: n })
          expect({ n, call: calls[n - 1], files }).toEqual({ n, call: calls[n - 1], files: ok ? newFiles(one) : oldFiles(one) })
          expect(warnings).toEqual([])
          if (!ok) expect(problems).toEqual([expect.stringMatching(new RegExp(`^write-failed [abc] .*\\(${code}\\)$`))])
        }
      })
    }

    it(`F-07 keeps the old files when the disk takes the text and then fails: ${one.name}`, async () => {
      const { calls } = await run(one)
      for (const [index, call] of calls.entries()) {
        if (!['writeFile', 'sync', 'chmod', 'link', 'close'].includes(call)) continue
        const { ok, files } = await run(one, { code: 'ENOSPC', from: index + 1, to: index + 1, late: true })
        expect({ call, files }).toEqual({ call, files: ok ? newFiles(one) : oldFiles(one) })
      }
    })

    it(`tells what stays when the disk never works again: ${one.name}`, async () => {
      const { calls } = await run(one)
      for (let n = 1; n <= calls.length; n++) {
        const { ok, files, problems, warnings } = await run(one, { code: 'EIO', from: n })
        const expected = ok ? newFiles(one) : oldFiles(one)
        const whole = JSON.stringify(files) === JSON.stringify(expected)
        const told = problems.some((text) => text.startsWith('write-partial')) || warnings.includes('write-partial')
        expect({ n, call: calls[n - 1], whole: whole || told }).toEqual({ n, call: calls[n - 1], whole: true })
        for (const name of one.old)
          expect(files.some((file) => file.endsWith(`: old ${name}`)) || files.includes(`${name}: new ${name}`)).toBe(true)
      }
    })
  }

  it('F-21 waits for a file that is in use for a moment', async () => {
    const one = CASES[1] as Case
    const { calls } = await run(one)
    const rename = calls.indexOf('rename') + 1
    expect((await run(one, { code: 'EPERM', from: rename, to: rename + 1 })).ok).toBe(true)
    expect((await run(one, { code: 'EPERM', from: rename, to: rename + 2 })).files).toEqual(oldFiles(one))
    expect((await run(one, { code: 'EIO', from: rename, to: rename })).files).toEqual(oldFiles(one))
  })
})
