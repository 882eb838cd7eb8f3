import type { CheckedFile } from '../check/result.js'
import { visible } from '../files/characters.js'
import type { FileReader } from '../files/read.js'
import { readSource } from '../files/read.js'
import type { Candidate } from './check-one.js'
import { shellWord } from './shell-word.js'

/** What a run has found: files that were checked, and what could not be. */
interface Checked {
  readonly candidates: readonly Candidate[]
  readonly unchecked: readonly CheckedFile[]
}

/**
 * The same, where an answers file was renamed without its lock: a lock without an answers file that holds the very answers of one file without a lock
 * belongs to it, so that what mends both is to rename the lock, which keeps what it holds.
 */
export async function withMoves({ candidates, unchecked }: Checked, io: FileReader): Promise<Checked> {
  const homeless = candidates.filter(({ checked }) => checked.findings.some(({ code }) => code === 'lock-missing'))
  const strays = homeless.length === 0 ? [] : unchecked.filter(({ problems }) => problems[0]?.code === 'lock-without-answers')
  const moves = new Map<string, Candidate>()
  for (const { file } of strays) {
    const digest = digestIn(await textAt(file, io))
    const heirs = homeless.filter(({ lock }) => digest !== undefined && digestIn(lock?.text) === digest)
    const [heir] = heirs
    if (heir !== undefined && heirs.length === 1 && ![...moves.values()].includes(heir)) moves.set(file, heir)
  }
  if (moves.size === 0) return { candidates, unchecked }
  const from = new Map([...moves].map(([stray, { checked }]) => [checked.file, stray]))
  return {
    candidates: candidates.map((one) => {
      const stray = from.get(one.checked.file)
      return stray === undefined ? one : { ...one, checked: moved(one.checked, stray) }
    }),
    unchecked: unchecked.map((one) => {
      const heir = moves.get(one.file)?.checked
      return heir === undefined ? one : { ...one, problems: one.problems.map((fault) => ({ ...fault, hint: hintFor(one.file, heir) })) }
    }),
  }
}

function moved(checked: CheckedFile, stray: string): CheckedFile {
  const findings = checked.findings.map((one) =>
    one.code === 'lock-missing'
      ? { ...one, because: `${visible(stray)} holds a lock of these very answers.`, mend: renaming(stray, checked) }
      : one,
  )
  return { ...checked, findings }
}

function hintFor(stray: string, heir: CheckedFile): string {
  return `it locks the very answers of ${visible(heir.file)}: ${renaming(stray, heir)}`
}

function renaming(stray: string, { lock = '' }: CheckedFile): string {
  const [from, to] = [stray, lock].map((path) => shellWord(path.startsWith('-') ? `./${path}` : path))
  return `git mv ${from} ${to}`
}

async function textAt(path: string, io: FileReader): Promise<string | undefined> {
  const source = await readSource(path, io)
  return source.ok ? source.value.text : undefined
}

/** The digest of the answers that a lock holds. */
function digestIn(lock: string | undefined): string | undefined {
  try {
    const digest: unknown = JSON.parse(lock ?? '').answers?.digest
    return typeof digest === 'string' ? digest : undefined
  } catch {
    return undefined
  }
}
