import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
      const step = JSON.parse(first.stdout)
      expect(step.status).toBe('ask')
      for (const name of ['text', 'help', 'why', 'kind', 'options']) expect(step.question).toHaveProperty(name)
      expect(step).toHaveProperty('standing')
      expect(step.question.options[0]).toHaveProperty('moves')
      writeFileSync(file, `${readFileSync(file, 'utf8')}  need: facts\n  change-rate: weekly\n  corpus-size: unsure\n`)
      for (const line of rest) {
        const ran = run(line)
        expect(ran.code, `${line}: ${ran.stdout}${ran.stderr}`).toBe(0)
        if (!/--format json|--reporter json/.test(line)) continue
        const document = JSON.parse(ran.stdout)
        for (const field of line.includes('decide')
          ? ['headline', 'approaches', 'mistakes', 'stability', 'openQuestions', 'phases']
          : ['files']) {
          expect(document).toHaveProperty(field)
        }
      }
      expect(rest.some((line) => line.includes('--lock'))).toBe(true)
      expect(JSON.parse(readFileSync(join(folder, 'decisions/product.lock.json'), 'utf8')).lockVersion).toBe(1)
    })
  })

  it('says what an assistant must not do', () => {
    for (const rule of ['Ask the person', 'Leave unknowns open', 'Never overrule it silently', '`unsure`', 'Never run `--update`']) {
      expect(body).toContain(rule)
    }
  })
})
