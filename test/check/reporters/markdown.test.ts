import { describe, expect, it } from 'vitest'
import { renderCheckMarkdown, wholeMarkdown } from '../../../src/check/reporters/markdown.js'
import { oneLine, term } from '../../../src/report/encode.js'
import { PAYLOADS } from '../../report/payloads.js'
import { at, expectationOf, fileOf, findingOf, GREEN, resultOf, SAMPLE, verdictOf, withEveryText } from '../sample-result.js'
import { renderedBy } from './markdown-reader.js'

describe('renderCheckMarkdown', () => {
  const markdown = renderCheckMarkdown(SAMPLE)

  it('is this comment', () => {
    expect(markdown).toMatchInlineSnapshot(`
      "## 2 of 5 decisions did not pass the check, and 2 could not be checked

      5 files: 1 passed, 2 failed, 2 could not be checked. Review dates were held against 2026-11-21.

      ### Could not be checked: decisions/broken.yaml

      **What was found**

      - **error**: this mapping is not closed; close it with } (yaml-syntax, decisions/broken.yaml, line 5)
      - **error**: need has no option "fact"; allowed: facts, behavior, both (answer-unknown-option, decisions/broken.yaml, line 6)

      ### Could not be checked: Lost (decisions/lost.yaml)

      Build prompting.

      | Approach | Verdict now | Margin now |
      | --- | --- | ---: |
      | Prompting | adopt | 12 |

      **What was found**

      - **No lock**: there is no lock at decisions/lost.lock.json. (decisions/lost.yaml, line 1)

      **What to do**

      \`\`\`sh
      rag-or-tune check decisions/lost.yaml --update
      \`\`\`

      ### Failed: Search (decisions/search.yaml)

      Build prompting and RAG.

      | Approach | Verdict: before → after | Margin: before → after |
      | --- | --- | ---: |
      | RAG | adopt | 8 → 2 |

      **What was found**

      - **warning**: data-quality is not scored; take it out (answer-hidden, decisions/search.yaml, line 9)
      - **Lock edited**: the lock does not fit itself. (decisions/search.lock.json, line 6)
      - **Margin changed**: RAG stands nearer to its line (8 → 2). (decisions/search.yaml, line 4)
      - **Review date changed**: the review date is another one (2027-01-01 → 2027-03-01). (decisions/search.yaml, line 3)
      - **Tool older than the lock**: version 0.2.0 wrote the lock. (decisions/search.lock.json)

      **1 of 5 expectations met**

      - **--min-margin 3**: RAG is 2 points from its line. (--min-margin)
      - **--max-open 2**: at most 2 may be open, and 3 questions are open. Open: latency. (--max-open)
      - **--fail-on mistakes**: a known mistake: facts in weights. (decisions/search.yaml, line 20)
      - **--fail-on contradictions**: approaches conflict: two-stores. (--fail-on)

      **What to do**

      \`\`\`sh
      rag-or-tune check decisions/search.yaml --update
      \`\`\`

      \`\`\`sh
      npm install rag-or-tune@0.2.0
      \`\`\`

      ### Failed: Support bot for tariffs (decisions/support bot.yaml)

      Build prompting; pilot RAG.

      | Approach | Verdict: before → after | Margin: before → after |
      | --- | --- | ---: |
      | Prompting | adopt | 12 |
      | RAG | **adopt → pilot** | 8 → 2 |
      | Fine-tuning | skip | 4 → none |

      **What caused it**

      - Pace of change: **weekly → rarely**; it turned RAG (decisions/support bot.yaml, line 7)
      - Latency: **relaxed → not answered**; it turned RAG (decisions/support bot.yaml, line 1)

      **What was found**

      - **Verdict changed**: RAG gets another verdict (adopt → pilot). With change-rate as it was, it would stand. (decisions/support bot.yaml, line 7)
      - **Review overdue**: the review of 2026-10-01 is overdue. (decisions/support bot.yaml, line 3)
      - **Rubric changed**: the rubric core is another one than that of the lock (1.3.0 → 1.4.0). The verdicts would be the same with the old answers. (decisions/support bot.yaml, line 2)
      - **Tool changed**: version 0.0.9 wrote the lock (0.0.9 → 0.1.0). (decisions/support bot.yaml, line 1)

      **1 of 3 expectations met**

      - **--expect rag=adopt**: RAG has to be adopt, and is pilot. (decisions/support bot.yaml, line 12)
      - **--min-stability 90%**: Prompting keeps adopt too rarely. (--min-stability)

      **What to do**

      - look at the decision again, then set review-after in decisions/support bot.yaml

      **If the change is meant**

      \`\`\`sh
      rag-or-tune check 'decisions/support bot.yaml' --update
      \`\`\`

      ### Passed

      - **Billing (decisions/billing.yaml)**: Build prompting and fine-tuning. (1 of 1 expectation met)
      "
    `)
  })

  it('is short where everything stands', () => {
    expect(renderCheckMarkdown(GREEN)).toMatchInlineSnapshot(`
      "## The decision stands

      1 file: 1 passed. Review dates were held against 2026-11-21.

      ### Passed

      - **Billing (decisions/billing.yaml)**: Build prompting and fine-tuning. (1 of 1 expectation met)
      "
    `)
  })

  it('renders, cell by cell, to each verdict and margin before and after', () => {
    const { tables, active } = renderedBy(markdown)
    const head = ['Approach', 'Verdict: before → after', 'Margin: before → after']
    expect(tables).toEqual([
      // Nothing is known of before where there is no lock.
      [
        ['Approach', 'Verdict now', 'Margin now'],
        ['Prompting', 'adopt', '12'],
      ],
      [head, ['RAG', 'adopt', '8 → 2']],
      [head, ['Prompting', 'adopt', '12'], ['RAG', 'adopt → pilot', '8 → 2'], ['Fine-tuning', 'skip', '4 → none']],
    ])
    expect(active).toEqual([])
  })

  it('gives commands to paste, each once', () => {
    expect(renderedBy(markdown).fences).toEqual([
      'rag-or-tune check decisions/lost.yaml --update\n',
      'rag-or-tune check decisions/search.yaml --update\n',
      'npm install rag-or-tune@0.2.0\n',
      "rag-or-tune check 'decisions/support bot.yaml' --update\n",
    ])
  })

  it('tells every finding, problem and unmet expectation', () => {
    const { text } = renderedBy(markdown)
    const listed = new Set(SAMPLE.files.flatMap(({ answers }) => answers.map(({ question }) => question)))
    for (const { findings, problems, expectations, answers } of SAMPLE.files) {
      for (const { message, subject } of findings) if (!listed.has(subject ?? '')) expect(text).toContain(message)
      for (const { title } of answers) expect(text).toContain(title)
      for (const { message } of problems) expect(text).toContain(message)
      for (const { asked, met } of expectations) expect(text.includes(asked), asked).toBe(!met || asked === '--expect rag=adopt')
    }
  })

  it.each([
    [['passed'], 'The decision stands'],
    [['failed'], 'The decision did not pass the check'],
    [['error'], 'The decision could not be checked'],
    [['passed', 'passed'], 'All 2 decisions stand'],
    [['failed', 'failed'], '2 of 2 decisions did not pass the check'],
    [['passed', 'error', 'failed'], '1 of 3 decisions did not pass the check, and 1 could not be checked'],
    [[], 'No decision was checked'],
  ] as const)('%j begins with: %s', (outcomes, sentence) => {
    const files = outcomes.map((outcome, index) => fileOf(`${index}.yaml`, { outcome }))
    expect(renderedBy(renderCheckMarkdown(resultOf(files))).headings[0]).toBe(sentence)
  })

  it('counts the expectations that are met where all are', () => {
    const file = fileOf('a.yaml', { outcome: 'failed', expectations: [expectationOf('--max-open 2', true, { file: '--max-open' })] })
    expect(renderCheckMarkdown(resultOf([file]))).toContain('\n\n1 of 1 expectation met\n')
  })

  it('tells of a file that passed what was changed, when its lock was written anew', () => {
    const note = findingOf('verdict-changed', at('a.yaml', 4, 3), { outcome: 'note', subject: 'rag', message: 'RAG is skip; it was adopt' })
    const file = fileOf('a.yaml', { updated: 'written', findings: [note], verdicts: [verdictOf('rag', 'RAG', ['skip', 3], ['adopt', 2])] })
    const { headings, tables, text } = renderedBy(renderCheckMarkdown(resultOf([file])))
    expect(headings).toEqual(['The decision stands', 'Passed: A product (a.yaml)'])
    expect(tables[0]?.[1]).toEqual(['RAG', 'adopt → skip', '2 → 3'])
    expect(text).toContain('Verdict changed: RAG is skip; it was adopt. (a.yaml, line 4)\nlock written.\n')
  })

  it('marks what came and what went', () => {
    const stand = verdictOf('tool-use', 'Tool use', ['adopt', 3]).after
    const gone = { approach: 'tool-use', title: 'tool-use', ...(stand !== undefined && { before: stand }) }
    const verdicts = [verdictOf('rag', 'RAG', ['adopt', 3], ['adopt', 3]), verdictOf('tool-calls', 'Tool calls', ['pilot', 2]), gone]
    const [[, ...rows] = []] = renderedBy(renderCheckMarkdown(resultOf([fileOf('a.yaml', { outcome: 'failed', verdicts })]))).tables
    expect(rows).toEqual([
      ['RAG', 'adopt', '3'],
      ['Tool calls', 'not there → pilot', '2'],
      ['tool-use', 'adopt → gone', '3 → none'],
    ])
  })

  it('shows what stands now where no lock says what was', () => {
    const file = fileOf('a.yaml', { outcome: 'failed', verdicts: [verdictOf('rag', 'RAG', ['adopt', 3])] })
    expect(renderedBy(renderCheckMarkdown(resultOf([file]))).tables[0]?.[1]).toEqual(['RAG', 'adopt', '3'])
  })

  const plain = renderedBy(wholeMarkdown(withEveryText(SAMPLE, () => 'Plain words')))

  it.each(PAYLOADS)('%s in every text is shown as that text', (_, payload) => {
    const hostile = wholeMarkdown(withEveryText(SAMPLE, () => payload))
    const { structure, tables, active, text } = renderedBy(hostile)
    expect(active).toEqual([])
    expect(tables.map((rows) => rows.map(({ length }) => length))).toEqual(plain.tables.map((rows) => rows.map(({ length }) => length)))
    expect(tables[0]?.[1]?.[0]).toBe(oneLine(payload))
    expect(structure).toBe(plain.structure)
    expect(text).toContain(oneLine(payload))
    const outside = hostile.replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, '')
    expect(outside, 'mention').not.toMatch(/@[a-z0-9]/i)
    expect(outside, 'formula').not.toContain('$')
    expect(outside, 'scheme').not.toMatch(/:\/\/evil|\bwww\./)
    expect(hostile, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
    expect(hostile, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
  })

  it.each<readonly [id: string, text: string]>([
    ...PAYLOADS,
    ['O-12 a command on its own line', 'x\r::add-mask::y'],
    ['O-12 a command behind what nobody sees', 'x\n\u200b::add-mask::y'],
  ])('%s in a command to paste stays in its fence', (_, payload) => {
    const result = withEveryText(SAMPLE, (text, path) => (path.at(-1) === 'mend' ? `rag-or-tune ${payload}` : text))
    const { fences, headings } = renderedBy(wholeMarkdown(result))
    const shown = term(`rag-or-tune ${payload}`).replaceAll('##[', '## [').replace(/^::/gm, ': :')
    expect(fences).toEqual([1, 2, 3].map(() => `${shown}\n`))
    expect(headings).toEqual(renderedBy(markdown).headings)
  })
})
