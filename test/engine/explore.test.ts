import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explorerOf } from '../../src/engine/explore.js'
import type { Given } from '../../src/engine/given.js'
import { judge, verdictsOf } from '../../src/engine/judge.js'
import type { Condition, Rubric } from '../../src/engine/rubric.js'
import { compile, type Ternary } from '../../src/engine/truth.js'
import { completionsOf } from './course-agreement.js'
import { randomCases } from './random-rubric.js'
import { core } from './shipped.js'
import { numbersFrom } from './shuffled.js'
import { modelAndState } from './small-rubric.js'

function judged(
  rubric: Rubric,
  given: Given,
  conditions: readonly Condition[],
): { verdicts: readonly string[]; truths: readonly Ternary[] } {
  const { model, state } = modelAndState(rubric, given)
  const verdicts = verdictsOf(judge(model, state))
  return { verdicts, truths: conditions.map((condition) => compile(condition, model.names)(state, verdicts)) }
}

describe('exploring all answers', () => {
  it('finds the situations that trying every answer finds, no others, and witnesses that lead there', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric }) => {
        const conditions = [...rubric.mistakes, ...rubric.setRules, ...rubric.gates].flatMap(({ when }) =>
          when === undefined ? [] : [when],
        )
        const all = [...completionsOf(new Map(), rubric.questions, 3_000, numbersFrom(1))]
        if (all.length >= 3_000) return
        const keys = new Set(
          all.map((answers) => {
            const { verdicts, truths } = judged(rubric, Object.fromEntries([...answers].map(([id, { value }]) => [id, value])), conditions)
            return JSON.stringify([verdicts, truths])
          }),
        )
        const found = new Set<string>()
        const done = explorerOf(rubric)(
          { approaches: rubric.approaches.map(({ id }) => id), conditions },
          ({ verdicts, truths, witness }) => {
            expect(judged(rubric, witness(), conditions)).toEqual({ verdicts, truths })
            found.add(JSON.stringify([verdicts, truths]))
            return true
          },
        )
        expect(done).toBe(true)
        expect([...found].sort()).toEqual([...keys].sort())
      }),
      { numRuns: 150 },
    )
  })

  it('keeps to what is given, and leaves closed questions open', () => {
    const need = core.questions.find(({ id }) => id === 'need')
    const seen = new Set<string>()
    explorerOf(core)({ approaches: ['rag'], conditions: [], given: { need: 'facts' }, closed: ['corpus-size'] }, ({ witness }) => {
      seen.add(JSON.stringify([witness()['need'], witness()['corpus-size']]))
      return true
    })
    expect(need).toBeDefined()
    expect([...seen]).toEqual([JSON.stringify(['facts', undefined])])
  })

  it('stops when it is told to', () => {
    let visits = 0
    explorerOf(core)({ approaches: ['self-model'], conditions: [] }, () => {
      visits += 1
      return false
    })
    expect(visits).toBe(1)
  })

  it('says when the budget did not last, and has visited nothing', () => {
    const done = explorerOf(core)({ approaches: ['fine-tuning'], conditions: [], budget: 10 }, () => {
      throw new Error('visited')
    })
    expect(done).toBe(false)
  })
})
