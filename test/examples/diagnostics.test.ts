import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CODES } from '../../src/files/codes.js'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGE = join(ROOT, 'docs', 'diagnostics.md')

const HEAD = `# Diagnostics

Every problem that rag-or-tune reports ends with a code in parentheses, on standard error and in JSON. A code keeps its meaning for good; the sentence before
it may change. With the code comes the place (file, line, column), what is allowed there, and the edit or flag that mends it; [as JSON](errors-json.md) too.

An error ends the run with exit code 2 (findings of \`rubric check\`, \`proof-…\`, with 1); a warning stops nothing, and \`--quiet\` leaves it out.
What the codes of rubrics are about is in [rubric-format.md](rubric-format.md).
`

/** The list of codes under the headings that it has in the source. */
function page(): string {
  const source = readFileSync(join(ROOT, 'src', 'files', 'codes.ts'), 'utf8')
  const groups: { title: string; codes: string[] }[] = []
  for (const line of source.split('\n')) {
    const [, title] = /^ {2}\/\/ (.+)$/.exec(line) ?? []
    const [, code] = /^ {2}'?([a-z0-9-]+)'?:/.exec(line) ?? []
    if (title !== undefined) groups.push({ title, codes: [] })
    if (code !== undefined) groups.at(-1)?.codes.push(code)
  }
  expect(groups.flatMap(({ codes }) => codes)).toEqual(Object.keys(CODES))
  const sections = groups.map(({ title, codes }) => {
    const rows = codes.map((code) => `| \`${code}\` | ${CODES[code as keyof typeof CODES].replaceAll('|', '\\|')} |`)
    return `## ${title}\n\n| code | meaning |\n| --- | --- |\n${rows.join('\n')}\n`
  })
  return [HEAD, ...sections].join('\n')
}

describe('docs/diagnostics.md', () => {
  it('has one row for each code; `vitest run test/examples -u` refreshes it', async () => {
    await expect(page()).toMatchFileSnapshot(PAGE)
  })

  it('has no code that nothing reports', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('codes.ts'))
      .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
      .join('\n')
    const composed = sources.includes('`unknown-${')
    const unused = Object.keys(CODES).filter(
      (code) => !sources.includes(`'${code}'`) && !sources.includes(`(${code})`) && !(composed && code.startsWith('unknown-')),
    )
    expect(unused).toEqual([])
  })
})
