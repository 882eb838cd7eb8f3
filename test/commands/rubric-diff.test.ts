import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { type RubricDiffOptions, rubricDiffCommand } from '../../src/commands/rubric/diff.js'
import { type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { unseenIn } from '../files/helpers.js'

/** The smallest rubric of docs/rubric-format.md with one question more. */
const BEFORE = `format: 1
id: support-bot
version: 1.0.0
title: Which help for our support bot
summary: A short rubric for one team.
sections: [{id: task, title: The task}]
criteria: [{id: quality, title: Quality}]
approaches:
  - {id: prompting, title: Prompting, summary: Instructions and examples., layer: instructions}
  - {id: rag, title: Retrieval (RAG), summary: Passages looked up at query time., layer: documents}
questions:
  - id: need
    section: task
    role: reason
    title: What is missing
    text: What does the model lack today?
    help: Facts it does not know, or behaviour it does not show.
    why: The two are repaired in different places.
    criterion: quality
    options:
      - id: facts
        label: Facts
        points:
          rag: {points: 6, because: Facts are best given at query time., evidence: [judgement]}
      - id: behavior
        label: Behaviour
        points:
          prompting: {points: 6, because: Behaviour is steered by instructions first., evidence: [judgement]}
          rag: {points: -3, because: Documents do not change how a model acts., evidence: [judgement]}
  - id: changing
    section: task
    role: reason
    title: How often it changes
    text: How often do the facts change?
    help: Think of the ones that matter.
    why: What changes often is better read than remembered.
    criterion: quality
    options:
      - id: often
        label: Every week
        points:
          rag: {points: 2, because: What changes often is read., evidence: [judgement]}
      - id: seldom
        label: Hardly ever
        points:
          rag: {points: -1, because: It would do to write it down., evidence: [judgement]}
layers:
  - {id: instructions, title: Instructions, place: request, summary: What the model is asked to do., filled-by: [prompting]}
  - {id: documents, title: Documents, place: request, summary: What it is given to read., filled-by: [rag]}
plans:
  prompting: {does: [States the task, the tone and the format.]}
  rag: {does: [Finds the passages that answer the question.]}
references:
  - {id: judgement, title: Our own judgement, publisher: The team, year: 2026, address: none, claim: No published source was found., checked: judgement}
`
const AFTER = BEFORE.replace('rag: {points: 6', 'rag: {points: 3').replace('What does the model lack today?', 'What does the model lack?')
const CASES = `rubric: ./before.yaml
cases:
  - id: facts-that-change
    title: Facts that change
    answers: {need: facts, changing: often}
    expect: {verdicts: {rag: adopt}}
  - id: manners
    title: Manners
    answers: {need: behavior}
    expect: {verdicts: {rag: skip}}
`

let folder = ''
let [before, after] = ['', '']
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rubric-diff-'))
  ;[before, after] = [file('before.yaml', BEFORE), file('after.yaml', AFTER)]
  file('before.cases.yaml', CASES)
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const run = async (a: string, b: string, options: Partial<RubricDiffOptions> = {}, fake: FakeOptions = {}) => {
  const { context, said } = fakeContext(fake)
  const code = await rubricDiffCommand(context, { a, b, markdown: false, quiet: false, debug: false, ...options })
  const plain = (text: string): string => text.replaceAll(`${folder}/`, '').replace(/\([0-9a-f]{8}\)/g, '(digest)')
  return { code, stdout: plain(said.stdout), stderr: plain(said.stderr) }
}

describe('rubric diff', () => {
  it('says what an edit changes, on a page', async () => {
    const { code, stdout, stderr } = await run(before, after)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "What changes: support-bot 1.0.0 (digest) to support-bot 1.0.0 (digest)
      ══════════════════════════════════════════════════════════════════════════

      A verdict changes in 25% of all ways to answer (counted exactly: 1 of every 4 ways), for 1 of 2
      approaches.

      Over every way to answer the questions of both versions: each answer counts alike, and of several
      options up to 3 are chosen. An answer that one version does not know is open there.

      Approaches
      ───────────────────────────────────────────────────────────────────────────────────────────────────

      Approach         Changes in  From and to            Known by
      ───────────────────────────────────────────────────────────────────
      Retrieval (RAG)         25%  adopt to pilot in 25%  Counted exactly

      Never changes: Prompting.

      Smallest examples
      ───────────────────────────────────────────────────────────────────────────────────────────────────

      All other questions stay open here.

      1. need=facts: Retrieval (RAG) pilot instead of adopt.

        # 1, before
        rag-or-tune decide --rubric before.yaml --set need=facts
        # 1, after
        rag-or-tune decide --rubric after.yaml --set need=facts

      Cases
      ───────────────────────────────────────────────────────────────────────────────────────────────────

      All 2 cases stay as they are.

      Edits that can bear on verdicts
      ───────────────────────────────────────────────────────────────────────────────────────────────────

      • Points of need.facts for rag: points 3 (was 6).

      Other edits
      ───────────────────────────────────────────────────────────────────────────────────────────────────

      • Question need: text What does the model lack? (was What does the model lack today?).
      "
    `)
  })

  it('as a comment for a pull request', async () => {
    expect((await run(before, after, { markdown: true })).stdout).toMatchInlineSnapshot(`
      "# What changes: support-bot 1.0.0 (digest) to support-bot 1.0.0 (digest)

      **A verdict changes in 25% of all ways to answer** (counted exactly: 1 of every 4 ways), for 1 of 2 approaches.

      Over every way to answer the questions of both versions: each answer counts alike, and of several options up to 3 are chosen. An answer that one version does not know is open there.

      ## Approaches

      | Approach | Changes in | From and to | Known by |
      | --- | ---: | --- | --- |
      | Retrieval (RAG) | 25% | **adopt** to **pilot** in 25% | Counted exactly |

      Never changes: Prompting.

      ## Smallest examples

      All other questions stay open here.

      1. **need=facts**: Retrieval (RAG) **pilot** instead of **adopt**.

      \`\`\`sh
      # 1, before
      rag-or-tune decide --rubric before.yaml --set need=facts
      # 1, after
      rag-or-tune decide --rubric after.yaml --set need=facts
      \`\`\`

      ## Cases

      All 2 cases stay as they are.

      ## Edits that can bear on verdicts

      - Points of need.facts for rag: points 3 (was 6).

      ## Other edits

      - Question need: text What does the model lack? (was What does the model lack today?).
      "
    `)
  })

  it('--markdown is --format markdown, --json is --format json', async () => {
    expect(await run(before, after, { markdown: true })).toEqual(await run(before, after, { format: 'markdown' }))
    expect(await run(before, after, { json: true })).toEqual(await run(before, after, { format: 'json' }))
  })

  it('as JSON, its fields always in one order', async () => {
    const { stdout, stderr } = await run(before, after, { json: true, failOver: '60%' })
    expect(stderr).toBe('')
    const document = JSON.parse(stdout)
    expect(Object.keys(document)).toEqual([
      'schemaVersion',
      'tool',
      'before',
      'after',
      'same',
      'mostChosen',
      'any',
      'approaches',
      'examples',
      'cases',
      'written',
      'failOver',
    ])
    expect(document).toMatchObject({
      schemaVersion: '1.0',
      same: false,
      any: { kind: 'exact', share: 0.25, ways: '1', of: '4' },
      cases: { count: 2, changed: [] },
      failOver: { limit: '60%', over: false },
    })
  })

  it('nothing changes between core and itself', async () => {
    const { code, stdout, stderr } = await run('core', 'core', { failOver: '0' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Nothing changes: the two rubrics say the same.')
    expect(stdout).toContain('Within the limit of 0%: the share is 0%.')
  })

  it('an edit of wording alone changes no verdict, which is proved', async () => {
    const worded = file('worded.yaml', BEFORE.replace('What does the model lack today?', 'What does the model lack?'))
    const { stdout } = await run(before, worded, { failOver: '0%' })
    expect(stdout).toContain('No verdict changes, whatever is answered.')
    expect(stdout).toContain('Question need: text What does the model lack? (was What does the model lack today?).')
    expect(stdout).toContain('Within the limit of 0%')
  })
})

describe('examples', () => {
  const verdicts = async (rubric: string, given: Readonly<Record<string, string | readonly string[]>>) => {
    const sets = Object.entries(given).flatMap(([id, value]) => ['--set', `${id}=${[value].flat().join(',')}`])
    const { context, said } = fakeContext({ args: ['decide', '--rubric', rubric, ...sets, '--format', 'json'] })
    expect(await main(context)).toBe(0)
    const { approaches } = JSON.parse(said.stdout) as { approaches: { id: string; verdict: string }[] }
    return new Map(approaches.map(({ id, verdict }) => [id, verdict]))
  }

  it('come out as said when they are decided', async () => {
    const { stdout } = await run('core', 'quick', { json: true })
    const { examples } = JSON.parse(stdout)
    expect(examples.length).toBeGreaterThan(5)
    for (const example of examples.slice(0, 6)) {
      const [was, is] = [await verdicts('core', example.before), await verdicts('quick', example.after)]
      for (const { approach, before, after } of example.turned) expect([was.get(approach), is.get(approach)]).toEqual([before, after])
    }
  }, 60_000)

  it('an answer that one version does not know stands only in the other command', async () => {
    const { stdout } = await run('core', 'quick', { markdown: true })
    expect(stdout).toMatch(/# 1, before\nrag-or-tune decide --set \S+ --set \S+\n# 1, after\nrag-or-tune decide --rubric quick --set \S+\n/)
  }, 60_000)
})

describe('--fail-over', () => {
  it('is 1 when a verdict changes in more than that, and says so', async () => {
    const { code, stdout, stderr } = await run(before, after, { failOver: '24.99%' })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/\nOver the limit of 24.99%: the share is 25%\.\n$/)
  })

  it('is 0 when it is just that', async () => {
    expect((await run(before, after, { failOver: '25' })).code).toBe(0)
  })

  it.each(['5 %', 'five', '101%', '-1', '5.123%'])('is not %s', async (failOver) => {
    const { code, stdout, stderr } = await run(before, after, { failOver })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`--fail-over takes a percentage, not '${failOver}'`)
    expect(stderr).toContain('--fail-over 5%')
  })
})

describe('what it cannot do', () => {
  it('says the problems of both files at once, also as JSON', async () => {
    const broken = file('broken.yaml', BEFORE.replace('layer: documents}', 'layer: nowhere}'))
    const { code, stdout, stderr } = await run(broken, join(folder, 'gone.yaml'), { json: true })
    expect(code).toBe(2)
    expect(JSON.parse(stdout).error.problems.map(({ code: each }: { code: string }) => each)).toEqual(
      expect.arrayContaining(['unknown-layer', 'file-missing']),
    )
    expect(stderr).toContain('broken.yaml')
  })

  it('two forms at once, and a form that does not exist', async () => {
    expect((await run(before, after, { markdown: true, json: true })).stderr).toContain('markdown and json are asked for at once')
    expect((await run(before, after, { format: 'slides' })).stderr).toContain('rubric diff has no slides form')
  })

  it('a cases file that is not sound is left out, and said', async () => {
    const other = file('other.yaml', BEFORE.replace('points: 6, because: Facts', 'points: 7, because: Facts'))
    file('other.cases.yaml', CASES.replace('before.yaml', 'other.yaml').replace('{need: behavior}', '{need: nothing}'))
    const { code, stdout, stderr } = await run(before, other)
    expect(code).toBe(0)
    expect(stderr).toContain('the cases of this file are left out of the comparison')
    expect(stdout).toContain('All 2 cases stay as they are.')
    expect((await run(before, other, { quiet: true })).stderr).toBe('')
  })
})

describe('what it prints', () => {
  it('cases that change, with the version after having the say where both have a case', async () => {
    const own = file('own.yaml', BEFORE.replace('points: 6, because: Facts', 'points: 2, because: Facts'))
    file(
      'own.cases.yaml',
      CASES.replace('before.yaml', 'own.yaml')
        .replace('{need: behavior}', '{need: facts}')
        .replaceAll('rag: adopt', 'rag: pilot')
        .replace('rag: skip', 'rag: pilot'),
    )
    const { stdout } = await run(before, own, { markdown: true })
    expect(stdout).toContain('2 of 2 cases change.')
    expect(stdout).toContain('- **manners**: Retrieval (RAG) **pilot** instead of **adopt**.')
  })

  it('hostile text as text', async () => {
    const hostile = file(
      'hostile.yaml',
      AFTER.replace('title: Retrieval (RAG)', 'title: "<script>alert(1)</script> | @all [x](http://x) ##[error]"'),
    )
    const { stdout } = await run(before, hostile, { markdown: true })
    expect(stdout).not.toMatch(/<script>|[^;]@all|\[x\]\(|\| @/)
    for (const options of [{}, { markdown: true }, { json: true }]) {
      const said = (await run(before, hostile, options)).stdout
      expect(unseenIn(said)).toEqual([])
      expect(said).not.toContain('##[')
    }
  })

  it('in the width of a terminal, in ASCII where that is all there is; commands stay whole', async () => {
    const { stdout } = await run(before, after, { color: false }, { terminals: ['stdout'], columns: 50, env: { LANG: 'C', TERM: 'linux' } })
    const lines = stdout.split('\n').filter((line) => !line.includes('rag-or-tune decide'))
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(50)
    expect(stdout).toContain('  rag-or-tune decide --rubric after.yaml --set need=facts\n')
  })
})
