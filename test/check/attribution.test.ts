import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetToYaml } from '../../src/answers/save.js'
import type { Answer } from '../../src/engine/answers.js'
import { UNSURE } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { core, quick } from '../engine/shipped.js'
import { checked, lockFor, TOOL } from './helpers.js'

type Answers = ReadonlyMap<string, Answer>

/** An answer to a question, or none. */
function answerTo({ kind, options, unit }: Question): fc.Arbitrary<Answer | undefined> {
  const ids = options.map(({ id }) => id)
  const value: fc.Arbitrary<string | readonly string[]> = kind === 'many' ? fc.subarray(ids, { maxLength: 2 }) : fc.constantFrom(...ids)
  const plain = fc.oneof({ arbitrary: value, weight: 9 }, fc.constant(UNSURE)).map((one): Answer => ({ value: one, origin: 'file' }))
  const numbers = options.flatMap(({ id, band }) =>
    band === undefined
      ? []
      : [
          { value: id, number: band.from },
          { value: id, number: band.to ?? band.from + 1 },
        ],
  )
  const answer =
    unit === undefined
      ? plain
      : fc.oneof(
          plain,
          fc.constantFrom(...numbers).map((one): Answer => ({ ...one, origin: 'file' })),
        )
  return fc.option(answer, { nil: undefined, freq: 3 })
}

/** Two sheets that differ in a few answers at most; the first one gives a reason. */
function pairs({ questions }: Rubric): fc.Arbitrary<{ readonly before: Answers; readonly after: Answers }> {
  const sheet = fc.tuple(...questions.map((one) => answerTo(one)))
  const edits = fc.uniqueArray(
    fc.nat(questions.length - 1).chain((at) => fc.tuple(fc.constant(at), answerTo(questions[at] as Question))),
    { maxLength: 4, selector: ([at]) => at },
  )
  const answers = (all: readonly (Answer | undefined)[]): Answers =>
    new Map(questions.flatMap(({ id }, at): [string, Answer][] => (all[at] === undefined ? [] : [[id, all[at]]])))
  return fc.tuple(sheet, edits).map(([all, changes]) => {
    const changed = new Map(changes)
    return { before: answers(all), after: answers(all.map((one, at) => (changed.has(at) ? changed.get(at) : one))) }
  })
}

/** Verdicts by the whole engine, without what checks share with it. */
const verdictsOf = (rubric: Rubric, answers: Answers): Readonly<Record<string, string>> =>
  Object.fromEntries(decide(rubric, { answers }, { tool: TOOL }).approaches.map(({ id, verdict }) => [id, verdict]))
const written = (answer: Answer | undefined): string => JSON.stringify(answer?.number ?? answer?.value ?? null)

describe.each([
  ['core', core, 40],
  ['quick', quick, 150],
] as const)('%s: what a check says of any two sheets', (_, rubric, numRuns) => {
  it('is what deciding again with each answer put back says (property)', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(pairs(rubric), ({ before, after }) => {
        const file = checked(sheetToYaml({ answers: after }, rubric), lockFor(sheetToYaml({ answers: before }, rubric), { rubric }), {
          rubric,
        })
        const subjects = (code: string): readonly (string | undefined)[] =>
          file.findings.flatMap((one) => (one.code === code ? [one.subject] : [])).sort()
        const [was, is] = [verdictsOf(rubric, before), verdictsOf(rubric, after)]
        const differing = rubric.questions.map(({ id }) => id).filter((id) => written(before.get(id)) !== written(after.get(id)))
        const turned = Object.keys(is).filter((id) => is[id] !== was[id])
        expect(subjects('answers-changed')).toEqual([...differing].sort())
        expect(subjects('verdict-changed')).toEqual([...turned].sort())
        expect(subjects('lock-edited')).toEqual([])
        if (turned.length > 0) expect(subjects('margin-changed')).toEqual([])
        expect(file.outcome).toBe(differing.length > 0 ? 'failed' : 'passed')
        for (const { question, turned: told } of file.answers) {
          const restored = new Map(after)
          const old = before.get(question)
          if (old === undefined) restored.delete(question)
          else restored.set(question, old)
          const back = verdictsOf(rubric, restored)
          expect([...told].sort()).toEqual(turned.filter((id) => back[id] === was[id]).sort())
        }
      }),
      { numRuns },
    )
  })
})
