import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import type { Comparison } from '../../src/compare/result.js'
import { fakeContext } from '../cli/fake-context.js'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDER = 'examples/respondents'
const PAGE = join(ROOT, 'docs', 'compare.md')
const NAMES = ['product', 'legal']

async function run(...args: readonly string[]): Promise<string> {
  const { context, said } = fakeContext({ args })
  expect(await main(context)).toBe(0)
  expect(said.stderr).toBe('')
  return said.stdout
}

const compared = async (): Promise<Comparison> =>
  JSON.parse(await run('compare', ...NAMES.map((name) => join(ROOT, FOLDER, `${name}.yaml`)), '--format', 'json'))

describe('examples/respondents', () => {
  it('holds the answers of two respondents for one product', async () => {
    expect(readdirSync(join(ROOT, FOLDER)).sort()).toEqual(NAMES.map((name) => `${name}.yaml`).sort())
    const { files } = await compared()
    expect(files.map(({ label, title }) => [label, title])).toEqual(NAMES.map((name) => [`${name}.yaml`, 'Contract assistant']))
  })

  it('they differ on what to build, two questions decide that, and the others do not', async () => {
    const { approaches, differences, changeNothing, settle } = await compared()
    const apart = approaches.flatMap(({ id, agree, verdicts }) => (agree ? [] : [[id, ...verdicts.map(({ verdict }) => verdict)]]))
    expect(apart).toEqual([
      ['long-context', 'adopt', 'skip'],
      ['rag', 'skip', 'adopt'],
      ['fine-tuning', 'adopt', 'later'],
    ])
    expect(differences.map(({ id, canTurn }) => [id, canTurn])).toEqual([
      ['corpus-size', ['long-context', 'rag']],
      ['data-quality', ['fine-tuning']],
    ])
    expect(changeNothing.map(({ id }) => id)).toEqual(['change-rate', 'citations', 'latency', 'regulated', 'ml-skills'])
    expect(settle.first.map(({ questions }) => questions)).toEqual([['corpus-size']])
    expect(settle.enough.map(({ questions, anyAnswer }) => [questions, anyAnswer])).toEqual([[['corpus-size', 'data-quality'], true]])
  })

  it.each(NAMES)('every answer of %s is scored, and nothing is warned about', async (name) => {
    const { answers } = JSON.parse(await run('--answers', join(ROOT, FOLDER, `${name}.yaml`), '--format', 'json'))
    for (const [id, { scored }] of Object.entries<{ scored: boolean }>(answers)) expect(scored, id).toBe(true)
  })
})

describe('docs/compare.md', () => {
  it('shows them compared; `npx vitest run test/examples -u` refreshes it', async () => {
    const page = readFileSync(PAGE, 'utf8')
    const [head, tail] = ['<!-- the comparison -->', '<!-- the end of the comparison -->']
    const [from, to] = [page.indexOf(head), page.indexOf(tail)]
    expect(from).toBeGreaterThan(0)
    expect(to).toBeGreaterThan(from)
    const printed = (await run('compare', ...NAMES.map((name) => join(ROOT, FOLDER, `${name}.yaml`)))).trimEnd()
    const shown = `\`\`\`console\n$ rag-or-tune compare ${NAMES.map((name) => `${name}.yaml`).join(' ')}\n${printed}\n\`\`\``
    await expect(`${page.slice(0, from + head.length)}\n${shown}\n${page.slice(to)}`).toMatchFileSnapshot(PAGE)
  })

  it('links to files that exist', () => {
    for (const [, link = ''] of readFileSync(PAGE, 'utf8').matchAll(/\]\(([^)#]+)\)/g)) {
      expect(() => readFileSync(join(ROOT, 'docs', link)), link).not.toThrow()
    }
  })
})
