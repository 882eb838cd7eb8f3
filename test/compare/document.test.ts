import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/compare/compare.js'
import { compareDocument } from '../../src/compare/document.js'
import { renderCompareJson } from '../../src/compare/json.js'
import type { Comparison } from '../../src/compare/result.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderMarkdownBlocks } from '../../src/report/markdown.js'
import { renderTextBlocks } from '../../src/report/text.js'
import { approachOf, optionOf, questionOf, rubricOf, TOOL } from '../engine/small-rubric.js'
import { PAYLOADS } from '../report/payloads.js'
import { SMALL } from '../whatif/small-case.js'
import { compared, respondent, THREE } from './small-case.js'

const text = (result: Comparison, width = 90) => renderTextBlocks(compareDocument(result), [], { ...FILE_MEDIUM, width })
const markdown = (result: Comparison) => renderMarkdownBlocks(compareDocument(result), [])

describe('three people, one product', () => {
  it('in text', () =>
    expect(text(compared())).toMatchInlineSnapshot(`
      "Compare: Help desk
      ══════════════════

      3 answers files, decided by the rubric small 1.0.0.

      The files agree on 2 of 4 approaches; they differ on Search and Training.

      • product.yaml: Build Baseline and Search; leave out Stuffing and Training.
      • ml.yaml: Build Baseline and Training; leave out Search and Stuffing.
      • legal.yaml: Build Baseline; pilot Search; leave out Stuffing and Training.

      Where the verdicts differ
      ─────────────────────────────────────────────────────────────────────────────────────────

      Approach  product.yaml  ml.yaml  legal.yaml
      ───────────────────────────────────────────
      Search    adopt         skip     pilot
      Training  skip          adopt    skip

      The same for all: adopt Baseline; skip Stuffing.

      The differences that can change a verdict
      ─────────────────────────────────────────────────────────────────────────────────────────

      • Gap: What is missing?
        - facts, say product.yaml and legal.yaml: Label facts
        - manner, says ml.yaml: Label manner
        - product.yaml with manner: Search skip instead of adopt; Training later instead of
          skip.
        - ml.yaml with facts: Search adopt instead of skip; Training pilot instead of adopt.
        - legal.yaml with manner: Search skip instead of pilot; Training adopt instead of skip.
      • Pace: How fast does it change?
        - weekly, say product.yaml and ml.yaml: Label weekly
        - monthly, says legal.yaml: Label monthly
        - product.yaml with monthly: Search pilot instead of adopt.
        - legal.yaml with weekly: Search adopt instead of pilot.
      • Pairs: How many pairs are there?
        - none, says product.yaml: Label none
        - plenty, says ml.yaml: Label plenty
        - some, says legal.yaml: Label some
        - product.yaml with plenty: Training pilot instead of skip.
        - ml.yaml with none: Training later instead of adopt.
      • Signs: What has been seen?
        - odd, says product.yaml: Label odd
        - odd, slow, says ml.yaml: Label odd; Label slow
        - none of these, says legal.yaml
        - legal.yaml with odd: Training pilot instead of skip.
        - legal.yaml with odd, slow: Training pilot instead of skip.
      • Trust: How good are they?
        - low, says product.yaml (does not apply, not scored): Label low
        - high, say ml.yaml and legal.yaml: Label high
        - By itself it turns nothing; together with other differences it can turn Training.
        - product.yaml with Pairs some, and then high: Training pilot instead of skip.

      What to settle first
      ─────────────────────────────────────────────────────────────────────────────────────────

      Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on this question: settled, it can bring 3 of 4 verdicts into agreement,
      instead of 2.

      • Gap:
        - facts (2 of 4 agree): Search adopt instead of skip, for ml.yaml; Training pilot
          instead of adopt, for ml.yaml.
        - manner (3 of 4 agree): Search skip; Training later instead of skip, for product.yaml;
          Training adopt instead of skip, for legal.yaml.

      These two questions together are enough to bring all verdicts into agreement; fewer are
      not.

      • Gap and Pairs, on these of the answers given, and no others:
        - manner and none: Search skip; Training later.
        - manner and plenty: Search skip; Training adopt.

      1 further difference changes no verdict, in any combination of the answers given: Plan.
      "
    `))
  it('in Markdown', () =>
    expect(markdown(compared())).toMatchInlineSnapshot(`
      "# Compare: Help desk

      3 answers files, decided by the rubric small 1.0.0.

      **The files agree on 2 of 4 approaches; they differ on Search and Training.**

      - **product.yaml**: Build Baseline and Search; leave out Stuffing and Training.
      - **ml.yaml**: Build Baseline and Training; leave out Search and Stuffing.
      - **legal.yaml**: Build Baseline; pilot Search; leave out Stuffing and Training.

      ## Where the verdicts differ

      | Approach | product.yaml | ml.yaml | legal.yaml |
      | --- | --- | --- | --- |
      | Search | **adopt** | **skip** | **pilot** |
      | Training | **skip** | **adopt** | **skip** |

      The same for all: **adopt** Baseline; **skip** Stuffing.

      ## The differences that can change a verdict

      - **Gap**: What is missing?
        - **facts**, say product.yaml and legal.yaml: Label facts
        - **manner**, says ml.yaml: Label manner
        - product.yaml with manner: Search **skip** instead of **adopt**; Training **later** instead of **skip**.
        - ml.yaml with facts: Search **adopt** instead of **skip**; Training **pilot** instead of **adopt**.
        - legal.yaml with manner: Search **skip** instead of **pilot**; Training **adopt** instead of **skip**.
      - **Pace**: How fast does it change?
        - **weekly**, say product.yaml and ml.yaml: Label weekly
        - **monthly**, says legal.yaml: Label monthly
        - product.yaml with monthly: Search **pilot** instead of **adopt**.
        - legal.yaml with weekly: Search **adopt** instead of **pilot**.
      - **Pairs**: How many pairs are there?
        - **none**, says product.yaml: Label none
        - **plenty**, says ml.yaml: Label plenty
        - **some**, says legal.yaml: Label some
        - product.yaml with plenty: Training **pilot** instead of **skip**.
        - ml.yaml with none: Training **later** instead of **adopt**.
      - **Signs**: What has been seen?
        - **odd**, says product.yaml: Label odd
        - **odd, slow**, says ml.yaml: Label odd; Label slow
        - **none of these**, says legal.yaml
        - legal.yaml with odd: Training **pilot** instead of **skip**.
        - legal.yaml with odd, slow: Training **pilot** instead of **skip**.
      - **Trust**: How good are they?
        - **low**, says product.yaml (does not apply, not scored): Label low
        - **high**, say ml.yaml and legal.yaml: Label high
        - By itself it turns nothing; together with other differences it can turn Training.
        - product.yaml with Pairs some, and then high: Training **pilot** instead of **skip**.

      ## What to settle first

      Agreement is not the aim: find out which answer is true. Below stands what answers would come to if all files gave them.

      Most hangs on this question: settled, it can bring 3 of 4 verdicts into agreement, instead of 2.

      - **Gap**:
        - facts (2 of 4 agree): Search **adopt** instead of **skip**, for ml.yaml; Training **pilot** instead of **adopt**, for ml.yaml.
        - manner (3 of 4 agree): Search **skip**; Training **later** instead of **skip**, for product.yaml; Training **adopt** instead of **skip**, for legal.yaml.

      These two questions together are enough to bring all verdicts into agreement; fewer are not.

      - **Gap and Pairs**, on these of the answers given, and no others:
        - manner and none: Search **skip**; Training **later**.
        - manner and plenty: Search **skip**; Training **adopt**.

      1 further difference changes no verdict, in any combination of the answers given: Plan.
      "
    `))
})

/** Approaches a to d, each adopted where its question says yes. */
const FOUR = rubricOf({
  approaches: ['a', 'b', 'c', 'd'].map((id) => approachOf(id, { title: id.toUpperCase() })),
  questions: ['a', 'b', 'c', 'd'].map((id) => questionOf(`q${id}`, [optionOf('yes', { [id]: 9 }), optionOf('no')], { title: `Is ${id}` })),
})
const say = (path: string, word: string, ...ids: string[]) =>
  respondent(path, Object.fromEntries(ids.map((id) => [`q${id}`, word])), { title: path })
const four = (ids: readonly string[], budgets = {}) =>
  compare(FOUR, [say('Ann', 'yes', ...ids), say('Ben', 'no', ...ids)], { tool: TOOL, budgets })
const settling = (result: Comparison): string => text(result).split('What to settle first\n')[1]?.split('\n').slice(2).join('\n') ?? ''

describe('what to settle first', () => {
  it('tells what is turned for all who agreed before', () => {
    const rubric = rubricOf({
      approaches: [approachOf('shared', { title: 'Shared', prior: -3 }), approachOf('b', { title: 'B' }), approachOf('c', { title: 'C' })],
      questions: ['b', 'c'].map((id) =>
        questionOf(`q${id}`, [optionOf('yes', { [id]: 9, shared: 3 }), optionOf('no')], { title: `Is ${id}` }),
      ),
    })
    const sheets = [respondent('Ann', { qb: 'yes', qc: 'no' }), respondent('Ben', { qb: 'no', qc: 'yes' })]
    expect(settling(compare(rubric, sheets, { tool: TOOL }))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring 2 of 3 verdicts into
      agreement, instead of 1.

      • Is b:
        - yes (1 of 3 agree): B adopt; Shared pilot instead of skip, for Ben.
        - no (2 of 3 agree): B skip.
      • Is c:
        - no (2 of 3 agree): C skip.
        - yes (1 of 3 agree): C adopt; Shared pilot instead of skip, for Ann.

      These two questions together are enough to bring all verdicts into agreement; fewer are
      not.

      • Is b and Is c, on whichever of the answers given:
        - yes and no: B adopt; C skip.
        - yes and yes: B adopt; C adopt; Shared pilot instead of skip, for both.
        - no and no: B skip; C skip.
        - no and yes: B skip; C adopt.
      "
    `)
  })
  it('one question is enough', () =>
    expect(settling(four(['a']))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on this question: settled, it can bring all verdicts into agreement, instead
      of 3.

      • Is a:
        - yes (4 of 4 agree): A adopt.
        - no (4 of 4 agree): A skip.
      "
    `))
  it('a tie, and two are enough', () =>
    expect(settling(four(['a', 'b']))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring 3 of 4 verdicts into
      agreement, instead of 2.

      • Is a:
        - yes (3 of 4 agree): A adopt.
        - no (3 of 4 agree): A skip.
      • Is b:
        - yes (3 of 4 agree): B adopt.
        - no (3 of 4 agree): B skip.

      These two questions together are enough to bring all verdicts into agreement; fewer are
      not.

      • Is a and Is b, on whichever of the answers given:
        - yes and yes: A adopt; B adopt.
        - yes and no: A adopt; B skip.
        - no and yes: A skip; B adopt.
        - no and no: A skip; B skip.
      "
    `))
  it('more than three are needed', () =>
    expect(settling(four(['a', 'b', 'c', 'd']))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring 1 of 4 verdicts into
      agreement, instead of 0.

      • Is a:
        - yes (1 of 4 agree): A adopt.
        - no (1 of 4 agree): A skip.
      • Is b:
        - yes (1 of 4 agree): B adopt.
        - no (1 of 4 agree): B skip.
      • Is c:
        - yes (1 of 4 agree): C adopt.
        - no (1 of 4 agree): C skip.
      • Is d:
        - yes (1 of 4 agree): D adopt.
        - no (1 of 4 agree): D skip.

      To bring all verdicts into agreement takes more than three questions.
      "
    `))
  it('the budget of decisions lasts for single questions', () =>
    expect(settling(four(['a', 'b'], { decisions: 10 }))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring 3 of 4 verdicts into
      agreement, instead of 2.

      • Is a:
        - yes (3 of 4 agree): A adopt.
        - no (3 of 4 agree): A skip.
      • Is b:
        - yes (3 of 4 agree): B adopt.
        - no (3 of 4 agree): B skip.

      To bring all verdicts into agreement takes more than one question; larger sets were not
      looked at, because the ways to agree on them are too many.
      "
    `))
  it('or not even for those', () =>
    expect(settling(four(['a', 'b'], { decisions: 0 }))).toMatchInlineSnapshot(`
    "What brings the verdicts into agreement was not looked for: the ways to agree are too
    many.
    "
  `))

  it('any one of several is enough', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { title: 'A', prior: -4 })],
      questions: ['p', 'q'].map((id) => questionOf(id, [optionOf('yes', { a: 5 }), optionOf('no')], { title: id })),
    })
    const result = compare(rubric, [respondent('x', { p: 'yes', q: 'yes' }), respondent('y', { p: 'no', q: 'no' })], { tool: TOOL })
    expect(settling(result)).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring all verdicts into
      agreement, instead of 0.

      • p:
        - yes (0 of 1 agree): no verdict is turned.
        - no (1 of 1 agree): A skip.
      • q:
        - yes (0 of 1 agree): no verdict is turned.
        - no (1 of 1 agree): A skip.
      "
    `)
  })

  it('no single question helps', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { title: 'A', prior: -3 })],
      questions: ['p', 'q', 'r'].map((id) => questionOf(id, [optionOf('yes', { a: 4 }), optionOf('no')], { title: id })),
    })
    const sheets = ['yes', 'no'].map((word) => respondent(word, { p: word, q: word, r: word }))
    expect(settling(compare(rubric, sheets, { tool: TOOL }))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      No single question, settled, brings more verdicts into agreement.

      Each of these sets of two questions is enough to bring all verdicts into agreement; fewer
      are not.

      • p and q, on these of the answers given, and no others:
        - yes and yes: A adopt.
        - no and no: A skip.
      • p and r, on these of the answers given, and no others:
        - yes and yes: A adopt.
        - no and no: A skip.
      • q and r, on these of the answers given, and no others:
        - yes and yes: A adopt.
        - no and no: A skip.
      "
    `)
  })

  it('ten ties: five are listed, and how many there are besides', () => {
    const ids = 'abcdefghij'.split('')
    const rubric = rubricOf({
      approaches: ids.map((id) => approachOf(id, { title: id.toUpperCase() })),
      questions: ids.map((id) => questionOf(`q${id}`, [optionOf('yes', { [id]: 9 }), optionOf('no')], { title: `Is ${id}` })),
    })
    expect(settling(compare(rubric, [say('Ann', 'yes', ...ids), say('Ben', 'no', ...ids)], { tool: TOOL }))).toMatchInlineSnapshot(`
      "Agreement is not the aim: find out which answer is true. Below stands what answers would
      come to if all files gave them.

      Most hangs on these questions: each of them, settled, can bring 1 of 10 verdicts into
      agreement, instead of 0.

      • Is a:
        - yes (1 of 10 agree): A adopt.
        - no (1 of 10 agree): A skip.
      • Is b:
        - yes (1 of 10 agree): B adopt.
        - no (1 of 10 agree): B skip.
      • Is c:
        - yes (1 of 10 agree): C adopt.
        - no (1 of 10 agree): C skip.
      • Is d:
        - yes (1 of 10 agree): D adopt.
        - no (1 of 10 agree): D skip.
      • Is e:
        - yes (1 of 10 agree): E adopt.
        - no (1 of 10 agree): E skip.

      And 5 more; the JSON lists all of them.

      To bring all verdicts into agreement takes more than three questions.
      "
    `)
  })
})

describe('whatever comes out', () => {
  it('all verdicts agree, and nothing differs that could turn one', () => {
    const { answers } = (THREE[0] as (typeof THREE)[number]).sheet
    const same = [
      { path: 'a.yaml', sheet: { answers } },
      { path: 'b.yaml', sheet: { answers: new Map([...answers].filter(([id]) => id !== 'plan')) } },
    ]
    expect(text(compare(SMALL, same, { tool: TOOL }))).toMatchInlineSnapshot(`
      "Compare: a.yaml and b.yaml
      ══════════════════════════

      2 answers files, decided by the rubric small 1.0.0.

      All files come to the same verdicts.

      • a.yaml: Build Baseline and Search; leave out Stuffing and Training.
      • b.yaml: Build Baseline and Search; leave out Stuffing and Training.

      The same for all: adopt Baseline and Search; skip Stuffing and Training.

      1 difference changes no verdict, in any combination of the answers given: Plan.
      "
    `)
  })

  it('the same answers twice', () => {
    const one = { gap: 'facts' }
    expect(text(compared([respondent('a.yaml', one), respondent('b.yaml', one)]))).toMatch(/\nNo question is answered differently\.\n$/)
  })

  it('they agree on nothing', () => {
    expect(
      text(four(['a', 'b', 'c', 'd']))
        .split('\n')
        .slice(5, 6),
    ).toEqual(['The files agree on no approach: A, B, C and D come out differently.'])
  })

  it('what is not ruled out is said', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { title: 'A', prior: -9 })],
      questions: ['p', 'q'].map((id) => questionOf(id, [optionOf('yes', { a: 1 }), optionOf('no')], { title: id })),
    })
    const sheets = [respondent('x', { p: 'yes', q: 'no' }), respondent('y', { p: 'no', q: 'yes' })]
    const shown = text(compare(rubric, sheets, { tool: TOOL, budgets: { steps: 0 } }))
    expect(shown).toContain('That it can turn A is not ruled out: the combinations are too many to count.')
    expect(shown).not.toContain('changes no verdict')
    expect(text(compare(rubric, sheets, { tool: TOOL }))).toContain('2 differences change no verdict')
  })

  it('several products: their titles name them', () => {
    const products = [
      respondent('a.yaml', { gap: 'facts' }, { title: 'Help desk' }),
      respondent('b.yaml', { gap: 'manner' }, { title: 'Web shop' }),
    ]
    expect(text(compared(products))).toMatch(/^Compare: Help desk and Web shop\n/)
  })

  it.each([20, 40, 72, 200])('no line is longer than %i columns', (width) => {
    for (const line of text(compared(), width).split('\n')) expect(line.length, line).toBeLessThanOrEqual(width)
  })
})

describe('texts stay texts', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
  const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/
  const page = new MarkdownIt({ html: true, linkify: true })

  it.each(PAYLOADS)('%s', (_, payload) => {
    const rubric = {
      ...SMALL,
      approaches: SMALL.approaches.map((one) => ({ ...one, title: payload })),
      questions: SMALL.questions.map((one) => ({
        ...one,
        title: payload,
        text: payload,
        options: one.options.map((option) => ({ ...option, label: payload })),
      })),
    }
    const respondents = THREE.map(({ path, sheet }, at) => ({
      path: `${path}${payload}${at}`,
      sheet: { ...sheet, title: `${payload}${at % 2}`, owner: payload },
    }))
    const hostile = compare(rubric, respondents, { tool: TOOL })
    expect(text(hostile), 'controls').not.toMatch(dangerous)
    const shown = markdown(hostile)
    expect(shown).not.toMatch(dangerous)
    const html = page.render(shown)
    expect(html, 'markup').not.toMatch(/<(?!\/?(?:h1|h2|p|ul|li|strong|table|thead|tbody|tr|th|td)\b)/)
    for (const row of html.split('<tr>').slice(1)) expect(row.match(/<t[hd]\b/g), 'cells').toHaveLength(4)
    const json = renderCompareJson(hostile)
    expect(json).not.toMatch(/[^\P{C}\n]/u)
    expect(json, 'O-12').not.toMatch(/^\s*::|##\[/m)
    expect(JSON.parse(json).differences[0].answers[0].value).toBe('facts')
  })
})
