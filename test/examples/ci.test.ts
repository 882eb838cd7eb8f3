import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPORTER_NAMES } from '../../src/check/reporters.js'
import { understand } from '../../src/cli.js'
import { ROOT, run, withFolder } from '../e2e/harness.js'
import { blockNamed, blocksOf, commandsIn, linesOf, yamlOf } from './blocks.js'

const PAGE = 'docs/ci.md'
const page = readFileSync(join(ROOT, PAGE), 'utf8')
const yaml = blocksOf(PAGE).filter(({ language }) => language === 'yaml')
const workflows = yaml.flatMap(({ name }) => (name?.startsWith('.github/workflows/') ? [name] : []))
const shell = blocksOf(PAGE).filter(({ language }) => language === 'sh')

/** Every command line of the page, as the words after the name of the command. */
const lines = [...yaml.flatMap(({ text }) => commandsIn(yamlOf(text))), ...shell.flatMap(({ text }) => linesOf(text))]
  .flatMap((line) => line.split('&&'))
  .flatMap((line) => /(?:^|\s)npx (?:--no -- )?rag-or-tune(?:@\S+)? (.*)$/.exec(line)?.[1] ?? [])
  .map((words) => words.trim().split(/\s+/))

const SHOWN = /(<!-- a check -->\n```console\n\$ npx rag-or-tune ([^\n]*)\n)[\s\S]*?```/

describe('docs/ci.md', () => {
  it('shows what a check says; `vitest run test/examples -u` refreshes it', async () => {
    const found = SHOWN.exec(page)
    const answers = blockNamed(PAGE, 'the answers file').replace(/^expect:[\s\S]*/m, '')
    const ran = await withFolder((cwd) => {
      mkdirSync(join(cwd, 'decisions'))
      const file = join(cwd, 'decisions', 'team.yaml')
      writeFileSync(file, answers)
      expect(run(['decide', '--answers', 'decisions/team.yaml', '--lock', '--brief'], { cwd }).code).toBe(0)
      writeFileSync(file, answers.replace('citations: required', 'citations: required\n  user-diversity: individual'))
      return run(found?.[2]?.split(' ') ?? [], { cwd, env: { npm_lifecycle_event: 'npx' } })
    })
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    await expect(page.replace(SHOWN, () => `${found?.[1]}${ran.stdout}\`\`\``)).toMatchFileSnapshot(join(ROOT, PAGE))
  })

  it.each(yaml.map(({ name, text }) => [name, text] as const))('%s is read by the strict reader, and says what it is', (name, text) => {
    expect(name).toBeTruthy()
    expect(yamlOf(text)).toBeTypeOf('object')
  })

  it('shows only command lines that are understood', () => {
    expect(lines.length).toBeGreaterThan(10)
    for (const words of lines) expect(understand(words), words.join(' ')).toMatchObject({ kind: words[0] })
  })

  it('names every reporter, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, name]) => name)
    expect(rows).toEqual(REPORTER_NAMES)
    const used = lines.flatMap((words) => words.flatMap((word, at) => (words[at - 1] === '--reporter' ? [word.split('=')[0]] : [])))
    for (const name of used) expect(REPORTER_NAMES).toContain(name)
  })

  it.each(workflows)('asks a runner for no more rights than its steps need, and hands no text of a pull request to a shell: %s', (name) => {
    const workflow = yamlOf(blockNamed(PAGE, name))
    expect(workflow).toMatchObject({ permissions: { contents: 'read' } })
    for (const command of commandsIn(workflow)) expect(command).not.toContain('${{')
  })

  it('has a drift alarm that can alarm: nothing in a workflow may fail unseen', () => {
    for (const name of workflows) expect(blockNamed(PAGE, name)).not.toContain('continue-on-error')
    const drift = yamlOf(blockNamed(PAGE, '.github/workflows/decisions-drift.yml')) as { jobs: { drift: { steps: { if?: string }[] } } }
    expect(drift.jobs.drift.steps.at(-1)?.if).toContain('failure()')
  })

  it('names this version where one is to be written out', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect([...page.matchAll(/rag-or-tune@(\d[^\s`]*)/g)].map(([, named]) => named)).toEqual([version])
  })
})
