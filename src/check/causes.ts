import type { Answer } from '../engine/answers.js'
import { isSameValue, type Lock, type LockedValue, type LockedVerdict, lockedValue } from './lock.js'
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

/** A verdict that is not as locked, and what turned it. One side is missing where only one rubric has the approach. */
export interface Turn {
  readonly approach: string
  readonly before: LockedVerdict | undefined
  readonly after: LockedVerdict | undefined
  /** The locked answers no longer lead to the locked verdict: the rubric did it, or with the same rubric the tool. */
  readonly by: 'rubric' | 'tool' | undefined
  /** The answers changed it, too: each of `alone` by itself, or none by itself but all together. */
  readonly answers: { readonly alone: readonly string[] } | undefined
}

/** A verdict that the lock states although its own answers do not lead there. */
export interface Edit {
  readonly approach: string
  readonly stated: LockedVerdict | undefined
  readonly follows: LockedVerdict | undefined
}

/** What lies between a lock and a decision of today, causes and effects apart. */
export interface Causes {
  /** In the order of the rubric, those without a question there last. */
  readonly changes: readonly Change[]
  readonly rubricChanged: boolean
  /** How the tool that runs relates to the one that locked. */
  readonly tool: 'same' | 'newer' | 'older'
  readonly edits: readonly Edit[]
  readonly turns: readonly Turn[]
  /** Approaches whose margin alone differs; only where no verdict does. */
  readonly margins: readonly Omit<Turn, 'answers'>[]
}

/** Holds today's answers and outcome against a lock. Approaches come in the order given. */
export function causesOf(
  lock: Lock,
  judging: Judging,
  answers: ReadonlyMap<string, Answer>,
  toolVersion: string,
  order: readonly string[],
): Causes {
  const { rubric, outcome } = judging
  const now = outcome(answers)
  const { answers: locked, refused } = replayed(lock.answers.values, rubric)
  const follows = outcome(locked)
  const rubricChanged = lock.rubric.id !== rubric.id || lock.rubric.digest !== rubric.digest
  const tool = toolVersion === lock.tool.version ? 'same' : isOlder(toolVersion, lock.tool.version) ? 'older' : 'newer'
  const approaches = [...order, ...[...lock.verdicts.keys()].filter((id) => !order.includes(id))]
  const edits = rubricChanged || tool !== 'same' ? [] : editsIn(lock, follows, approaches)
  const edited = new Set(edits.map(({ approach }) => approach))
  const compared = approaches.map((approach) => ({
    approach,
    before: edited.has(approach) ? follows.get(approach) : lock.verdicts.get(approach),
    after: now.get(approach),
  }))
  const by = (approach: string, before: LockedVerdict | undefined, isSame: typeof isSameOutcome): Turn['by'] =>
    isSame(before, follows.get(approach)) ? undefined : rubricChanged ? 'rubric' : 'tool'
  const differing = changedQuestions(lock, answers, judging)
  const alone = new Map(differing.map((id) => [id, outcome(withOneAsLocked(answers, locked, id))] as const))
  const turns = compared
    .filter(({ before, after }) => before?.verdict !== after?.verdict)
    .map((one): Turn => {
      const { approach, before, after } = one
      const target = follows.get(approach)?.verdict
      const restores = differing.filter((id) => !refused.has(id) && alone.get(id)?.get(approach)?.verdict === target)
      const byAnswers = differing.length > 0 && after?.verdict !== target
      return { ...one, by: by(approach, before, isSameVerdict), answers: byAnswers ? { alone: restores } : undefined }
    })
  return {
    changes: differing.map((question): Change => {
      const answer = answers.get(question)
      return {
        question,
        before: lock.answers.values.get(question),
        after: answer === undefined ? undefined : lockedValue(answer),
        refused: refused.has(question),
        turned: turns.flatMap((turn) => (turn.answers?.alone.includes(question) ? [turn.approach] : [])),
      }
    }),
    rubricChanged,
    tool,
    edits,
    turns,
    margins:
      turns.length > 0
        ? []
        : compared
            .filter(({ before, after }) => !isSameOutcome(before, after))
            .map((one) => ({ ...one, by: by(one.approach, one.before, isSameOutcome) })),
  }
}

function isSameVerdict(a: LockedVerdict | undefined, b: LockedVerdict | undefined): boolean {
  return a?.verdict === b?.verdict
}

/** The same rubric and the same tool come to the same, or somebody has changed the lock by hand. */
function editsIn(lock: Lock, follows: ReadonlyMap<string, LockedVerdict>, approaches: readonly string[]): readonly Edit[] {
  return approaches
    .map((approach) => ({ approach, stated: lock.verdicts.get(approach), follows: follows.get(approach) }))
    .filter((one) => !isSameOutcome(one.stated, one.follows))
}

function changedQuestions(lock: Lock, answers: ReadonlyMap<string, Answer>, { rubric }: Judging): readonly string[] {
  const known = rubric.questions.map(({ id }) => id)
  const gone = [...lock.answers.values.keys()].filter((id) => !known.includes(id))
  return [...known, ...gone].filter((id) => {
    const answer = answers.get(id)
    return !isSameValue(lock.answers.values.get(id), answer === undefined ? undefined : lockedValue(answer))
  })
}

function withOneAsLocked(
  answers: ReadonlyMap<string, Answer>,
  locked: ReadonlyMap<string, Answer>,
  id: string,
): ReadonlyMap<string, Answer> {
  const mixed = new Map(answers)
  const before = locked.get(id)
  if (before === undefined) mixed.delete(id)
  else mixed.set(id, before)
  return mixed
}
