import { lockOf, lockText, reviewDateOf } from '../check/lock.js'
import { lockPathOf, looksLikeLock } from '../check/lock-path.js'
import type { AnswerSheet } from '../engine/answers.js'
import type { Decision } from '../engine/decision.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { type FileReader, readSource } from '../files/read.js'
import { digestOf } from '../rubric/digest.js'
import { rivalsOf, sharedLock } from './answers-folder.js'
import { asks } from './asking.js'
import type { Handed } from './hand-out.js'
import type { DecideOptions } from './options.js'

/**
 * Where `--lock` writes to: beside the file that `--save` writes, else beside the answers file; or what stands against it. A lock goes with a file
 * that holds exactly the answers that were decided on. An older lock there is replaced, and nothing else ever is.
 */
export async function planLock(options: DecideOptions, io: FileReader): Promise<Checked<string>> {
  const { answers, save } = options
  const misuse = save === undefined ? misuseOf(options) : undefined
  const file = save ?? answers
  if (misuse !== undefined || file === undefined) return { ok: false, problems: misuse === undefined ? [] : [misuse] }
  const path = lockPathOf(file)
  const rivals = await rivalsOf(file, io)
  if (rivals.length > 0) return { ok: false, problems: [sharedLock(file, rivals)] }
  const old = await readSource(path, io)
  if (!old.ok ? old.problems.some(({ code }) => code === 'file-missing') : looksLikeLock(old.value.text)) {
    return { ok: true, value: path, warnings: [] }
  }
  const hint = 'give the answers file, or this one, another name'
  return {
    ok: false,
    problems: [problem('lock-foreign', 'this file stands where the lock belongs, and is none', { place: { file: path }, hint })],
  }
}

function misuseOf({ answers, set, ...options }: DecideOptions): Diagnostic | undefined {
  const hint = 'add --save FILE: the lock then stands beside that file'
  const refuse = (message: string): Diagnostic => problem('usage', message, { path: '--lock', hint })
  if (answers === undefined) return refuse('--lock needs an answers file to stand beside, and none is given')
  if (answers === '-') return refuse('--lock needs an answers file to stand beside, and standard input is none')
  if (set.length > 0) return refuse('--lock would hold the answers of --set, which the answers file does not')
  return asks({ answers, set, ...options })
    ? refuse('--lock would hold the answers of the interview, which the answers file does not')
    : undefined
}

/** The lock of a decision, as a file to write. */
export function lockOutput(path: string, decision: Decision, sheet: AnswerSheet, date: string | undefined): Handed {
  return { path, text: lockText(lockOf(decision, sheet, reviewDateOf(decision, date), digestOf)), replaces: true }
}
