import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, UNSURE } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { visibility } from '../../src/engine/visibility.js'
import { interview } from '../../src/interview/interview.js'
import type { Prompt, Prompter, Reply } from '../../src/interview/prompter.js'
import { DECIDE } from '../../src/interview/review.js'
import type { Session } from '../../src/interview/session.js'
import { core, quick } from '../engine/shipped.js'

const TOOL = { name: 'rag-or-tune', version: '0' }
const NOTHING: Session = { answers: new Map(), asked: [] }

/** A person who follows a list of numbers, wanders for so many prompts, and then goes straight to the end. */
function wanderer(dice: readonly number[], wandering: number): { readonly prompter: Prompter; readonly prompts: Prompt[] } {
  let thrown = 0
  const roll = (sides: number): number => (dice[thrown++ % dice.length] as number) % sides
  const prompts: Prompt[] = []
  const ask = async (prompt: Prompt): Promise<Reply> => {
    prompts.push(prompt)
    const wanders = prompts.length <= wandering
    if (wanders && prompt.actions.includes('back') && roll(4) === 0) return { kind: 'back' }
    if (wanders && prompt.actions.includes('why') && roll(9) === 0) return { kind: 'why' }
    if (!wanders && prompt.choices[0]?.value === DECIDE) return { kind: 'answer', chosen: [DECIDE] }
    if (prompt.kind === 'one') return { kind: 'answer', chosen: [prompt.choices[roll(prompt.choices.length)]?.value ?? ''] }
    const ticked = prompt.choices.filter(({ value }) => !prompt.alone.includes(value) && roll(3) === 0).map(({ value }) => value)
    return { kind: 'answer', chosen: ticked.length === 0 ? [prompt.alone[roll(2)] as string] : ticked }
  }
  return { prompter: { say: () => undefined, ask }, prompts }
}

/** Answers each question as a finished session did, and what that session does not answer with unsure. */
function straight(rubric: Rubric, answers: ReadonlyMap<string, Answer>): Prompter {
  const ask = async (prompt: Prompt): Promise<Reply> => {
    if (prompt.progress === '') return { kind: 'answer', chosen: [DECIDE] }
    const question = rubric.questions.find(({ text }) => text.replace(/\s+/g, ' ').trim() === prompt.message)
    const value = answers.get(question?.id ?? '')?.value ?? UNSURE
    if (typeof value === 'string') return { kind: 'answer', chosen: [value] }
    return { kind: 'answer', chosen: value.length === 0 ? [prompt.alone[0] as string] : value }
  }
  return { say: () => undefined, ask }
}

const manners = { standing: true, why: async () => 'Because.', keep: async () => undefined }

/** All that is concluded from the answers; those that count for nothing left out. */
function concluded(rubric: Rubric, answers: ReadonlyMap<string, Answer>) {
  const hidden = new Set(visibility(rubric, answers).hidden.map(({ id }) => id))
  const counting = [...answers].filter(([id, { value }]) => !hidden.has(id) && value !== UNSURE)
  return decide(rubric, { answers: new Map(counting.map(([id, answer]) => [id, { ...answer, origin: 'asked' }])) }, { tool: TOOL })
}

async function wander(rubric: Rubric, dice: readonly number[], wandering: number, all: boolean): Promise<void> {
  const { prompter, prompts } = wanderer(dice, wandering)
  const { cancelled, session } = await interview(rubric, NOTHING, prompter, { ...manners, all })
  expect(cancelled).toBe(false)
  expect(prompts.length).toBeLessThanOrEqual(wandering + 3 * rubric.questions.length)
  const again = await interview(rubric, NOTHING, straight(rubric, session.answers), { ...manners, all: true })
  expect({ ...concluded(rubric, again.session.answers), answers: {} }).toEqual({ ...concluded(rubric, session.answers), answers: {} })
}

const dice = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 60 })

describe('whoever wanders through an interview: back, on, into edits, asking why', () => {
  it('comes to the end of quick, and to what the same answers given straight through lead to', async () => {
    const walk = fc.asyncProperty(dice, fc.nat(40), fc.boolean(), (rolls, wandering, all) => wander(quick, rolls, wandering, all))
    await fc.assert(walk, { seed: 4, numRuns: 60 })
  })
  it('comes to the end of core as well', async () => {
    const walk = fc.asyncProperty(dice, (rolls) => wander(core, rolls, 30, false))
    await fc.assert(walk, { seed: 4, numRuns: 5 })
  }, 120_000)
})
