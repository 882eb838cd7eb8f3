import { describe, expect, it } from 'vitest'
import { whyAsked } from '../../src/commands/why.js'
import type { Answer } from '../../src/engine/answers.js'
import type { Question } from '../../src/engine/rubric.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { columns } from '../../src/report/text/width.js'
import { core } from '../engine/shipped.js'

const question = (id: string): Question => core.questions.find((one) => one.id === id) as Question
const given = (answers: Readonly<Record<string, string>>): ReadonlyMap<string, Answer> =>
  new Map(Object.entries(answers).map(([id, value]): [string, Answer] => [id, { value, origin: 'asked' }]))
const why = (id: string, answers: Readonly<Record<string, string>> = {}, medium: Partial<typeof FILE_MEDIUM> = {}): string =>
  whyAsked(core, question(id), given(answers), `rag-or-tune explain ${id}`, { ...FILE_MEDIUM, ...medium })

describe('why a question is asked', () => {
  it('says what it decides, what each option would move, what reads it, and on what evidence', () => {
    const text = why('need').replaceAll(/\s+/g, ' ')
    expect(text).toContain(question('need').why.replaceAll(/\s+/g, ' ').trim())
    expect(text).toContain('It gives a reason')
    expect(text).toMatch(/Facts it does not know: .*Retrieval \(RAG\) \+\d+/)
    expect(text).toMatch(/It is also read by .*\d+ known mistakes/)
    expect(text).toMatch(/It rests on: • [a-z0-9-]+: /)
    expect(text).toContain('In full: rag-or-tune explain need')
  })
  it('counts points as the other answers stand, whatever this question was answered before', () => {
    expect(why('need')).not.toMatch(/Facts it does not know: Long context/)
    expect(why('need', { 'corpus-size': 'small' })).toMatch(/Facts it does not know: Long context \+6/)
    expect(why('need', { need: 'behavior' })).toBe(why('need'))
  })
  it('tells readiness from need', () => {
    const text = why('labeled-pairs')
    expect(text).toContain('never bring one in')
    expect(text).toContain('in points of readiness')
    expect(text).toMatch(/None: Fine-tuning -\d/)
  })
  it('shows each option of a list alone', () => expect(why('symptoms')).toContain('each alone'))
  it('says of a context question that it weighs nothing', () => {
    const text = why('leaning')
    expect(text).toContain('It weighs nothing')
    expect(text).not.toContain('would move')
  })
  it.each(core.questions.map(({ id }) => id))('fits on a screen: %s', (id) => {
    expect(why(id, {}, { width: 80 }).split('\n').length).toBeLessThan(45)
  })
  it.each([20, 40, 79])('T-07 is no wider than a terminal of %d columns', (width) => {
    const lines = why('need', {}, { width }).split('\n')
    expect(Math.max(...lines.map(columns))).toBeLessThan(width)
  })
  it('T-06 is ASCII where only ASCII is shown', () => expect(why('need', {}, { unicode: false })).toMatch(/^[\n -~]+$/))
})
