import { describe, expect, it } from 'vitest'
import { gateOf } from '../engine/small-rubric.js'
import { onlyFinding, toldOf, withGates } from './sound.js'

describe('proofs of gates', () => {
  it('finds a gate that can never fire', () => {
    const when = {
      all: [
        { question: 'need', is: ['form'] },
        { question: 'size', is: ['large'] },
      ],
    }
    expect(toldOf(withGates(gateOf('late', 'rag', 'block', { when })))).toEqual(['refuted proof-gate-never gates.late.when'])
  })

  it('finds a gate that fires only where a double or a stronger one does, and of two doubles the later one', () => {
    const wide = gateOf('no-form', 'rag', 'block', { when: { question: 'need', is: ['form'] } })
    const narrow = gateOf('no-form-now', 'rag', 'hold', {
      when: {
        all: [
          { question: 'need', is: ['form'] },
          { question: 'team', is: ['none'] },
        ],
      },
    })
    expect(toldOf(withGates(wide, narrow))).toEqual(['refuted proof-gate-shadowed gates.no-form-now'])
    expect(toldOf(withGates({ ...wide, effect: 'hold' }, { ...narrow, effect: 'block' }))).toEqual([])
    expect(toldOf(withGates(wide, { ...wide, id: 'again' }))).toEqual(['refuted proof-gate-shadowed gates.again'])
    expect(toldOf(withGates(wide, { ...narrow, approach: 'tune' }))).toEqual(['refuted proof-gate-shadowed gates.no-form-now'])
  })

  it('finds gates that contradict each other, with answers', () => {
    const require = gateOf('facts-wanted', 'rag', 'require', { when: { question: 'need', is: ['facts'] } })
    const block = gateOf('too-small', 'rag', 'block', { when: { question: 'size', is: ['small'] } })
    const { subject, witness } = onlyFinding(withGates(require, block), 'proof-gate-contradiction')
    expect([subject, witness]).toEqual([['gates', 'too-small'], { need: 'facts', size: 'small' }])
    expect(toldOf(withGates(require, { ...block, when: { question: 'need', is: ['form'] } }))).toEqual([])
    expect(toldOf(withGates(require, { ...block, effect: 'hold' }))).toEqual([])
  })

  it('finds a hold on what is always adopted', () => {
    const hold = gateOf('wait', 'base', 'hold', { when: { question: 'team', is: ['none'] } })
    expect(toldOf(withGates(hold))).toEqual(['refuted proof-gate-contradiction gates.wait'])
  })
})
