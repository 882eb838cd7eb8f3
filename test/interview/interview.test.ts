import { describe, expect, it } from 'vitest'
import { NONE, WHY } from '../../src/interview/flow.js'
import { interview } from '../../src/interview/interview.js'
import type { Prompt, Prompter } from '../../src/interview/prompter.js'
import { smallRubric } from './small-rubric.js'

/** Answers from a list; ends as cancelled when the list does. */
function scripted(replies: readonly (string | readonly string[])[]) {
  const left = [...replies]
  const said: string[] = []
  const prompts: Prompt[] = []
  const reply = (prompt: Prompt) => {
    prompts.push(prompt)
    return left.shift()
  }
  const prompter: Prompter = {
    say: (text) => said.push(text),
    chooseOne: async (prompt) => {
      const value = reply(prompt)
      return typeof value === 'string' ? { cancelled: false, value } : { cancelled: true }
    },
    chooseMany: async (prompt, fault) => {
      const value = reply(prompt)
      if (value === undefined || typeof value === 'string') return { cancelled: true }
      expect(fault(value)).toBeUndefined()
      return { cancelled: false, value }
    },
  }
  return { prompter, said, prompts }
}

const valuesOf = (answers: ReadonlyMap<string, { value: unknown }>) =>
  Object.fromEntries([...answers].map(([id, { value }]) => [id, value]))

describe('an interview', () => {
  it('asks everything and keeps every answer', async () => {
    const { prompter, prompts } = scripted(['facts', 'unsure', ['a', 'b'], 'one'])
    const end = await interview(smallRubric, new Map(), prompter)
    expect(end.cancelled).toBe(false)
    expect(valuesOf(end.answers)).toEqual({ need: 'facts', rate: 'unsure', symptoms: ['a', 'b'], users: 'one' })
    expect(prompts.map((one) => one.message)).toEqual([
      '1 of at most 4: Text of need?',
      '2 of at most 4: Text of rate?',
      '3 of at most 4: Text of symptoms?',
      '4 of at most 4: Text of users?',
    ])
  })

  it('offers unsure and the reason for asking in every question, and none in a list to tick', async () => {
    const { prompter, prompts } = scripted(['facts', 'slow', [NONE], 'one'])
    const end = await interview(smallRubric, new Map(), prompter)
    expect(end.answers.get('symptoms')?.value).toEqual([])
    for (const { choices } of prompts) expect(choices.map((one) => one.value)).toEqual(expect.arrayContaining(['unsure', WHY]))
    expect(prompts[2]?.choices.map((one) => one.value)).toEqual(['a', 'b', NONE, 'unsure', WHY])
    expect(prompts[0]?.choices.map((one) => one.value)).not.toContain(NONE)
  })

  it('says why a question is asked, and asks it again', async () => {
    const { prompter, said, prompts } = scripted([WHY, 'facts', 'slow', [WHY], ['unsure'], 'one'])
    const end = await interview(smallRubric, new Map(), prompter)
    expect(said.join('')).toContain('Why need is asked.')
    expect(said.join('')).toContain('Why symptoms is asked.')
    expect(prompts[1]?.message).toBe(prompts[0]?.message)
    expect(valuesOf(end.answers)).toEqual({ need: 'facts', rate: 'slow', symptoms: 'unsure', users: 'one' })
  })

  it('follows the conditions after every answer', async () => {
    const { prompter, prompts } = scripted(['behavior', ['a'], 'one'])
    const end = await interview(smallRubric, new Map(), prompter)
    expect([...end.answers.keys()]).toEqual(['need', 'symptoms', 'users'])
    expect(prompts[1]?.message).toBe('2 of at most 3: Text of symptoms?')
  })

  it('names each section once', async () => {
    const { prompter, said } = scripted(['facts', 'slow', ['a'], 'one'])
    await interview(smallRubric, new Map(), prompter)
    expect(said).toEqual(['\nThe task\n\n', '\nThe people\n\n', '\n'])
  })

  it('asks only what is open, and keeps what was given with its origin', async () => {
    const { prompter } = scripted(['slow', ['a'], 'one'])
    const end = await interview(smallRubric, new Map([['need', { value: 'facts', origin: 'file' as const }]]), prompter)
    expect(end.answers.get('need')).toEqual({ value: 'facts', origin: 'file' })
    expect(end.answers.get('rate')).toEqual({ value: 'slow', origin: 'asked' })
  })

  it('keeps the answers so far when it is cancelled', async () => {
    const { prompter } = scripted(['facts', 'slow'])
    const end = await interview(smallRubric, new Map(), prompter)
    expect(end.cancelled).toBe(true)
    expect(valuesOf(end.answers)).toEqual({ need: 'facts', rate: 'slow' })
  })

  it('lets no control character of a rubric reach the terminal (T-01)', async () => {
    const { prompter, prompts, said } = scripted([WHY, 'facts'])
    const [first, ...rest] = smallRubric.questions
    if (first === undefined) throw new Error('no question')
    const evil = '\u001b[2Jgone\u202e'
    const hostile = {
      ...first,
      text: evil,
      help: evil,
      why: evil,
      options: first.options.map((one) => ({ ...one, label: evil, help: evil })),
    }
    await interview({ ...smallRubric, questions: [hostile, ...rest], sections: [{ id: 'task', title: evil }] }, new Map(), prompter)
    expect(JSON.stringify([prompts, said])).not.toMatch(/\\u001b|\u202e/)
  })
})
