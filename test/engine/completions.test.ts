import { describe, expect, it } from 'vitest'
import { countWays, subsetsUpTo } from '../../src/engine/completions.js'
import { everyCompletion } from './oracle.js'
import { approachOf, modelAndState, optionOf, questionOf, rubricOf } from './small-rubric.js'

describe('the ways to answer what is open', () => {
  const parent = questionOf('p', [optionOf('deep'), optionOf('flat')])
  const child = questionOf('c', [optionOf('c1'), optionOf('c2'), optionOf('c3')], { when: { question: 'p', is: ['deep'] } })
  const grandchild = questionOf('g', [optionOf('g1'), optionOf('g2')], { when: { question: 'c', is: ['c1'] } })

  // p flat; or p deep with c2 or c3; or p deep, c1 and either answer of g.
  it.each([
    ['asked in the order in which they depend on each other', [parent, child, grandchild]],
    ['asked the other way round, as a shorter rubric may', [grandchild, child, parent]],
    ['asked in any other order', [child, grandchild, parent]],
  ])('are counted the same: %s', (_, questions) => {
    const rubric = rubricOf({ approaches: [approachOf('a')], questions })
    const { model, state } = modelAndState(rubric, {})
    expect(countWays(model, state)).toBe(5n)
  })

  it('are those that answering one by one finds', () => {
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [parent, child, grandchild] })
    expect(everyCompletion(rubric, {})).toHaveLength(5)
  })
})

describe('the choices of a question with several answers', () => {
  it('are its subsets up to a size, the smallest first, each once', () => {
    const subsets = subsetsUpTo(5, 3)
    expect(subsets).toHaveLength(1 + 5 + 10 + 10)
    expect(new Set(subsets.map(String)).size).toBe(26)
    expect(subsets.map((flags) => flags.filter(Boolean).length)).toEqual([
      0,
      ...Array(5).fill(1),
      ...Array(10).fill(2),
      ...Array(10).fill(3),
    ])
  })
})
