import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHECKED } from '../../src/report/document/words.js'
import { ROOT, shell, withFolder } from '../e2e/harness.js'
import { blockNamed, blocksOf, linesOf, yamlOf } from './blocks.js'

const PAGE = 'skills/rag-or-tune/SKILL.md'
const ANSWERS = 'decisions/product.yaml'
const text = readFileSync(join(ROOT, PAGE), 'utf8')
const [, head = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? []
const commands = blocksOf(PAGE).flatMap((block) => (block.language === 'sh' ? linesOf(block.text) : []))

describe(PAGE, () => {
  it('has the front matter of an agent skill', () => {
    const matter = yamlOf(head) as Record<string, string>
    expect(Object.keys(matter)).toEqual(['name', 'description', 'license'])
    expect(matter['name']).toBe(basename(dirname(PAGE)))
    expect(matter['name']).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    expect(matter['description']?.length).toBeGreaterThan(100)
    expect(matter['description']?.length).toBeLessThanOrEqual(1024)
    expect(matter['description']).not.toMatch(/[<>]/)
  })

  it('is short, and comes with the package', () => {
    expect(body.split('\n').length).toBeLessThan(150)
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).files).toContain('skills')
  })

  it('shows only commands that run, one after the other, as a person answers', async () => {
    await withFolder((folder) => {
      const file = join(folder, ANSWERS)
      mkdirSync(dirname(file))
      writeFileSync(file, blockNamed(PAGE, ANSWERS))
      const run = (line: string) => shell(`npx() { shift; tool "$@"; }\n${line}`, { cwd: folder })
      const [next = '', ...rest] = commands
      expect(next).toContain('next')
      const first = run(next)
      expect(first.code, first.stderr).toBe(0)
      const { question } = JSON.parse(run(`${next} --json`).stdout)
      expect(question.why).toBeTruthy()
      const shown = first.stdout.replaceAll(/\s+/g, ' ')
      for (const { id, label, help } of question.options) expect(shown).toContain(`${id}: ${label}. ${help}`)
      expect(shown).toContain('Need so far')
      expect(first.stdout.trimEnd().split('\n').at(-1)).toContain(`--set ${question.id}=`)
      writeFileSync(file, `${readFileSync(file, 'utf8')}  need: facts\n  change-rate: weekly\n  corpus-size: unsure\n`)
      const said = new Map<string, string>()
      for (const line of [...rest, ...rest.filter((one) => one.includes('--output'))]) {
        const ran = run(line)
        expect(ran.code, `${line}: ${ran.stdout}${ran.stderr}`).toBe(0)
        said.set(line.split(' ')[2] ?? '', ran.stdout)
      }
      expect(said.get('explain')).toContain('Checked in a summary of the source.')
      expect(JSON.parse(said.get('check') ?? '')).toHaveProperty('files')
      expect(rest.some((line) => line.includes('--lock'))).toBe(true)
      expect(JSON.parse(readFileSync(join(folder, 'decisions/product.lock.json'), 'utf8')).lockVersion).toBe(1)
    })
  })

  it('takes the lean form of each step', async () => {
    await withFolder((folder) => {
      const file = join(folder, ANSWERS)
      mkdirSync(dirname(file))
      const size = (line: string): number => shell(`npx() { shift; tool "$@"; }\n${line}`, { cwd: folder }).stdout.length
      writeFileSync(file, blockNamed(PAGE, ANSWERS))
      const [next = '', ...rest] = commands
      expect(size(next)).toBeLessThan(2500)
      writeFileSync(
        file,
        `${blockNamed(PAGE, ANSWERS)}  need: facts\n  corpus-size: large\n  change-rate: monthly\n  citations: required\n`,
      )
      const report = rest.filter((line) => line.includes('--brief') || line.includes('explain')).map(size)
      expect(Math.max(...report)).toBeLessThan(20_000)
    })
  })

  it('has a rule for each way in which a source may fall short', () => {
    for (const how of ['summary', 'memory', 'judgement'] as const) {
      expect(body).toContain(`\`${how}\``)
      expect(body.replaceAll(/\s+/g, ' ').toLowerCase()).toContain(CHECKED[how].replace(/^Not checked: |,.*$|\.$/g, '').toLowerCase())
    }
  })

  it('says what an assistant must not do', () => {
    for (const rule of [
      'Ask the person',
      'Leave unknowns open',
      'only on their yes',
      'second-hand',
      'with all its options',
      'Never overrule it silently',
      '`unsure`',
      'Never run `--update`',
    ]) {
      expect(body).toContain(rule)
    }
  })
})
