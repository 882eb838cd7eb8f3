import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseOf } from '../../src/engine/course.js'
import { judge, verdictsOf } from '../../src/engine/judge.js'
import { isVisible } from '../../src/engine/model.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { withFewCompletions } from './agreement.js'
import { type Answers, checkSkips, completionsOf, walk } from './course-agreement.js'
import { randomCases } from './random-rubric.js'
import { core, quick } from './shipped.js'
import { numbersFrom } from './shuffled.js'
import { answersOf, approachOf, gateOf, modelAndState, optionOf, planOf, pointsOf, questionOf, rubricOf } from './small-rubric.js'

const NONE = new Set<string>()

const ids = (rubric: Rubric, given: Readonly<Record<string, string | readonly string[]>>, put = NONE) => {
  const { ask, skip } = courseOf(rubric, answersOf(given), put)
  return { ask: ask.map(({ question }) => question.id), skip: skip.map(({ id }) => id) }
}

/** One approach on the lines 5 and 2, moved by a decisive question and by a weak one. */
const small = (more: Partial<Rubric> = {}): Rubric =>
  rubricOf({
    approaches: [approachOf('a'), approachOf('b')],
    questions: [
      questionOf('strong', [optionOf('yes', { a: 20 }), optionOf('no', { a: -20 })]),
      questionOf('weak', [optionOf('some', { a: 3 }), optionOf('none', { a: -3 })]),
      questionOf('about', [optionOf('this'), optionOf('that')], { role: 'context' }),
    ],
    plans: { a: planOf({}), b: planOf({}) },
    ...more,
  })

describe('what is still worth asking', () => {
  it('asks what can turn a verdict, and says which', () => {
    const { ask } = courseOf(small(), new Map(), NONE)
    expect(ask.map(({ question, verdicts }) => [question.id, verdicts])).toEqual([
      ['strong', ['a']],
      ['weak', ['a']],
    ])
  })

  it('skips what no verdict, gate, mistake or plan entry hangs on', () => {
    expect(ids(small(), {})).toEqual({ ask: ['strong', 'weak'], skip: ['about'] })
    expect(ids(small(), { strong: 'yes' })).toEqual({ ask: [], skip: ['weak', 'about'] })
  })

  it('asks all of it when told to', () => {
    const { ask, skip } = courseOf(small(), answersOf({ strong: 'yes' }), NONE, true)
    expect([ask.map(({ question }) => question.id), skip]).toEqual([['weak', 'about'], []])
  })

  it('neither asks nor skips what was put to the person and is open', () => {
    expect(ids(small(), { strong: 'unsure' }, new Set(['strong']))).toEqual({ ask: ['weak'], skip: ['about'] })
  })

  it('takes an unsure answer that was not put as open', () => {
    expect(ids(small(), { strong: 'unsure' }).ask).toEqual(['strong', 'weak'])
  })

  it('asks context questions last', () => {
    const rubric = small({
      mistakes: [{ id: 'm', title: '', when: { question: 'about', is: ['this'] }, says: '', instead: '', evidence: [] }],
    })
    const turned = { ...rubric, questions: [...rubric.questions].reverse() }
    expect(ids(turned, {}).ask).toEqual(['weak', 'strong', 'about'])
    expect(courseOf(turned, new Map(), NONE).ask[2]?.mistakes).toEqual(['m'])
  })

  it('asks what decides a gate, and says which', () => {
    const rubric = small({ gates: [gateOf('g', 'b', 'block', { when: { question: 'about', is: ['this'] } })] })
    expect(courseOf(rubric, answersOf({ strong: 'yes' }), NONE).ask.map(({ question, gates }) => [question.id, gates])).toEqual([
      ['about', ['g']],
    ])
  })

  it('asks what a plan entry reads only while its approach may be in the plan', () => {
    const when = { question: 'about', is: ['this'] }
    const rubric = small({ plans: { a: planOf({ does: [{ text: 'this', when, evidence: [] }] }), b: planOf({}) } })
    expect(ids(rubric, { strong: 'yes' }).ask).toEqual(['about'])
    expect(ids(rubric, { strong: 'no' }).ask).toEqual([])
    expect(courseOf(rubric, answersOf({ strong: 'yes' }), NONE).ask[0]?.plan).toBe(true)
  })

  it('asks what the plan would name where readiness falls short', () => {
    const questions = [
      questionOf('strong', [optionOf('yes', { a: 20 }), optionOf('no', { a: -20 })]),
      questionOf('means', [optionOf('few', { a: -1 }), optionOf('many', { a: 1 })], { role: 'enabler' }),
    ]
    const rubric = small({ approaches: [approachOf('a', { readinessPrior: -9 })], questions, plans: { a: planOf({}) } })
    expect(ids(rubric, { strong: 'yes' })).toEqual({ ask: ['means'], skip: [] })
    expect(ids(rubric, { strong: 'no' })).toEqual({ ask: [], skip: ['means'] })
  })

  it('asks what the plan would name even where it adds up to nothing', () => {
    const both = [pointsOf('a', -1), pointsOf('a', 1)]
    const questions = [
      questionOf('strong', [optionOf('yes', { a: 20 }), optionOf('no', { a: -20 })]),
      questionOf('means', [optionOf('both', both), optionOf('none')], { role: 'enabler' }),
    ]
    const rubric = small({ approaches: [approachOf('a', { readinessPrior: -9 })], questions, plans: { a: planOf({}) } })
    expect(ids(rubric, { strong: 'yes' }).ask).toEqual(['means'])
  })

  it('does not ask what is hidden, and asks what an open answer may show', () => {
    const questions = [
      questionOf('strong', [optionOf('yes', { a: 20 }), optionOf('no', { a: -20 })]),
      questionOf('then', [optionOf('more', { b: 20 }), optionOf('less', { b: -20 })], { when: { question: 'strong', is: ['yes'] } }),
    ]
    const rubric = small({ questions })
    expect(ids(rubric, { strong: 'no' })).toEqual({ ask: [], skip: [] })
    expect(ids(rubric, { strong: 'yes' }).ask).toEqual(['then'])
    expect(ids(rubric, { strong: 'unsure' }, new Set(['strong'])).ask).toEqual(['then'])
  })
})

describe('where it is heading', () => {
  it('counts the questions that can still turn each verdict, and settles what none can', () => {
    const before = courseOf(small(), new Map(), NONE).headings
    expect(before.map(({ id, points, need, settled, movedBy }) => [id, points, need, settled, movedBy])).toEqual([
      ['a', 0, 50, false, 2],
      ['b', 0, 50, true, 0],
    ])
    expect(courseOf(small(), answersOf({ strong: 'yes' }), NONE).headings[0]).toMatchObject({
      points: 20,
      need: 99,
      settled: true,
      movedBy: 0,
    })
  })
})

describe('skipping is proved, on random rubrics', () => {
  it('no answer to what an interview skipped changes anything', () => {
    fc.assert(
      fc.property(randomCases, fc.nat(), ({ rubric }, seed) => {
        const random = numbersFrom(seed)
        const path = walk(rubric, (question) => {
          if (random(8) === 0) return undefined
          return question.kind === 'single'
            ? (question.options[random(question.options.length)]?.id ?? '')
            : question.options.filter(() => random(2) === 0).map(({ id }) => id)
        })
        checkSkips(rubric, path, 300, random)
      }),
      { numRuns: 150 },
    )
  })

  it('settled means that one verdict is left, and a question that could only turn verdicts turns one', () => {
    fc.assert(
      fc.property(randomCases, ({ rubric, given }) => {
        const few = withFewCompletions(rubric, given, 300)
        const answers = answersOf(few)
        const { ask, headings } = courseOf(rubric, answers, NONE)
        const { model, state } = modelAndState(rubric, few)
        const open = model.questions.filter(({ index }) => state[index] === null).map(({ source }) => source)
        const verdicts = (some: Answers): string[] => {
          const at = modelAndState(rubric, Object.fromEntries([...some].map(([id, { value }]) => [id, value])))
          return verdictsOf(judge(at.model, at.state))
        }
        const all = [...completionsOf(new Map([...answers].filter(([, { value }]) => value !== 'unsure')), open, 5_000, numbersFrom(1))]
        if (all.length >= 5_000) return
        const seen = all.map(verdicts)
        for (const [at, { settled, id }] of headings.entries())
          expect([id, settled]).toEqual([id, new Set(seen.map((one) => one[at])).size === 1])
        for (const { question, verdicts: turned, gates, mistakes, plan } of ask) {
          if (turned.length === 0 || gates.length > 0 || mistakes.length > 0 || plan) continue
          expect(isVisible(model.questions.find(({ source }) => source === question) as (typeof model.questions)[number], state)).toBe(true)
          const byOthers = new Map<string, Set<string>>()
          for (const [at, one] of all.entries()) {
            const others = JSON.stringify([...one].filter(([id]) => id !== question.id).sort())
            byOthers.set(others, (byOthers.get(others) ?? new Set()).add(String(seen[at])))
          }
          expect([...byOthers.values()].some((one) => one.size > 1)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('the shipped rubrics', () => {
  it.each([
    ['core', core],
    ['quick', quick],
  ])('%s: a few paths skip only what changes nothing', (_, rubric) => {
    const random = numbersFrom(3)
    for (let person = 0; person < 10; person++) {
      const path = walk(rubric, (question) =>
        question.kind === 'single'
          ? question.options[random(question.options.length)]?.id
          : question.options.filter(() => random(4) === 0).map(({ id }) => id),
      )
      checkSkips(rubric, path, 30, random)
    }
  })
})
