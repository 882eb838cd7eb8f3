import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { ROOT, run, withFolder } from '../../e2e/harness.js'
import { allNamed, readXml } from '../../report/strict-xml.js'
import { renderedBy } from './markdown-reader.js'
import { readAsRunner } from './runner.js'
import { validateSarif } from './sarif-schema.js'

const answers = (title: string, need: string): string =>
  `title: ${JSON.stringify(title)}\nrubric: quick\nanswers:\n  need: ${need}\n  change-rate: weekly\n  citations: required\n`

it('one run of the built command delivers every report, each as its readers want it, in a workflow as well (O-12, O-13)', () =>
  withFolder(async (folder) => {
    const hostile = '::error::x | @org/team %0A ##[add-mask]y'
    const cwd = join(folder, 'service')
    mkdirSync(join(cwd, 'decisions'), { recursive: true })
    const put = (name: string, text: string): void => writeFileSync(join(cwd, 'decisions', name), text)
    put('bot.yaml', answers(hostile, 'facts'))
    put('search.yaml', answers('Search', 'facts'))
    expect(run(['decide', '--answers', 'decisions/bot.yaml', '--lock'], { cwd }).code).toBe(0)
    put('bot.yaml', answers(hostile, 'behavior'))
    put('broken.yaml', 'answers:\n  need: [facts\n')
    const env = {
      CI: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_OUTPUT: join(folder, 'output'),
    }
    const files = ['junit=junit.xml', 'sarif=check.sarif', 'markdown=check.md', 'json=check.json'].flatMap((one) => ['--reporter', one])
    const { code, stdout, stderr } = run(['check', 'decisions', '--date', '2026-11-21', '--reporter', 'github', ...files], { cwd, env })
    const content = (name: string): string => readFileSync(join(cwd, name), 'utf8')
    expect(code).toBe(2)
    expect(stderr).toBe('wrote junit.xml\nwrote check.sarif\nwrote check.md\nwrote check.json\n')

    const { commands, lines } = readAsRunner(stdout)
    expect(commands.map(({ properties: { file, line, title } }) => `${file}:${line} ${title}`)).toContain(
      'service/decisions/bot.yaml:4 Verdict changed: rag',
    )
    expect(lines).toEqual(['rag-or-tune check: 3 files: 0 passed, 1 failed, 2 could not be checked', ''])

    const xsd = readFileSync(join(ROOT, 'test/fixtures/schemas/junit-10.xsd'), 'utf8')
    expect((await validateXML({ xml: { fileName: 'junit.xml', contents: content('junit.xml') }, schema: [xsd] })).errors).toEqual([])
    expect(allNamed(readXml(content('junit.xml')), 'testsuite').map(({ attributes }) => attributes['name'])).toEqual([
      'decisions/bot.yaml',
      'decisions/broken.yaml',
      'decisions/search.yaml',
    ])

    const sarif = JSON.parse(content('check.sarif'))
    expect(validateSarif(sarif), JSON.stringify(validateSarif.errors)).toBe(true)
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
      expect.arrayContaining(['verdict-changed', 'answers-changed', 'lock-missing', 'yaml-syntax']),
    )

    const { tables, active, headings } = renderedBy(content('check.md'))
    expect(active).toEqual([])
    expect(headings).toContain(`Failed: ${hostile} (decisions/bot.yaml)`)
    expect(tables[0]?.find(([title]) => title === 'Retrieval (RAG)')).toEqual(['Retrieval (RAG)', 'adopt → skip', '12 → 2'])
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(content('check.md'))
    expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('changes<<END\ndecisions/bot.yaml: rag adopt → skip\nEND\n')
    expect(JSON.parse(content('check.json')).totals).toEqual({ files: 3, passed: 0, failed: 1, errors: 2 })
  }))
