import { word } from '../answers/written.js'
import type { Answer } from '../engine/answers.js'
import type { Margin } from '../engine/decision.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { visibility } from '../engine/visibility.js'
import { list, points } from '../engine/wording.js'
import type { Place } from '../files/diagnostic.js'
import type { Causes, Change, Turn } from './causes.js'
import type { Lock, LockedValue, LockedVerdict } from './lock.js'
import type { Mends } from './mends.js'
import type { ChangedAnswer, Finding, FindingCode } from './result.js'

/** What telling a drift takes besides its causes. */
export interface DriftFacts {
  readonly lock: Lock
  readonly lockFile: string
  /** Whether its answers fit their digest. */
  readonly intact: boolean
  readonly rubric: Rubric
  readonly answers: ReadonlyMap<string, Answer>
  readonly toolVersion: string
  readonly mends: Mends
  readonly placeOfAnswer: (question: string) => Place
  /** The line that names the rubric, or the first one. */
  readonly rubricPlace: Place
  readonly firstPlace: Place
}

/** The answers that are not as locked, for a reader. */
export function changedAnswers({ changes }: Causes, { rubric, placeOfAnswer }: DriftFacts): readonly ChangedAnswer[] {
  return changes.map(({ question, before, after, turned }) => {
    const source = questionOf(rubric, question)
    return {
      question,
      title: source?.title ?? question,
      ...(before !== undefined && { before: written(before, source) }),
      ...(after !== undefined && { after: written(after, source) }),
      place: placeOfAnswer(question),
      turned,
    }
  })
}

/** Everything that is not as locked, causes first. All fail, but a newer tool, which is only noted. */
export function driftFindings(causes: Causes, facts: DriftFacts): readonly Finding[] {
  return [
    ...toolFindings(causes, facts),
    ...editFindings(causes, facts),
    ...rubricFindings(causes, facts),
    ...causes.changes.map((change) => answerFinding(change, causes, facts)),
    ...causes.turns.map((turn) => verdictFinding(turn, causes, facts)),
    ...causes.margins.map((one) => marginFinding(one, causes, facts)),
  ]
}

function failed(code: FindingCode, place: Place, mend: string, rest: Pick<Finding, 'message'> & Partial<Finding>): Finding {
  return { code, outcome: 'failed', place, mend, ...rest }
}

function toolFindings({ tool }: Causes, { lock, toolVersion, firstPlace, mends }: DriftFacts): Finding[] {
  if (tool === 'same') return []
  const { version: before } = lock.tool
  const shared = { place: firstPlace, before, after: toolVersion }
  if (tool === 'older') {
    const message = `this is rag-or-tune ${toolVersion}, and ${before} wrote the lock`
    return [{ code: 'tool-older', outcome: 'failed', message, ...shared, mend: `run rag-or-tune ${before} or a later version` }]
  }
  return [
    {
      code: 'tool-changed',
      outcome: 'note',
      message: `rag-or-tune ${before} wrote the lock, and ${toolVersion} runs`,
      ...shared,
      mend: mends.update,
    },
  ]
}

function editFindings({ edits }: Causes, { intact, lockFile, firstPlace, mends, rubric }: DriftFacts): Finding[] {
  const digest = intact
    ? []
    : [
        failed('lock-edited', firstPlace, mends.update, {
          message: `the answers in ${lockFile} were changed by hand or by a merge: they do not fit their digest`,
        }),
      ]
  const verdicts = edits.map(({ approach, stated, follows }) => {
    const isVerdict = stated?.verdict !== follows?.verdict
    const before = isVerdict ? (stated?.verdict ?? 'nothing') : marginText(stated, rubric)
    const after = isVerdict ? (follows?.verdict ?? 'nothing') : marginText(follows, rubric)
    return failed('lock-edited', firstPlace, mends.update, {
      subject: approach,
      message: `${lockFile} says of ${titleOf(rubric, approach)}: ${before}, and the answers in it lead to: ${after}`,
      because: 'The rubric and the tool are the ones that locked it, so the lock was changed by hand or by a merge.',
      before,
      after,
    })
  })
  return [...digest, ...verdicts]
}

function rubricFindings({ rubricChanged, turns }: Causes, { lock, rubric, rubricPlace, mends }: DriftFacts): Finding[] {
  if (!rubricChanged) return []
  const name = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id} ${version}`
  const isSameName = name(lock.rubric) === name(rubric)
  const what = isSameName
    ? `the rubric ${name(rubric)} was changed without a new version`
    : `the rubric changed from ${name(lock.rubric)} to ${name(rubric)}`
  const turned = turns.filter(({ by }) => by === 'rubric').map(({ approach }) => titleOf(rubric, approach))
  const effect =
    turned.length > 0
      ? `, and it turned ${list(turned)}`
      : turns.length > 0
        ? ', and it turned no verdict by itself'
        : ', and every verdict is the same'
  const shown = (one: { readonly id: string; readonly version: string; readonly digest: string }): string =>
    `${name(one)} (${one.digest.slice(0, 12)})`
  return [failed('rubric-changed', rubricPlace, mends.update, { message: what + effect, before: shown(lock.rubric), after: shown(rubric) })]
}

function answerFinding(change: Change, causes: Causes, { rubric, answers, placeOfAnswer, mends }: DriftFacts): Finding {
  const { question, before, after } = change
  const source = questionOf(rubric, question)
  const was = before === undefined ? undefined : written(before, source)
  const is = after === undefined ? undefined : written(after, source)
  const message =
    is === undefined
      ? `${question} is no longer answered; it was ${was}`
      : was === undefined
        ? `${question} is ${is}; it was not answered`
        : `${question} is ${is}; it was ${was}`
  return failed('answers-changed', placeOfAnswer(question), mends.update, {
    subject: question,
    message,
    because: effectOf(change, causes, rubric, answers),
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
  })
}

/** What became of a change of one answer, in a sentence. */
function effectOf(change: Change, { turns, changes }: Causes, rubric: Rubric, answers: ReadonlyMap<string, Answer>): string {
  const { question, before, after, turned, refused } = change
  const source = questionOf(rubric, question)
  if (turned.length > 0) {
    const told = turns.filter(({ approach }) => turned.includes(approach)).map((turn) => turnText(turn, rubric))
    return `It turned ${list(told)}.`
  }
  if (source === undefined) return 'The rubric does not have this question any more.'
  if (refused) return 'The rubric does not take the locked answer any more.'
  const isHidden = visibility(rubric, answers).hidden.some(({ id }) => id === question)
  if (isHidden) return 'Other answers make the question pointless, so that the answer does not count.'
  const together = turns.filter((turn) => turn.answers !== undefined && turn.answers.alone.length === 0)
  if (together.length > 0 && changes.length > 1) {
    return `As it was, it alone would not undo ${list(together.map((turn) => `the turn of ${turnText(turn, rubric)}`))}.`
  }
  if (typeof before === 'number' && typeof after === 'number' && bandOf(source, before) === bandOf(source, after)) {
    return `Both numbers are in the band ${bandOf(source, after)}, so that nothing changes.`
  }
  return 'It turned no verdict.'
}

function verdictFinding(turn: Turn, causes: Causes, facts: DriftFacts): Finding {
  const { rubric, placeOfAnswer, rubricPlace, mends } = facts
  const { approach, before, after, answers } = turn
  const title = titleOf(rubric, approach)
  const message =
    after === undefined
      ? `${title} is gone; it was ${before?.verdict}`
      : before === undefined
        ? `${title} is ${after.verdict}; it was not in the rubric`
        : `${title} is ${after.verdict}; it was ${before.verdict}`
  const cause = answers === undefined ? undefined : (answers.alone[0] ?? causes.changes[0]?.question)
  return failed('verdict-changed', cause === undefined ? rubricPlace : placeOfAnswer(cause), mends.update, {
    subject: approach,
    message,
    because: whyTurned(turn, causes, facts),
    ...(before !== undefined && { before: before.verdict }),
    ...(after !== undefined && { after: after.verdict }),
  })
}

function whyTurned({ by, answers }: Turn, { changes }: Causes, { rubric, lock, toolVersion }: DriftFacts): string {
  const parts: string[] = []
  if (by === 'rubric') {
    const isSame = lock.rubric.id === rubric.id && lock.rubric.version === rubric.version
    parts.push(`the rubric changed${isSame ? '' : ` from ${lock.rubric.id} ${lock.rubric.version} to ${rubric.id} ${rubric.version}`}`)
  }
  if (by === 'tool') parts.push(`rag-or-tune ${toolVersion} decides the locked answers otherwise than ${lock.tool.version} did`)
  if (answers !== undefined) parts.push(whichAnswers(answers.alone, changes, rubric))
  return `Because ${parts.join(', and ')}.`
}

function whichAnswers(alone: readonly string[], changes: readonly Change[], rubric: Rubric): string {
  const told = changes.filter(({ question }) => alone.length === 0 || alone.includes(question)).map((change) => changeText(change, rubric))
  if (alone.length === 1 || changes.length === 1) return told.join('')
  if (alone.length > 1) return `${list(told)}, each enough to turn it back`
  return `${list(told)}, none of them enough by itself to turn it back`
}

function changeText({ question, before, after }: Change, rubric: Rubric): string {
  const source = questionOf(rubric, question)
  const text = (value: LockedValue | undefined): string => (value === undefined ? 'not answered' : written(value, source))
  return `${question} went from ${text(before)} to ${text(after)}`
}

function marginFinding({ approach, before, after, by }: Causes['margins'][number], { changes }: Causes, facts: DriftFacts): Finding {
  const { rubric, placeOfAnswer, rubricPlace, mends } = facts
  const was = marginText(before, rubric)
  const is = marginText(after, rubric)
  const first = changes[0]
  const causes = [
    ...(by === 'rubric' ? ['the rubric changed'] : by === 'tool' ? ['the tool changed'] : []),
    ...(first === undefined ? [] : [changes.length === 1 ? changeText(first, rubric) : 'answers changed']),
  ]
  return failed('margin-changed', first === undefined ? rubricPlace : placeOfAnswer(first.question), mends.update, {
    subject: approach,
    message: `${titleOf(rubric, approach)} stays ${after?.verdict}; its margin is ${is}, and was ${was}`,
    ...(causes.length > 0 && { because: `Because ${causes.join(', and ')}.` }),
    before: was,
    after: is,
  })
}

/** How far a verdict is from turning, in words. */
export function marginText(outcome: LockedVerdict | undefined, rubric: Rubric): string {
  const margin: Margin | null = outcome?.margin ?? null
  if (margin === null) return 'none, as no points turn it'
  const from =
    margin.to === 'alternative' ? titleOf(rubric, margin.at) : margin.to === 'readiness' ? 'its readiness line' : `its ${margin.at} line`
  return `${points(margin.points)} from ${from}`
}

function turnText({ approach, before, after }: Turn, rubric: Rubric): string {
  return `${titleOf(rubric, approach)} from ${before?.verdict ?? 'nothing'} to ${after?.verdict ?? 'nothing'}`
}

function questionOf(rubric: Rubric, id: string): Question | undefined {
  return rubric.questions.find((one) => one.id === id)
}

function titleOf({ approaches }: Rubric, id: string): string {
  return approaches.find((one) => one.id === id)?.title ?? id
}

function bandOf(question: Question, number: number): string | undefined {
  return question.options.find(({ band }) => band !== undefined && number >= band.from && (band.to === undefined || number <= band.to))?.id
}

/** A locked answer as an answers file writes it, several options in the order of the rubric. */
function written(value: LockedValue, question: Question | undefined): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return word(value)
  const known = question?.options.map(({ id }) => id).filter((id) => value.includes(id)) ?? []
  return `[${[...known, ...value.filter((id) => !known.includes(id))].map(word).join(', ')}]`
}
