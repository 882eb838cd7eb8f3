import { describe, expect, it } from 'vitest'
import type { Answer, Origin } from '../../src/engine/answers.js'
import type { Question, Rubric } from '../../src/engine/rubric.js'
import { answered, askAll, askedBefore, back, jump, moved, resumed, startWalk, type Walk } from '../../src/interview/session.js'
import { smallRubric } from './small-rubric.js'

const given = (value: string, origin: Origin): Answer => ({ value, origin })
const question = (id: string): Question => smallRubric.questions.find((one) => one.id === id) as Question
const say = (walk: Walk, id: string, value: string | string[], rubric: Rubric = smallRubric): Walk =>
  answered(rubric, walk, question(id), { value, origin: 'asked' })
const through = (...answers: readonly (readonly [string, string | string[]])[]): Walk =>
  answers.reduce((walk, [id, value]) => say(walk, id, value), startWalk({ answers: new Map(), asked: [] }, true))
const two = through(['need', 'facts'], ['rate', 'slow'])

describe('an answer', () => {
  it('is kept with the order of asking, once', () => {
    expect(two.session.asked).toEqual(['need', 'rate'])
    expect(say(two, 'need', 'facts').session.asked).toEqual(['need', 'rate'])
  })
  it('that stays the same puts nothing in doubt', () => expect(say(two, 'need', 'facts').again).toEqual([]))
  it('that differs puts to the person again what depends on it and still applies', () => {
    const walk = say(two, 'need', 'unsure')
    expect(walk.again).toEqual(['rate'])
    expect(say(walk, 'rate', 'slow').again).toEqual([])
  })
  it('that differs sets aside what no longer applies, and keeps its answer', () => {
    const walk = say(two, 'need', 'behavior')
    expect(walk.again).toEqual([])
    expect(walk.session.answers.get('rate')?.value).toBe('slow')
    const between = moved(smallRubric, two.session, walk.session)
    expect([between.aside.map(({ id }) => id), between.back]).toEqual([['rate'], []])
  })
  it('that brings a condition back brings the answer back, without asking', () => {
    const aside = say(two, 'need', 'behavior')
    const walk = say(aside, 'need', 'facts')
    expect(walk.again).toEqual([])
    expect(moved(smallRubric, aside.session, walk.session).back.map(({ id }) => id)).toEqual(['rate'])
  })
  it('does not put in doubt what a file answered', () => {
    const answers = new Map([
      ['need', given('facts', 'file')],
      ['rate', given('slow', 'file')],
    ])
    const walk = say(startWalk({ answers, asked: [] }, true), 'need', 'unsure')
    expect(walk.again).toEqual([])
    expect(walk.session.answers.get('need')?.origin).toBe('asked')
  })
  it('that is another number in the same band puts nothing in doubt, and is kept', () => {
    const walk = answered(smallRubric, two, question('need'), { value: 'facts', origin: 'asked', number: 3 })
    expect(walk.again).toEqual([])
    expect(walk.session.answers.get('need')?.number).toBe(3)
  })
})

describe('going back', () => {
  it('passes over what does not apply now', () => {
    const walk = say(say(two, 'need', 'behavior'), 'symptoms', [])
    expect(back(smallRubric, walk, 'symptoms')?.at).toBe('need')
    expect(askedBefore(smallRubric, walk.session, 'users')).toEqual(['need', 'symptoms'])
  })
  it('P-13 ends at the first question, however often', () => {
    let walk: Walk | undefined = two
    let from: string | undefined
    for (let time = 0; time < 10 && walk !== undefined; time += 1) {
      walk = back(smallRubric, walk, from)
      from = walk?.at ?? from
    }
    expect(from).toBe('need')
    expect(walk).toBeUndefined()
  })
  it('keeps what waits to be asked again', () => {
    const walk = say(two, 'need', 'unsure')
    expect(back(smallRubric, walk, 'rate')).toMatchObject({ at: 'need', again: ['rate'] })
  })
})

describe('jumping and asking all', () => {
  it('go there', () => {
    expect(jump(two, 'need').at).toBe('need')
    expect(askAll({ ...jump(two, 'need'), all: false })).toMatchObject({ at: undefined, all: true })
  })
})

describe('a kept session', () => {
  const kept = two.session
  it('wins over the answers file', () => {
    expect(resumed(new Map([['rate', given('fast', 'file')]]), kept).answers.get('rate')).toEqual(given('slow', 'asked'))
  })
  it('loses to a flag, which is then not a question of the interview', () => {
    const session = resumed(new Map([['rate', given('fast', 'flag')]]), kept)
    expect(session.answers.get('rate')).toEqual(given('fast', 'flag'))
    expect(session.asked).toEqual(['need'])
  })
  it('wins over a flag that leaves the question open', () => {
    expect(resumed(new Map([['rate', given('unsure', 'flag')]]), kept).answers.get('rate')).toEqual(given('slow', 'asked'))
  })
  it('adds to what was given', () => {
    expect([...resumed(new Map([['users', given('one', 'file')]]), kept).answers.keys()]).toEqual(['users', 'need', 'rate'])
  })
})
