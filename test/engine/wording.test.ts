import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { headlineOf, list, points, surenessOf } from '../../src/engine/wording.js'
import type { Given } from './oracle.js'
import { approachOf, decideOn, gateOf, optionOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

describe('small words', () => {
  it('a list reads as in a sentence', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })

  it('points are counted without their sign', () => {
    expect([points(0), points(1), points(-1), points(7)]).toEqual(['0 points', '1 point', '1 point', '7 points'])
  })
})

describe('the headline', () => {
  const of = (verdicts: Record<string, 'adopt' | 'pilot' | 'later' | 'skip'>): string =>
    headlineOf(Object.entries(verdicts).map(([id, verdict]) => ({ id, title: id, verdict })))

  it('names the set and what becomes of the rest', () => {
    expect(of({ Prompting: 'adopt', Retrieval: 'adopt', Tuning: 'later', Memory: 'pilot', 'Long context': 'skip' })).toMatchInlineSnapshot(
      `"Build Prompting and Retrieval; pilot Memory; keep Tuning for later; leave out Long context."`,
    )
  })

  it('says so when there is nothing to build', () => {
    expect(of({ Tuning: 'skip' })).toMatchInlineSnapshot(`"Build nothing yet; leave out Tuning."`)
    expect(of({})).toMatchInlineSnapshot(`"Build nothing yet."`)
  })
})

/** The reasons of all approaches, by id. */
function reasons(parts: Partial<Rubric>, given: Given = {}): { readonly a: string; readonly b?: string } {
  return Object.fromEntries(decideOn(rubricOf(parts), given).approaches.map((one) => [one.id, one.reason])) as { a: string }
}

const asked = (because: string, value: number) => questionOf('q', [optionOf('yes', [pointsOf('a', value, { because })]), optionOf('no')])
const oneJob = [{ id: 'one-job', of: ['a', 'b'], because: 'They do one job.' }]

describe('the reason of a verdict', () => {
  it('adopt: a requirement, then what speaks for it most', () => {
    const questions = [asked('Speaks for it.', 6)]
    expect(reasons({ approaches: [approachOf('a')], questions }, { q: 'yes' })).toMatchInlineSnapshot(`
      {
        "a": "Speaks for it.",
      }
    `)
    expect(
      reasons({ approaches: [approachOf('a')], questions, gates: [gateOf('g', 'a', 'require', { because: 'Required.' })] }, { q: 'yes' }),
    ).toMatchInlineSnapshot(`
        {
          "a": "Required. Speaks for it.",
        }
      `)
  })

  it('adopt: what it starts with, when no answer speaks for it', () => {
    expect(reasons({ approaches: [approachOf('a', { prior: 6, priorBecause: 'The base of it all.' })] })).toMatchInlineSnapshot(`
      {
        "a": "The base of it all.",
      }
    `)
  })

  it('pilot: for and against', () => {
    const questions = [
      asked('Speaks for it.', 3),
      questionOf('r', [optionOf('yes', [pointsOf('a', -1, { because: 'Speaks against it.' })])]),
    ]
    expect(reasons({ approaches: [approachOf('a')], questions }, { q: 'yes' }).a).toMatchInlineSnapshot(
      `"Speaks for it. That is 2 points short of adopting it."`,
    )
    expect(reasons({ approaches: [approachOf('a')], questions }, { q: 'yes', r: 'yes' }).a).toMatchInlineSnapshot(
      `"Speaks for it. Against it: Speaks against it."`,
    )
    expect(reasons({ approaches: [approachOf('a', { prior: 4, priorBecause: 'Often worth it.' })] }).a).toMatchInlineSnapshot(
      `"Often worth it. That is 1 point short of adopting it."`,
    )
  })

  it('later: what is missing first, readiness with and without anything that weighs against it', () => {
    const gates = [gateOf('g', 'a', 'hold', { because: 'There are no pairs.' })]
    expect(reasons({ approaches: [approachOf('a', { prior: 6 })], gates }).a).toMatchInlineSnapshot(
      `"There are no pairs. It is needed, but that comes first."`,
    )
    const means = questionOf('means', [optionOf('poor', { a: -2 }), optionOf('rich')], { role: 'enabler' })
    expect(reasons({ approaches: [approachOf('a', { prior: 6 })], questions: [means] }, { means: 'poor' }).a).toMatchInlineSnapshot(
      `"Readiness is 2 points below its line; what weighs against it: title means (Label poor, -2). It is needed, but that comes first."`,
    )
    expect(reasons({ approaches: [approachOf('a', { prior: 6, readinessPrior: -1 })] }).a).toMatchInlineSnapshot(
      `"Readiness is 1 point below its line. It is needed, but that comes first."`,
    )
  })

  it('skip: a block, what speaks against it, what falls short, or nothing at all', () => {
    const gates = [gateOf('g', 'a', 'block', { because: 'There is nothing to retrieve.' })]
    expect(reasons({ approaches: [approachOf('a', { prior: 9 })], gates }).a).toMatchInlineSnapshot(`"There is nothing to retrieve."`)
    expect(reasons({ approaches: [approachOf('a')], questions: [asked('Speaks against it.', -3)] }, { q: 'yes' }).a).toMatchInlineSnapshot(
      `"Speaks against it."`,
    )
    expect(reasons({ approaches: [approachOf('a')], questions: [asked('Speaks for it.', 1)] }, { q: 'yes' }).a).toMatchInlineSnapshot(
      `"What speaks for it is 1 point short of trying it: Speaks for it."`,
    )
    expect(reasons({ approaches: [approachOf('a')] }).a).toMatchInlineSnapshot(`"No answer asks for it."`)
  })

  it.each([1, 3, 4])('skip at %i points while held: what is missing first leads, and not the distance to a line', (points) => {
    const gates = [gateOf('g', 'a', 'hold', { because: 'There are no pairs.' }), gateOf('h', 'a', 'hold', { because: 'Nobody can train.' })]
    const questions = [asked('Speaks for it.', points)]
    expect(reasons({ approaches: [approachOf('a')], gates, questions }, { q: 'yes' }).a).toBe(
      'There are no pairs. Nobody can train. What speaks for it is not enough to wait for that: Speaks for it.',
    )
  })

  it('skip while held, and nothing asks for it: what speaks against it leads, and what is missing is not left out', () => {
    const gates = [gateOf('g', 'a', 'hold', { because: 'There are no pairs.' })]
    expect(
      reasons({ approaches: [approachOf('a')], gates, questions: [asked('Speaks against it.', -3)] }, { q: 'yes' }).a,
    ).toMatchInlineSnapshot(`"Speaks against it. It would have to wait, too: There are no pairs."`)
    expect(reasons({ approaches: [approachOf('a')], gates }).a).toMatchInlineSnapshot(
      `"No answer asks for it. It would have to wait, too: There are no pairs."`,
    )
  })

  it('skip with too little for it and not ready: readiness leads', () => {
    const parts = { approaches: [approachOf('a', { readinessPrior: -1 })], questions: [asked('Speaks for it.', 4)] }
    expect(reasons(parts, { q: 'yes' }).a).toBe(
      'Readiness is 1 point below its line. What speaks for it is not enough to wait for that: Speaks for it.',
    )
  })

  it('skip for an alternative: by points, by a tie, or because it can start now', () => {
    const group = (a: number, b: number) => ({
      approaches: [approachOf('a', { prior: a }), approachOf('b', { prior: b })],
      alternatives: oneJob,
    })
    expect(reasons(group(9, 7)).b).toMatchInlineSnapshot(`"Title a does the same job here and stands higher (2 points). They do one job."`)
    expect(reasons(group(9, 9)).b).toMatchInlineSnapshot(
      `"Title a does the same job here and stands level (a tie, settled by the order in the rubric). They do one job."`,
    )
    const alternatives = oneJob.map((one) => ({ ...one, tieBecause: 'A is less work.' }))
    expect(reasons({ ...group(9, 9), alternatives }).b).toBe(
      'Title a does the same job here and stands level. A is less work. They do one job.',
    )
    for (const waiting of [6, 12]) {
      expect(reasons({ ...group(6, waiting), gates: [gateOf('g', 'b', 'hold')] }).b).toBe(
        'Title a does the same job here and can start now, while this has something missing first. They do one job.',
      )
    }
  })
})

describe('how sure', () => {
  const base = { title: 'Retrieval', verdict: 'adopt' as const, open: 0, steady: true, changers: [] }

  it('names the line, readiness or the alternative, and what can still turn it', () => {
    expect([
      surenessOf({ ...base, margin: { points: 3, to: 'line', at: 'adopt' } }),
      surenessOf({ ...base, margin: { points: 1, to: 'readiness', at: 'ready' }, open: 2 }),
      surenessOf({
        ...base,
        margin: { points: 2, to: 'alternative', at: 'b' },
        open: 2,
        steady: false,
        changers: ['Size', 'Traffic'],
        alternative: 'Long context',
      }),
    ]).toMatchInlineSnapshot(`
      [
        "Retrieval: adopt, 3 points from its adopt line; every question is answered.",
        "Retrieval: adopt, 1 point from its readiness line; no answer to any single open question turns it.",
        "Retrieval: adopt, 2 points ahead of Long context; it can turn with the answer on size and traffic.",
      ]
    `)
  })
})
