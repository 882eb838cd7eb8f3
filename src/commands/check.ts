import { basename, dirname, isAbsolute, join, normalize } from 'node:path'
import { type ExpectFlags, expectationsOfFlags } from '../check/asked.js'
import { lockPathOf } from '../check/lock-path.js'
import type { CheckedFile } from '../check/result.js'
import { afterUpdate } from '../check/updated.js'
import type { Context } from '../context.js'
import { byText } from '../files/by-text.js'
import { visible } from '../files/characters.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { TOOL } from '../version.js'
import { type Candidate, checkOne, type Task } from './check-one.js'
import { checkTargetsOf } from './check-targets.js'
import { fail, say } from './fail.js'
import { placedInputs } from './input.js'
import { withMoves } from './moved-locks.js'
import { reportChecked, reportingManner, reportTargets } from './reporting.js'

/** What was typed after `check`. */
export interface CheckOptions extends ExpectFlags {
  /** Answers files and folders; at least one. */
  readonly files: readonly string[]
  readonly update: boolean
  /** False with `--no-lock`. */
  readonly lock: boolean
  readonly date?: string
  readonly rubric?: string
  /** Each `NAME` or `NAME=FILE`. */
  readonly reporter: readonly string[]
  readonly force: boolean
  readonly quiet: boolean
  readonly debug: boolean
  readonly color?: boolean
}

/** Decides committed answers files again and holds them against their locks, their review dates and what is expected of them. Returns the exit code. */
export async function checkCommand(context: Context, options: CheckOptions): Promise<number> {
  const manner = reportingManner(options)
  const flags = expectationsOfFlags(options)
  const date = options.date ?? context.today?.()
  const misuse = [...(flags.ok ? [] : flags.problems), ...misuseOf(options, date)]
  if (!flags.ok || date === undefined || misuse.length > 0) return fail(context, misuse, manner)
  const found = await checkTargetsOf(options.files, { io: context.files, locks: options.lock, identity: (path) => identity(context, path) })
  const answers = [...found.files, ...found.problems.map(({ file }) => file)]
  const placed = placedInputs(context.files)
  const read = await candidatesOf(context, { options, flags: flags.value, date, read: placed.read }, found.files)
  const { candidates, unchecked } = await withMoves({ candidates: read, unchecked: found.problems }, context.files)
  const inputs = [...new Set([...answers, ...answers.map(lockPathOf), ...placed.files])]
  const targets = await reportTargets(options, inputs)
  if (!targets.ok) return fail(context, targets.problems, manner)
  const files: Updated = options.update
    ? await update(context, candidates, unchecked)
    : { checked: candidates.map(({ checked }) => checked) }
  if (files.interrupted !== undefined) return files.interrupted
  await say(context, [...found.warnings, ...(files.said ?? [])], manner)
  const all = [...files.checked, ...unchecked].sort((a, b) => byText(a.file, b.file))
  const exitCode = all.some(({ outcome }) => outcome === 'error') ? 2 : all.some(({ outcome }) => outcome === 'failed') ? 1 : 0
  return reportChecked(context, { tool: TOOL, date, files: all, exitCode }, options, inputs)
}

function misuseOf({ files, update, lock }: CheckOptions, date: string | undefined): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  if (files.includes('-')) {
    found.push(problem('usage', 'check reads files, not standard input: a lock lies beside its answers file', { hint: 'name the file' }))
  }
  if (update && !lock) {
    found.push(problem('usage', '--update writes locks, and --no-lock wants none', { path: '--no-lock', hint: 'leave one of the two out' }))
  }
  if (date === undefined) {
    found.push(problem('usage', 'what day it is cannot be told here', { path: '--date', hint: 'give the day with --date YYYY-MM-DD' }))
  }
  return found
}

/** Two names of one file are one, through links to its folder too; without a working folder, paths are compared as they are. */
function identity({ host, files }: Context, path: string): string {
  const whole = isAbsolute(path) ? normalize(path) : join(host?.().folder ?? '', path)
  const folder = dirname(whole)
  return join(files.real?.(folder) ?? folder, basename(whole))
}

async function candidatesOf(context: Context, task: Omit<Task, 'file'>, files: readonly string[]): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  for (const file of files) candidates.push(await checkOne(context, { ...task, file }))
  return candidates
}

/** The files after their locks were written, or were not. */
interface Updated {
  readonly checked: readonly CheckedFile[]
  readonly interrupted?: number | undefined
  /** What there is to say of the writing itself. */
  readonly said?: readonly Diagnostic[]
}

/** Writes the locks that are not as they should be: all or none, and none while anything in the run cannot be checked. */
async function update(context: Context, candidates: readonly Candidate[], unchecked: readonly CheckedFile[]): Promise<Updated> {
  const asTheyAre = candidates.map(({ checked }) => checked)
  const mended = candidates.map(({ checked, lock }) =>
    lock === undefined ? checked : afterUpdate(checked, lock.isCurrent ? 'unchanged' : 'written'),
  )
  const stopping = [...unchecked, ...mended].filter(({ outcome }) => outcome === 'error').map(({ file }) => file)
  if (stopping.length > 0) return { checked: asTheyAre, said: [unwritten(stopping, 'cannot be checked')] }
  const outputs = candidates.flatMap(({ lock }) => (lock === undefined || lock.isCurrent ? [] : [{ path: lock.path, text: lock.text }]))
  if (outputs.length === 0) return { checked: mended }
  const { store } = await import('./store.js')
  const { written, interrupted } = await store(context, outputs, { force: true, protect: candidates.map(({ checked }) => checked.file) })
  if (written.ok) return { checked: mended, interrupted, said: written.warnings }
  const { problems } = written
  const locks = new Set(outputs.map(({ path }) => path))
  // Whatever no lock is named in stops all of them.
  const isOwn = (one: Diagnostic, lock: string): boolean => one.place?.file === lock || !locks.has(one.place?.file ?? '')
  const failed = asTheyAre.map((one): CheckedFile => {
    const { lock } = one
    const own = lock === undefined || !locks.has(lock) ? [] : problems.filter((problem) => isOwn(problem, lock))
    return own.length === 0 ? one : { ...one, outcome: 'error', problems: [...own, ...one.problems] }
  })
  const named = problems.flatMap(({ place }) => place?.file ?? [])
  return { checked: failed, interrupted, said: [unwritten(named.length > 0 ? named : [...locks], 'cannot be written')] }
}

/** So many paths are named. */
const MOST_NAMED = 3

/** That nothing was written, and because of what. */
function unwritten(files: readonly string[], why: string): Diagnostic {
  const paths = [...new Set(files)].sort()
  const rest = paths.length - MOST_NAMED
  const named = paths.slice(0, MOST_NAMED).map(visible)
  const all = rest > 0 ? [...named, rest === 1 ? 'one more' : `${rest} more`] : named
  const list = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('')
  return problem('locks-unwritten', `no lock was written: ${list} ${why}`, {
    hint: 'mend that, or leave it out, and run the command again',
  })
}
