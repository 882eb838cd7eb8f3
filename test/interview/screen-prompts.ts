import type { Prompt } from '../../src/interview/prompter.js'

/** A prompt with three choices and the two actions. */
export function promptFor(more: Partial<Prompt> = {}): Prompt {
  return {
    progress: 'Question 3, at most 7 more',
    message: 'What is it?',
    help: 'Think of the last ten.',
    kind: 'one',
    choices: [
      { value: 'a', label: 'Apples', help: 'The red ones.' },
      { value: 'b', label: 'Bread and butter' },
      { value: 'c', label: 'Cheese, as long as it is mild' },
      { value: 'unsure', label: 'I do not know' },
    ],
    alone: [],
    actions: ['back', 'why'],
    chosen: [],
    ...more,
  }
}
