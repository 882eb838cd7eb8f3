import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DraftBox, openDraft } from '../../src/commands/draft-store.js'
import { nodeWriter } from '../../src/files/node-writer.js'
import { draftText, readDraft } from '../../src/interview/draft.js'
import { core, quick } from '../engine/shipped.js'
import { type Fault, faultyWriter } from '../files/faulty-writer.js'
import { contextFor, inputFor, NO_OPTIONS, sessionOf } from './draft-helpers.js'

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'draft-faults-')))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const TEMPORARY = /^\.a\.yaml\.draft(-\d)?\.json\.[0-9a-f]{16}\.tmp$/

interface Run {
  readonly calls: readonly string[]
  /** What was kept last, by file, and the temporary files. */
  readonly kept: ReadonlyMap<string, number>
  readonly temporary: readonly string[]
  readonly warnings: number
  readonly left: readonly string[]
}

/** One interview of three answers beside an answers file, the file system failing in the middle. */
async function interviewed(fault?: Fault): Promise<Run> {
  const place = mkdtempSync(join(folder, 'run-'))
  const options = { ...NO_OPTIONS, answers: join(place, 'a.yaml') }
  const { context, said } = contextFor({})
  const io = faultyWriter(fault)
  const box = await openDraft(context, options, inputFor(quick), io)
  const early = box.warnings.length
  for (const count of [1, 2, 3]) await box.keep(sessionOf(quick, count))
  const kept = new Map<string, number>()
  const temporary: string[] = []
  for (const name of readdirSync(place)) {
    if (TEMPORARY.test(name)) temporary.push(name)
    else {
      const read = await readDraft(readFileSync(join(place, name), 'utf8'), quick)
      kept.set(name, read.kind === 'usable' ? read.session.asked.length : -1)
    }
  }
  if (box.place !== undefined) expect(kept.has(box.place.slice(place.length + 1))).toBe(true)
  await box.drop()
  await openDraft(context, options, inputFor(quick), nodeWriter)
  return { calls: io.calls(), kept, temporary, warnings: early + said.stderr.split('(draft-').length - 1, left: readdirSync(place) }
}

describe('a draft on a file system that fails', () => {
  it('is whole after every failed call, holds the last answer when the call failed but once, and leaves nothing', async () => {
    const { calls, kept } = await interviewed()
    expect([...kept]).toEqual([['a.yaml.draft.json', 3]])
    expect(calls.length).toBeGreaterThan(20)
    const wrong: string[] = []
    for (let from = 1; from <= calls.length; from++) {
      for (const [code, late] of [
        ['ENOSPC', false],
        ['EIO', false],
        ['EIO', true],
        ['EPERM', false],
      ] as const) {
        const run = await interviewed({ code, from, to: from, late })
        const what = `${code}${late ? ' late' : ''} at ${from} ${run.calls[from - 1]}: ${JSON.stringify([...run.kept])} ${run.warnings} ${run.left}`
        const last = Math.max(...run.kept.values())
        const isLastCall = from > calls.length - 10
        const isFine =
          [...run.kept.values()].every((count) => count > 0) && run.kept.size === 1 && (last === 3 || (isLastCall && last === 2))
        if (!isFine || run.warnings > 1 || run.left.length > 0) wrong.push(what)
      }
    }
    expect(wrong).toEqual([])
  })

  it('is whole whatever fails for ever from some call on, with at most one warning for keeping and one for dropping', async () => {
    const { calls } = await interviewed()
    const wrong: string[] = []
    for (let from = 1; from <= calls.length; from++) {
      for (const [code, late] of [
        ['ENOSPC', false],
        ['EROFS', false],
        ['EIO', true],
      ] as const) {
        const run = await interviewed({ code, from, late })
        const what = `${code}${late ? ' late' : ''} from ${from} ${run.calls[from - 1]}: ${JSON.stringify([...run.kept])} ${run.warnings} ${run.left}`
        if ([...run.kept.values()].some((count) => count < 1) || run.kept.size > 1 || run.warnings > 2) wrong.push(what)
        if (run.left.some((name) => TEMPORARY.test(name))) wrong.push(what)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('drafts of runs that are killed', () => {
  const here = fileURLToPath(new URL('.', import.meta.url))
  let script = ''
  beforeAll(async () => {
    script = join(folder, 'keeper.cjs')
    // Keeps more and more answers, and says so after each.
    const contents = `
      import { readSync, writeSync } from 'node:fs'
      import { openDraft } from '../../src/commands/draft-store.js'
      import { nodeReader } from '../../src/files/node-reader.js'
      const [answers, rubricFile, start, end] = process.argv.slice(2)
      const rubric = JSON.parse(require('node:fs').readFileSync(rubricFile, 'utf8'))
      const say = { isTerminal: false, columns: 80, write: (text) => (writeSync(2, text), { ok: true }) }
      const context = { args: [], env: {}, files: nodeReader, stderr: say, host: () => ({ platform: 'linux', user: process.getuid?.(), folder: '/' }) }
      const questions = rubric.questions
      const sessionOf = (count) => {
        const some = Array.from({ length: Math.min(count, questions.length) }, (_, index) => questions[index])
        const answer = ({ kind, options }) => ({ value: kind === 'many' ? [options[0].id] : options[0].id, origin: 'asked' })
        return { answers: new Map(some.map((one) => [one.id, answer(one)])), asked: some.map(({ id }) => id) }
      }
      async function run() {
        const options = { set: [], output: [], answers }
        const box = await openDraft(context, options, { rubric, rubricChoice: { name: 'core' }, files: [] })
        for (const { message, code } of box.warnings) writeSync(2, message + ' (' + code + ')\\n')
        writeSync(1, 'ready\\n')
        readSync(0, new Uint8Array(1))
        for (let count = Number(start); count <= Number(end); count++) {
          await box.keep(sessionOf(count))
          writeSync(1, box.place + ' ' + Math.min(count, questions.length) + '\\n')
        }
      }
      run()`
    await build({
      stdin: { contents, resolveDir: here, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: script,
      logLevel: 'error',
      define: { 'import.meta.dirname': '""' },
    })
  })

  const rubricFile = fileURLToPath(new URL('../../dist/rubrics/core.json', import.meta.url))
  interface Keeper {
    readonly child: ChildProcess
    /** Resolves when it has looked for drafts; it begins to keep when something is typed. */
    readonly ready: Promise<unknown>
    readonly said: () => string
  }
  const keeper = (answers: string, start: number, end: number): Keeper => {
    const child = spawn(process.execPath, [script, answers, rubricFile, String(start), String(end)], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    return { child, ready: once(child.stdout as NodeJS.ReadableStream, 'data'), said: () => text }
  }
  const lastOf = (said: string): [place: string, count: number] => {
    const [place = '', count = '0'] = said.trimEnd().split('\n').at(-1)?.split(' ') ?? []
    return [place, Number(count)]
  }
  const found = async (answers: string): Promise<DraftBox> => openDraft(contextFor({}).context, { ...NO_OPTIONS, answers }, inputFor(core))

  it('P-15 kill -9 at any moment leaves a whole draft with every answer that was kept, and nothing else after the next start', async () => {
    for (let round = 0; round < 12; round++) {
      const place = mkdtempSync(join(folder, 'killed-'))
      const answers = join(place, 'a.yaml')
      const { child, ready, said } = keeper(answers, 1, 100_000)
      await ready
      child.stdin?.write('x')
      await once(child.stdout as NodeJS.ReadableStream, 'data')
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 43))
      child.kill('SIGKILL')
      await once(child, 'close')
      const [, least] = lastOf(said())
      const box = await found(answers)
      expect(box.warnings).toEqual([])
      expect(box.found?.session.asked.length).toBeGreaterThanOrEqual(least)
      expect(box.found?.session).toEqual(sessionOf(core, box.found?.session.asked.length ?? 0))
      expect(readdirSync(place)).toEqual(['a.yaml.draft.json'])
    }
  })

  it('a folder that may not be written to: one warning before the first question, and nothing is touched', async () => {
    const place = mkdtempSync(join(folder, 'locked-'))
    const rubric = join(folder, 'rubric.json')
    copyFileSync(rubricFile, rubric)
    for (const path of [folder, place]) chmodSync(path, 0o555)
    // Permissions do not hold for root, so the test hands itself to nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const ran = spawnSync(process.execPath, [script, join(place, 'a.yaml'), rubric, '1', '3'], {
      encoding: 'utf8',
      cwd: '/',
      input: 'x',
      ...nobody,
    })
    for (const path of [folder, place]) chmodSync(path, 0o755)
    expect(ran.stderr.match(/permission denied \(EACCES\) \(draft-not-kept\)/g)).toHaveLength(1)
    expect(ran.stdout).toBe('ready\nundefined 1\nundefined 2\nundefined 3\n')
    expect(readdirSync(place)).toEqual([])
  })

  it('F-10 three interviews at once in one folder, lose no answer of each other', async () => {
    for (let round = 0; round < 3; round++) {
      const place = mkdtempSync(join(folder, 'together-'))
      const answers = join(place, 'a.yaml')
      const all = [keeper(answers, 1, 15), keeper(answers, 5, 20), keeper(answers, 2, 18)]
      await Promise.all(all.map(({ ready }) => ready))
      for (const { child } of all) child.stdin?.write('x')
      await Promise.all(all.map(({ child }) => once(child, 'close')))
      const ends = all.map(({ said }) => lastOf(said()))
      expect(ends.map(([, count]) => count)).toEqual([15, 20, 18])
      expect(new Set(ends.map(([path]) => path)).size).toBe(3)
      for (const [path, count] of ends) expect(readFileSync(path, 'utf8')).toBe(draftText(sessionOf(core, count), core, 'core'))
    }
  })
})
