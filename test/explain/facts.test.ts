import { describe, expect, it } from 'vitest'
import type { About } from '../../src/explain/explanation.js'
import { citingOf } from '../../src/explain/facts/cited.js'
import { readersOf } from '../../src/explain/facts/readers.js'
import { bothSidesOf, weightsOf } from '../../src/explain/facts/weights.js'
import { CORE, explained, SMALL } from './small-case.js'

function about<K extends About['kind']>(id: string, kind: K): Extract<About, { kind: K }> {
  const { about: facts } = explained(SMALL, id)
  if (facts.kind !== kind) throw new Error(`${id} is a ${facts.kind}`)
  return facts as Extract<About, { kind: K }>
}

describe('what the rubric says', () => {
  it('of an approach: every points entry once, for and against, strongest first', () => {
    const { for: supports, against, gates, preconditions, alternatives } = about('train', 'approach')
    expect(supports.map(({ points, question, axis }) => [points, question, axis])).toEqual([
      [6, 'gap', 'need'],
      [3, 'signs', 'need'],
      [2, 'gap', 'need'],
      [2, 'pairs', 'readiness'],
    ])
    expect(against.map(({ points, question }) => [points, question])).toEqual([
      [-4, 'gap'],
      [-2, 'pairs'],
    ])
    expect(gates).toMatchObject([{ id: 'no-pairs', effect: 'hold', unlock: 'unlock no-pairs', when: { says: '“Pairs” is none' } }])
    expect(preconditions).toEqual([])
    expect(alternatives).toEqual([])
    expect(about('search', 'approach').alternatives).toEqual([{ id: 'one', of: ['search', 'stuff'], because: 'They do one job.' }])
  })

  it('of an option: both sides, the axis, conditions in words, and where sources are cited the other way', () => {
    const facts = about('gap.manner', 'option')
    expect(facts.axis).toBe('need')
    expect(facts.for.map(({ approach, points, when }) => [approach, points, when?.says])).toEqual([
      ['train', 6, undefined],
      ['train', 2, '“Pairs” is plenty'],
    ])
    expect(facts.against.map(({ approach, points }) => [approach, points])).toEqual([['search', -6]])
    expect(facts.divided).toEqual([])
    expect(facts.bothSides).toEqual([
      { reference: 'alpha', approach: 'search', approachTitle: 'Search', for: ['gap.facts'], against: ['gap.manner'] },
      { reference: 'beta', approach: 'train', approachTitle: 'Training', for: ['gap.manner'], against: ['gap.facts'] },
    ])
    expect(about('plan.train', 'option')).not.toHaveProperty('axis')
  })

  it('of a question: its axis, bands, and what else turns on the answer', () => {
    const facts = about('pairs', 'question')
    expect(facts.axis).toBe('readiness')
    expect(facts.options.map(({ id, band }) => [id, band])).toEqual([
      ['none', { from: 0, to: 0 }],
      ['some', { from: 1, to: 999 }],
      ['plenty', { from: 1000 }],
    ])
    expect(facts.readBy).toEqual([
      { kind: 'gate', id: 'no-pairs' },
      { kind: 'points', id: 'gap.manner' },
    ])
  })

  it('of a source: every place that cites it', () => {
    const facts = about('alpha', 'reference')
    expect(facts.points.map(({ question, option, approach }) => `${question}.${option} ${approach}`)).toEqual([
      'size.small stuff',
      'gap.facts search',
      'gap.manner search',
    ])
    expect(facts.citedBy).toEqual([
      { kind: 'gate', id: 'no-pairs', says: 'because of no-pairs' },
      { kind: 'precondition', id: 'test-set', says: 'A test set exists.' },
      { kind: 'plan', id: 'search', says: 'Finds passages.' },
      { kind: 'layer', id: 'watch', says: 'Counts.' },
    ])
    expect(about('unused', 'reference')).toMatchObject({ points: [], citedBy: [], bothSides: [] })
  })

  it('of a layer: its place, what fills it and what stands there otherwise', () => {
    expect(about('layer:search', 'layer')).toMatchObject({
      place: 'request',
      position: 2,
      filledBy: [{ id: 'search' }, { id: 'stuff' }],
      otherwise: [{ text: 'No documents.', when: { says: '“Size” is none' } }],
    })
    expect(about('watch', 'layer')).toMatchObject({ when: { says: 'odd is chosen under “Signs”' }, plan: { risks: [{ guard: 'Rest.' }] } })
    expect(about('watch', 'layer')).not.toHaveProperty('position')
  })

  it('of a rule: the answers that it names', () => {
    expect(about('training-facts', 'mistake').reads).toEqual([
      { question: 'gap', title: 'What is missing', options: [{ id: 'facts', label: 'Label facts' }] },
      { question: 'plan', title: 'Planned', options: [{ id: 'train', label: 'Label train' }] },
    ])
    expect(about('both', 'set-rule')).toMatchObject({ rule: 'division', reads: [] })
    expect(about('first', 'gate')).not.toHaveProperty('when')
  })
})

describe('the core rubric', () => {
  const weights = weightsOf(CORE)

  it('every points entry stands under its option, its approach and each of its sources, once', () => {
    const entries = CORE.questions.flatMap((question) => question.options.flatMap((option) => option.points))
    expect(weights).toHaveLength(entries.length)
    const perApproach = CORE.approaches.flatMap(({ id }) => {
      const { about: facts } = explained(CORE, id)
      return facts.kind === 'approach' ? [...facts.for, ...facts.against] : []
    })
    expect(perApproach).toHaveLength(entries.length)
    const perSource = CORE.references.flatMap(({ id }) => {
      const { about: facts } = explained(CORE, `reference:${id}`)
      return facts.kind === 'reference' ? facts.points : []
    })
    expect(perSource).toHaveLength(entries.reduce((sum, one) => sum + one.evidence.length, 0))
  })

  it('every source that anything cites is found there', () => {
    for (const { id } of CORE.references) {
      const cited = citingOf(CORE, id).length + weights.filter((one) => one.evidence.includes(id)).length
      const mentions = JSON.stringify({ ...CORE, references: [] }).split(`"${id}"`).length - 1
      expect(cited, id).toBe(mentions)
      expect(cited, id).toBeGreaterThan(0)
    }
  })

  it('every question that a condition reads lists a reader', () => {
    for (const { id } of CORE.questions) {
      const read = JSON.stringify(CORE).includes(`"question":"${id}"`)
      expect(readersOf(CORE, id).length > 0, id).toBe(read)
    }
  })

  it('cites some sources on both sides of one approach, and says where', () => {
    const sides = bothSidesOf(CORE, weights)
    expect(sides).toContainEqual(expect.objectContaining({ reference: 'li-2024-self-route', approach: 'long-context' }))
    for (const one of sides) expect(one.for.length * one.against.length).toBeGreaterThan(0)
  })
})
