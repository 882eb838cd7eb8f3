import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rubricTestCommand } from '../../src/commands/rubric/test.js'
import { CODES } from '../../src/files/codes.js'
import { fakeContext } from '../cli/fake-context.js'
import { unseenIn } from '../files/helpers.js'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'cases')
// Every fixture says on its first lines what is wrong with it: `# expect: line:column code`.
const names = readdirSync(FOLDER)
const broken = names.filter((name) => name !== 'sound.cases.yaml')

function expected(name: string): readonly string[] {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return text.split('\n').flatMap((line) => (line.startsWith('# expect: ') ? [line.slice('# expect: '.length)] : []))
}

interface Told {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly message: string
  readonly path?: string
  readonly hint?: string
  readonly allowed?: readonly string[]
}

async function run(name: string): Promise<{ code: number; stderr: string; problems: readonly Told[] }> {
  const { context, said } = fakeContext()
  const options = { file: join(FOLDER, name), format: 'json', coverage: false, quiet: false, debug: false }
  const code = await rubricTestCommand(context, options)
  return { code, stderr: said.stderr, problems: JSON.parse(said.stdout).error?.problems ?? [] }
}

describe('a broken cases file names its defect, with line and column, and nothing is run', () => {
  it.each(broken)('%s', async (name) => {
    const { code, stderr, problems } = await run(name)
    expect(expected(name)).not.toEqual([])
    expect(problems.map((one) => `${one.line}:${one.column} ${one.code}`)).toEqual(expected(name))
    expect(code).toBe(2)
    for (const { message, hint, allowed } of problems) {
      expect(message).toMatch(/^[^\n]+[^.\n]$/)
      expect(hint ?? allowed).toBeDefined()
    }
    expect(stderr).toMatch(/\n +\d+ \| .*\n +\| +\^+\n/)
    expect(unseenIn(stderr)).toEqual([])
  })

  it.each(broken.filter((name) => !name.startsWith('several')))('%s is named for it', (name) => {
    const codes = expected(name).map((line) => line.split(' ')[1])
    expect(codes).toEqual([basename(name, '.cases.yaml').replace(/--.*$/, '')])
  })

  it('says where in the file a problem stands, answers among them', async () => {
    const { problems } = await run('several.cases.yaml')
    expect(problems.map(({ path }) => path)).toEqual([
      'agreement.floor',
      'cases[0].title',
      'cases[0].answers.need',
      'cases[0].answers.corpus',
      'cases[0].expect.adopt[0]',
      'cases[0].expect.verdicts.rag',
      'cases[0].expect.gates[0]',
      'cases[1].id',
      'cases[1].expect.avoid',
      'cases[1].expect.mistakes',
      'cases[1].expect.mistakes[0]',
      'cases[1].surce',
    ])
  })

  it('a sound one is met', async () => {
    expect(await run('sound.cases.yaml')).toEqual({ code: 0, stderr: '', problems: [] })
  })
})

describe('every code of cases has its fixture', () => {
  // These two are about which file is read; they have tests of their own in test/commands.
  const elsewhere = ['cases-missing', 'cases-rubric']
  const ours = Object.keys(CODES).filter((code) => /^cases?-/.test(code) && !elsewhere.includes(code))

  it.each(ours)('%s', (code) => {
    expect(names).toContain(`${code}.cases.yaml`)
  })
})
