import type { Answer } from '../engine/answers.js'
import { isSameValue, type Lock, type LockedValue, type LockedVerdict } from './lock.js'
import { isSameOutcome, type Judging, replayed } from './replay.js'
import { isOlder } from './versions.js'

/** An answer that is not as locked. */
export interface Change {
  readonly question: string
  readonly before: LockedValue | undefined
  readonly after: LockedValue | undefined
  /** The rubric of today does not take the locked answer: its question or its option is gone. */
  readonly refused: boolean
  /** With this answer alone as it was, these approaches would have the verdict that the locked answers lead to. */
  readonly turned: readonly string[]
}

/** Which changed answers made a difference, in the order of the file. */
export interface Culprits {
  /** Each of these, put back by itself, undoes it. */
  readonly alone: readonly string[]
  /** Where none does: what has to be put back together, and nothing more. */
  readonly together: readonly string[]
}

/** A verdict that is not as locked, and what turned it. One side is missing where only one rubric has the approach. */
export interface Turn {
  readonly approach: string
  readonly before: LockedVerdict | undefined
  readonly after: LockedVerdict | undefined
  /** What no answer restores: the rubric did it, or with the same rubric the tool. */
  readonly by: 'rubric' | 'tool' | undefined
  /** The answers changed it, too. */
  readonly answers: Culprits | undefined
}

/** A verdict that the lock states although its own answers do not lead there. */
export interface Edit {
  readonly approach: string
  readonly stated: LockedVerdict | undefined
  readonly follows: LockedVerdict | undefined
}

/** An approach as it was decided then and now; where the lock was changed by hand, as its answers lead to. */
export interface Compared {
  readonly approach: string
  readonly before: LockedVerdict | undefined
  readonly after: LockedVerdict | undefined
}

/** What lies between a lock and a decision of today, causes and effects apart. */
export interface Causes {
  /** In the order of the rubric, those without a question there last. */
  readonly changes: readonly Change[]
  readonly rubricChanged: boolean
  /** How the tool that runs relates to the one that locked. */
  readonly tool: 'same' | 'newer' | 'older'
  readonly edits: readonly Edit[]
  /** In the order given, approaches that are gone last. */
  readonly compared: readonly Compared[]
  readonly turns: readonly Turn[]
  /** Verdicts that the rubric or the tool turned, and the answers turned back. */
  readonly undone: readonly Turn[]
  /** Approaches whose margin alone differs; only where no verdict does. */
  readonly margins: readonly Turn[]
}

/** What is decided today. */
export interface Today {
  readonly judging: Judging
  readonly answers: ReadonlyMap<string, Answer>
  /** All answers of the file as a lock holds them, those to questions that the rubric leaves out among them. */
  readonly values: ReadonlyMap<string, LockedValue>
  /** The answered questions in the order of the file. */
  readonly fileOrder: readonly string[]
  readonly toolVersion: string
}

type Outcome = ReadonlyMap<string, LockedVerdict>
type IsSame = (a: LockedVerdict | undefined, b: LockedVerdict | undefined) => boolean

/** Holds today's answers and outcome against a lock. Approaches come in the order given. */
export function causesOf(lock: Lock, today: Today, order: readonly string[]): Causes {
  const { judging, answers, toolVersion } = today
  const { rubric, outcome } = judging
  const now = outcome(answers)
  const { answers: locked, refused } = replayed(lock.answers.values, rubric)
  const rubricChanged = lock.rubric.id !== rubric.id || lock.rubric.digest !== rubric.digest
  const tool = toolVersion === lock.tool.version ? 'same' : isOlder(toolVersion, lock.tool.version) ? 'older' : 'newer'
  const approaches = [...order, ...[...lock.verdicts.keys()].filter((id) => !order.includes(id))]
  const edits = rubricChanged || tool !== 'same' ? [] : editsIn(lock, outcome(locked), approaches)
  const edited = new Map(edits.map(({ approach, follows }) => [approach, follows]))
  const compared = approaches.map((approach) => ({
    approach,
    before: edited.has(approach) ? edited.get(approach) : lock.verdicts.get(approach),
    after: now.get(approach),
  }))
  const differing = changedQuestions(lock, today)
  const putBack = restoring(judging, answers, locked)
  // An answer that the rubric no longer takes cannot be put back: what that changes is the doing of the rubric.
  const movable = inFileOrder(differing, today).filter((id) => !refused.has(id))
  const follows = putBack(movable)
  const turnOf = (one: Compared, isSame: IsSame): Turn => {
    const target = follows.get(one.approach)
    const isUndone = (questions: readonly string[]): boolean => isSame(putBack(questions).get(one.approach), target)
    return {
      ...one,
      by: isSame(one.before, target) ? undefined : rubricChanged ? 'rubric' : 'tool',
      answers: isSame(one.after, target) ? undefined : culprits(movable, isUndone),
    }
  }
  const turns = compared.filter(({ before, after }) => !isSameVerdict(before, after)).map((one) => turnOf(one, isSameVerdict))
  const undone = compared.filter(
    ({ approach, before, after }) => isSameVerdict(before, after) && !isSameVerdict(before, follows.get(approach)),
  )
  const margins = turns.length > 0 ? [] : compared.filter(({ before, after }) => !isSameOutcome(before, after))
  return {
    changes: differing.map((question) => ({
      question,
      before: lock.answers.values.get(question),
      after: today.values.get(question),
      refused: refused.has(question),
      turned: turns.flatMap((turn) => (turn.answers?.alone.includes(question) ? [turn.approach] : [])),
    })),
    rubricChanged,
    tool,
    edits,
    compared,
    turns,
    undone: undone.map((one) => turnOf(one, isSameVerdict)),
    margins: margins.map((one) => turnOf(one, isSameOutcome)),
  }
}

function isSameVerdict(a: LockedVerdict | undefined, b: LockedVerdict | undefined): boolean {
  return a?.verdict === b?.verdict
}

/** Those that undo it alone; else what is left when everything is dropped that need not be put back. */
function culprits(questions: readonly string[], isUndone: (questions: readonly string[]) => boolean): Culprits {
  const alone = questions.filter((id) => isUndone([id]))
  if (alone.length > 0) return { alone, together: [] }
  let together = questions
  // Once more from the start after each pass that dropped something: what was needed beside the others may not be without them.
  for (let before = Number.POSITIVE_INFINITY; together.length < before; ) {
    before = together.length
    for (const id of together) {
      const less = together.filter((one) => one !== id)
      if (isUndone(less)) together = less
    }
  }
  return { alone, together }
}

/** The same rubric and the same tool come to the same, or somebody has changed the lock by hand. */
function editsIn(lock: Lock, follows: Outcome, approaches: readonly string[]): readonly Edit[] {
  return approaches
    .map((approach) => ({ approach, stated: lock.verdicts.get(approach), follows: follows.get(approach) }))
    .filter((one) => !isSameOutcome(one.stated, one.follows))
}

function changedQuestions(lock: Lock, { judging, values }: Today): readonly string[] {
  const known = judging.rubric.questions.map(({ id }) => id)
  const others = [...new Set([...lock.answers.values.keys(), ...values.keys()])].filter((id) => !known.includes(id)).sort()
  return [...known, ...others].filter((id) => !isSameValue(lock.answers.values.get(id), values.get(id)))
}

/** What is no longer in the file comes last: it has no line of its own. */
function inFileOrder(questions: readonly string[], { fileOrder }: Today): readonly string[] {
  const at = (id: string): number => (fileOrder.includes(id) ? fileOrder.indexOf(id) : fileOrder.length)
  return [...questions].sort((a, b) => at(a) - at(b))
}

/** Judges today's answers with some of them as they were locked. */
function restoring(
  { outcome }: Judging,
  answers: ReadonlyMap<string, Answer>,
  locked: ReadonlyMap<string, Answer>,
): (questions: readonly string[]) => Outcome {
  const known = new Map<string, Outcome>()
  return (questions) => {
    const key = questions.join(' ')
    const found = known.get(key) ?? outcome(mixed(questions))
    known.set(key, found)
    return found
  }

  function mixed(questions: readonly string[]): ReadonlyMap<string, Answer> {
    const all = new Map(answers)
    for (const id of questions) {
      const before = locked.get(id)
      if (before === undefined) all.delete(id)
      else all.set(id, before)
    }
    return all
  }
}
