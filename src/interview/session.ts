import { type Answer, UNSURE } from '../engine/answers.js'
import { questionsRead } from '../engine/model.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { visibility } from '../engine/visibility.js'

/** What an interview has gathered. Answers to questions that do not apply at the moment stay in it: they come back when their condition holds. */
export interface Session {
  readonly answers: ReadonlyMap<string, Answer>
  /** Ids of the questions that were put to the person, in the order of asking. */
  readonly asked: readonly string[]
}

/** A session, and where in it the person stands. */
export interface Walk {
  readonly session: Session
  /** The question that was gone back to or picked; undefined: the first one that waits. */
  readonly at: string | undefined
  /** Questions to put once more, because an answer changed that their condition reads; in the order of asking. */
  readonly again: readonly string[]
  /** Ask also what can no longer change anything. */
  readonly all: boolean
}

/**
 * A kept session on top of the answers that this run was given: flags win over what was kept, what was kept wins over the answers file. A flag
 * that says `unsure` leaves its question open, and what was answered since stands.
 */
export function resumed(given: ReadonlyMap<string, Answer>, kept: Session): Session {
  const isSettled = (id: string): boolean => given.get(id)?.origin === 'flag' && given.get(id)?.value !== UNSURE
  const answers = new Map([...given, ...[...kept.answers].filter(([id]) => !isSettled(id))])
  return { answers, asked: kept.asked.filter((id) => !isSettled(id)) }
}

/** Begins, or goes on with, a session. */
export function startWalk(session: Session, all: boolean): Walk {
  return { session, at: undefined, again: [], all }
}

/**
 * Takes an answer, and goes on to the first question that waits. If it differs from the answer before, the questions whose condition reads it
 * directly, that applied before and still do, and that were answered in this session wait again, with their answers.
 */
export function answered(rubric: Rubric, walk: Walk, question: Question, answer: Answer): Walk {
  const { session } = walk
  const before = session.answers.get(question.id)
  const answers = new Map([...session.answers, [question.id, answer]])
  const asked = session.asked.includes(question.id) ? session.asked : [...session.asked, question.id]
  const next: Session = { answers, asked }
  const changed = before !== undefined && !isSame(before, answer)
  const dependents = changed ? dependentsOf(rubric, session, next, question.id) : []
  const again = asked.filter((id) => id !== question.id && (walk.again.includes(id) || dependents.includes(id)))
  return { ...walk, session: next, at: undefined, again }
}

/** Goes to the question asked before this one (before all that waits, if it is undefined), past those that do not apply now; undefined at the first. */
export function back(rubric: Rubric, walk: Walk, from: string | undefined): Walk | undefined {
  const earlier = askedBefore(rubric, walk.session, from).at(-1)
  return earlier === undefined ? undefined : { ...walk, at: earlier }
}

/** Goes to any question, answered or not. */
export function jump(walk: Walk, id: string): Walk {
  return { ...walk, at: id }
}

/** From here on, asks what cannot change anything as well. */
export function askAll(walk: Walk): Walk {
  return { ...walk, at: undefined, all: true }
}

/** Ids of the questions asked before this one that apply now, in the order of asking; all of them for a question that was not asked yet. */
export function askedBefore(rubric: Rubric, { answers, asked }: Session, from: string | undefined): readonly string[] {
  const applies = idsThatApply(rubric, answers)
  const at = from === undefined ? -1 : asked.indexOf(from)
  return asked.slice(0, at < 0 ? asked.length : at).filter((id) => applies.has(id))
}

/** Whether a question that applies was answered with unsure. */
export function leavesOpen(rubric: Rubric, session: Session): boolean {
  return askedBefore(rubric, session, undefined).some((id) => session.answers.get(id)?.value === UNSURE)
}

/** Answered questions that a new answer takes out of the decision, and those it brings back into it; in the rubric's order. */
export function moved(
  rubric: Rubric,
  before: Session,
  after: Session,
): { readonly aside: readonly Question[]; readonly back: readonly Question[] } {
  const [then, now] = [idsThatApply(rubric, before.answers), idsThatApply(rubric, after.answers)]
  const kept = rubric.questions.filter(({ id }) => (before.answers.get(id)?.value ?? UNSURE) !== UNSURE)
  return {
    aside: kept.filter(({ id }) => then.has(id) && !now.has(id)),
    back: kept.filter(({ id }) => !then.has(id) && now.has(id)),
  }
}

/** Ids of the questions that an answer to this one may put once more. */
export function readersOf(rubric: Rubric, { answers, asked }: Session, id: string): readonly string[] {
  const reads = new Set(rubric.questions.filter(({ when }) => questionsRead(when).includes(id)).map((one) => one.id))
  return asked.filter((one) => one !== id && reads.has(one) && answers.get(one)?.origin === 'asked')
}

function dependentsOf(rubric: Rubric, before: Session, after: Session, id: string): readonly string[] {
  const [then, now] = [idsThatApply(rubric, before.answers), idsThatApply(rubric, after.answers)]
  return readersOf(rubric, after, id).filter((one) => then.has(one) && now.has(one))
}

function idsThatApply(rubric: Rubric, answers: ReadonlyMap<string, Answer>): ReadonlySet<string> {
  return new Set(visibility(rubric, answers).asked.map(({ id }) => id))
}

/** Conditions read options: another number in the same band is no other answer. */
function isSame(one: Answer, other: Answer): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value)
}
