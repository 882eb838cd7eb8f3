import type { Answer } from '../../src/engine/answers.js'
import { type Course, courseOf } from '../../src/engine/course.js'
import { decide } from '../../src/engine/decide.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { TOOL } from './small-rubric.js'

export type Answers = ReadonlyMap<string, Answer>

/** Everything that a skipped question may not change, as one text: verdicts, gates, preconditions, notes, mistakes and the whole plan. */
export function outcomeOf(rubric: Rubric, answers: Answers): string {
  const { approaches, set, setNotes, mistakes, layers, deployments, phases, validation } = decide(rubric, { answers }, { tool: TOOL })
  const judged = approaches.map(({ id, verdict, gates, preconditions, unlock }) => ({ id, verdict, gates, preconditions, unlock }))
  return JSON.stringify({ judged, set, setNotes, mistakes, layers, deployments, phases, validation })
}

/** Every answer to a question: its options, or the subsets of them. */
export function valuesOf({ kind, options }: Question): readonly (string | readonly string[])[] {
  if (kind === 'single') return options.map(({ id }) => id)
  return Array.from({ length: 2 ** options.length }, (_, mask) => options.filter((_, at) => ((mask >> at) & 1) === 1).map(({ id }) => id))
}

export function withValue(answers: Answers, id: string, value: string | readonly string[]): Answers {
  return new Map([...answers, [id, { value, origin: 'asked' }]])
}

/** The answers with the questions answered in every way, each left open as well; at most `most` ways, the rest drawn. */
export function* completionsOf(
  answers: Answers,
  questions: readonly Question[],
  most: number,
  random: (below: number) => number,
): Generator<Answers> {
  const lists = questions.map((question) => [undefined, ...valuesOf(question)])
  const ways = lists.reduce((product, list) => product * list.length, 1)
  const pick = (choice: (list: readonly unknown[], at: number) => number): Answers => {
    const next = new Map(answers)
    for (const [at, list] of lists.entries()) {
      const value = list[choice(list, at)]
      if (value !== undefined) next.set((questions[at] as Question).id, { value, origin: 'asked' })
    }
    return next
  }
  for (let way = 0; way < Math.min(ways, most); way++) {
    let rest = way
    yield pick((list) => {
      if (ways > most) return random(list.length)
      const digit = rest % list.length
      rest = Math.trunc(rest / list.length)
      return digit
    })
  }
}

/** One interview to its end: what was answered, and what was never asked. */
export interface Path {
  readonly answers: Answers
  readonly asked: number
  readonly skipped: readonly Question[]
}

/** Asks what the course says until nothing is left. `answer` returns a value, or undefined for unsure. */
export function walk(rubric: Rubric, answer: (question: Question) => string | readonly string[] | undefined): Path {
  let answers: Answers = new Map()
  const put = new Set<string>()
  let course: Course = courseOf(rubric, answers, put)
  for (let next = course.ask[0]; next !== undefined; next = course.ask[0]) {
    const { question } = next
    answers = withValue(answers, question.id, answer(question) ?? 'unsure')
    put.add(question.id)
    const left = course.ask.length
    course = courseOf(rubric, answers, put)
    if (course.ask.length >= left) throw new Error(`the bound grew after ${question.id}`)
  }
  return { answers, asked: put.size, skipped: course.skip }
}

/** Throws unless every way to answer the skipped questions gives the same outcome; at most `most` ways are tried. Returns how many were. */
export function checkSkips(rubric: Rubric, { answers, skipped }: Path, most: number, random: (below: number) => number): number {
  if (skipped.length === 0) return 0
  const expected = outcomeOf(rubric, answers)
  let tried = 0
  for (const completed of completionsOf(answers, skipped, most, random)) {
    tried += 1
    if (outcomeOf(rubric, completed) === expected) continue
    const shown = JSON.stringify(Object.fromEntries([...completed].map(([id, { value }]) => [id, value])))
    throw new Error(`skipping ${skipped.map(({ id }) => id).join(', ')} changed the outcome: ${shown}`)
  }
  return tried
}
