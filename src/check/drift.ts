import { word } from '../answers/written.js'
import type { Answer } from '../engine/answers.js'
import type { Margin } from '../engine/decision.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { visibility } from '../engine/visibility.js'
import { list, points } from '../engine/wording.js'
import type { Place } from '../files/diagnostic.js'
import type { Causes, Change, Culprits, Turn } from './causes.js'
import type { Lock, LockedValue, LockedVerdict } from './lock.js'
import type { Mends } from './mends.js'
import { toolMend } from './old-lock.js'
import type { ChangedAnswer, Finding, FindingCode } from './result.js'

/** What telling a drift takes besides its causes. */
export interface DriftFacts {
  readonly lock: Lock
  readonly lockFile: string
  /** Whether its answers, and all of it, fit their digests. */
  readonly intact: { readonly answers: boolean; readonly whole: boolean }
  readonly rubric: Rubric
  readonly answers: ReadonlyMap<string, Answer>
  readonly toolVersion: string
  readonly mends: Mends
  readonly placeOfAnswer: (question: string) => Place
  /** The line that names the rubric, or the first one. */
  readonly rubricPlace: Place
  readonly firstPlace: Place
  /** Where something stands in the lock, as far as it is known. */
  readonly placeInLock?: (path: readonly string[]) => Place
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

/**
 * Everything that is not as locked, causes first. All fail, but a newer tool, which is only noted. Where the tool is older than the lock, a newer one
 * is what mends everything.
 */
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
    return [{ code: 'tool-older', outcome: 'failed', message, ...shared, mend: toolMend(before) }]
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

function editFindings({ edits }: Causes, { intact, lockFile, firstPlace, placeInLock, mends, rubric }: DriftFacts): Finding[] {
  const at = (...path: readonly string[]): Place => placeInLock?.(path) ?? firstPlace
  const what = intact.answers ? `${lockFile} was changed` : `the answers in ${lockFile} were changed`
  const fits = intact.answers ? 'it does not fit its digest' : 'they do not fit their digest'
  const because = 'The history of the file shows what was locked; --update keeps none of it but a review date.'
  const digest =
    intact.answers && (intact.whole || edits.length > 0)
      ? []
      : [
          failed('lock-edited', intact.answers ? at('digest') : at('answers'), mends.update, {
            message: `${what} by hand or by a merge: ${fits}`,
            because,
          }),
        ]
  const verdicts = edits.map(({ approach, stated, follows }) => {
    const isVerdict = stated?.verdict !== follows?.verdict
    const before = isVerdict ? (stated?.verdict ?? 'nothing') : marginText(stated, rubric)
    const after = isVerdict ? (follows?.verdict ?? 'nothing') : marginText(follows, rubric)
    return failed('lock-edited', at('verdicts', approach), mends.update, {
      subject: approach,
      message: `${lockFile} says of ${titleOf(rubric, approach)}: ${before}, and the answers in it lead to: ${after}`,
      because: 'The rubric and the tool are the ones that locked it, so the lock was changed by hand or by a merge.',
      before,
      after,
    })
  })
  return [...digest, ...verdicts]
}

function rubricFindings(causes: Causes, { lock, rubric, rubricPlace, mends }: DriftFacts): Finding[] {
  if (!causes.rubricChanged) return []
  const name = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id} ${version}`
  const what =
    name(lock.rubric) !== name(rubric)
      ? `the rubric changed from ${name(lock.rubric)} to ${name(rubric)}`
      : causes.tool === 'same'
        ? `the rubric ${name(rubric)} was changed without a new version`
        : `the rubric ${name(rubric)} is another one than was locked: it was changed without a new version, or what it builds on came with rag-or-tune`
  const shown = (one: { readonly id: string; readonly version: string; readonly digest: string }): string =>
    `${name(one)} (${one.digest.slice(0, 12)})`
  return [
    failed('rubric-changed', rubricPlace, mends.update, {
      message: what + effectOfRubric(causes, rubric),
      before: shown(lock.rubric),
      after: shown(rubric),
    }),
  ]
}

function effectOfRubric({ turns, undone }: Causes, rubric: Rubric): string {
  const turned = turns.filter(({ by }) => by === 'rubric').map(({ approach }) => titleOf(rubric, approach))
  if (turned.length > 0) return `, and it turned ${list(turned)}`
  if (turns.length > 0) return ', and it turned no verdict by itself'
  return undone.length > 0 ? ', and with the answers of today every verdict is the same' : ', and every verdict is the same'
}

function answerFinding(change: Change, causes: Causes, { rubric, answers, placeOfAnswer, mends, intact }: DriftFacts): Finding {
  const { question, before, after } = change
  const source = questionOf(rubric, question)
  const was = before === undefined ? undefined : written(before, source)
  const is = after === undefined ? undefined : written(after, source)
  // What was written into the lock by hand was never the answer.
  const said = intact.answers ? 'it was' : 'the lock says'
  const message =
    is === undefined
      ? `${question} is ${intact.answers ? 'no longer' : 'not'} answered; ${said} ${was}`
      : `${question} is ${is}; ${said} ${was ?? 'not answered'}`
  return failed('answers-changed', placeOfAnswer(question), mends.update, {
    subject: question,
    message,
    because: effectOf(change, causes, rubric, answers),
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
  })
}

/** What became of a change of one answer, in a sentence. */
function effectOf(change: Change, { turns, undone }: Causes, rubric: Rubric, answers: ReadonlyMap<string, Answer>): string {
  const { question, before, after, turned, refused } = change
  const source = questionOf(rubric, question)
  if (turned.length > 0) {
    const told = turns.filter(({ approach }) => turned.includes(approach)).map((turn) => turnText(turn, rubric))
    return `It turned ${list(told)}.`
  }
  if (source === undefined) {
    const isLeftOut = rubric.absent.includes(question)
    return isLeftOut ? 'The rubric does not ask it, so that the answer does not count.' : 'The rubric does not have this question any more.'
  }
  if (refused) return 'The rubric does not take the locked answer any more.'
  const isHidden = visibility(rubric, answers).hidden.some(({ id }) => id === question)
  if (isHidden) return 'Other answers make the question pointless, so that the answer does not count.'
  const together = turns.filter((turn) => turn.answers?.together.includes(question))
  if (together.length > 0) {
    return `As it was, it alone would not undo ${list(together.map((turn) => `the turn of ${turnText(turn, rubric)}`))}.`
  }
  if (typeof before === 'number' && typeof after === 'number' && bandOf(source, before) === bandOf(source, after)) {
    return `Both numbers are in the band ${bandOf(source, after)}, so that nothing changes.`
  }
  const back = undone.filter(({ answers }) => answers?.alone.includes(question) || answers?.together.includes(question))
  if (back.length > 0) {
    const what = back.map(({ approach, after }) => `${titleOf(rubric, approach)} at ${after?.verdict ?? 'nothing'}`)
    return `It holds ${list(what)}, where it would no longer be with the locked answer.`
  }
  return 'It turned no verdict.'
}

function verdictFinding(turn: Turn, causes: Causes, facts: DriftFacts): Finding {
  const { rubric, mends } = facts
  const { approach, before, after, answers } = turn
  const title = titleOf(rubric, approach)
  const message =
    after === undefined
      ? `${title} is gone; it was ${before?.verdict}`
      : before === undefined
        ? `${title} is ${after.verdict}; it was not in the rubric`
        : `${title} is ${after.verdict}; it was ${before.verdict}`
  return failed('verdict-changed', placeOfCause(answers, facts), mends.update, {
    subject: approach,
    message,
    because: whyTurned(turn, causes, facts),
    ...(before !== undefined && { before: before.verdict }),
    ...(after !== undefined && { after: after.verdict }),
  })
}

/** The line of the first answer that made a difference, else of the rubric. */
function placeOfCause(answers: Culprits | undefined, { placeOfAnswer, rubricPlace }: DriftFacts): Place {
  const first = answers?.alone[0] ?? answers?.together[0]
  return first === undefined ? rubricPlace : placeOfAnswer(first)
}

function whyTurned({ by, answers }: Turn, { changes }: Causes, { rubric, lock, toolVersion }: DriftFacts): string {
  const parts: string[] = []
  if (by === 'rubric') {
    const isSame = lock.rubric.id === rubric.id && lock.rubric.version === rubric.version
    parts.push(`the rubric changed${isSame ? '' : ` from ${lock.rubric.id} ${lock.rubric.version} to ${rubric.id} ${rubric.version}`}`)
  }
  if (by === 'tool') parts.push(`rag-or-tune ${toolVersion} decides the locked answers otherwise than ${lock.tool.version} did`)
  if (answers !== undefined) parts.push(whichAnswers(answers, changes, rubric, 'turn it back'))
  return `Because ${parts.join(', and ')}.`
}

function whichAnswers({ alone, together }: Culprits, changes: readonly Change[], rubric: Rubric, undo: string): string {
  const named = alone.length > 0 ? alone : together
  const told = named.flatMap((id) => changes.filter(({ question }) => question === id).map((change) => changeText(change, rubric)))
  if (told.length <= 1) return told.join('')
  return alone.length > 0 ? `${list(told)}, each enough to ${undo}` : `${list(told)}, none of them enough by itself to ${undo}`
}

function changeText({ question, before, after }: Change, rubric: Rubric): string {
  const source = questionOf(rubric, question)
  const text = (value: LockedValue | undefined): string => (value === undefined ? 'not answered' : written(value, source))
  return `${question} went from ${text(before)} to ${text(after)}`
}

function marginFinding({ approach, before, after, by, answers }: Turn, { changes }: Causes, facts: DriftFacts): Finding {
  const { rubric, mends } = facts
  const was = marginText(before, rubric)
  const is = marginText(after, rubric)
  const causes = [
    ...(by === 'rubric' ? ['the rubric changed'] : by === 'tool' ? ['the tool changed'] : []),
    ...(answers === undefined ? [] : [whichAnswers(answers, changes, rubric, 'bring the margin back')]),
  ]
  return failed('margin-changed', placeOfCause(answers, facts), mends.update, {
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
