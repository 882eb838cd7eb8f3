import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerSheet } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { visibility } from '../../src/engine/visibility.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import type { Cell, Value } from '../../src/whatif/result.js'
import { whatIf } from '../../src/whatif/what-if.js'
import type { Given } from '../engine/oracle.js'
import { randomCases } from '../engine/random-rubric.js'
import { TOOL } from '../engine/small-rubric.js'
import { SMALL, sheet } from './small-case.js'

const shipped = (name: string): Rubric => shippedRubric(name) as Rubric

/** The sheet with the answers of a cell. */
function sheetAt(base: AnswerSheet, at: Cell['at']): AnswerSheet {
  const answers = new Map(base.answers)
  for (const [id, value] of Object.entries(at) as [string, Value][]) {
    if (value === null) answers.delete(id)
    else answers.set(id, { value, origin: 'flag' })
  }
  return { ...base, answers }
}

/** Every cell is what deciding with its answers gives. */
function expectEachCellDecided(rubric: Rubric, base: AnswerSheet, ids: readonly string[]): void {
  const result = whatIf(rubric, base, ids, { tool: TOOL })
  const now = decide(rubric, base, { tool: TOOL })
  for (const cell of result.cells) {
    const there = sheetAt(base, cell.at)
    const decision = decide(rubric, there, { tool: TOOL })
    const having = (verdict: string): string[] => decision.approaches.filter((one) => one.verdict === verdict).map(({ id }) => id)
    const where = JSON.stringify(cell.at)
    expect(cell.approaches, where).toEqual(
      decision.approaches.map((one) => ({
        id: one.id,
        verdict: one.verdict,
        need: one.need,
        points: one.points.total,
        readiness: one.readiness,
        readinessPoints: one.readinessPoints.total,
        margin: one.margin,
        gates: one.gates.map(({ id }) => id),
        ...(one.lostTo === undefined ? {} : { lostTo: one.lostTo.id }),
      })),
    )
    expect(cell.set, where).toEqual(decision.set)
    expect([...cell.pilots].sort(), where).toEqual(having('pilot').sort())
    expect([...cell.later].sort(), where).toEqual(having('later').sort())
    expect(cell.close, where).toEqual(decision.stability.close)
    expect(
      cell.changes.map(({ approach, from, to }) => [approach, from, to]),
      where,
    ).toEqual(
      decision.approaches.flatMap((one, index) => {
        const from = now.approaches[index]?.verdict
        return from === one.verdict ? [] : [[one.id, from, one.verdict]]
      }),
    )
    const hidden = visibility(rubric, there.answers).hidden.map(({ id }) => id)
    expect(cell.doesNotApply, where).toEqual(rubric.questions.map(({ id }) => id).filter((id) => hidden.includes(id) && ids.includes(id)))
  }
  const present = result.cells.filter((cell) => cell.present)
  expect(present).toHaveLength(1)
  expect(present[0]).toMatchObject({ outcome: 'A', changes: [] })
}

function pairsOf(rubric: Rubric): [string, string][] {
  const ids = rubric.questions.map(({ id }) => id)
  return ids.flatMap((first, at) => ids.slice(at + 1).map((second): [string, string] => (at % 2 === 0 ? [first, second] : [second, first])))
}

const QUICK_SHEETS: readonly Given[] = [
  {},
  { need: 'facts', 'change-rate': 'weekly' },
  { need: 'behavior', 'labeled-pairs': 'hundreds', 'output-format': 'persistent', 'change-rate': 'daily' },
  {
    need: 'both',
    'change-rate': 'monthly',
    citations: 'required',
    'labeled-pairs': 'none',
    'user-diversity': 'individual',
    'output-format': 'no',
  },
]

const CORE_SHEETS: readonly Given[] = [
  { need: 'both', 'corpus-size': 'large', 'change-rate': 'weekly', 'task-mix': 'several', 'labeled-pairs': 'hundreds' },
  {
    need: 'facts',
    symptoms: ['hallucination', 'prompt-too-long'],
    'corpus-size': 'small',
    privacy: 'isolated',
    'user-diversity': 'uniform',
    'repeat-users': 'most',
  },
]

describe('each cell equals deciding with its answers', () => {
  it('all pairs of questions of quick', () => {
    for (const given of QUICK_SHEETS)
      for (const pair of pairsOf(shipped('quick'))) expectEachCellDecided(shipped('quick'), sheet(given), pair)
  })

  it('each question of quick', () => {
    for (const given of QUICK_SHEETS)
      for (const { id } of shipped('quick').questions) expectEachCellDecided(shipped('quick'), sheet(given), [id])
  })

  it('every question of core, and a sample of its pairs', () => {
    const core = shipped('core')
    CORE_SHEETS.forEach((given, turn) => {
      for (const { id } of core.questions) expectEachCellDecided(core, sheet(given), [id])
      pairsOf(core)
        .filter((_, index) => index % 29 === turn)
        .forEach((pair) => {
          expectEachCellDecided(core, sheet(given), pair)
        })
    })
  })

  it('random rubrics', () => {
    fc.assert(
      fc.property(randomCases, fc.nat(), fc.nat(), ({ rubric, given }, first, second) => {
        const ids = rubric.questions.map(({ id }) => id)
        const chosen = new Set([ids[first % ids.length] as string, ids[second % ids.length] as string])
        expectEachCellDecided(rubric, sheet(given), [...chosen])
      }),
      { numRuns: 200 },
    )
  })
})

describe('what is tried', () => {
  const tried = (given: Given, id: string) =>
    whatIf(SMALL, sheet(given), [id], { tool: TOOL }).vary[0]?.points.map(({ name, value, present }) => [name, value, present])

  it('every option; the present one is marked', () => {
    expect(tried({ gap: 'manner' }, 'gap')).toEqual([
      ['facts', 'facts', false],
      ['manner', 'manner', true],
      ['nothing', 'nothing', false],
    ])
  })

  it.each([[{}], [{ gap: 'unsure' }]])('an open question is tried as open first: %j', (given) => {
    expect(tried(given, 'gap')?.[0]).toEqual(['open', null, true])
  })

  it('a many-question over none and each option alone', () => {
    expect(tried({ plan: ['train'] }, 'plan')).toEqual([
      ['none of these', [], false],
      ['search', ['search'], false],
      ['train', ['train'], true],
    ])
    expect(tried({ plan: [] }, 'plan')?.[0]).toEqual(['none of these', [], true])
  })

  it('several options at once come first, as answered', () => {
    expect(tried({ plan: ['train', 'search'] }, 'plan')).toEqual([
      ['as answered', ['search', 'train'], true],
      ['none of these', [], false],
      ['search', ['search'], false],
      ['train', ['train'], false],
    ])
  })

  it('numbers by their bands', () => {
    const answers = new Map([['pairs', { value: 'plenty', number: 1500, origin: 'file' as const }]])
    expect(whatIf(SMALL, { answers }, ['pairs'], { tool: TOOL }).vary[0]).toMatchObject({
      unit: 'pairs',
      number: 1500,
      points: [{ band: { from: 0, to: 0 } }, { band: { from: 1, to: 99 } }, { band: { from: 100 }, present: true }],
    })
  })

  it('the last question runs fastest', () => {
    const { cells } = whatIf(SMALL, sheet({ gap: 'facts', trust: 'low' }), ['gap', 'trust'], { tool: TOOL })
    expect(cells.map(({ at }) => Object.values(at).join())).toEqual([
      'facts,low',
      'facts,high',
      'manner,low',
      'manner,high',
      'nothing,low',
      'nothing,high',
    ])
  })

  it('an option that is called open does not hide that the question is', () => {
    const rubric = {
      ...SMALL,
      questions: SMALL.questions.map((one) => ({
        ...one,
        options: one.options.map((option, at) => (at === 0 ? { ...option, id: 'open' } : option)),
      })),
    }
    expect(whatIf(rubric, sheet({}), ['gap'], { tool: TOOL }).vary[0]?.points.map(({ name }) => name)).toEqual([
      'not answered',
      'open',
      'manner',
      'nothing',
    ])
  })
})

describe('questions that come and go', () => {
  it('is said of the varied question, of answered ones and of open ones', () => {
    const { notEverywhere, cells } = whatIf(SMALL, sheet({ gap: 'facts', pace: 'weekly' }), ['gap', 'pairs'], { tool: TOOL })
    expect(notEverywhere).toEqual([
      { question: 'pace', title: 'Pace', answered: true, varied: false, places: ['with "Gap" nothing'] },
      { question: 'trust', title: 'Trust', answered: false, varied: false, places: ['with "Pairs" none'] },
    ])
    expect(cells.at(-2)).toMatchObject({ at: { gap: 'nothing', pairs: 'some' }, asksNoMore: ['pace'], asksToo: [] })
    const hidden = whatIf(SMALL, sheet({ gap: 'nothing', pace: 'weekly' }), ['pace'], { tool: TOOL })
    expect(hidden.notEverywhere).toEqual([{ question: 'pace', title: 'Pace', answered: true, varied: true, places: ['throughout'] }])
    expect(hidden.cells.every(({ changes, doesNotApply }) => changes.length === 0 && doesNotApply[0] === 'pace')).toBe(true)
    expect(whatIf(SMALL, sheet({ gap: 'nothing' }), ['gap'], { tool: TOOL }).cells[0]).toMatchObject({ asksToo: ['pace'], asksNoMore: [] })
  })
})
