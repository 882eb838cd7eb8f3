import type { Answer } from '../../src/engine/answers.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { interview, type Manners } from '../../src/interview/interview.js'
import type { Prompt, Prompter, Reply } from '../../src/interview/prompter.js'
import { DECIDE } from '../../src/interview/review.js'
import type { Session } from '../../src/interview/session.js'

/** A choice, several, a number with its option, or what else a person may do. */
export type Scripted = string | readonly string[] | { readonly number: number } | Reply

export const BACK: Reply = { kind: 'back' }
export const WHY: Reply = { kind: 'why' }
export const DECIDED = DECIDE

/** Answers from a list; cancels when the list ends. */
export function scripted(replies: readonly Scripted[]) {
  const left = [...replies]
  const said: string[] = []
  const prompts: Prompt[] = []
  const prompter: Prompter = {
    say: (text) => {
      said.push(text)
    },
    ask: async (prompt) => {
      prompts.push(prompt)
      return replyOf(prompt, left.shift())
    },
  }
  return { prompter, said, prompts }
}

function replyOf(prompt: Prompt, next: Scripted | undefined): Reply {
  if (next === undefined) return { kind: 'cancelled' }
  if (typeof next === 'string') return { kind: 'answer', chosen: [next] }
  if (Array.isArray(next)) return { kind: 'answer', chosen: next as readonly string[] }
  const one = next as { readonly number: number } | Reply
  if ('kind' in one) return one
  const chosen = prompt.quantity?.choiceFor(one.number)
  if (chosen === undefined) throw new Error(`no choice for ${one.number}`)
  return { kind: 'answer', chosen: [chosen], number: one.number }
}

/** Holds an interview with a script, and returns all that can be seen of it. */
export async function held(rubric: Rubric, replies: readonly Scripted[], more: Partial<Manners> & { readonly start?: Session } = {}) {
  const { start = { answers: new Map(), asked: [] }, ...manners } = more
  const script = scripted(replies)
  const kept: Session[] = []
  const end = await interview(rubric, start, script.prompter, {
    all: true,
    standing: false,
    why: async ({ id }) => `Because of ${id}.`,
    keep: async (session) => {
      kept.push(session)
    },
    ...manners,
  })
  return { ...script, ...end, kept, messages: script.prompts.map(({ message }) => message), text: script.said.join('') }
}

/** The values of answers by id. */
export function valuesOf(answers: ReadonlyMap<string, Answer>): Record<string, unknown> {
  return Object.fromEntries([...answers].map(([id, { value }]) => [id, value]))
}
