import type { Question, Rubric } from '../../src/engine/rubric.js'

/** Numbers from 0 up to `below`, by a small generator of our own: the same seed shuffles alike on every machine. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

export function shuffle<T>(list: readonly T[], next: (below: number) => number): T[] {
  const result = [...list]
  for (let index = result.length - 1; index > 0; index--) {
    const other = next(index + 1)
    ;[result[index], result[other]] = [result[other] as T, result[index] as T]
  }
  return result
}

/** Every id that stands under `question` in a condition. */
function readBy(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return []
  return Object.entries(condition).flatMap(([key, value]) => (key === 'question' ? [String(value)] : readBy(value)))
}

/** Shuffled, but each question still after those that decide whether it is asked. */
function shuffleQuestions(questions: readonly Question[], next: (below: number) => number): Question[] {
  const waiting = shuffle(questions, next)
  const result: Question[] = []
  while (waiting.length > 0) {
    const at = waiting.findIndex((question) => readBy(question.when).every((id) => !waiting.some((other) => other.id === id)))
    result.push(...waiting.splice(at, 1))
  }
  return result
}

/** The same rubric with everything in another order but alternatives and layers, whose order means something. */
export function shuffled(rubric: Rubric, seed: number): Rubric {
  const next = numbersFrom(seed)
  return {
    ...rubric,
    approaches: shuffle(rubric.approaches, next),
    questions: shuffleQuestions(rubric.questions, next).map((question) => ({
      ...question,
      options: shuffle(question.options, next).map((option) => ({ ...option, points: shuffle(option.points, next) })),
    })),
    gates: shuffle(rubric.gates, next),
    preconditions: shuffle(rubric.preconditions, next),
    setRules: shuffle(rubric.setRules, next),
    mistakes: shuffle(rubric.mistakes, next),
    references: shuffle(rubric.references, next),
  }
}
