import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/engine/answers.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { faultOfTicks, NONE, nextStep, valueOfTicks, WHY, withAnswer } from '../../src/interview/flow.js'
import { smallRubric } from './small-rubric.js'

const none: ReadonlyMap<string, Answer> = new Map()
const question = (id: string): Question => {
  const found = smallRubric.questions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no question ${id}`)
  return found
}
const say = (id: string, value: string | string[], before = none) => withAnswer(before, question(id), value)
const idsLeft = (rubric: Rubric, given: ReadonlyMap<string, Answer>): string[] => {
  const asked = new Set<string>()
  const ids: string[] = []
  for (let step = nextStep(rubric, given, asked); step !== undefined; step = nextStep(rubric, given, asked)) {
    ids.push(step.question.id)
    asked.add(step.question.id)
  }
  return ids
}

describe('the next question', () => {
  it('follows the order of the rubric', () => expect(idsLeft(smallRubric, none)).toEqual(['need', 'rate', 'symptoms', 'users']))
  it('leaves out what an answer hides', () => expect(idsLeft(smallRubric, say('need', 'behavior'))).toEqual(['symptoms', 'users']))
  it('keeps what an unsure answer leaves unknown', () => {
    expect(nextStep(smallRubric, say('need', 'unsure'), new Set(['need']))?.question.id).toBe('rate')
  })
  it('does not ask again what was answered unsure in this interview', () => {
    expect(nextStep(smallRubric, say('need', 'unsure'), new Set(['need', 'rate', 'symptoms', 'users']))).toBeUndefined()
  })
  it('does not ask what was answered before', () => expect(idsLeft(smallRubric, say('symptoms', []))).toEqual(['need', 'rate', 'users']))
})

describe('progress', () => {
  it('counts from one, and the most never grows', () => {
    expect(nextStep(smallRubric, none, new Set())).toMatchObject({ number: 1, atMost: 4, section: { id: 'task' } })
    expect(nextStep(smallRubric, say('need', 'facts'), new Set(['need']))).toMatchObject({ number: 2, atMost: 4 })
    expect(nextStep(smallRubric, say('need', 'behavior'), new Set(['need']))).toMatchObject({ number: 2, atMost: 3 })
  })
})

describe('an answer', () => {
  it('is recorded as asked, and touches no other', () => {
    const before = say('need', 'facts')
    const after = say('symptoms', ['a'], before)
    expect([...after.keys()]).toEqual(['need', 'symptoms'])
    expect(after.get('symptoms')).toEqual({ value: ['a'], origin: 'asked' })
    expect(before.size).toBe(1)
  })
})

describe('ticks', () => {
  it('need at least one', () => expect(faultOfTicks([])).toBeDefined())
  it.each([['unsure'], [NONE], [WHY]])('%s stands alone', (entry) => {
    expect(faultOfTicks([entry])).toBeUndefined()
    expect(faultOfTicks([entry, 'a'])).toBeDefined()
  })
  it('may be several options', () => expect(faultOfTicks(['a', 'b'])).toBeUndefined())
  it('mean the options, none of them, or that nobody knows', () => {
    expect(valueOfTicks(['a', 'b'])).toEqual(['a', 'b'])
    expect(valueOfTicks([NONE])).toEqual([])
    expect(valueOfTicks(['unsure'])).toBe('unsure')
  })
})
