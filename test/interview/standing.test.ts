import { describe, expect, it } from 'vitest'
import type { Heading } from '../../src/engine/course.js'
import { standingWords } from '../../src/interview/standing.js'

const heading = (title: string, need: number, movedBy: number): Heading => ({
  id: title,
  title,
  points: 0,
  need,
  settled: movedBy === 0,
  movedBy,
})

describe('the standing', () => {
  it('names what can still turn first, and what is settled last', () => {
    const headings = [heading('A', 80, 0), heading('B', 50, 3), heading('C', 20, 0), heading('D', 40, 1)]
    expect(standingWords(headings, false)).toBe(
      'Need so far: B 50 (at most 3 questions can still turn it), D 40 (at most 1 question); settled: A 80, C 20',
    )
  })
  it('claims nothing settled that an unsure answer could turn', () => {
    expect(standingWords([heading('A', 80, 0), heading('B', 50, 1)], true)).toBe(
      'Need so far: B 50 (at most 1 question can still turn it); settled but for what you left open: A 80',
    )
    expect(standingWords([heading('A', 80, 0)], true)).toBe('Need so far, all settled but for what you left open: A 80')
  })
  it('says when all is settled, or none', () => {
    expect(standingWords([heading('A', 80, 0), heading('B', 20, 0)], false)).toBe('Need so far, all settled: A 80, B 20')
    expect(standingWords([heading('A', 80, 2)], false)).toBe('Need so far: A 80 (at most 2 questions can still turn it)')
  })
  it('is empty without approaches, and one line whatever they are called', () => {
    expect(standingWords([], false)).toBe('')
    expect(standingWords([heading('A\n\u001b[2J', 1, 0)], false)).toBe('Need so far, all settled: A [2J 1')
  })
})
