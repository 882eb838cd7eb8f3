import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { recordsFor } from '../../src/commands/adr-folder.js'
import type { Decision } from '../../src/engine/decision.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { writeFiles } from '../../src/files/write.js'
import { renderAdr, renderRecord } from '../../src/report/adr.js'
import { fakeContext } from '../cli/fake-context.js'
import { faultyWriter } from '../files/faulty-writer.js'
import { SAMPLE } from '../report/sample-decision.js'

const SLUG = 'support-bot-for-tariff-questions'
const FOREIGN = '# 1. Record architecture decisions\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rag-or-tune-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const put = (name: string, text: string | Uint8Array): void => writeFileSync(at(name), text)
const read = (name: string): string => readFileSync(at(name), 'utf8')

/** The decision with other verdicts. */
function turned(verdicts: Readonly<Record<string, 'adopt' | 'pilot' | 'later' | 'skip'>>): Decision {
  return { ...SAMPLE, approaches: SAMPLE.approaches.map((one) => ({ ...one, verdict: verdicts[one.id] ?? one.verdict })) }
}

interface Planned {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly says: string
  readonly warnings: readonly string[]
}

async function plan(decision: Decision): Promise<Planned> {
  const result = await recordsFor(folder, decision, nodeReader)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const name = (path: string): string => path.slice(folder.length + 1)
  return {
    files: result.value.files.map(({ path, text }) => ({ name: name(path), text })),
    says: result.value.says,
    warnings: result.warnings.map(
      ({ message, place }) => `${name(place?.file ?? '')}${place?.line === undefined ? '' : `:${place.line}`} ${message}`,
    ),
  }
}

const names = ({ files }: Planned): readonly string[] => files.map(({ name }) => name)

async function problems(decision: Decision): Promise<readonly string[]> {
  const result = await recordsFor(folder, decision, nodeReader)
  return result.ok ? [] : result.problems.map(({ code, message, hint }) => `${code}: ${message} | ${hint}`)
}

describe('the first record of a decision', () => {
  it('gets the next free number, among records of others too', async () => {
    expect(names(await plan(SAMPLE))).toEqual([`0001-${SLUG}.md`])
    put('0001-record-architecture-decisions.md', FOREIGN)
    put('0012-use-postgres.md', '---\nstatus: accepted\ndate: 2026-01-01\n---\n# Use Postgres\n')
    put('README.md', '# Decisions\n')
    const planned = await plan(SAMPLE)
    expect(planned).toMatchObject({ says: '', warnings: [] })
    expect(planned.files).toEqual([{ name: `0013-${SLUG}.md`, text: renderAdr(SAMPLE) }])
  })

  it('is named by its headline where the title has no Latin letter', async () => {
    expect(names(await plan({ ...SAMPLE, title: '漢字', headline: 'Build RAG.' }))).toEqual(['0001-build-rag.md'])
  })

  it('stands beside that of another decision', async () => {
    put('0001-other.md', renderAdr({ ...SAMPLE, title: 'Another product' }))
    expect((await plan(SAMPLE)).files).toEqual([{ name: `0002-${SLUG}.md`, text: renderAdr(SAMPLE) }])
  })
})

describe('the next record of a decision', () => {
  it('is not written while verdicts are the same; the former one stands', async () => {
    put('0004-bot.md', renderAdr(SAMPLE))
    put('0005-other.md', renderAdr({ ...SAMPLE, title: 'Another product' }))
    const planned = await plan({ ...SAMPLE, date: '2027-01-01', headline: 'Other words.' })
    expect(planned).toEqual({
      files: [],
      warnings: [],
      says: 'the decision of ADR-0004 stands, with the same verdicts; no record is written\n',
    })
  })

  it('says so too when only the rubric has changed', async () => {
    put('0004-bot.md', renderAdr(SAMPLE))
    const { files, says } = await plan({ ...SAMPLE, rubric: { ...SAMPLE.rubric, version: '1.2.0' } })
    expect(files).toEqual([])
    expect(says).toContain('; the rubric is core 1.2.0 now, and was core 1.0.0\n')
  })

  it('supersedes the former one when a verdict has changed: a new record, and one changed line', async () => {
    const before = renderAdr(SAMPLE)
    put('0004-bot.md', before)
    const now = turned({ rag: 'pilot' })
    const { files } = await plan(now)
    expect(files.map(({ name }) => name)).toEqual([`0005-${SLUG}.md`, '0004-bot.md'])
    const verdicts = new Map(SAMPLE.approaches.map(({ id, verdict }) => [id, verdict]))
    expect(files[0]?.text).toBe(renderRecord(now, { number: '0004', file: '0004-bot.md', verdicts, status: 'proposed' }))
    expect(files[0]?.text).toContain('| Retrieval (RAG) | adopt | **pilot** |')
    expect(files[1]?.text).toBe(before.replace('status: proposed', `status: superseded by [ADR-0005](0005-${SLUG}.md)`))
  })

  it.each(['accepted', '"Accepted"', 'accepted # by the board', 'in force', ''])('supersedes one with the status %j', async (status) => {
    put('0004-bot.md', renderAdr(SAMPLE).replace('status: proposed', `status: ${status}`))
    expect(names(await plan(turned({ rag: 'skip' })))).toEqual([`0005-${SLUG}.md`, '0004-bot.md'])
    expect((await plan(SAMPLE)).files).toEqual([])
  })

  it.each(['rejected', 'deprecated', 'superseded by ADR-0009', 'Superseded by [ADR-0009](0009-x.md)'])(
    'leaves one with the status %s alone, whatever its verdicts',
    async (status) => {
      put('0004-bot.md', renderAdr(SAMPLE).replace('status: proposed', `status: ${status}`))
      for (const decision of [SAMPLE, turned({ rag: 'skip' })]) expect(names(await plan(decision))).toEqual([`0005-${SLUG}.md`])
    },
  )

  it('says how to go back where the new one is rejected, to the status that the former one had', async () => {
    const sayings: string[] = []
    for (const status of ['accepted', 'proposed', '"in force"', '', `"${'x'.repeat(50)}"`]) {
      put('0004-bot.md', renderAdr(SAMPLE).replace('status: proposed', `status: ${status}`))
      const { says, files } = await plan(turned({ rag: 'pilot' }))
      sayings.push(says)
      const [, after = ''] = files[0]?.text.split('| Retrieval (RAG) | adopt | **pilot** |\n') ?? []
      expect(after).toMatch(/^\nADR-0004 is marked as superseded already\. If this record is rejected, set /)
    }
    const head = 'ADR-0005 is only proposed: if it is rejected, set its status to rejected, and that of ADR-0004 back'
    expect(sayings).toEqual(
      ['to accepted', 'to proposed', 'to in force', 'to what it was', 'to what it was'].map((was) => `${head} ${was}\n`),
    )
  })

  it('goes by what a rejected record superseded, which stands again', async () => {
    const put2 = (status: string): void => put('0002-bot.md', renderAdr(SAMPLE).replace('status: proposed', `status: ${status}`))
    put2('accepted')
    const first = await plan(turned({ rag: 'pilot' }))
    for (const { name, text } of first.files) put(name, text)
    const third = `0003-${SLUG}.md`
    expect(read('0002-bot.md')).toContain(`status: superseded by [ADR-0003](${third})`)
    put(third, read(third).replace('status: proposed', 'status: rejected'))
    expect(await plan(SAMPLE)).toEqual({
      files: [],
      warnings: [],
      says: 'the decision of ADR-0002 stands, with the same verdicts; no record is written; ADR-0003, by which it was superseded, is rejected: set its status back\n',
    })
    const next = await plan(turned({ rag: 'skip' }))
    expect(names(next)).toEqual([`0004-${SLUG}.md`, '0002-bot.md'])
    expect(next.files[0]?.text).toContain(
      'This supersedes [ADR-0002](0002-bot.md), which stands again since ADR-0003 was rejected, because',
    )
    expect(next.files[0]?.text).toContain('| Retrieval (RAG) | adopt | **skip** |')
    expect(next.files[1]?.text).toContain(`status: superseded by [ADR-0004](0004-${SLUG}.md)`)
    // Set back, as the message said, it stands anyway.
    put2('accepted')
    expect((await plan(SAMPLE)).says).toBe('the decision of ADR-0002 stands, with the same verdicts; no record is written\n')
    // Deprecated is not rejected: nothing of it stands.
    put2(`superseded by [ADR-0003](${third})`)
    put(third, read(third).replace('status: rejected', 'status: deprecated'))
    expect(names(await plan(SAMPLE))).toEqual([`0004-${SLUG}.md`])
  })

  it('a rejected record of another decision with that number brings nothing back', async () => {
    put('0002-bot.md', renderAdr(SAMPLE).replace('status: proposed', 'status: superseded by ADR-0003'))
    put('0003-other.md', renderAdr({ ...SAMPLE, title: 'Another product' }).replace('status: proposed', 'status: rejected'))
    expect(names(await plan(SAMPLE))).toEqual([`0004-${SLUG}.md`])
  })

  it('goes by the highest number that still counts', async () => {
    put('0002-bot.md', renderAdr(SAMPLE))
    put('0003-bot.md', renderAdr(turned({ rag: 'pilot' })))
    put('0007-bot.md', renderAdr(turned({ rag: 'skip' })).replace('status: proposed', 'status: rejected'))
    expect((await plan(turned({ rag: 'pilot' }))).says).toContain('ADR-0003')
    expect(names(await plan(turned({ rag: 'skip' })))).toEqual([`0008-${SLUG}.md`, '0003-bot.md'])
    expect(names(await plan(SAMPLE))).toEqual([`0008-${SLUG}.md`, '0003-bot.md'])
  })

  it('keeps CRLF, a byte order mark and everything that people added', async () => {
    const edited = `\uFEFF${renderAdr(SAMPLE).replace('status: proposed', 'status: accepted # 7 March\nconsulted: Legal')}\n## Notes\n\nstatus: proposed\n`
    const before = edited.replaceAll('\n', '\r\n')
    put('0004-bot.md', before)
    const { files } = await plan(turned({ rag: 'skip' }))
    expect(files[1]?.text).toBe(before.replace('status: accepted #', `status: superseded by [ADR-0005](0005-${SLUG}.md) #`))
  })
})

describe('what cannot be read', () => {
  it('is named and stops nothing; its number counts', async () => {
    put('0002-bot.md', renderAdr(SAMPLE))
    put('0003-broken.md', '---\nstatus: [accepted\n---\n')
    put('0004-open.md', '---\nstatus: accepted\n')
    put('0005-ours.md', renderAdr(SAMPLE).replace('  verdicts:', '  verdict:'))
    put('0006-bytes.md', new Uint8Array([0xff, 0xfe, 0x00, 0x2d]))
    put('0007-empty.md', '')
    put('0008-huge.md', `---\nx: ${'y'.repeat(100_000)}\n---\n`)
    const planned = await plan(SAMPLE)
    expect(planned.says).toContain('ADR-0002')
    expect(planned.warnings).toEqual([
      '0008-huge.md:1 this is not taken for a decision record: its front matter does not end',
      '0005-ours.md:5 this is not taken for a decision record: its rag-or-tune entry is not as this tool writes it',
      '0004-open.md:1 this is not taken for a decision record: its front matter does not end',
      expect.stringMatching(/^0003-broken\.md:\d this is not taken for a decision record: its front matter cannot be read: /),
    ])
    expect(names(await plan({ ...SAMPLE, title: 'New' }))).toEqual(['0009-new.md'])
  })

  it('nor what is no file: links, folders', async () => {
    put('real.txt', renderAdr(SAMPLE))
    symlinkSync(at('real.txt'), at('0002-link.md'))
    symlinkSync(at('nowhere'), at('0003-dangling.md'))
    mkdirSync(at('0004-folder.md'))
    const planned = await plan(SAMPLE)
    expect(names(planned)).toEqual([`0005-${SLUG}.md`])
    expect(planned.warnings).toEqual([
      '0004-folder.md this is not taken for a decision record: it is no file',
      '0003-dangling.md this is not taken for a decision record: it is a symbolic link',
      '0002-link.md this is not taken for a decision record: it is a symbolic link',
    ])
  })

  it('nor a file that the system refuses', async () => {
    put('0002-bot.md', renderAdr(SAMPLE))
    const refusing = {
      ...nodeReader,
      readRegular: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
    }
    const result = await recordsFor(folder, SAMPLE, refusing)
    expect(result).toMatchObject({ ok: true, warnings: [{ code: 'record-unread', place: { file: at('0002-bot.md') } }] })
    expect(result.ok && result.value.files.map(({ path }) => path)).toEqual([at(`0003-${SLUG}.md`)])
  })

  it('is read in part only, however large the file', async () => {
    put('0001-huge.md', Buffer.alloc(3_000_000, '# x\n'))
    const most: number[] = []
    await recordsFor(folder, SAMPLE, {
      ...nodeReader,
      readRegular: (path, limit) => {
        most.push(limit)
        return nodeReader.readRegular(path, limit)
      },
    })
    expect(most).toEqual([32 * 1024])
  })

  it.each([
    ['larger than 512 KiB', () => `${renderAdr(SAMPLE)}${'x'.repeat(600_000)}`, 'it is larger than 512 KiB', 'by hand'],
    ['not UTF-8', () => Buffer.concat([Buffer.from(renderAdr(SAMPLE)), Buffer.from([0xff])]), 'it is not UTF-8', 'save it as UTF-8'],
    [
      'with a status on several lines',
      () => renderAdr(SAMPLE).replace('status: proposed', 'status: >-\n  in\n  force'),
      'its status is not on one line',
      'write it as one line',
    ],
  ])('a former record %s is not superseded by halves: an error, and nothing is written', async (_, text, because, hint) => {
    put('0002-bot.md', text())
    expect((await plan(SAMPLE)).says).toContain('ADR-0002')
    const [only, ...others] = await problems(turned({ rag: 'skip' }))
    expect(others).toEqual([])
    expect(only).toContain(`record-unchanged: this record cannot be marked as superseded: ${because}`)
    expect(only).toContain(hint)
  })

  it('a folder that cannot be listed is an error: the next number is not known', async () => {
    const refusing = {
      ...nodeReader,
      entries: () => {
        throw Object.assign(new Error('no'), { code: 'EACCES' })
      },
    }
    expect(await recordsFor(folder, SAMPLE, refusing)).toMatchObject({
      ok: false,
      problems: [{ code: 'file-unreadable', place: { file: folder } }],
    })
  })
})

it('10,000 files are looked through', async () => {
  const foreign = new TextEncoder().encode('---\nstatus: accepted\n---\n\n# X\n')
  const entries = Array.from({ length: 9_999 }, (_, index) => ({
    name: `${String(index + 1).padStart(4, '0')}-x.md`,
    kind: 'file' as const,
    isLink: false,
  }))
  const read: string[] = []
  const result = await recordsFor('decisions', SAMPLE, {
    ...nodeReader,
    entries: () => entries,
    readRegular: async (path) => {
      read.push(path)
      return { kind: 'file', bytes: foreign }
    },
  })
  expect(read).toHaveLength(9_999)
  expect(result.ok && result.value.files.map(({ path }) => path)).toEqual([join('decisions', `10000-${SLUG}.md`)])
})

describe('both files or none', () => {
  it('whichever call of the file system fails', async () => {
    put('0004-bot.md', renderAdr(SAMPLE))
    const planned = await recordsFor(folder, turned({ rag: 'skip' }), nodeReader)
    if (!planned.ok) throw new Error('refused')
    const { files } = planned.value
    const replaceable = files.filter(({ replaces }) => replaces === true).map(({ path }) => path)
    for (let call = 1; ; call++) {
      const io = faultyWriter({ code: 'EIO', from: call, to: call })
      const written = await writeFiles(files, { force: false, protect: [], replaceable }, io)
      if (io.calls().length < call) break
      const there = readdirSync(folder).filter((name) => name.endsWith('.md'))
      const state = `${there.length} ${/^status: (\w+)/m.exec(read('0004-bot.md'))?.[1]}`
      expect([written.ok, state], `call ${call}`).toEqual(written.ok ? [true, '2 superseded'] : [false, '1 proposed'])
      rmSync(at(`0005-${SLUG}.md`), { force: true })
      put('0004-bot.md', renderAdr(SAMPLE))
    }
  })

  it('the former record alone may be overwritten without --force', async () => {
    put('a.md', 'a')
    put('b.md', 'b')
    const outputs = ['a.md', 'b.md'].map((name) => ({ path: at(name), text: 'new' }))
    const written = await writeFiles(outputs, { force: false, protect: [], replaceable: [at('a.md')] }, faultyWriter(undefined))
    expect(written).toMatchObject({ ok: false, problems: [{ code: 'write-exists', place: { file: at('b.md') } }] })
    expect([read('a.md'), read('b.md')]).toEqual(['a', 'b'])
  })
})

describe('decide --format adr', () => {
  const FACTS = ['--set', 'need=facts', '--set', 'corpus-size=large']
  async function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const { context, said } = fakeContext({ args })
    return { code: await main(context), ...said }
  }

  it('prints a record, and writes none', async () => {
    const { code, stdout, stderr } = await run([...FACTS, '--format', 'adr'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^---\nstatus: proposed\nrag-or-tune:\n {2}decision: "untitled"\n/)
  })

  it.each([
    ['a missing folder', () => [at('no/')], 'there is no folder', 'mkdir -p'],
    ['a file under the name of a folder', () => [`${at('file.txt')}/`], 'file.txt', 'name a folder'],
    ['two folders', () => [folder, `${folder}/`], 'a decision record goes to one folder', 'keep one of them'],
    ['a folder that is not there and ends in no slash', () => [at('no')], 'names no format', 'has to be there, or to end in /'],
  ])('refuses %s, before anything is written', async (_, outputs, message, hint) => {
    put('file.txt', 'x')
    const { code, stdout, stderr } = await run([...FACTS, '--format', 'adr', ...outputs().flatMap((path) => ['--output', path])])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
    expect(readdirSync(folder)).toEqual(['file.txt'])
  })

  it.each([
    ['text', []],
    ['JSON', ['--format', 'json']],
  ])('a folder stays an error with %s, and the hint names the format that takes one', async (_, format) => {
    const { code, stderr } = await run([...FACTS, ...format, '--output', folder])
    expect(code).toBe(2)
    expect(stderr).toContain('this is a folder, not a file (write-folder)')
    expect(stderr).toContain('--format adr')
  })

  it('writes beside other files, and to standard output where that is asked for', async () => {
    const { code, stdout, stderr } = await run([
      ...FACTS,
      '--format',
      'adr',
      '--output',
      `${folder}/`,
      '--output',
      at('x.json'),
      '--output',
      '-',
    ])
    expect(code).toBe(0)
    const [record = '', json] = readdirSync(folder).sort()
    expect(json).toBe('x.json')
    expect(stdout).toBe(read(record))
    expect(stderr).toBe(`wrote ${at('x.json')}\nwrote ${at(record)}\n`)
  })

  it('writes nothing at all where another output cannot be written', async () => {
    put('x.json', 'mine')
    const { code, stderr } = await run([...FACTS, '--format', 'adr', '--output', folder, '--output', at('x.json')])
    expect(code).toBe(2)
    expect(stderr).toContain('the file exists')
    expect(readdirSync(folder)).toEqual(['x.json'])
    expect(read('x.json')).toBe('mine')
  })

  it('has no short form', async () => {
    const { code, stderr } = await run([...FACTS, '--format', 'adr', '--output', folder, '--brief'])
    expect(code).toBe(2)
    expect(stderr).toContain('--brief shortens text and Markdown')
  })

  it.each([
    ['what-if', ['what-if', ...FACTS, '--vary', 'need']],
    ['explain', ['explain', 'rag']],
    ['rubric test', ['rubric', 'test', 'quick']],
    ['rubric diff', ['rubric', 'diff', 'quick', 'quick']],
  ])('is for decisions only: %s has no such form', async (_, args) => {
    const { code, stdout, stderr } = await run([...args, '--format', 'adr'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('text, markdown, json')
    expect(stderr).not.toContain('json, adr')
  })

  it('F-02 a folder that may not be written to is refused first', async () => {
    mkdirSync(at('locked'))
    chmodSync(at('locked'), 0o555)
    const { code, stderr } = await run([...FACTS, '--format', 'adr', '--output', at('locked')])
    // The superuser may write everywhere.
    if (process.getuid?.() === 0) expect(code).toBe(0)
    else expect([code, stderr]).toEqual([2, expect.stringContaining('name a folder that may be written to')])
  })
})
