import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/engine/decision.js'
import { oracle } from './oracle.js'
import { approachOf, decideOn, gateOf, optionOf, pointsOf, questionOf, rubricOf, verdictsIn } from './small-rubric.js'

/** Every number in a decision is finite, and every percentage lies on its scale. */
function expectSound(decision: Decision): void {
  expect(JSON.stringify(decision)).not.toMatch(/NaN|Infinity|undefined|null,"gates"/)
  for (const { need, readiness, range } of decision.approaches) {
    for (const percent of [need, readiness, range.lowNeed, range.highNeed]) {
      expect(percent).toBeGreaterThanOrEqual(1)
      expect(percent).toBeLessThanOrEqual(99)
    }
  }
}

const yesNo = questionOf('q', [optionOf('yes'), optionOf('no')])

describe('N-05: next to nothing to weigh', () => {
  it('no points at all: even odds, and nobody asks for anything', () => {
    const decision = decideOn(rubricOf({ approaches: [approachOf('a'), approachOf('b')], questions: [yesNo] }), { q: 'yes' })
    expect(decision.approaches.map(({ verdict, need, reason }) => [verdict, need, reason])).toEqual([
      ['skip', 50, 'No answer asks for it.'],
      ['skip', 50, 'No answer asks for it.'],
    ])
    expect(decision.headline).toBe('Build nothing yet; leave out Title a and Title b.')
    expectSound(decision)
  })

  it('one approach, alone among its alternatives', () => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 5 })],
      questions: [yesNo],
      alternatives: [{ id: 'g', of: ['a'], because: '' }],
    })
    const decision = decideOn(rubric, { q: 'yes' })
    expect(verdictsIn(decision)).toEqual({ a: 'adopt' })
    expectSound(decision)
  })

  it('no approach', () => {
    const decision = decideOn(rubricOf({ questions: [yesNo] }), { q: 'yes' })
    expect([decision.headline, decision.set, decision.approaches]).toEqual(['Build nothing yet.', [], []])
    expectSound(decision)
  })

  it('no question, and none that applies', () => {
    const approaches = [approachOf('a')]
    expectSound(decideOn(rubricOf({ approaches }), {}))
    const hidden = rubricOf({ approaches, questions: [{ ...yesNo, when: { any: [] } }] })
    const decision = decideOn(hidden, { q: 'yes' })
    expect([decision.openQuestions, decision.answers['q']?.scored]).toEqual([[], false])
    expectSound(decision)
  })
})

describe('N-06: as much as a rubric may hold', () => {
  const most = (sign: 1 | -1) =>
    rubricOf({
      approaches: [approachOf('a', { prior: 100 * sign }), approachOf('b')],
      questions: Array.from({ length: 200 }, (_, index) =>
        questionOf(`q${index}`, [
          optionOf(
            'x',
            Array.from({ length: 10 }, () => pointsOf('a', 100 * sign)),
          ),
          optionOf('y'),
        ]),
      ),
    })
  const all = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`q${index}`, 'x']))

  it.each([1, -1] as const)('2,000 entries of 100 points, all one way (%i), add up exactly', (sign) => {
    const decision = decideOn(most(sign), all)
    const [a] = decision.approaches
    expect(a?.points.total).toBe(200_100 * sign)
    expect(a?.contributions.length).toBe(2000)
    expect(a?.need).toBe(sign === 1 ? 99 : 1)
    expect(decideOn(most(sign), {}).approaches[0]?.range).toMatchObject(
      sign === 1 ? { low: 100, high: 200_100 } : { low: -200_100, high: -100 },
    )
    expectSound(decision)
  })

  it('2,000 gates are all read', () => {
    const gates = Array.from({ length: 2000 }, (_, index) =>
      gateOf(`g${index}`, 'a', index === 1999 ? 'block' : 'require', { when: { question: 'q', is: ['yes'] } }),
    )
    const rubric = rubricOf({ approaches: [approachOf('a')], questions: [yesNo], gates })
    expect(decideOn(rubric, { q: 'yes' }).approaches[0]?.gates.length).toBe(2000)
    expect(verdictsIn(decideOn(rubric, { q: 'yes' }))).toEqual({ a: 'skip' })
    expect(verdictsIn(decideOn(rubric, { q: 'no' }))).toEqual({ a: 'skip' })
    expect(oracle(rubric, { q: 'yes' }).approaches[0]?.verdict).toBe('skip')
  })

  it('a chain of 200 questions, each asked by the answer to the one before', () => {
    const questions = Array.from({ length: 200 }, (_, index) =>
      questionOf(
        `q${index}`,
        [optionOf('x', { a: 1 }), optionOf('y')],
        index === 0 ? {} : { when: { question: `q${index - 1}`, is: ['x'] } },
      ),
    )
    const start = performance.now()
    const rubric = rubricOf({ approaches: [approachOf('a')], questions })
    expect(decideOn(rubric, all).approaches[0]?.points.total).toBe(200)
    expect(decideOn(rubric, {}).openQuestions.length).toBe(200)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
