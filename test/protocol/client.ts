/**
 * A client of the protocol. It imports nothing of ours on purpose: it knows what docs/next-json.md promises and reads nothing but the JSON.
 */

type Value = string | number | readonly string[]

/** As much of an answers document as a client touches. */
export interface Answers {
  readonly rubric: string
  readonly answers: Readonly<Record<string, Value>>
}

/** As much of a question's document as a client reads. */
export interface Asking {
  readonly status: 'ask'
  readonly progress: { readonly answered: number; readonly atMost: number; readonly skipped: number }
  readonly question: {
    readonly id: string
    readonly kind: 'single' | 'many'
    readonly options: readonly { readonly id: string; readonly band?: { readonly from: number; readonly to?: number } }[]
  }
  readonly answer: { readonly path: readonly string[]; readonly values: readonly string[]; readonly number?: object }
  readonly skipped: readonly string[]
  readonly answers: Answers
}

export interface Finished {
  readonly status: 'done'
  readonly progress: Asking['progress']
  readonly skipped: readonly string[]
  readonly answers: Answers
  readonly decision: unknown
}

export interface Failed {
  readonly error: { readonly code: string; readonly message: string }
}

/** One call of `next --json`: the answers document as text, none for the first one. */
export type Send = (answers: string | undefined) => Promise<{ readonly code: number | null; readonly stdout: string }>

/** What came of an interview. */
export interface Held {
  readonly asked: readonly Asking[]
  /** What the client itself remembers to have answered. */
  readonly said: Readonly<Record<string, Value>>
  readonly end: Finished | Failed
  /** Every document as it was printed. */
  readonly printed: readonly string[]
}

/** Holds one interview to its end. */
export async function hold(send: Send, choose: (document: Asking) => Value): Promise<Held> {
  const asked: Asking[] = []
  const printed: string[] = []
  const said: Record<string, Value> = {}
  let answers: string | undefined
  for (;;) {
    const { code, stdout } = await send(answers)
    printed.push(stdout)
    const document: Asking | Finished | Failed = JSON.parse(stdout)
    if ('error' in document !== (code === 2)) throw new Error(`exit code ${code} with ${stdout.slice(0, 200)}`)
    if ('error' in document || document.status === 'done') return { asked, said, end: document, printed }
    asked.push(document)
    const value = choose(document)
    said[document.question.id] = value
    answers = JSON.stringify(withValue(document.answers, document.answer.path, value))
    if (asked.length > 200) throw new Error('it does not end')
  }
}

function withValue(document: object, [key = '', ...rest]: readonly string[], value: Value): object {
  const inner: unknown = Object.entries(document).find(([name]) => name === key)?.[1]
  return {
    ...document,
    [key]: rest.length === 0 ? value : withValue(typeof inner === 'object' && inner !== null ? inner : {}, rest, value),
  }
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A person who answers at random: sometimes `unsure`, sometimes with a number, of a list any subset. */
export function randomPerson(seed: number, unsure = 0.15): (document: Asking) => Value {
  const chance = chances(seed)
  const below = (count: number): number => Math.floor(chance() * count)
  return ({ question, answer }) => {
    if (chance() < unsure) return 'unsure'
    if (question.kind === 'many') return question.options.filter(() => chance() < 0.35).map(({ id }) => id)
    const option = question.options[below(question.options.length)]
    const band = answer.number === undefined || chance() < 0.5 ? undefined : option?.band
    if (band === undefined) return option?.id ?? 'unsure'
    return band.from + below((band.to ?? band.from * 3 + 2) - band.from + 1)
  }
}
