import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { fakeContext } from '../cli/fake-context.js'
import { withFolder } from '../e2e/harness.js'
import { linesOf } from './blocks.js'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/core-rubric.md',
  'docs/rubric-format.md',
  'docs/adr.md',
  'docs/batch.md',
  'docs/diagnostics.md',
  'docs/decision-json.md',
  'docs/interview.md',
  'docs/next-json.md',
  'docs/check.md',
  'docs/ci.md',
  'docs/check-json.md',
  'docs/errors-json.md',
  'skills/rag-or-tune/SKILL.md',
]
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8')

/** A block of real output, and the comment above it: whole, or up to the line that the comment quotes. */
const RUN = /(<!-- a real run(?:, up to "(?<until>[^"]+)")? -->\n```console\n\$ npx rag-or-tune (?<args>[^\n]*)\n)[\s\S]*?```/g
const COPY = /(<!-- the file (?<name>\S+) -->\n```yaml\n)[\s\S]*?```/g

async function outputOf(args: string): Promise<string> {
  const { context, said } = fakeContext({ args: args.split(' ') })
  expect(await main(context)).toBe(0)
  expect(said.stderr).toBe('')
  return said.stdout
}

function cut(output: string, until: string | undefined): string {
  if (until === undefined) return output
  const lines = output.split('\n')
  const at = lines.indexOf(until)
  expect(at, `the output has no line ${until}`).toBeGreaterThan(0)
  return `${lines.slice(0, at).join('\n').trimEnd()}\n…\n`
}

describe('README.md', () => {
  it('shows real runs and real files; `vitest run test/examples -u` refreshes them', async () => {
    let fresh = read('README.md').replaceAll(COPY, (_, head: string, name: string) => `${head}${read(name)}\`\`\``)
    const runs = [...fresh.matchAll(RUN)]
    expect(runs.length).toBeGreaterThan(1)
    for (const { 0: whole, 1: head = '', groups } of runs) {
      const output = cut(await outputOf(groups?.['args'] ?? ''), groups?.['until'])
      fresh = fresh.replace(whole, () => `${head}${output}\`\`\``)
    }
    await expect(fresh).toMatchFileSnapshot(join(ROOT, 'README.md'))
  })

  it('shows commands for CI that do what they say, one after the other', async () => {
    const [, block = ''] = /### In CI\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(read('README.md')) ?? []
    const commands = linesOf(block).map((line) => line.replace('rag-or-tune ', ''))
    expect(commands).toHaveLength(5)
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'decisions'))
      copyFileSync(join(ROOT, 'examples', 'support-bot.yaml'), join(folder, 'decisions', 'team.yaml'))
      const here = (word: string): string => word.replace(/(?=decisions\/)|(?<=junit=)/, `${folder}/`)
      for (const command of commands) {
        const { context, said } = fakeContext({ args: command.split(/\s+/).map(here) })
        expect(await main({ ...context, today: () => '2026-11-21' }), `${command}: ${said.stdout}${said.stderr}`).toBe(0)
      }
      expect(readdirSync(join(folder, 'decisions'))).toEqual(['team.lock.json', 'team.yaml'])
      expect(existsSync(join(folder, 'report.xml'))).toBe(true)
    })
  })

  it('states the lines of the core rubric', () => {
    const core = read('rubrics/core.yaml')
    const [, adopt, pilot, ready] = /^lines: \{adopt: (\d+), pilot: (\d+), ready: (\d+)\}$/m.exec(core) ?? []
    const flat = read('README.md').replaceAll(/\s+/g, ' ')
    expect(flat).toContain(`the adopt line is at ${adopt} points, the pilot line at ${pilot}, and a team is ready from ${ready}`)
  })
})

describe.each(PAGES)('%s', (page) => {
  it('links only to what is there', () => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    for (const target of targets) expect(existsSync(join(ROOT, dirname(page), target)), target).toBe(true)
  })

  it('names no folder of the machine it was written on', () => {
    expect(read(page)).not.toMatch(/\/(?:home|root|Users|work|tmp)\//)
  })
})
