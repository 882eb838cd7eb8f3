import { describe, expect, it } from 'vitest'
import type { Heading } from '../../src/engine/course.js'
import { standingWords } from '../../src/interview/standing.js'
import { wrapped } from '../../src/report/text/width.js'

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
      'Need so far: B 50 (at most 3 questions can turn its verdict), D 40 (at most 1); verdict settled: A 80, C 20',
    )
  })
  it('claims nothing settled that an unsure answer could turn', () => {
    expect(standingWords([heading('A', 80, 0), heading('B', 50, 1)], true)).toBe(
      'Need so far: B 50 (at most 1 question can turn its verdict); verdict settled but for what you left open: A 80',
    )
    expect(standingWords([heading('A', 80, 0)], true)).toBe('Need so far, all verdicts settled but for what you left open: A 80')
  })
  it('says when all is settled, or none', () => {
    expect(standingWords([heading('A', 80, 0), heading('B', 20, 0)], false)).toBe('Need so far, all verdicts settled: A 80, B 20')
    expect(standingWords([heading('A', 80, 2)], false)).toBe('Need so far: A 80 (at most 2 questions can turn its verdict)')
  })
  it('explains the count once, at the first that has one', () => {
    const leftOpen: Heading = { ...heading('A', 80, 0), settled: false }
    expect(standingWords([leftOpen, heading('B', 50, 3), heading('C', 40, 2)], true)).toBe(
      'Need so far: A 80 (open), B 50 (at most 3 questions can turn its verdict), C 40 (at most 2)',
    )
  })
  it('takes two lines of 80 columns with the approaches of core once all is settled, and four at most', () => {
    const titles = ['Prompting', 'Long context', 'Retrieval (RAG)', 'Fine-tuning', 'Self-learning memory', 'User model (self-model)']
    const linesFor = (moving: number, leftOpen: boolean): number => {
      const headings = titles.map((title, at) => heading(title, 99, at < moving ? 20 : 0))
      return wrapped(standingWords(headings, leftOpen), 79).length
    }
    expect(titles.map((_, moving) => linesFor(moving, false))).toEqual([2, 3, 3, 3, 3, 4])
    expect([1, 2, 3, 4, 5, 6].map((moving) => linesFor(moving, true))).toEqual([3, 3, 4, 4, 4, 4])
  })
  it('is empty without approaches, and one line whatever they are called', () => {
    expect(standingWords([], false)).toBe('')
    expect(standingWords([heading('A\n\u001b[2J', 1, 0)], false)).toBe('Need so far, all verdicts settled: A [2J 1')
  })
})
