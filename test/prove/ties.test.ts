import { describe, expect, it } from 'vitest'
import { changed, onlyFinding, optionChanged, SOUND, toldOf } from './sound.js'

describe('proof-tie', () => {
  const alternatives = [{ id: 'one-of-two', of: ['rag', 'tune'], because: '' }]
  const tied = changed({ ...SOUND, alternatives }, 'approaches', 'rag', { prior: 1 })
  const ties = (rubric: typeof SOUND): string[] => toldOf(rubric).filter((one) => one.includes('proof-tie'))

  it('finds alternatives that stand level, unless the rubric says why the first wins', () => {
    const { subject, witness, message } = onlyFinding(tied, 'proof-tie')
    expect(subject).toEqual(['alternatives', 'one-of-two'])
    expect(message).toBe('`rag` and `tune` stand level here, and only their order in the file decides')
    expect(witness).toEqual({ need: 'both', size: 'small' })
    expect(ties(changed(tied, 'alternatives', 'one-of-two', { tieBecause: 'it is cheaper' }))).toEqual([])
  })

  it('finds none where points cannot come out level, though they come close', () => {
    expect(ties({ ...SOUND, alternatives })).toEqual([])
  })

  it('shows answers that can be decided on, where the tie needs none', () => {
    const level = changed(changed({ ...SOUND, alternatives }, 'approaches', 'rag', { prior: 5 }), 'approaches', 'tune', { prior: 5 })
    expect(onlyFinding(optionChanged(level, 'size', 'medium', { points: [] }), 'proof-tie').witness).toEqual({ size: 'medium' })
  })
})
