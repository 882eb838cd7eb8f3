import { oneLine, visible } from '../report/encode.js'
import type { Choice, Prompt } from './prompter.js'
import { answersCounted, LEAVING } from './words.js'

/** The choices when an earlier interview was not finished. */
export const GO_ON = 'go-on'
export const START_ANEW = 'start-anew'

/** Offers to go on with so many answers, kept in a file; says how to leave, for an interview that goes on has no opening. */
export function resumePrompt(count: number, place: string): Prompt {
  const choices: readonly Choice[] = [
    { value: GO_ON, label: `Go on with the ${answersCounted(count)} kept in ${visible(place)}` },
    { value: START_ANEW, label: 'Start anew (the old draft is kept aside)' },
  ]
  return {
    progress: '',
    message: 'An earlier interview was not finished',
    help: LEAVING,
    kind: 'one',
    choices,
    alone: [],
    actions: [],
    chosen: [GO_ON],
  }
}

/** What changed in the rubric since the answers were kept, in lines; empty for nothing. */
export function changeWords(changes: readonly string[]): string {
  if (changes.length === 0) return ''
  return `\nThe rubric has changed since these answers were kept:\n${changes.map((change) => `  ${oneLine(change)}\n`).join('')}\n`
}
