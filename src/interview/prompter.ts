/** One line to choose. */
export interface Choice {
  readonly value: string
  readonly label: string
  /** Shown while the line is under the cursor. */
  readonly help?: string | undefined
}

/** One question, in text that is safe to print. */
export interface Prompt {
  readonly message: string
  /** One line below the message, gone once it is answered. */
  readonly help: string
  readonly choices: readonly Choice[]
}

/** What came of a prompt. Cancelling is a value, not an exception. */
export type Reply<T> = { readonly cancelled: true } | { readonly cancelled: false; readonly value: T }

/** Asks a person. The only implementation that draws is `inquirer.ts`. */
export interface Prompter {
  readonly say: (text: string) => void
  readonly chooseOne: (prompt: Prompt) => Promise<Reply<string>>
  /** `fault` returns what is wrong with a set of ticks; the person stays until it returns undefined. */
  readonly chooseMany: (prompt: Prompt, fault: (ticked: readonly string[]) => string | undefined) => Promise<Reply<readonly string[]>>
}
