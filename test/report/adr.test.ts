import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { main } from '../../src/cli.js'
import type { Decision } from '../../src/engine/decision.js'
import { parseSource } from '../../src/files/parse.js'
import { decisionKey } from '../../src/report/adr/front-matter.js'
import { renderAdr, renderRecord } from '../../src/report/adr.js'
import { oneLine, term } from '../../src/report/encode.js'
import { fakeContext } from '../cli/fake-context.js'
import { core } from '../engine/shipped.js'
import { approachOf, decideOn, optionOf, pointsOf, questionOf, rubricOf } from '../engine/small-rubric.js'
import { PAYLOADS, withEveryText } from './payloads.js'
import { SAMPLE } from './sample-decision.js'

const reader = new MarkdownIt({ html: true, linkify: true })
reader.linkify.set({ fuzzyLink: false })
type Token = ReturnType<typeof reader.parse>[number]

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples')

/** The front matter and what follows it. */
function split(record: string): { front: string; body: string } {
  const [, front = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(record) ?? []
  return { front, body }
}

function frontOf(record: string): Record<string, unknown> {
  const parsed = parseSource({ file: 'record', text: split(record).front })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value.value as Record<string, unknown>
}

const tokensOf = (record: string): Token[] => reader.parse(split(record).body, {})

const wordsIn = (token: Token | undefined): string =>
  (token?.children ?? []).map((child) => (child.type === 'softbreak' ? '\n' : child.content)).join('')

function headings(record: string): string[] {
  const tokens = tokensOf(record)
  return tokens.flatMap((token, at) => (token.type === 'heading_open' ? [`${token.tag} ${wordsIn(tokens[at + 1])}`] : []))
}

/** Every table as rows of cells. */
function tables(record: string): string[][][] {
  const found: string[][][] = []
  const tokens = tokensOf(record)
  tokens.forEach((token, at) => {
    if (token.type === 'table_open') found.push([])
    if (token.type === 'tr_open') found.at(-1)?.push([])
    if (token.type === 'td_open' || token.type === 'th_open')
      found
        .at(-1)
        ?.at(-1)
        ?.push(wordsIn(tokens[at + 1]))
  })
  return found
}

/** The lines of the lists under a heading. */
const section = (record: string, heading: string): string => {
  const [, after = ''] = record.split(`\n${heading}\n`)
  return after.split(/^#{1,3} /m)[0] ?? ''
}

/** What a document is made of, without its words. */
function structure(record: string): string {
  const marks = (token: Token): string[] => (token.children ?? []).filter((child) => child.type !== 'text').map((child) => child.type)
  return tokensOf(record)
    .map((token) => [token.type, token.tag, token.info, ...marks(token)].filter(Boolean).join(' '))
    .join('\n')
}

const FORMER = {
  number: '0003',
  file: '0003-support-bot.md',
  verdicts: new Map([
    ['prompting', 'adopt'],
    ['rag', 'pilot'],
    ['fine-tuning', 'later'],
    ['long-context', 'skip'],
    ['self-learning', 'skip'],
    ['graph', 'adopt'],
  ]),
}

describe('a decision record', () => {
  const record = renderAdr(SAMPLE)

  it('has the headings of MADR 4.0 in their order, and one below for each option', () => {
    expect(headings(record)).toEqual([
      'h1 Support bot for tariff questions',
      'h2 Context and Problem Statement',
      'h2 Decision Drivers',
      'h2 Considered Options',
      'h2 Decision Outcome',
      'h3 Consequences',
      'h3 Confirmation',
      'h2 Pros and Cons of the Options',
      ...SAMPLE.approaches.map(({ title }) => `h3 ${title}`),
      'h2 More Information',
    ])
  })

  it('is only proposed, by whom and when, and says for the next run what was decided', () => {
    expect(frontOf(record)).toEqual({
      status: 'proposed',
      date: '2026-11-21',
      'decision-makers': 'Support platform team',
      'rag-or-tune': {
        decision: 'support-bot-for-tariff-questions',
        rubric: 'core',
        version: '1.0.0',
        verdicts: {
          'fine-tuning': 'later',
          'long-context': 'skip',
          prompting: 'adopt',
          rag: 'adopt',
          'self-learning': 'skip',
          'self-model': 'skip',
        },
      },
    })
    const { front } = split(record)
    const ids = [...front.matchAll(/^ {4}(\S+):/gm)].map((match) => match[1] ?? '')
    expect(ids).toEqual([...ids].sort())
  })

  it('has a date and decision makers only where they are given', () => {
    const { date: _date, owner: _owner, ...rest } = SAMPLE
    expect(Object.keys(frontOf(renderAdr(rest)))).toEqual(['status', 'rag-or-tune'])
    expect(Object.keys(frontOf(renderAdr({ ...rest, owner: ' ' })))).toEqual(['status', 'rag-or-tune'])
  })

  it('names the set and gives each of it a reason', () => {
    const outcome = section(record, '## Decision Outcome')
    expect(outcome).toMatch(/^\nChosen option: "Prompting and Retrieval \(RAG\)", because the answers ask for each of them/)
    for (const id of SAMPLE.set) {
      const approach = SAMPLE.approaches.find((one) => one.id === id)
      expect(outcome).toContain(`- **${approach?.title}**: ${approach?.reason}`)
    }
  })

  it('lists every option as it heads its own part', () => {
    const listed = section(record, '## Considered Options').trim().split('\n')
    expect(listed).toEqual(SAMPLE.approaches.map(({ title }) => `- ${title}`))
  })

  it('has every verdict in one table', () => {
    expect(tables(record)).toEqual([
      [
        ['Option', 'Verdict', 'Need (1 to 99)', 'Points', 'Margin'],
        ['Prompting', 'adopt', '86', '+8', 'No points can change it.'],
        ['Long context', 'skip, blocked', '20', '-6', 'Blocked; 7 points from Retrieval (RAG).'],
        ['Retrieval (RAG)', 'adopt', '93', '+11', '6 points from the adopt line.'],
        ['Fine-tuning', 'later, held back', '76', '+5', '2 points from the readiness line.'],
        ['Organisation memory', 'skip', '20', '-6', '8 points from the pilot line.'],
        ['User model', 'skip', '11', '-9', '11 points from the pilot line.'],
      ],
    ])
  })

  it('adds every option up: where it starts and the points on need come to its total', () => {
    for (const { title, points, readinessPoints } of SAMPLE.approaches) {
      const lines = [...section(record, `### ${title}`).matchAll(/^- (Good|Neutral|Bad), because of ([a-z -]+) \(([+-]?\d+)\):/gm)]
      const sum = (readiness: boolean): number =>
        lines.filter((line) => (line[2] === 'readiness') === readiness).reduce((total, line) => total + Number(line[3]), 0)
      expect(sum(false), title).toBe(points.total)
      expect(readinessPoints.prior + sum(true), title).toBe(readinessPoints.total)
      const start = readinessPoints.prior === readinessPoints.total ? '; ready' : `, starting from +${readinessPoints.prior}; ready`
      expect(section(record, `### ${title}`)).toContain(start)
      for (const [, word, , number] of lines) expect(word).toBe(Number(number) > 0 ? 'Good' : Number(number) < 0 ? 'Bad' : 'Neutral')
    }
  })

  it('says how to confirm it: the command with what is expected, the measures and the review', () => {
    const confirmation = section(record, '### Confirmation')
    expect(confirmation).toContain('rag-or-tune check FILE --expect prompting=adopt --expect rag=adopt')
    expect(confirmation).toContain('After 2027-02-01, the review date that the team has set.')
    for (const { text } of [...SAMPLE.validation.measures, ...SAMPLE.validation.quantitative, ...SAMPLE.validation.qualitative]) {
      expect(confirmation).toContain(text)
    }
  })

  it('names every risk of what is built with its guard, and every mistake in sight', () => {
    const consequences = section(record, '### Consequences')
    const built = SAMPLE.layers.filter(({ verdict }) => verdict === 'adopt' || verdict === 'pilot')
    for (const { risk, guard } of built.flatMap(({ risks }) => risks)) {
      expect(consequences).toContain(`  - ${risk} **Guard**: ${guard}`)
    }
    for (const { title, says } of SAMPLE.mistakes) expect(consequences).toContain(`**${title}**: ${says}`)
  })

  it('cites only references that it defines, and defines only those that it cites', () => {
    const cited = new Set(Array.from(record.matchAll(/\[\^([a-z0-9-]+)\](?!:)/g), (match) => match[1]))
    const defined = Array.from(record.matchAll(/^\[\^([a-z0-9-]+)\]:/gm), (match) => match[1])
    expect([...cited].sort()).toEqual([...defined].sort())
    expect(record).not.toContain('Not cited above')
  })

  it('holds no HTML, LF line ends and one final newline (D-06)', () => {
    expect(structure(record)).not.toContain('html')
    expect(record).not.toContain('\r')
    expect(record).toMatch(/[^\n]\n$/)
  })

  it('of a decision with nothing chosen says so, and under the title of none', () => {
    const approaches = SAMPLE.approaches.map((one) => ({ ...one, verdict: 'skip' as const, contributions: [], gates: [] }))
    const bare: Decision = {
      ...SAMPLE,
      title: ' ',
      set: [],
      approaches,
      context: {},
      answers: {},
      layers: [],
      mistakes: [],
      setNotes: [],
      phases: [],
    }
    const text = renderAdr({ ...bare, openQuestions: [], references: [] })
    expect(headings(text)[0]).toBe('h1 Which layers to build, and in what order')
    expect(headings(text)).toHaveLength(headings(record).length)
    expect(text).toContain('Chosen option: "none of them now", because')
    expect(text).toContain('No answer gave points for or against an option.')
    expect(text).toContain('Neutral, because nothing is built and nothing changes.')
    expect(frontOf(text)).toMatchObject({ 'rag-or-tune': { decision: 'untitled' } })
  })

  it('of a small decision is this', () => {
    const rubric = rubricOf({
      approaches: [
        approachOf('a', { summary: 'The first.', priorBecause: 'level.' }),
        approachOf('b', { summary: 'The second.', prior: -3, priorBecause: 'dear.' }),
      ],
      questions: [
        questionOf('q', [optionOf('yes', [pointsOf('a', 6), pointsOf('b', -2)]), optionOf('no', [pointsOf('a', -1), pointsOf('b', 1)])]),
      ],
    })
    expect(renderAdr({ ...decideOn(rubric, { q: 'yes' }), title: 'A small one' })).toMatchInlineSnapshot(`
      "---
      status: proposed
      rag-or-tune:
        decision: "a-small-one"
        rubric: "small"
        version: "1.0.0"
        verdicts:
          a: adopt
          b: skip
      ---

      # A small one

      ## Context and Problem Statement

      Which of the options below should this product build, in what order, and why? 1 of 1 question that applies is answered. The answers:

      - **Title q**: Label yes

      ## Decision Drivers

      - **Quality**:
        - 6 for a (Title a, +6).
        - \\-2 for b (Title b, -2).

      ## Considered Options

      - Title a
      - Title b

      ## Decision Outcome

      Chosen option: "Title a", because the answers ask for it and nothing holds it back:

      - **Title a**: 6 for a

      **Build Title a; leave out Title b.**

      | Option | Verdict | Need (1 to 99) | Points | Margin |
      | --- | --- | ---: | ---: | --- |
      | Title a | **adopt** | 80 | +6 | 1 point from the adopt line. |
      | Title b | **skip** | 24 | -5 | 7 points from the pilot line. |

      ### Consequences

      - Good, because of **Title a**: 6 for a

      ### Confirmation

      In CI, rag-or-tune check decides the committed answers file again, and fails once a verdict, an answer or the rubric has changed or the review is overdue:

      - **Command**: rag-or-tune check FILE --expect a=adopt
      - **Review**: After 90 days.

      ## Pros and Cons of the Options

      ### Title a

      The first.

      Verdict: **adopt**, build it now. 6 for a. Need 80 (+6; adopt from +5, pilot from +2). Readiness 50 (0; ready from 0). Margin: 1 point from the adopt line.

      - Good, because of quality (+6): 6 for a. (Title q: Label yes)

      ### Title b

      The second.

      Verdict: **skip**, not for this product now. -2 for b. Need 24 (-5; adopt from +5, pilot from +2). Readiness 50 (0; ready from 0). Margin: 7 points from the pilot line.

      - Bad, because of where it starts (-3): Dear.
      - Bad, because of quality (-2): -2 for b. (Title q: Label yes)

      ## More Information

      How sure, and what would change it:

      - Title a: adopt, 1 point from its adopt line; every question is answered.
      - Close call: Title a (adopt) is 1 point from its adopt line. For it: 6 for a
      - All 1 question that apply are answered.

      When to look again:

      - After 90 days.

      Decided with rag-or-tune 0.0.0 by the rubric small 1.0.0 (Small), digest 0000000000000000000000000000000000000000000000000000000000000000. Points are decibans: +3 doubles the odds that an option is needed. No model was asked; the same answers give the same record.
      "
    `)
  })
})

describe('a record that supersedes another', () => {
  const record = renderRecord(SAMPLE, FORMER)

  it('links to it, with before and after of each verdict that differs', () => {
    expect(record).toContain('This supersedes [ADR-0003](0003-support-bot.md), because verdicts have changed:')
    expect(tables(record)[0]).toEqual([
      ['Option', 'Before', 'After'],
      ['Retrieval (RAG)', 'pilot', 'adopt'],
      ['User model', 'not considered', 'skip'],
      ['graph', 'adopt', 'not considered'],
    ])
  })

  it('names the status of the former one and how to go back to it, and no status becomes markup', () => {
    const text = renderRecord(SAMPLE, { ...FORMER, status: '**[x](javascript:1)** | <b>' })
    expect(text).toContain('If this record is rejected, set that one back to ')
    expect(text).not.toMatch(/(?<!\\)\*\*(?!\w)[^\n]*javascript|<b>/)
    expect(renderRecord(SAMPLE, { ...FORMER, status: 'accepted' })).toContain('(0003-support-bot.md) (accepted until now), because')
    expect(record).toContain('set the status of that one back to what it was.')
  })

  it('is otherwise the same', () => {
    const [head = '', rest = ''] = record.split('This supersedes')
    expect(`${head}${rest.slice(rest.indexOf('## Decision Drivers'))}`).toBe(renderAdr(SAMPLE))
  })

  it.each([
    'a b.md',
    '0003-x).md',
    '0003-<x>.md',
    '0003-"x".md',
    '0003-x\ny.md',
    '0003-`x`|y.md',
    'javascript:alert(1).md',
    '0003-\ud800.md',
    '0003-&amp;#.md',
  ])('links to no other place for the file name %j (O-03)', (file) => {
    const links = tokensOf(renderRecord(SAMPLE, { ...FORMER, file }))
      .flatMap((token) => token.children ?? [])
      .filter((child) => child.type === 'link_open')
      .map((child) => child.attrGet('href') ?? '')
    expect(decodeURIComponent(links[0] ?? '')).toBe(file.replace('\ud800', '\ufffd'))
    expect(links[0]).not.toMatch(/:/)
  })

  it.each(PAYLOADS)('shows as text a former approach and verdict that hold %s', (_, payload) => {
    const former = { ...FORMER, verdicts: new Map([...FORMER.verdicts, [payload, payload]]) }
    const [table = []] = tables(renderRecord(SAMPLE, former))
    const shown = table.at(-1)?.map((cell) => cell.replaceAll('\u200b', ''))
    expect(shown).toEqual([oneLine(payload), oneLine(payload), 'not considered'])
  })
})

describe('every text field of a decision, in a record', () => {
  const plain = structure(renderAdr(withEveryText(SAMPLE, () => 'Plain words')))

  it.each(PAYLOADS)('%s is shown as text', (_, payload) => {
    const record = renderAdr(withEveryText(SAMPLE, () => payload))
    expect(structure(record)).toBe(plain)
    const text = tokensOf(record).map(wordsIn).join('\n')
    expect(text.replaceAll('\u200b', '')).toContain(oneLine(payload))
    expect(text, 'mention').not.toMatch(/@[a-z0-9]/i)
    expect(text, 'issue').not.toMatch(/#\d|\bgh-\d/i)
    expect(text, 'emoji').not.toMatch(/:[\w+-]+:/)
    const { front, body } = split(record)
    expect(body, 'formula').not.toContain('$')
    expect(body, 'scheme').not.toMatch(/:\/\/evil|\bwww\./)
    expect(record, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
    expect(record, 'workflow command (O-12)').not.toMatch(/^\s*::|##\[/m)
    expect(front.split('\n'), 'lines').toHaveLength(split(renderAdr(SAMPLE)).front.split('\n').length)
  })

  it.each(PAYLOADS)('O-06 %s in front matter is valid YAML and reads back as the same text', (_, payload) => {
    const front = frontOf(renderAdr(withEveryText(SAMPLE, () => payload)))
    expect(front['decision-makers']).toBe(term(payload))
    expect(Object.keys(front)).toEqual(['status', 'date', 'decision-makers', 'rag-or-tune'])
    expect(front['rag-or-tune']).toMatchObject({ decision: decisionKey(payload), rubric: 'core' })
  })

  it('O-06 all of it at once', () => {
    const owner = '---\n"a": b # c\n...\n- x: \'y\'\n%YAML 1.1'
    expect(frontOf(renderAdr({ ...SAMPLE, owner }))['decision-makers']).toBe(owner)
  })

  it.each(['1.1', '1.2'] as const)('O-06 reads the same in YAML %s', (version) => {
    const owner = 'no: "yes"\n---\n# 010'
    const approaches = SAMPLE.approaches.map((one, at) => ({ ...one, id: ['no', 'on', 'null', 'y'][at] ?? one.id }))
    const front = parseYaml(split(renderAdr({ ...SAMPLE, owner, approaches })).front, { version })
    expect(front['decision-makers']).toBe(owner)
    expect(Object.keys(front['rag-or-tune'].verdicts)).toEqual(['no', 'null', 'on', 'self-learning', 'self-model', 'y'])
    expect(front['rag-or-tune'].version).toBe('1.0.0')
  })

  it('O-06 ids that YAML takes for something else', () => {
    const approaches = SAMPLE.approaches.map((one, at) => ({ ...one, id: ['no', 'yes', 'null', 'true', 'y', 'off'][at] ?? one.id }))
    const { front } = split(renderAdr({ ...SAMPLE, approaches }))
    for (const id of ['no', 'yes', 'null', 'true', 'y', 'off']) expect(front).toContain(`    "${id}": `)
    expect(frontOf(renderAdr({ ...SAMPLE, approaches }))).toMatchObject({ 'rag-or-tune': { verdicts: { no: 'adopt', off: 'skip' } } })
  })
})

describe('the key of a decision', () => {
  it.each([
    ['Support Bot', 'support-bot'],
    ['  Größe – ÉTÉ!  ', 'größe-été'],
    ['漢字 テスト', '漢字-テスト'],
    ['ＦＵＬＬ width', 'full-width'],
    ['a\u200bb\u3164c', 'a-b-c'],
    ['', 'untitled'],
    ['…!', 'untitled'],
  ])('of %j is %s', (title, key) => expect(decisionKey(title)).toBe(key))

  it('is at most 200 characters', () => expect([...decisionKey('𝐱 漢'.repeat(300))].length).toBeLessThanOrEqual(200))
})

describe.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')))('of examples/%s', (name) => {
  const { context, said } = fakeContext({ args: ['--answers', join(EXAMPLES, name), '--format', 'adr', '--no-robustness'] })

  it('a record has the headings of MADR, every footnote, and nothing unsaid', async () => {
    expect(await main(context), said.stderr).toBe(0)
    const record = said.stdout
    expect(headings(record).filter((one) => /^h[12]/.test(one))).toHaveLength(7)
    expect(structure(record)).not.toMatch(/html|image/)
    expect(record).not.toMatch(/\b(?:undefined|null|NaN)\b|\(\)/)
    const cited = new Set(Array.from(record.matchAll(/\[\^([a-z0-9-]+)\](?!:)/g), (match) => match[1]))
    const defined = Array.from(record.matchAll(/^\[\^([a-z0-9-]+)\]:/gm), (match) => match[1])
    expect([...cited].sort()).toEqual(defined.sort())
  })
})

it('renders from every verdict that the core rubric comes to', () => {
  const record = renderAdr(
    decideOn(core, { need: 'facts', 'corpus-size': 'small', 'labeled-pairs': 'none', 'output-format': 'persistent' }),
  )
  expect(headings(record).filter((one) => one.startsWith('h2'))).toHaveLength(6)
  expect(record).not.toMatch(/\b(?:undefined|null|NaN)\b/)
})
