import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import schema from '../../schema/check.schema.json' with { type: 'json' }
import { FINDING_CODES } from '../../src/check/reporters/rules.js'
import { ROOT, run, withFolder } from '../e2e/harness.js'

const PAGE = join(ROOT, 'docs', 'check-json.md')
const [HEAD, TAIL] = ['<!-- an example -->', '<!-- the end of the example -->']

const answers = (need: string): string =>
  `title: Support bot\nrubric: quick\nanswers:\n  need: ${need}\n  change-rate: weekly\n  citations: required\n`

/** What `check` prints of one file whose answer has changed since it was locked. */
async function example(): Promise<string> {
  return withFolder(
    (cwd) => {
      expect(run(['decide', '--answers', 'team.yaml', '--lock', '--date', '2026-11-21'], { cwd }).code).toBe(0)
      writeFileSync(join(cwd, 'team.yaml'), answers('behavior'))
      const args = ['check', 'team.yaml', '--date', '2026-11-21', '--expect', 'rag=adopt', '--reporter', 'json']
      const { code, stdout } = run(args, { cwd })
      expect(code).toBe(1)
      return `\`\`\`console\n$ rag-or-tune ${args.join(' ')}\n${stdout}\`\`\``
    },
    { 'team.yaml': answers('facts') },
  )
}

it('docs/check-json.md shows a real document; `vitest run test/examples -u` refreshes it', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const [from, to] = [page.indexOf(HEAD) + HEAD.length, page.indexOf(TAIL)]
  expect(to).toBeGreaterThan(from)
  await expect(`${page.slice(0, from)}\n${await example()}\n${page.slice(to)}`).toMatchFileSnapshot(PAGE)
})

it('docs/check-json.md names every field and code, and links only to what is there', () => {
  const page = readFileSync(PAGE, 'utf8')
  const definitions: Readonly<Record<string, { readonly properties?: object }>> = schema.definitions
  const fields = new Set(Object.values(definitions).flatMap(({ properties }) => Object.keys(properties ?? {})))
  for (const name of [...fields, ...FINDING_CODES]) expect(page, name).toContain(`\`${name}\``)
  for (const code of FINDING_CODES)
    expect(definitions['finding']?.properties, code).toMatchObject({ code: { description: expect.stringContaining(code) } })
  const targets = [...page.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
  expect(targets.length).toBeGreaterThan(2)
  for (const target of targets) expect(existsSync(join(ROOT, 'docs', target)), target).toBe(true)
})
