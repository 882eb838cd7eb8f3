/** What was typed after `decide`; every text is as given. */
export interface DecideOptions {
  readonly answers?: string
  readonly set: readonly string[]
  readonly rubric?: string
  readonly format?: string
  readonly output: readonly string[]
  readonly save?: string
  readonly date?: string
  /** Write the lock of the decision beside the answers file. */
  readonly lock?: boolean
  /** The short form of the text and Markdown reports. */
  readonly brief?: boolean
  readonly complete: boolean
  /** False with `--no-robustness`. */
  readonly robustness?: boolean
  readonly interview: boolean
  /** Ask what can no longer change anything, too. */
  readonly all?: boolean
  /** Numbered questions, no cursor control. */
  readonly plain?: boolean
  /** False with `--no-standing`: say nothing of where it is heading. */
  readonly standing?: boolean
  /** False with `--no-draft`: keep none. */
  readonly draft?: boolean
  readonly force: boolean
  readonly quiet: boolean
  readonly debug: boolean
  /** False with `--no-input`. */
  readonly input: boolean
  /** Undefined unless `--color` or `--no-color` is given. */
  readonly color?: boolean
}
