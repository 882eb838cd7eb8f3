import { describe, expect, it } from 'vitest'
import type { AnswerSheet } from '../../src/engine/answers.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderMarkdownBlocks } from '../../src/report/markdown.js'
import { renderTextBlocks } from '../../src/report/text.js'
import { whatIfDocument } from '../../src/whatif/document.js'
import { renderWhatIfJson } from '../../src/whatif/json.js'
import { whatIf } from '../../src/whatif/what-if.js'
import { TOOL } from '../engine/small-rubric.js'
import { PAYLOADS } from '../report/payloads.js'
import { SMALL, sheet } from './small-case.js'

const GIVEN = sheet({ gap: 'facts', pace: 'weekly', pairs: 'plenty' }, { title: 'Help desk' })

const result = (ids: readonly string[], from: AnswerSheet = GIVEN) => whatIf(SMALL, from, ids, { tool: TOOL })
const text = (ids: readonly string[], width = 80, from: AnswerSheet = GIVEN) =>
  renderTextBlocks(whatIfDocument(result(ids, from)), [], { ...FILE_MEDIUM, width })
const markdown = (ids: readonly string[]) => renderMarkdownBlocks(whatIfDocument(result(ids)), [])

describe('a line', () => {
  it('in text', () =>
    expect(text(['pace'])).toMatchInlineSnapshot(`
    "What if: Pace
    ═════════════

    Help desk

    As the answers stand: Build Baseline and Search.

    • Pace: How fast does it change? Now: weekly.
      - Tried: rarely (Label rarely); monthly (Label monthly); weekly (Label
        weekly); daily (Label daily).
    • Everything else stays as answered; 3 other questions stay open.

    Where each verdict turns
    ───────────────────────────────────────────────────────────────────────────────

    2 of the 3 other answers change the recommendation; there are 3 different ones
    in all.

    • Search: adopt from weekly on; pilot when monthly; skip when rarely.
    • Stuffing: pilot when rarely; skip from monthly on.
    • The same throughout: adopt Baseline; skip Training.

    Answer by answer
    ───────────────────────────────────────────────────────────────────────────────

    Approach     rarely    monthly  weekly (now)     daily
    ──────────────────────────────────────────────────────
    Baseline   adopt +9   adopt +9      adopt +9  adopt +9
    Search     skip +2~  pilot +4~     adopt +7~  adopt +9
    Stuffing  pilot +3~    skip +1       skip -3   skip -6
    Training    skip 0~    skip 0~       skip 0~   skip 0~

    The number is the need in points. ~ marks a close call: less than 3 points from
    turning.

    • rarely: Build Baseline; pilot Stuffing.
      - Search: skip instead of adopt. Stuffing does the same job and stands
        higher.
      - Stuffing: pilot instead of skip. Need moves from -3 to +3 points.
    • monthly: Build Baseline; pilot Search.
      - Search: pilot instead of adopt. Need moves from +7 to +4 points.
    • weekly (now): Build Baseline and Search.
    • daily: no change.

    Worth knowing
    ───────────────────────────────────────────────────────────────────────────────

    • Close calls, less than 3 points from turning:
      - Search: up to weekly; at the nearest, 1 point away.
      - Stuffing: when rarely; at the nearest, 1 point away.
      - Training: throughout; at the nearest, 2 points away.
    "
  `))
  it('in narrow text', () =>
    expect(text(['pace'], 40)).toMatchInlineSnapshot(`
    "What if: Pace
    ═════════════

    Help desk

    As the answers stand: Build Baseline
    and Search.

    • Pace: How fast does it change? Now:
      weekly.
      - Tried: rarely (Label rarely);
        monthly (Label monthly); weekly
        (Label weekly); daily (Label
        daily).
    • Everything else stays as answered; 3
      other questions stay open.

    Where each verdict turns
    ───────────────────────────────────────

    2 of the 3 other answers change the
    recommendation; there are 3 different
    ones in all.

    • Search: adopt from weekly on; pilot
      when monthly; skip when rarely.
    • Stuffing: pilot when rarely; skip
      from monthly on.
    • The same throughout: adopt Baseline;
      skip Training.

    Answer by answer
    ───────────────────────────────────────

    - Baseline
      rarely: adopt +9, monthly: adopt +9,
      weekly (now): adopt +9, daily: adopt
      +9
    - Search
      rarely: skip +2~, monthly: pilot +4~,
      weekly (now): adopt +7~, daily: adopt
      +9
    - Stuffing
      rarely: pilot +3~, monthly: skip +1,
      weekly (now): skip -3, daily: skip -6
    - Training
      rarely: skip 0~, monthly: skip 0~,
      weekly (now): skip 0~, daily: skip 0~

    The number is the need in points. ~
    marks a close call: less than 3 points
    from turning.

    • rarely: Build Baseline; pilot
      Stuffing.
      - Search: skip instead of adopt.
        Stuffing does the same job and
        stands higher.
      - Stuffing: pilot instead of skip.
        Need moves from -3 to +3 points.
    • monthly: Build Baseline; pilot
      Search.
      - Search: pilot instead of adopt.
        Need moves from +7 to +4 points.
    • weekly (now): Build Baseline and
      Search.
    • daily: no change.

    Worth knowing
    ───────────────────────────────────────

    • Close calls, less than 3 points from
      turning:
      - Search: up to weekly; at the
        nearest, 1 point away.
      - Stuffing: when rarely; at the
        nearest, 1 point away.
      - Training: throughout; at the
        nearest, 2 points away.
    "
  `))
  it('in Markdown', () =>
    expect(markdown(['pace'])).toMatchInlineSnapshot(`
    "# What if: Pace

    Help desk

    **As the answers stand: Build Baseline and Search.**

    - **Pace**: How fast does it change? Now: weekly.
      - Tried: rarely (Label rarely); monthly (Label monthly); weekly (Label weekly); daily (Label daily).
    - Everything else stays as answered; 3 other questions stay open.

    ## Where each verdict turns

    2 of the 3 other answers change the recommendation; there are 3 different ones in all.

    - **Search**: adopt from weekly on; pilot when monthly; skip when rarely.
    - **Stuffing**: pilot when rarely; skip from monthly on.
    - **The same throughout**: **adopt** Baseline; **skip** Training.

    ## Answer by answer

    | Approach | rarely | monthly | weekly (now) | daily |
    | --- | ---: | ---: | ---: | ---: |
    | Baseline | **adopt** +9 | **adopt** +9 | **adopt** +9 | **adopt** +9 |
    | Search | **skip** +2\\~ | **pilot** +4\\~ | **adopt** +7\\~ | **adopt** +9 |
    | Stuffing | **pilot** +3\\~ | **skip** +1 | **skip** -3 | **skip** -6 |
    | Training | **skip** 0\\~ | **skip** 0\\~ | **skip** 0\\~ | **skip** 0\\~ |

    The number is the need in points. \\~ marks a close call: less than 3 points from turning.

    - **rarely**: Build Baseline; pilot Stuffing.
      - Search: **skip** instead of **adopt**. Stuffing does the same job and stands higher.
      - Stuffing: **pilot** instead of **skip**. Need moves from -3 to +3 points.
    - **monthly**: Build Baseline; pilot Search.
      - Search: **pilot** instead of **adopt**. Need moves from +7 to +4 points.
    - **weekly** (now): Build Baseline and Search.
    - **daily**: no change.

    ## Worth knowing

    - Close calls, less than 3 points from turning:
      - **Search**: up to weekly; at the nearest, 1 point away.
      - **Stuffing**: when rarely; at the nearest, 1 point away.
      - **Training**: throughout; at the nearest, 2 points away.
    "
  `))
  it('over a many-question with several answers: only what turns is in the table', () =>
    expect(text(['signs'], 80, sheet({ gap: 'facts', pairs: 'plenty', signs: ['wrong', 'dull'] }))).toMatchInlineSnapshot(`
      "What if: Signs
      ══════════════

      As the answers stand: Build Baseline and Search.

      • Signs: What has been seen? Now: as answered. It takes several answers; tried
        here are none of them and each alone.
        - Tried: as answered (Label wrong; Dull); none of these; wrong (Label wrong);
          odd (Label odd); long (Label long); slow (Label slow); dull; rude (Label
          rude).
      • Everything else stays as answered; 3 other questions stay open.

      Where each verdict turns
      ───────────────────────────────────────────────────────────────────────────────

      2 of the 7 other answers change the recommendation.

      • Training: pilot when odd or rude; skip otherwise.
      • The same throughout: adopt Baseline and Search; skip Stuffing.

      Answer by answer
      ───────────────────────────────────────────────────────────────────────────────

      Signs               Training
      ────────────────────────────
      as answered (now)    skip 0~
      none of these        skip 0~
      wrong                skip 0~
      odd                pilot +3~
      long                 skip 0~
      slow                skip +1~
      dull                 skip 0~
      rude               pilot +4~

      The number is the need in points. ~ marks a close call: less than 3 points from
      turning.

      • as answered (now): Build Baseline and Search.
      • odd: Build Baseline and Search; pilot Training.
        - Training: pilot instead of skip. Need moves from 0 to +3 points.
      • rude: Build Baseline and Search; pilot Training.
        - Training: pilot instead of skip. Need moves from 0 to +4 points.
      • none of these, wrong, long, slow and dull: no change.

      Worth knowing
      ───────────────────────────────────────────────────────────────────────────────

      • Close calls, less than 3 points from turning:
        - Search: unless as answered or wrong; at the nearest, 1 point away.
        - Training: throughout; at the nearest, 1 point away.
      "
    `))
  it('over a question that does not apply', () =>
    expect(text(['pace'], 80, sheet({ gap: 'nothing' }))).toMatchInlineSnapshot(`
    "What if: Pace
    ═════════════

    As the answers stand: Build Baseline.

    • Pace: How fast does it change? Now: open. It does not apply, as the other
      answers stand: no answer to it changes anything.
      - Tried: open (Not answered); rarely (Label rarely); monthly (Label monthly);
        weekly (Label weekly); daily (Label daily).
    • Everything else stays as answered; 4 other questions stay open.

    Where each verdict turns
    ───────────────────────────────────────────────────────────────────────────────

    No answer changes the recommendation.

    • The same throughout: adopt Baseline; skip Search, Stuffing and Training.

    Answer by answer
    ───────────────────────────────────────────────────────────────────────────────

    Approach  open (now)    rarely   monthly    weekly     daily
    ────────────────────────────────────────────────────────────
    Baseline    adopt +9  adopt +9  adopt +9  adopt +9  adopt +9
    Search       skip 0~   skip 0~   skip 0~   skip 0~   skip 0~
    Stuffing     skip 0~   skip 0~   skip 0~   skip 0~   skip 0~
    Training     skip 0~   skip 0~   skip 0~   skip 0~   skip 0~

    The number is the need in points. ~ marks a close call: less than 3 points from
    turning.

    • open (now): Build Baseline.
    • rarely, monthly, weekly and daily: no change.

    Worth knowing
    ───────────────────────────────────────────────────────────────────────────────

    • Close calls, less than 3 points from turning:
      - Search: throughout; at the nearest, 2 points away.
      - Stuffing: throughout; at the nearest, 2 points away.
      - Training: throughout; at the nearest, 2 points away.
    "
  `))
  it('says that a question of background gives no points', () => expect(text(['plan'])).toContain('gives no points'))
})

describe('a map', () => {
  it('in text', () =>
    expect(text(['gap', 'pace'])).toMatchInlineSnapshot(`
    "What if: Gap and Pace
    ═════════════════════

    Help desk

    As the answers stand: Build Baseline and Search.

    • Gap: What is missing? Now: facts.
      - Tried: facts (Label facts); manner (Label manner); nothing (Label nothing).
    • Pace: How fast does it change? Now: weekly.
      - Tried: rarely (Label rarely); monthly (Label monthly); weekly (Label
        weekly); daily (Label daily).
    • Everything else stays as answered; 3 other questions stay open.

    Where each verdict turns
    ───────────────────────────────────────────────────────────────────────────────

    10 of the 11 other combinations change the recommendation; there are 6
    different ones in all.

    • Search:
      - with "Gap" facts: adopt from weekly on; pilot when monthly; skip when
        rarely.
      - with "Gap" manner or nothing: skip.
    • Stuffing:
      - with "Gap" facts or manner: pilot when rarely; skip from monthly on.
      - with "Gap" nothing: skip.
    • Training: by "Gap" alone: adopt when manner; skip when facts or nothing.
    • The same throughout: adopt Baseline.

    The map
    ───────────────────────────────────────────────────────────────────────────────

    Down: Gap. Across: Pace. The same letter is the same recommendation. ~ marks a
    close call: less than 3 points from turning. n/a: one of the two questions does
    not apply there.

    Gap          rarely  monthly  weekly (now)   daily
    ──────────────────────────────────────────────────
    facts (now)      B~       C~      A~ (now)      A~
    manner           D~       E~            E~      E~
    nothing      F~ n/a   F~ n/a        F~ n/a  F~ n/a

    • A (now): Build Baseline and Search.
    • B: Build Baseline; pilot Stuffing.
      - Against now: Search skip instead of adopt; Stuffing pilot instead of skip.
    • C: Build Baseline; pilot Search.
      - Against now: Search pilot instead of adopt.
    • D: Build Baseline and Training; pilot Stuffing.
      - Against now: Search skip instead of adopt; Stuffing pilot instead of skip;
        Training adopt instead of skip.
    • E: Build Baseline and Training.
      - Against now: Search skip instead of adopt; Training adopt instead of skip.
    • F: Build Baseline.
      - Against now: Search skip instead of adopt.

    Verdict and need, approach by approach
    ───────────────────────────────────────────────────────────────────────────────

    ▸ Search

    Gap            rarely    monthly  weekly (now)     daily
    ────────────────────────────────────────────────────────
    facts (now)  skip +2~  pilot +4~     adopt +7~  adopt +9
    manner       skip -10    skip -8       skip -5   skip -3
    nothing       skip 0~    skip 0~       skip 0~   skip 0~

    ▸ Stuffing

    Gap             rarely   monthly  weekly (now)    daily
    ───────────────────────────────────────────────────────
    facts (now)  pilot +3~   skip +1       skip -3  skip -6
    manner       pilot +3~  skip +1~       skip -3  skip -6
    nothing        skip 0~   skip 0~       skip 0~  skip 0~

    ▸ Training

    Gap             rarely    monthly  weekly (now)      daily
    ──────────────────────────────────────────────────────────
    facts (now)    skip 0~    skip 0~       skip 0~    skip 0~
    manner       adopt +6~  adopt +6~     adopt +6~  adopt +6~
    nothing        skip 0~    skip 0~       skip 0~    skip 0~

    Worth knowing
    ───────────────────────────────────────────────────────────────────────────────

    • Pace does not apply with "Gap" nothing: there its answer changes nothing.
    • Close calls, less than 3 points from turning:
      - Search: with "Gap" facts and "Pace" up to weekly; with "Gap" nothing; at
        the nearest, 1 point away.
      - Stuffing: with "Gap" facts and "Pace" rarely; with "Gap" manner and "Pace"
        up to monthly; with "Gap" nothing; at the nearest, 1 point away.
      - Training: throughout; at the nearest, 1 point away.
    "
  `))
  it('in narrow text', () =>
    expect(text(['gap', 'pace'], 40)).toMatchInlineSnapshot(`
    "What if: Gap and Pace
    ═════════════════════

    Help desk

    As the answers stand: Build Baseline
    and Search.

    • Gap: What is missing? Now: facts.
      - Tried: facts (Label facts); manner
        (Label manner); nothing (Label
        nothing).
    • Pace: How fast does it change? Now:
      weekly.
      - Tried: rarely (Label rarely);
        monthly (Label monthly); weekly
        (Label weekly); daily (Label
        daily).
    • Everything else stays as answered; 3
      other questions stay open.

    Where each verdict turns
    ───────────────────────────────────────

    10 of the 11 other combinations change
    the recommendation; there are 6
    different ones in all.

    • Search:
      - with "Gap" facts: adopt from weekly
        on; pilot when monthly; skip when
        rarely.
      - with "Gap" manner or nothing: skip.
    • Stuffing:
      - with "Gap" facts or manner: pilot
        when rarely; skip from monthly on.
      - with "Gap" nothing: skip.
    • Training: by "Gap" alone: adopt when
      manner; skip when facts or nothing.
    • The same throughout: adopt Baseline.

    The map
    ───────────────────────────────────────

    Down: Gap. Across: Pace. The same
    letter is the same recommendation. ~
    marks a close call: less than 3 points
    from turning. n/a: one of the two
    questions does not apply there.

    - facts (now)
      rarely: B~, monthly: C~, weekly
      (now): A~ (now), daily: A~
    - manner
      rarely: D~, monthly: E~, weekly
      (now): E~, daily: E~
    - nothing
      rarely: F~ n/a, monthly: F~ n/a,
      weekly (now): F~ n/a, daily: F~ n/a

    • A (now): Build Baseline and Search.
    • B: Build Baseline; pilot Stuffing.
      - Against now: Search skip instead of
        adopt; Stuffing pilot instead of
        skip.
    • C: Build Baseline; pilot Search.
      - Against now: Search pilot instead
        of adopt.
    • D: Build Baseline and Training; pilot
      Stuffing.
      - Against now: Search skip instead of
        adopt; Stuffing pilot instead of
        skip; Training adopt instead of
        skip.
    • E: Build Baseline and Training.
      - Against now: Search skip instead of
        adopt; Training adopt instead of
        skip.
    • F: Build Baseline.
      - Against now: Search skip instead of
        adopt.

    Verdict and need, approach by approach
    ───────────────────────────────────────

    ▸ Search

    - facts (now)
      rarely: skip +2~, monthly: pilot +4~,
      weekly (now): adopt +7~, daily: adopt
      +9
    - manner
      rarely: skip -10, monthly: skip -8,
      weekly (now): skip -5, daily: skip -3
    - nothing
      rarely: skip 0~, monthly: skip 0~,
      weekly (now): skip 0~, daily: skip 0~

    ▸ Stuffing

    - facts (now)
      rarely: pilot +3~, monthly: skip +1,
      weekly (now): skip -3, daily: skip -6
    - manner
      rarely: pilot +3~, monthly: skip +1~,
      weekly (now): skip -3, daily: skip -6
    - nothing
      rarely: skip 0~, monthly: skip 0~,
      weekly (now): skip 0~, daily: skip 0~

    ▸ Training

    - facts (now)
      rarely: skip 0~, monthly: skip 0~,
      weekly (now): skip 0~, daily: skip 0~
    - manner
      rarely: adopt +6~, monthly: adopt
      +6~, weekly (now): adopt +6~, daily:
      adopt +6~
    - nothing
      rarely: skip 0~, monthly: skip 0~,
      weekly (now): skip 0~, daily: skip 0~

    Worth knowing
    ───────────────────────────────────────

    • Pace does not apply with "Gap"
      nothing: there its answer changes
      nothing.
    • Close calls, less than 3 points from
      turning:
      - Search: with "Gap" facts and "Pace"
        up to weekly; with "Gap" nothing;
        at the nearest, 1 point away.
      - Stuffing: with "Gap" facts and
        "Pace" rarely; with "Gap" manner
        and "Pace" up to monthly; with
        "Gap" nothing; at the nearest, 1
        point away.
      - Training: throughout; at the
        nearest, 1 point away.
    "
  `))
  it('in Markdown', () =>
    expect(markdown(['gap', 'pairs'])).toMatchInlineSnapshot(`
      "# What if: Gap and Pairs

      Help desk

      **As the answers stand: Build Baseline and Search.**

      - **Gap**: What is missing? Now: facts.
        - Tried: facts (Label facts); manner (Label manner); nothing (Label nothing).
      - **Pairs**: How many pairs are there? Now: plenty.
        - Tried: none (Label none); some (Label some); plenty (Label plenty).
      - Everything else stays as answered; 3 other questions stay open.

      ## Where each verdict turns

      6 of the 8 other combinations change the recommendation; there are 4 different ones in all.

      - **Search**: by "Gap" alone: adopt when facts; skip when manner or nothing.
      - **Training**:
        - with "Gap" facts or nothing: skip.
        - with "Gap" manner: adopt when plenty; later up to some.
      - **The same throughout**: **adopt** Baseline; **skip** Stuffing.

      ## The map

      Down: Gap. Across: Pairs. The same letter is the same recommendation. \\~ marks a close call: less than 3 points from turning.

      | Gap | none | some | plenty (now) |
      | --- | ---: | ---: | ---: |
      | **facts (now)** | A\\~ | A\\~ | **A\\~ (now)** |
      | manner | B | B | C\\~ |
      | nothing | D\\~ | D\\~ | D\\~ |

      - **A** (now): Build Baseline and Search.
      - **B**: Build Baseline; keep Training for later.
        - Against now: Search **skip** instead of **adopt**; Training **later** instead of **skip**.
      - **C**: Build Baseline and Training.
        - Against now: Search **skip** instead of **adopt**; Training **adopt** instead of **skip**.
      - **D**: Build Baseline.
        - Against now: Search **skip** instead of **adopt**.

      ## Verdict and need, approach by approach

      ### Search

      | Gap | none | some | plenty (now) |
      | --- | ---: | ---: | ---: |
      | **facts (now)** | **adopt** +7\\~ | **adopt** +7\\~ | **adopt** +7\\~ |
      | manner | **skip** -5 | **skip** -5 | **skip** -5 |
      | nothing | **skip** 0\\~ | **skip** 0\\~ | **skip** 0\\~ |

      ### Training

      | Gap | none | some | plenty (now) |
      | --- | ---: | ---: | ---: |
      | **facts (now)** | **skip** 0 | **skip** 0 | **skip** 0\\~ |
      | manner | **later** +6 | **later** +6 | **adopt** +6\\~ |
      | nothing | **skip** 0 | **skip** 0 | **skip** 0\\~ |

      ## Worth knowing

      - Pace does not apply with "Gap" nothing: there its answer is not scored.
      - Trust (open) does not apply with "Pairs" none.
      - Close calls, less than 3 points from turning:
        - **Search**: with "Gap" facts or nothing; at the nearest, 2 points away.
        - **Stuffing**: with "Gap" nothing; at the nearest, 2 points away.
        - **Training**: with "Pairs" plenty; at the nearest, 1 point away.
      "
    `))
  it('puts the question with many answers down', () => {
    expect(text(['gap', 'signs'])).toContain('Down: Signs. Across: Gap.')
    expect(text(['signs', 'gap'])).toContain('Down: Signs. Across: Gap.')
    expect(text(['gap', 'pace'])).toContain('Down: Gap. Across: Pace.')
  })
})

describe('in every medium', () => {
  it.each([20, 40, 60, 80, 120])('no line is wider than %i columns', (width) => {
    for (const ids of [['pace'], ['gap', 'pace'], ['signs', 'pace']]) {
      for (const each of text(ids, width).split('\n')) expect(each.length, each).toBeLessThan(width)
    }
  })

  it('ASCII alone where the terminal knows no more', () => {
    const drawn = renderTextBlocks(whatIfDocument(result(['gap', 'pace'])), [], { ...FILE_MEDIUM, unicode: false })
    expect(drawn).toMatch(/^[\n -~]*$/)
  })

  it.each(PAYLOADS)('texts of a rubric stay texts: %s', (_, payload) => {
    const rubric = {
      ...SMALL,
      approaches: SMALL.approaches.map((one) => ({ ...one, title: payload })),
      questions: SMALL.questions.map((one) => ({
        ...one,
        title: payload,
        text: payload,
        options: one.options.map((option) => ({ ...option, label: payload })),
      })),
      gates: SMALL.gates.map((one) => ({ ...one, because: payload })),
    }
    const hostile = whatIf(rubric, { ...GIVEN, title: payload }, ['gap', 'pairs'], { tool: TOOL })
    const blocks = whatIfDocument(hostile)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
    const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/
    expect(renderTextBlocks(blocks, [], FILE_MEDIUM)).not.toMatch(dangerous)
    const shown = renderMarkdownBlocks(blocks, [])
    expect(shown).not.toMatch(dangerous)
    expect(shown).not.toMatch(/<(?:script|img|a|b)\b/i)
    expect(renderWhatIfJson(hostile)).not.toMatch(dangerous)
    expect(JSON.parse(renderWhatIfJson(hostile)).vary[0].points[0].value).toBe('facts')
  })
})

describe('JSON', () => {
  it('holds its version, what varies, and every cell with verdicts, points and margins', () => {
    const json = renderWhatIfJson(result(['pace']))
    expect(json.endsWith('}\n')).toBe(true)
    const parsed = JSON.parse(json)
    expect(Object.keys(parsed)).toEqual([
      'schemaVersion',
      'tool',
      'rubric',
      'title',
      'headline',
      'answers',
      'openQuestions',
      'approaches',
      'vary',
      'turns',
      'notEverywhere',
      'closeCalls',
      'cells',
    ])
    expect(parsed.schemaVersion).toBe('1.0')
    expect(parsed.cells.map(({ at }: { at: unknown }) => at)).toEqual([
      { pace: 'rarely' },
      { pace: 'monthly' },
      { pace: 'weekly' },
      { pace: 'daily' },
    ])
    expect(parsed.cells[0]).toMatchInlineSnapshot(`
      {
        "approaches": [
          {
            "gates": [],
            "id": "base",
            "margin": null,
            "need": 89,
            "points": 9,
            "readiness": 50,
            "readinessPoints": 0,
            "verdict": "adopt",
          },
          {
            "gates": [],
            "id": "search",
            "lostTo": "stuff",
            "margin": {
              "at": "stuff",
              "points": 1,
              "to": "alternative",
            },
            "need": 61,
            "points": 2,
            "readiness": 56,
            "readinessPoints": 1,
            "verdict": "skip",
          },
          {
            "gates": [],
            "id": "stuff",
            "margin": {
              "at": "search",
              "points": 1,
              "to": "alternative",
            },
            "need": 67,
            "points": 3,
            "readiness": 56,
            "readinessPoints": 1,
            "verdict": "pilot",
          },
          {
            "gates": [],
            "id": "train",
            "margin": {
              "at": "pilot",
              "points": 2,
              "to": "line",
            },
            "need": 50,
            "points": 0,
            "readiness": 67,
            "readinessPoints": 3,
            "verdict": "skip",
          },
        ],
        "asksNoMore": [],
        "asksToo": [],
        "at": {
          "pace": "rarely",
        },
        "changes": [
          {
            "approach": "search",
            "because": "Stuffing does the same job and stands higher",
            "from": "adopt",
            "to": "skip",
          },
          {
            "approach": "stuff",
            "because": "need moves from -3 to +3 points",
            "from": "skip",
            "to": "pilot",
          },
        ],
        "close": [
          "search",
          "stuff",
          "train",
        ],
        "doesNotApply": [],
        "headline": "Build Baseline; pilot Stuffing.",
        "later": [],
        "outcome": "B",
        "pilots": [
          "stuff",
        ],
        "present": false,
        "set": [
          "base",
        ],
      }
    `)
    expect(parsed.turns).toMatchInlineSnapshot(`
      [
        {
          "approach": "base",
          "same": "adopt",
          "says": [],
          "title": "Baseline",
        },
        {
          "approach": "search",
          "says": [
            "adopt from weekly on; pilot when monthly; skip when rarely",
          ],
          "title": "Search",
        },
        {
          "approach": "stuff",
          "says": [
            "pilot when rarely; skip from monthly on",
          ],
          "title": "Stuffing",
        },
        {
          "approach": "train",
          "same": "skip",
          "says": [],
          "title": "Training",
        },
      ]
    `)
  })

  it('an open question is null, the present answer of a many-question a list', () => {
    const { cells } = JSON.parse(renderWhatIfJson(result(['trust', 'plan'])))
    expect(cells[0]).toMatchObject({ at: { trust: null, plan: null }, present: true, outcome: 'A' })
    expect(cells[1].at).toEqual({ trust: null, plan: [] })
  })
})
