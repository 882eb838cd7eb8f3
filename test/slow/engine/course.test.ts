import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseOf } from '../../../src/engine/course.js'
import type { Question, Rubric } from '../../../src/engine/rubric.js'
import { type Answers, checkSkips, valuesOf, walk, withValue } from '../../engine/course-agreement.js'
import { randomCases } from '../../engine/random-rubric.js'
import { core, quick } from '../../engine/shipped.js'
import { numbersFrom } from '../../engine/shuffled.js'

/** Somebody who answers at random, one question in ten with "I do not know". */
function someone(seed: number): (question: Question) => string | readonly string[] | undefined {
  const random = numbersFrom(seed)
  return ({ kind, options }) => {
    if (random(10) === 0) return undefined
    return kind === 'single' ? options[random(options.length)]?.id : options.filter(() => random(4) === 0).map(({ id }) => id)
  }
}

function median(counts: readonly number[]): number {
  return [...counts].sort((a, b) => a - b)[Math.trunc(counts.length / 2)] ?? 0
}

/** How many paths asked how many questions, for the record. */
function distribution(rubric: Rubric, asked: readonly number[]): string {
  const counts = new Map<number, number>()
  for (const one of asked) counts.set(one, (counts.get(one) ?? 0) + 1)
  const parts = [...counts].sort(([a], [b]) => a - b).map(([questions, paths]) => `${questions}: ${paths}`)
  return `${rubric.id}: ${asked.length} paths, the median asks ${median(asked)} of ${rubric.questions.length} (${parts.join(', ')})`
}

const PAGE = join(import.meta.dirname, '..', '..', '..', 'docs', 'interview.md')

/** How many questions were asked, as the page on the interview says it. */
function expectOnPage(words: string): void {
  expect(readFileSync(PAGE, 'utf8').replaceAll(/\s+/g, ' ')).toContain(words)
}

describe('no answer to a skipped question changes a verdict, a gate, a mistake or the plan', () => {
  it('over every path through the quick rubric and every answer to what it skips', ({ annotate }) => {
    const asked: number[] = []
    const random = numbersFrom(1)
    const follow = (answers: Answers, put: ReadonlySet<string>): void => {
      const { ask, skip } = courseOf(quick, answers, put)
      const next = ask[0]?.question
      if (next === undefined) {
        asked.push(put.size)
        checkSkips(quick, { answers, asked: put.size, skipped: skip }, Number.POSITIVE_INFINITY, random)
        return
      }
      for (const value of [...valuesOf(next), 'unsure']) follow(withValue(answers, next.id, value), new Set([...put, next.id]))
    }
    follow(new Map(), new Set())
    annotate(distribution(quick, asked))
    expectOnPage(`In quick the median is ${median(asked)} of ${quick.questions.length}, from ${Math.min(...asked)}`)
    expect(asked.length).toBeGreaterThan(1_000)
  })

  it.for([1, 2, 3, 4, 5])(
    'over 1,000 random paths through core and up to 200 answers to what they skip (%i of 5)',
    (part, { annotate }) => {
      const asked: number[] = []
      let tried = 0
      for (let person = 0; person < 1_000; person++) {
        const seed = part * 1_000 + person
        const path = walk(core, someone(seed))
        asked.push(path.asked)
        tried += checkSkips(core, path, 200, numbersFrom(seed))
      }
      annotate(`${distribution(core, asked)}; ${tried} completions`)
      expect(tried).toBeGreaterThan(0)
      expectOnPage(`is asked ${median(asked)} of the ${core.questions.length} questions of core`)
    },
  )

  it('over 3,000 random rubrics', () => {
    fc.assert(
      fc.property(randomCases, fc.nat(), ({ rubric }, seed) => {
        checkSkips(rubric, walk(rubric, someone(seed)), 500, numbersFrom(seed))
      }),
      { numRuns: 3_000 },
    )
  })
})
