import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOSTILE } from '../hostile/index.js'

/** A file for `rubric check`, with everything that is to be found in it. */
export interface Broken {
  /** Relative to the folder of the fixtures. */
  readonly file: string
  readonly exit: 0 | 1 | 2
  /** Flags beside the file. */
  readonly flags: readonly string[]
  /** `line:column code` of every problem and finding, in order; with the name of the file before it where that is another one. */
  readonly found: readonly string[]
  /** Whether the list is whole. */
  readonly whole: boolean
}

const TESTS = join(import.meta.dirname, '..')

export const FOLDERS = {
  broken: join(TESTS, 'fixtures', 'broken'),
  rubrics: join(TESTS, 'fixtures', 'rubrics'),
  hostile: join(TESTS, 'hostile'),
}

/** The comments at the head of a fixture: `# expect: line:column code`, `# exit: code`, `# run: flags`. */
function headOf(path: string): { readonly [key in 'expect' | 'exit' | 'run']: readonly string[] } {
  const lines = readFileSync(path, 'utf8').split('\n')
  const all = (key: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`# ${key}: `) ? [line.slice(key.length + 4)] : []))
  return { expect: all('expect'), exit: all('exit'), run: all('run') }
}

function fixturesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.part.yaml'))
    .sort()
}

/** Valid YAML of a valid shape that says something in vain, contradicts itself or its claims, or builds on what it may not. */
export const UNPROVED: readonly Broken[] = fixturesIn(FOLDERS.broken)
  .filter((name) => name !== 'proved.yaml')
  .map((name) => {
    const file = join(FOLDERS.broken, name)
    const { expect, exit, run } = headOf(file)
    return { file, exit: Number(exit[0]) as Broken['exit'], flags: run.flatMap((flags) => flags.split(' ')), found: expect, whole: true }
  })

/** What is wrong with these does not keep them from being read, so they are proved as well. */
const READ: ReadonlySet<string> = new Set([
  'approach-unreachable.yaml',
  'condition-never.yaml',
  'reference-unused.yaml',
  'section-empty.yaml',
])

/** Rubrics of a wrong shape or meaning. */
export const MISSHAPEN: readonly Broken[] = fixturesIn(FOLDERS.rubrics)
  .filter((name) => name !== 'minimal.yaml')
  .map((name) => {
    const file = join(FOLDERS.rubrics, name)
    const read = READ.has(name)
    return { file, exit: read ? 1 : 2, flags: [], found: headOf(file).expect, whole: !read }
  })

/** Bytes that are no YAML or JSON, or more of it than is read: the Y and J rows of the reliability catalogue that hold for a rubric. */
export const MALFORMED: readonly Broken[] = HOSTILE.flatMap((one): Broken[] => {
  if (one.exit === 0 || one.as === 'answers') return []
  return [{ file: join(FOLDERS.hostile, one.file), exit: 2, flags: [], found: one.found, whole: one.found.length < 20 }]
})
