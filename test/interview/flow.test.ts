import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/engine/answers.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { answerOf, chosenFor, NONE, optionFor, stepOf } from '../../src/interview/flow.js'
import { answered, back, type Session, startWalk, type Walk } from '../../src/interview/session.js'
import { quick } from '../engine/shipped.js'
import { smallRubric } from './small-rubric.js'

const start = (answers: ReadonlyMap<string, Answer> = new Map(), asked: readonly string[] = [], all = true): Walk =>
  startWalk({ answers, asked }, all)
const question = (id: string, rubric: Rubric = smallRubric): Question => {
  const found = rubric.questions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no question ${id}`)
  return found
}
const say = (walk: Walk, id: string, value: string | string[], rubric: Rubric = smallRubric): Walk =>
  answered(rubric, walk, question(id, rubric), { value, origin: 'asked' })
const at = (walk: Walk, rubric: Rubric = smallRubric): string => {
  const step = stepOf(rubric, walk)
  return step.kind === 'question' ? `${step.question.id} ${step.number}+${step.more}` : 'review'
}
const file = (value: string): Answer => ({ value, origin: 'file' })

describe('the next step', () => {
  it('follows the order of the rubric, to the review', () => {
    let walk = start()
    const seen = [at(walk)]
    for (const [id, value] of [
      ['need', 'facts'],
      ['rate', 'slow'],
      ['symptoms', []],
      ['users', 'one'],
    ] as [string, string | string[]][]) {
      walk = say(walk, id, value)
      seen.push(at(walk))
    }
    expect(seen).toEqual(['need 1+3', 'rate 2+2', 'symptoms 3+1', 'users 4+0', 'review'])
  })
  it('leaves out what an answer hides', () => expect(at(say(start(), 'need', 'behavior'))).toBe('symptoms 2+1'))
  it('keeps what an unsure answer leaves unknown, and does not ask twice what was answered unsure', () => {
    expect(at(say(start(), 'need', 'unsure'))).toBe('rate 2+2')
    expect(at(say(say(start(), 'need', 'unsure'), 'rate', 'unsure'))).toBe('symptoms 3+1')
  })
  it('does not ask what a file or flag answers, and asks what they leave unsure', () => {
    expect(at(start(new Map([['need', file('facts')]])))).toBe('rate 1+2')
    expect(at(start(new Map([['need', file('unsure')]])))).toBe('need 1+3')
  })
  it('leaves out what can change nothing, unless all is asked', () => {
    const walk = start(new Map(), [], false)
    expect(stepOf(smallRubric, walk)).toMatchObject({ kind: 'review', canGoBack: false })
    const step = stepOf(smallRubric, walk)
    expect(step.kind === 'review' && step.course.skip.map(({ id }) => id)).toEqual(['need', 'rate', 'symptoms', 'users'])
  })
})

describe('a question shown again', () => {
  const walk = say(say(start(), 'need', 'facts'), 'rate', 'slow')
  const gone = back(smallRubric, walk, 'symptoms') as Walk
  it('is the one asked before, with its number and its answer', () => {
    expect(at(gone)).toBe('rate 2+2')
    expect(stepOf(smallRubric, gone)).toMatchObject({ old: { value: 'slow' }, canGoBack: true, course: undefined })
    expect(at(back(smallRubric, gone, 'rate') as Walk)).toBe('need 1+3')
  })
  it('leads on to the first question that waits', () => expect(at(say(gone, 'rate', 'fast'))).toBe('symptoms 3+1'))
  it('counts at most what its other answers would ask', () => {
    const other = say(say(start(), 'need', 'behavior'), 'symptoms', [])
    expect(at(back(smallRubric, back(smallRubric, other, 'users') as Walk, 'symptoms') as Walk)).toBe('need 1+2')
  })
})

describe('progress', () => {
  it('never grows going forward, whatever is answered', () => {
    for (const first of ['facts', 'behavior', 'both', 'neither', 'unsure']) {
      for (const last of [true, false]) {
        let walk = say(start(new Map(), [], false), 'need', first, quick)
        let before = quick.questions.length
        for (let step = stepOf(quick, walk); step.kind === 'question'; step = stepOf(quick, walk)) {
          expect(step.more).toBeLessThan(before)
          before = step.more
          const options = step.question.options.map(({ id }) => id)
          walk = say(walk, step.question.id, (last ? options.at(-1) : options[0]) as string, quick)
        }
      }
    }
  })
})

describe('what was chosen', () => {
  const pairs = question('labeled-pairs', quick)
  it('is one option, or unsure', () => {
    expect(answerOf(question('need'), { kind: 'answer', chosen: ['facts'] })).toEqual({ value: 'facts', origin: 'asked' })
    expect(answerOf(question('symptoms'), { kind: 'answer', chosen: ['unsure'] }).value).toBe('unsure')
  })
  it('is a list in the order of the rubric, or none', () => {
    expect(answerOf(question('symptoms'), { kind: 'answer', chosen: ['b', 'a'] }).value).toEqual(['a', 'b'])
    expect(answerOf(question('symptoms'), { kind: 'answer', chosen: [NONE] }).value).toEqual([])
  })
  it('keeps a number with its band', () => {
    expect(answerOf(pairs, { kind: 'answer', chosen: ['hundreds'], number: 450 })).toEqual({
      value: 'hundreds',
      origin: 'asked',
      number: 450,
    })
    expect(answerOf(pairs, { kind: 'answer', chosen: ['hundreds'], number: 4 })).toEqual({ value: 'hundreds', origin: 'asked' })
  })
  it.each([
    [0, 'none'],
    [1, 'dozens'],
    [99, 'dozens'],
    [100, 'hundreds'],
    [999, 'hundreds'],
    [1000, 'thousands'],
    [Number.MAX_SAFE_INTEGER, 'thousands'],
    [-1, undefined],
    [1.5, undefined],
    [Number.NaN, undefined],
  ])('%d is in the band %s', (number, option) => expect(optionFor(pairs, number)).toBe(option))
  it('was offered: else the prompter broke its promise', () => {
    expect(() => answerOf(question('need'), { kind: 'answer', chosen: [] })).toThrow('need')
    expect(() => answerOf(question('need'), { kind: 'answer', chosen: [NONE] })).toThrow('need')
  })
})

describe('what is under the cursor', () => {
  it.each<[string, Answer | undefined, readonly string[]]>([
    ['need', undefined, []],
    ['need', file('facts'), ['facts']],
    ['need', file('unsure'), ['unsure']],
    ['symptoms', { value: [], origin: 'asked' }, [NONE]],
    ['symptoms', { value: ['a'], origin: 'asked' }, ['a']],
  ])('%s %j', (id, answer, chosen) => expect(chosenFor(question(id), answer)).toEqual(chosen))
})

describe('a session', () => {
  it('is never changed in place', () => {
    const session: Session = { answers: new Map(), asked: [] }
    say(startWalk(session, true), 'need', 'facts')
    expect(session).toEqual({ answers: new Map(), asked: [] })
  })
})
