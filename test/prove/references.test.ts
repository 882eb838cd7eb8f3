import { describe, expect, it } from 'vitest'
import { judged, onlyFinding, optionChanged, SOUND, toldOf } from './sound.js'

describe('proof-reference and proof-review', () => {
  it('finds points without a reason or with a source that does not exist', () => {
    expect(toldOf(optionChanged(SOUND, 'need', 'facts', { points: judged({ rag: 6, tune: -4 }, { because: ' ' }) }))).toEqual([
      'refuted proof-reference questions.need.options.facts.points.rag.0',
      'refuted proof-reference questions.need.options.facts.points.tune.0',
    ])
    const unknown = optionChanged(SOUND, 'size', 'large', { points: judged({ rag: 2 }, { evidence: ['nowhere'] }) })
    expect(onlyFinding(unknown, 'proof-reference').message).toBe('no reference is called `nowhere`')
  })

  it('warns of a source that nothing cites, and of one that is due', () => {
    const [judgement] = SOUND.references
    const spare = { ...(judgement as (typeof SOUND)['references'][number]), id: 'spare' }
    expect(toldOf({ ...SOUND, references: [...SOUND.references, spare] })).toEqual(['warning proof-reference references.spare'])
    expect(toldOf(SOUND, { date: '2027-01-31' })).toEqual([])
    expect(toldOf(SOUND, { date: '2027-02-01' })).toEqual(['warning proof-review references.judgement.reviewAfter'])
  })
})
