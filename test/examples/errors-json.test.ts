import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import schema from '../../schema/error.schema.json' with { type: 'json' }
import { main } from '../../src/cli.js'
import { fakeContext } from '../cli/fake-context.js'
import { ROOT } from '../e2e/harness.js'

const PAGE = join(ROOT, 'docs', 'errors-json.md')
const SHOWN = /(<!-- an error -->\n```console\n\$ npx rag-or-tune (?<args>[^\n]*)\n)[\s\S]*?```/

it('docs/errors-json.md shows a real error; `vitest run test/examples -u` refreshes it', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const found = SHOWN.exec(page)
  const { context, said } = fakeContext({ args: found?.groups?.['args']?.split(' ') ?? [] })
  expect(await main(context)).toBe(2)
  await expect(page.replace(SHOWN, () => `${found?.[1]}${said.stdout}\`\`\``)).toMatchFileSnapshot(PAGE)
})

it('docs/errors-json.md has a row for each field of the schema', () => {
  const page = readFileSync(PAGE, 'utf8')
  for (const name of Object.keys(schema.definitions.problem.properties)) expect(page).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'))
  for (const name of schema.definitions.problem.required) expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| always \\|`, 'm'))
})
