/** One line to choose. */
export interface Choice {
  readonly value: string
  readonly label: string
  /** Shown while the line is under the cursor. */
  readonly help?: string | undefined
}

/** What a person may type in place of choosing a line: a whole number. */
export interface Quantity {
  /** What is counted, e.g. "labelled pairs". */
  readonly unit: string
  /** The number that was typed before. */
  readonly typed?: number
  /** The value of the choice that the number belongs to; undefined when it belongs to none. */
  readonly choiceFor: (number: number) => string | undefined
}

/** What may be done in place of answering. */
export type Action = 'back' | 'why'

/** One question, in text that is safe to print and not yet broken into lines. */
export interface Prompt {
  /** Stands before the message, e.g. "Question 3, at most 7 more"; empty for none. */
  readonly progress: string
  readonly message: string
  /** One line below the message, gone once it is answered; empty for none. */
  readonly help: string
  readonly kind: 'one' | 'many'
  readonly choices: readonly Choice[]
  /** Of a list to tick: values of the choices that stand alone. */
  readonly alone: readonly string[]
  /** Offered below the choices, and by a key each: Esc goes back, `?` says why. */
  readonly actions: readonly Action[]
  /** Values under the cursor, or ticked, when the question appears: what was answered before. */
  readonly chosen: readonly string[]
  readonly quantity?: Quantity
}

/** What came of a prompt. Cancelling is a value, not an exception. */
export type Reply =
  | { readonly kind: 'answer'; readonly chosen: readonly string[]; readonly number?: number }
  | { readonly kind: Action }
  | { readonly kind: 'cancelled' }

/** Asks a person: `inquirer.ts` draws on a terminal, `plain.ts` prints numbered lines and reads one. */
export interface Prompter {
  /** Prints whole lines, broken between words to the width of the terminal. */
  readonly say: (text: string) => void
  readonly ask: (prompt: Prompt) => Promise<Reply>
}
