import { cpSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CODES } from '../../src/files/codes.js'
import { run, withFolder } from '../e2e/harness.js'
import { type Measured, measured } from '../reliability/process.js'
import { runHere, unseenIn } from '../reliability/support.js'
import { type Broken, FOLDERS, MALFORMED, MISSHAPEN, UNPROVED } from './corpus.js'

interface Piece {
  readonly code: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly message: string
  readonly hint?: string
  readonly allowed?: readonly string[]
  readonly severity?: string
  readonly result?: string
  readonly replay?: string
}

interface Document {
  readonly rubrics: readonly { readonly outcome: string; readonly problems: readonly Piece[]; readonly findings: readonly Piece[] }[]
}

const piecesOf = (stdout: string): readonly Piece[] =>
  (JSON.parse(stdout) as Document).rubrics.flatMap(({ problems, findings }) => [...problems, ...findings])

const placeOf = ({ file = '', line, column, code }: Piece, own: string): string =>
  `${basename(file) === basename(own) ? '' : `${basename(file)}:`}${line}:${column} ${code}`

/** Reads a shell line of one command back into its words. */
function wordsOf(line: string): string[] {
  return (line.match(/(?:[^\s']|'[^']*')+/g) ?? []).map((word) => word.replaceAll("'", ''))
}

async function checkHere({ file, flags }: Pick<Broken, 'file' | 'flags'>) {
  const ran = await runHere(['rubric', 'check', '--format', 'json', ...flags, file])
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/internal-fault|unfinished/)
  return { ...ran, pieces: piecesOf(ran.stdout) }
}

const named = (corpus: readonly Broken[]) => corpus.map((one) => [basename(one.file), one] as const)
const corpus = [...UNPROVED, ...MISSHAPEN, ...MALFORMED]

describe('rubric check on a corpus of broken rubrics', () => {
  it('has one of each fault, at least sixty, none of them twice', () => {
    expect(new Set(corpus.map(({ file }) => file)).size).toBe(corpus.length)
    expect(corpus.length).toBeGreaterThanOrEqual(60)
  })

  it.each(named(UNPROVED))('%s', async (name, broken) => {
    const { code, pieces } = await checkHere(broken)
    expect(broken.found).not.toEqual([])
    expect(pieces.map((piece) => placeOf(piece, name))).toEqual(broken.found)
    expect(code).toBe(broken.exit)
  })

  it.each(named([...MISSHAPEN, ...MALFORMED]))('%s', async (name, broken) => {
    const { code, pieces } = await checkHere(broken)
    const places = pieces.map((piece) => placeOf(piece, name))
    expect(broken.whole ? places : places.slice(0, broken.found.length)).toEqual(broken.found)
    expect(code).toBe(broken.exit)
  })

  it.each(named(UNPROVED.filter(({ file }) => !file.endsWith('several.yaml'))))(
    '%s is named for what is wrong with it',
    (name, { found }) => {
      expect(found.map((one) => one.split(' ')[1])).toContain(name.replace(/(--.*)?\.yaml$/, ''))
    },
  )

  it('finds nothing in the rubric that they differ from in one place', async () => {
    const { code, pieces } = await checkHere({ file: join(FOLDERS.broken, 'proved.yaml'), flags: ['--strict', '--date', '2026-11-21'] })
    expect([code, pieces]).toEqual([0, []])
  })

  it('holds a fixture for every code of a proof and of an overlay', () => {
    const codes = new Set(corpus.flatMap(({ found }) => found.map((one) => one.split(' ')[1])))
    const ours = Object.keys(CODES).filter((code) => /^(proof|base|remove|overlay)-/.test(code))
    // The reader refuses such points already: with the code points-one-sided.
    expect(ours.filter((code) => !codes.has(code))).toEqual(['proof-one-sided'])
  })
})

describe('what rubric check says of a broken rubric', () => {
  it('tells every problem of a file, in the order of its lines, on one run', async () => {
    const { found } = UNPROVED.find(({ file }) => file.endsWith('several.yaml')) as Broken
    expect(new Set(found.map((one) => one.split(' ')[1])).size).toBeGreaterThanOrEqual(7)
    const lines = found.map((one) => Number.parseInt(one, 10))
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
    const { pieces } = await checkHere({ file: join(FOLDERS.hostile, 'Y-03-many-aliases.yaml'), flags: [] })
    expect(pieces).toHaveLength(151)
  })

  it('says in text what it says in JSON: the place, the line with a caret and the code', async () => {
    for (const { file, flags, found } of UNPROVED) {
      const { stdout, stderr } = await runHere(['rubric', 'check', ...flags, file])
      const text = `${stdout}\n${stderr}`
      for (const one of found) {
        const [place = '', code] = one.split(' ')
        const where = /^\d/.test(place) ? `${basename(file)}:${place}` : place
        expect(text).toMatch(new RegExp(`${where.replaceAll('.', '\\.')}: .* \\(${code}\\)\\n +\\d+ \\| .*\\n +\\| +\\^`))
      }
      expect(unseenIn(text)).toEqual([])
    }
  })

  it('says of everything that is found what to do about it, in one line without a full stop', async () => {
    for (const broken of UNPROVED) {
      for (const { code, message, hint, allowed } of (await checkHere(broken)).pieces) {
        expect(message, code).toMatch(/^[^\n]+[^.\n]$/)
        expect(hint ?? allowed, `${basename(broken.file)}: ${message}`).toBeDefined()
      }
    }
  })

  it('prints answers that refute as a command that can be run', async () => {
    const replayed: string[] = []
    for (const broken of UNPROVED) {
      for (const { code, replay } of (await checkHere(broken)).pieces) {
        if (replay === undefined) continue
        const words = wordsOf(replay)
        expect(words.slice(0, 2)).toEqual(['rag-or-tune', 'decide'])
        const ran = await runHere([...words.slice(1), '--format', 'json'])
        expect(ran.code, replay).toBe(0)
        expect(JSON.parse(ran.stdout)).toHaveProperty('approaches')
        replayed.push(code)
      }
    }
    expect(replayed.filter((code) => code === 'proof-claim').length).toBeGreaterThanOrEqual(4)
    expect(new Set(replayed).size).toBeGreaterThanOrEqual(4)
  })

  it('leaves no doubt with --strict, and warnings never fail', async () => {
    const warned = UNPROVED.filter(({ exit }) => exit === 0)
    expect(warned.length).toBeGreaterThanOrEqual(2)
    for (const { file, flags } of warned) expect((await checkHere({ file, flags: [...flags, '--strict'] })).code).toBe(0)
  })
})

describe('the built command', () => {
  it.each(
    ['proof-claim.yaml', 'several.yaml', 'base-cycle--of-two.yaml', 'remove-used.yaml', 'proof-review.yaml'].map(
      (name) => [name, UNPROVED.find(({ file }) => basename(file) === name) as Broken] as const,
    ),
  )('says the same of %s', async (_, { file, flags, exit, found }) => {
    const ran = run(['rubric', 'check', '--format', 'json', ...flags, file])
    expect(ran.code, ran.stderr).toBe(exit)
    expect(piecesOf(ran.stdout).map((piece) => placeOf(piece, file))).toEqual(found)
  })

  it('says the same of several files at once, and exits with the worst of them', () => {
    const files = ['proof-review.yaml', 'proof-tie.yaml', 'base-outside.yaml'].map((name) => join(FOLDERS.broken, name))
    const ran = run(['rubric', 'check', '--format', 'json', ...files])
    expect(ran.code).toBe(2)
    expect((JSON.parse(ran.stdout) as Document).rubrics.map(({ outcome }) => outcome)).toEqual(['proved', 'refuted', 'unusable'])
  })

  it('X-06 follows no link that leads out of the folder', async () => {
    await withFolder(
      (folder) => {
        symlinkSync(join(FOLDERS.broken, 'proved.yaml'), join(folder, 'base.yaml'))
        const ran = run(['rubric', 'check', '--format', 'json', 'ours.yaml'], { cwd: folder })
        expect(ran.code).toBe(2)
        expect(piecesOf(ran.stdout).map((piece) => placeOf(piece, 'ours.yaml'))).toEqual(['5:10 base-outside'])
      },
      { 'ours.yaml': 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nextends: ./base.yaml\n' },
    )
  })
})

const MOST_MS = 2000
const MOST_MIB = 300

describe('what a broken rubric costs', () => {
  const costly = (line: string, folder: string, exit: number): Measured => {
    const ran = measured(line, folder)
    expect(ran.code, ran.stderr.slice(0, 2000)).toBe(exit)
    expect(ran.ms).toBeLessThan(MOST_MS)
    expect(ran.mib).toBeLessThan(MOST_MIB)
    return ran
  }

  it('is less than two seconds and 300 MB for a file of every kind', async () => {
    await withFolder((folder) => {
      cpSync(FOLDERS.broken, join(folder, 'broken'), { recursive: true })
      for (const name of [
        'several.yaml',
        'proof-condition-never--verdict.yaml',
        'proof-claim--in-the-base.yaml',
        'points-one-sided--beyond-trying.yaml',
      ]) {
        const { exit } = UNPROVED.find(({ file }) => basename(file) === name) as Broken
        costly(`tool rubric check broken/${name}`, folder, exit)
      }
      costly(`tool rubric check "${join(FOLDERS.rubrics, 'several.yaml')}"`, folder, 2)
    }, {})
  })

  it.each(['Y-01-billion-laughs.yaml', 'Y-03-many-aliases.yaml', 'Y-20-33-deep.yaml'])('%s', async (name) => {
    await withFolder((folder) => costly(`tool rubric check "${join(FOLDERS.hostile, name)}"`, folder, 2), {})
  })

  it('Y-08 a mapping of 30,000 keys', async () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `key-${index}: v\n`).join('')
    await withFolder((folder) => costly('tool rubric check in.yaml', folder, 2), { 'in.yaml': `format: 1\n${keys}` })
  })

  it('Y-19 a file of 5 MB, and an endless one', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'in.yaml'), 'format: 1\n'.repeat(500_000))
      costly('tool rubric check in.yaml', folder, 2)
      costly('tool rubric check /dev/zero', folder, 2)
    }, {})
  })

  it('Y-20 lists that are nested 20,000 deep', async () => {
    await withFolder((folder) => costly('tool rubric check in.yaml', folder, 2), { 'in.yaml': '['.repeat(20_000) })
  })

  it('Y-32 a line of 400 KB', async () => {
    await withFolder((folder) => costly('tool rubric check in.yaml', folder, 2), {
      'in.yaml': `format: 1\ntitle: ${'a'.repeat(400_000)}\n`,
    })
  })

  it('X-06 bases that are twenty deep', async () => {
    const bases = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `b${at}.yaml`,
        `format: 1\nid: b${at}\nversion: 1.0.0\ntitle: B\nextends: ./b${at + 1}.yaml\n`,
      ]),
    )
    await withFolder((folder) => costly('tool rubric check b0.yaml', folder, 2), bases)
  })

  it('X-08 201 questions', async () => {
    const questions = Array.from({ length: 201 }, (_, at) => `  - {id: q-${at}, title: Q}\n`).join('')
    await withFolder((folder) => costly('tool rubric check in.yaml', folder, 2), { 'in.yaml': `format: 1\nquestions:\n${questions}` })
  })

  it('Y-33 no file that was cut off in the middle of a line passes', async () => {
    const whole = run(['rubric', 'show', join(FOLDERS.broken, 'proved.yaml')]).stdout
    expect(whole.length).toBeGreaterThan(1000)
    for (let cut = 100; cut < whole.length - 40; cut += 997) {
      await withFolder(async (folder) => {
        const file = join(folder, 'in.yaml')
        writeFileSync(file, whole.slice(0, cut))
        expect((await runHere(['rubric', 'check', file])).code).not.toBe(0)
      }, {})
    }
  })
})
