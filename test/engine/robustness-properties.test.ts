import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributionsOf } from '../../src/engine/contributions.js'
import { judge, verdictsAt, verdictsOf } from '../../src/engine/judge.js'
import { robustnessOf } from '../../src/engine/robustness.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { outlooks, wholePercent } from '../../src/engine/stability.js'
import { withFewCompletions } from './agreement.js'
import { everyCompletion, type Given } from './oracle.js'
import { randomCases } from './random-rubric.js'
import { verdictsBy } from './robustness-oracle.js'
import { core } from './shipped.js'
import { decideOn, modelAndState } from './small-rubric.js'

/** The rubric with every points entry of one approach raised. */
function supported(rubric: Rubric, approach: string, by: number): Rubric {
  const questions = rubric.questions.map((question) => ({
    ...question,
    options: question.options.map((option) => ({
      ...option,
      points: option.points.map((entry) => (entry.approach === approach ? { ...entry, points: entry.points + by } : entry)),
    })),
  }))
  return { ...rubric, questions }
}

describe('properties of robustness', () => {
  it('more support by an answer never lowers the need of the approach it supports', () => {
    fc.assert(
      fc.property(randomCases, fc.nat(4), fc.integer({ min: 1, max: 5 }), ({ rubric, given }, which, by) => {
        const approach = rubric.approaches[which % rubric.approaches.length]?.id ?? ''
        const need = (one: Rubric): number => decideOn(one, given).approaches.find(({ id }) => id === approach)?.points.total ?? Number.NaN
        expect(need(supported(rubric, approach, by))).toBeGreaterThanOrEqual(need(rubric))
      }),
      { numRuns: 300 },
    )
  })

  it('a stability of 100% means that no completion changes the verdict, and anything less that one does', () => {
    let full = 0
    let less = 0
    fc.assert(
      fc.property(randomCases, (drawn) => {
        const given: Given = withFewCompletions(drawn.rubric, drawn.given, 200)
        const { model, state } = modelAndState(drawn.rubric, given)
        const now = verdictsOf(judge(model, state))
        const ways = everyCompletion(drawn.rubric, given).map((way) => verdictsBy(drawn.rubric, way))
        outlooks(model, state, now).forEach((outlook, approach) => {
          const holds = ways.every((verdicts) => verdicts[approach] === now[approach])
          if (outlook === null) throw new Error('not counted')
          expect(wholePercent(outlook.kept) === 100).toBe(holds)
          if (holds) full += 1
          else less += 1
        })
      }),
      { numRuns: 200 },
    )
    expect(Math.min(full, less)).toBeGreaterThan(50)
  })

  it('deciding without reasons gives the verdicts that judging gives', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const { model, state } = modelAndState(rubric, given)
        expect(verdictsAt(model, state)).toEqual(verdictsOf(judge(model, state)))
      }),
      { numRuns: 500 },
    )
  })

  it('is the same twice, and holds no number that JSON would lose', () => {
    const { model, state } = modelAndState(core, { need: 'facts', 'corpus-size': 'large' })
    const standings = judge(model, state)
    const once = robustnessOf(model, state, standings, contributionsOf(model, state))
    expect(robustnessOf(model, state, standings, contributionsOf(model, state))).toEqual(once)
    expect(JSON.parse(JSON.stringify(once))).toEqual(once)
  })
})
