import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, start, withFolder } from '../../e2e/harness.js'

const page = readFileSync(join(ROOT, 'docs', 'rubric-format.md'), 'utf8')
const tutorial = page.slice(page.indexOf('## Tutorial'), page.indexOf('## What happens to it'))

const files = Object.fromEntries([...tutorial.matchAll(/```yaml (\S+)\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => [name, text]))
/** The command lines of the page, with the exit code that a comment names. */
const lines = [...tutorial.matchAll(/^rag-or-tune (.*?)(?: +# exit code (\d))?$/gm)].map(([, line = '', code = '0']) => ({
  line,
  code: Number(code),
}))

describe('the tutorial of docs/rubric-format.md', () => {
  it('writes its files and runs its commands as a reader does', async () => {
    expect(Object.keys(files)).toEqual(['ours.yaml', 'policy.yaml', 'policy.cases.yaml'])
    expect(lines.length).toBeGreaterThan(6)
    await withFolder(async (cwd) => {
      const said = new Map<string, string>()
      for (const { line, code } of lines) {
        const ran = await start(line.split(' '), { cwd })
        expect(ran.code, `${line}\n${ran.stdout}${ran.stderr}`).toBe(code)
        said.set(line, ran.stdout)
      }
      const of = (start: string): string => [...said].find(([line]) => line.startsWith(start))?.[1] ?? ''
      const refused = of('rubric check ours.yaml')
      expect([...refused.matchAll(/ the claim `([a-z-]+)` does not hold/g)].map((match) => match[1])).toEqual([
        'one-task-that-stays-wrong-is-trained',
        'tune-the-form-retrieve-the-facts',
        'isolated-form-with-pairs-is-tried',
      ])
      expect(refused).toContain('shown by: rag-or-tune decide --rubric ours.yaml --set ')
      expect(of('rubric check policy.yaml')).not.toContain('refuted')
      expect(of('rubric test policy.yaml')).toContain('all 2 laws are met')
      expect(of('rubric diff core policy.yaml --markdown')).toContain('**need=facts actions=reads**: Tools **pilot** (new).')
      expect(of('--rubric policy.yaml')).toContain('pilot Tools')
      expect(of('explain --rubric policy.yaml tool-use')).toContain('The state of a system is not in any document.')
      expect(of('rubric show policy.yaml')).toContain('id: tool-use')
    }, files)
  }, 60_000)
})
