import { describe, expect, it } from 'vitest'
import { renderCheckText } from '../../../src/check/reporters/text.js'
import { FILE_MEDIUM } from '../../../src/report/formats.js'
import { columns } from '../../../src/report/text/width.js'
import { styleFor } from '../../../src/style.js'
import { at, expectationOf, fileOf, findingOf, GREEN, resultOf, SAMPLE } from '../sample-result.js'

const FILE = { ...FILE_MEDIUM, quiet: false }

describe('renderCheckText', () => {
  it('tells of each file what came out, what caused it, where, and what mends it', () => {
    expect(renderCheckText(SAMPLE, FILE)).toMatchInlineSnapshot(`
      "passed decisions/billing.yaml: Billing
        1 of 1 expectation met

      ERROR  decisions/broken.yaml
        - error: this mapping is not closed (yaml-syntax)
          decisions/broken.yaml:5:12
          hint: close it with }
        - error: need has no option "fact" (answer-unknown-option)
          decisions/broken.yaml:6:9
          allowed: facts, behavior, both

      ERROR  decisions/lost.yaml: Lost: Build prompting.
        - error: there is no lock at decisions/lost.lock.json
          decisions/lost.yaml:1:1
          do: rag-or-tune check decisions/lost.yaml --update

      FAILED decisions/search.yaml: Search: Build prompting and RAG.
        - the lock does not fit itself
          decisions/search.lock.json:6:1
          do: rag-or-tune check decisions/search.yaml --update
        - RAG stands nearer to its line (8 → 2)
          decisions/search.yaml:4:3
        - RAG is 2 points from its line [--min-margin 3]
          --min-margin
        - at most 2 may be open, and 3 questions are open [--max-open 2]
          Open: latency.
          --max-open
        - a known mistake: facts in weights [--fail-on mistakes]
          decisions/search.yaml:20:11
        - approaches conflict: two-stores [--fail-on contradictions]
          --fail-on
        - the review date is another one (2027-01-01 → 2027-03-01)
          decisions/search.yaml:3:15
        - version 0.2.0 wrote the lock
          decisions/search.lock.json
          do: npm install rag-or-tune@0.2.0
        - warning: data-quality is not scored (answer-hidden)
          decisions/search.yaml:9:3
          hint: take it out
        1 of 5 expectations met

      FAILED decisions/support bot.yaml: Support bot for tariffs: Build prompting; pilot RAG.
        - RAG gets another verdict (adopt → pilot)
          With change-rate as it was, it would stand.
          decisions/support bot.yaml:7:3
        - RAG has to be adopt, and is pilot [--expect rag=adopt]
          decisions/support bot.yaml:12:5
        - Prompting keeps adopt too rarely [--min-stability 90%]
          --min-stability
        - the review of 2026-10-01 is overdue
          decisions/support bot.yaml:3:15
          do: look at the decision again, then set review-after in decisions/support bot.yaml
        - Latency is not answered any more (relaxed → not answered)
          decisions/support bot.yaml:1:1
        - Pace of change was weekly and is rarely
          decisions/support bot.yaml:7:3
        - the rubric core is another one than that of the lock (1.3.0 → 1.4.0)
          The verdicts would be the same with the old answers.
          decisions/support bot.yaml:2:9
        - note: version 0.0.9 wrote the lock (0.0.9 → 0.1.0)
          decisions/support bot.yaml:1:1
        if this is meant: rag-or-tune check 'decisions/support bot.yaml' --update
        1 of 3 expectations met

      5 files: 1 passed, 2 failed, 2 could not be checked (review dates held against 2026-11-21)
      "
    `)
  })

  it('is short where everything stands', () => {
    expect(renderCheckText(GREEN, FILE)).toMatchInlineSnapshot(`
      "passed decisions/billing.yaml: Billing: Build prompting and fine-tuning.
        1 of 1 expectation met

      1 file: 1 passed (review dates held against 2026-11-21)
      "
    `)
  })

  it('leaves out with --quiet what passed, warnings and notes, and still counts all files', () => {
    const text = renderCheckText(SAMPLE, { ...FILE, quiet: true })
    expect(text).not.toContain('billing')
    expect(text).not.toContain('note:')
    expect(text).not.toContain('warning:')
    expect(text).toContain('5 files: 1 passed, 2 failed, 2 could not be checked')
    expect(renderCheckText(GREEN, { ...FILE, quiet: true })).toBe('1 file: 1 passed (review dates held against 2026-11-21)\n')
  })

  it('tells with --quiet, too, what was locked anew', () => {
    const note = findingOf('verdict-changed', at('a.yaml', 4, 3), { outcome: 'note', subject: 'rag', message: 'RAG is skip; it was adopt' })
    const text = renderCheckText(resultOf([fileOf('a.yaml', { updated: 'written', findings: [note] })]), { ...FILE, quiet: true })
    expect(text).toContain('RAG is skip; it was adopt')
    expect(text).toContain('lock written')
    const same = resultOf([fileOf('a.yaml', { updated: 'unchanged' })])
    expect(renderCheckText(same, { ...FILE, quiet: true })).toBe('1 file: 1 passed (review dates held against 2026-11-21)\n')
  })

  it('tells what was changed when the lock was written anew, and that there is nothing left to do', () => {
    const note = findingOf('answers-changed', at('a.yaml', 4, 3), {
      outcome: 'note',
      message: 'need is facts; it was both',
      mend: 'no more',
    })
    const text = renderCheckText(resultOf([fileOf('a.yaml', { updated: 'written', findings: [note] })]), FILE)
    expect(text).toContain('  - note: need is facts; it was both\n    a.yaml:4:3\n  lock written\n')
  })

  it('says what became of the lock', () => {
    const updated = [fileOf('a.yaml', { updated: 'written' }), fileOf('b.yaml', { updated: 'unchanged' })]
    const text = renderCheckText(resultOf(updated), FILE)
    expect(text).toContain('  lock written\n')
    expect(text).toContain('  lock unchanged\n')
  })

  it('draws nothing beyond ASCII where that is all there is', () => {
    const text = renderCheckText(SAMPLE, { ...FILE, unicode: false })
    expect(text).toMatch(/^[\n -~]+$/)
    expect(text).toContain('(adopt -> pilot)')
  })

  it.each([20, 40, 80])('keeps to %i columns, commands apart', (width) => {
    const lines = renderCheckText(SAMPLE, { ...FILE, width }).split('\n')
    for (const line of lines.filter((one) => !/do: |if this is meant: /.test(one))) expect(columns(line), line).toBeLessThan(width)
    expect(lines).toContain("  if this is meant: rag-or-tune check 'decisions/support bot.yaml' --update")
  })

  it('says the same in colour', () => {
    const coloured = renderCheckText(SAMPLE, { ...FILE, paint: styleFor(true) })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderCheckText(SAMPLE, FILE))
    expect(coloured).toContain('\u001b[31mFAILED')
  })

  it('tells of an expectation that is not met, whether or not a finding does', () => {
    const place = { file: 'a.yaml', line: 9, column: 5 }
    const file = fileOf('a.yaml', { outcome: 'failed', expectations: [expectationOf('--expect rag=adopt', false, place, 'RAG is skip')] })
    const text = renderCheckText(resultOf([file]), FILE)
    expect(text).toContain('  - RAG is skip [--expect rag=adopt]\n    a.yaml:9:5\n  0 of 1 expectation met\n')
  })
})
