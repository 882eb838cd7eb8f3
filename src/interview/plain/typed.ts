import type { Action, Choice, Prompt, Reply } from '../prompter.js'

/** What a typed line means. `wrong` says what is wrong with it, in a sentence. */
export type Meaning =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'list' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly why: string }

type Command = Action | 'list'

const COMMANDS: readonly (readonly [command: Command, words: readonly string[]])[] = [
  ['back', ['b', 'back', '<']],
  ['why', ['?', 'why']],
  ['list', ['list', 'l', '!']],
]

/** Returns the word that stands for a command here: the first that is not the id of a choice. */
export function wordFor(wanted: Command, { choices }: Prompt): string {
  const words = COMMANDS.find(([command]) => command === wanted)?.[1] ?? []
  return words.find((word) => choices.every(({ value }) => value !== word)) ?? ''
}

/** Returns the choices that were made before, as far as they are still offered. */
export function chosenBefore({ choices, chosen, kind }: Prompt): readonly Choice[] {
  const still = choices.filter(({ value }) => chosen.includes(value))
  return kind === 'one' ? still.slice(0, 1) : still
}

/** Returns the number that was typed before, if it belongs to what was chosen before. */
export function numberBefore(prompt: Prompt): number | undefined {
  const typed = prompt.quantity?.typed
  if (typed === undefined) return undefined
  return prompt.quantity?.choiceFor(typed) === chosenBefore(prompt)[0]?.value ? typed : undefined
}

/** Returns what a line means as an answer to the prompt. `quote` makes typed text safe to print. */
export function meaningOf(line: string, prompt: Prompt, quote: (text: string) => string): Meaning {
  const text = line.trim()
  if (text === '') return keeping(prompt)
  const word = text.toLowerCase()
  const command = prompt.choices.some(({ value }) => value === word) ? undefined : commandFor(word)
  if (command !== undefined) return commanded(command, prompt)
  if (text.startsWith('=')) return counted(text, prompt, quote)
  return picked(text, prompt, quote)
}

function keeping(prompt: Prompt): Meaning {
  const chosen = chosenBefore(prompt).map(({ value }) => value)
  return chosen.length === 0 ? { kind: 'nothing' } : answer(chosen, numberBefore(prompt))
}

function commandFor(word: string): Command | undefined {
  return COMMANDS.find(([, words]) => words.includes(word))?.[0]
}

function commanded(command: Command, { actions }: Prompt): Meaning {
  if (command === 'list') return { kind: 'list' }
  if (actions.includes(command)) return { kind: 'reply', reply: { kind: command } }
  return command === 'why' ? { kind: 'list' } : wrong('There is nothing to go back to.')
}

/** A whole number, with commas between its thousands or underscores between any digits; `1,5` is none, for it may be meant as a fraction. */
const WHOLE_NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d+(?:_\d+)*)$/

function counted(text: string, { quantity, choices }: Prompt, quote: (text: string) => string): Meaning {
  if (quantity === undefined) return wrong('No exact number is asked for here.')
  const digits = text.slice(1).trim()
  if (!WHOLE_NUMBER.test(digits)) return wrong(`"${quote(text)}" is not a whole number, such as =1500.`)
  const number = Number(digits.replace(/[,_]/g, ''))
  if (!Number.isSafeInteger(number)) return wrong(`"${quote(text)}" is too large a number.`)
  const value = quantity.choiceFor(number)
  if (value === undefined || choices.every((choice) => choice.value !== value))
    return wrong(`"${quote(text)}" belongs to none of the choices.`)
  return answer([value], number)
}

function picked(text: string, prompt: Prompt, quote: (text: string) => string): Meaning {
  const { choices, kind, alone, quantity } = prompt
  const picks = new Set<Choice>()
  for (const word of text.split(/[\s,]+/)) {
    if (word === '') continue
    const choice = choiceFor(word, choices)
    if (choice === undefined) {
      const asNumber = quantity !== undefined && WHOLE_NUMBER.test(text) ? ` For an exact number of ${quantity.unit}, type =${text}.` : ''
      return wrong(`"${quote(word)}" is none of the choices.${asNumber}`)
    }
    picks.add(choice)
  }
  if (picks.size === 0) return wrong(`"${quote(text)}" is none of the choices.`)
  if (kind === 'one' && picks.size > 1) return wrong('Only one can be chosen here.')
  const loner = [...picks].find(({ value }) => alone.includes(value))
  if (loner !== undefined && picks.size > 1) {
    return wrong(`${choices.indexOf(loner) + 1} (${loner.label}) stands alone: nothing else goes with it.`)
  }
  return answer(choices.filter((choice) => picks.has(choice)).map(({ value }) => value))
}

/** By the number of its line, with or without the mark that stands after it, or by its id; what is no id stands in brackets, and is typed without. */
function choiceFor(word: string, choices: readonly Choice[]): Choice | undefined {
  const number = /^(\d{1,6})[.)]?$/.exec(word)?.[1]
  const byId = (id: string): Choice | undefined => choices.find(({ value }) => value === id)
  return (
    (number === undefined ? undefined : choices[Number(number) - 1]) ??
    byId(word) ??
    byId(word.toLowerCase()) ??
    byId(`(${word.toLowerCase()})`)
  )
}

function answer(chosen: readonly string[], number?: number): Meaning {
  return { kind: 'reply', reply: { kind: 'answer', chosen, ...(number !== undefined && { number }) } }
}

function wrong(why: string): Meaning {
  return { kind: 'wrong', why }
}
