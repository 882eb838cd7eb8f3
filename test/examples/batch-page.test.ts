import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { fakeContext } from '../cli/fake-context.js'

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'batch.md')

async function batch(input: string, ...args: string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const { context, said } = fakeContext({ args: ['batch', 'products.ndjson', ...args], input })
  const readPieces = async () => ({ kind: 'file' as const, size: input.length, pieces: context.files.stdin() })
  expect(await main({ ...context, files: { ...context.files, readPieces } })).toBe(2)
  return said
}

it('docs/batch.md shows what comes out of the rows that it shows; `vitest run test/examples -u` refreshes it', async () => {
  let page = readFileSync(PAGE, 'utf8')
  const rows = /<!-- the rows -->\n```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const put = (mark: string, head: string, text: string): void => {
    const block = new RegExp(`(<!-- ${mark} -->\\n\`\`\`\\w+\\n)[\\s\\S]*?\`\`\``)
    expect(page).toMatch(block)
    page = page.replace(block, (_, start: string) => `${start}${head}${text}\`\`\``)
  }
  const table = await batch(rows)
  put('the table', '$ rag-or-tune batch products.ndjson\n', table.stdout)
  const [first = '', ...others] = (await batch(rows, '--format', 'ndjson')).stdout.split('\n')
  put('a row', '', `${first}\n`)
  put('what is said', '', table.stderr)
  put('a bad row', '', `${others.find((line) => line.includes('"error"'))}\n`)
  await expect(page).toMatchFileSnapshot(PAGE)
})
