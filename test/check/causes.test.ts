import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Culprits, causesOf } from '../../src/check/causes.js'
import { lockOf, valuesOf } from '../../src/check/lock.js'
import { isSameOutcome, judgingBy } from '../../src/check/replay.js'
import type { Answer } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { digestOf } from '../../src/rubric/digest.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import { everyAnswer } from '../engine/oracle.js'
import { core } from '../engine/shipped.js'
import { relocked, TOOL } from './helpers.js'

type Answers = ReadonlyMap<string, Answer>

/** Answers to some questions, and others to a few of them. */
const twoSheets = ({ questions }: Rubric): fc.Arbitrary<readonly [Answers, Answers]> => {
  const one = (index: number): fc.Arbitrary<readonly [string, Answer] | undefined> => {
    const question = questions[index]
    if (question === undefined) throw new Error('there is no such question')
    return fc.option(fc.constantFrom(...everyAnswer(question)), { nil: undefined }).map((value) => {
      return value === undefined ? undefined : [question.id, { value, origin: 'file' }]
    })
  }
  const all = fc.tuple(...questions.map((_, index) => one(index)))
  const kept = fc.array(fc.boolean(), { minLength: questions.length, maxLength: questions.length })
  return fc.tuple(all, all, kept, kept).map(([then, other, keep, alsoKeep]) => {
    const now = then.map((answer, at) => (keep[at] || alsoKeep[at] ? answer : other[at]))
    const sheet = (from: typeof then): Answers => new Map(from.flatMap((answer) => (answer === undefined ? [] : [answer])))
    return [sheet(then), sheet(now)]
  })
}

it.each(['core', 'quick'])('what %s turned is named: it undoes the turn, and nothing of it can be left out (property)', (id) => {
  const rubric = shippedRubric(id) ?? core
  const judging = judgingBy(rubric)
  let joint = 0
  fc.assert(
    fc.property(twoSheets(rubric), ([then, now]) => {
      const decision = decide(rubric, { answers: then }, { tool: TOOL, robustness: false })
      const lock = lockOf(decision, { answers: then }, { reviewAfter: null, unasked: new Map() }, digestOf)
      const values = valuesOf(now, new Map())
      const today = { judging, answers: now, values, fileOrder: [...now.keys()], toolVersion: TOOL.version }
      const causes = causesOf(relocked(lock, {}), today, [...lock.verdicts.keys()])
      expect(causes.edits).toEqual([])
      const withThen = (questions: readonly string[]): Answers => {
        const mixed = new Map(now)
        for (const question of questions) {
          const before = then.get(question)
          if (before === undefined) mixed.delete(question)
          else mixed.set(question, before)
        }
        return mixed
      }
      const isMinimal = (culprits: Culprits | undefined, isUndone: (questions: readonly string[]) => boolean): void => {
        if (culprits === undefined) throw new Error('the answers did it')
        const { alone, together } = culprits
        const changed = causes.changes.map(({ question }) => question)
        expect(changed.filter((question) => isUndone([question])).sort()).toEqual([...alone].sort())
        expect(alone.length > 0 ? together : alone).toEqual([])
        if (alone.length > 0) return
        joint += 1
        expect(isUndone(together)).toBe(true)
        for (const question of together) expect(isUndone(together.filter((other) => other !== question))).toBe(false)
      }
      for (const { approach, before, by, answers } of causes.turns) {
        expect(by).toBeUndefined()
        isMinimal(answers, (questions) => judging.outcome(withThen(questions)).get(approach)?.verdict === before?.verdict)
      }
      for (const { approach, before, by, answers } of causes.margins) {
        expect(by).toBeUndefined()
        isMinimal(answers, (questions) => isSameOutcome(judging.outcome(withThen(questions)).get(approach), before))
      }
    }),
    { numRuns: 200 },
  )
  expect(joint).toBeGreaterThan(0)
})
