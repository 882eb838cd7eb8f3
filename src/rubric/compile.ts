import { join } from 'node:path'
import type { Rubric } from '../engine/rubric.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { renderDiagnostics } from '../files/frame.js'
import { nodeReader } from '../files/node-reader.js'
import { parseSource } from '../files/parse.js'
import { readSource } from '../files/read.js'
import { digestOf } from './digest.js'
import { type BuiltFile, libraryAt } from './library.js'
import { checkPart, loadRubric } from './load.js'
import { SHIPPED } from './shipped.js'

/** What the build asks of a check: the problems as text, and whether any of them is an error. */
export interface Verdict {
  readonly text: string
  readonly broken: boolean
}

/** The shipped rubrics as JSON texts by name, from their YAML; or the problems that stand in the way. */
export async function compileShipped(folder: string): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly verdict: Verdict }> {
  const made = new Map<string, Rubric>()
  const found: Diagnostic[] = []
  for (const name of SHIPPED) {
    const checked = await loadRubric(join(folder, `${name}.yaml`), nodeReader, (base) => made.get(base))
    if (checked.ok) made.set(name, checked.value)
    found.push(...(checked.ok ? checked.warnings : checked.problems))
  }
  return { texts: new Map([...made].map(([name, rubric]) => [name, `${JSON.stringify(rubric)}\n`])), verdict: judge(found) }
}

/** The files of the shipped rubrics that overlays build on, as the reader takes them: JSON texts by the names of the files. */
export async function readShipped(folder: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const names = SHIPPED.map((name) => `${name}.yaml`)
  for (const name of names) {
    const source = await readSource(join(folder, name), nodeReader)
    const document = source.ok ? parseSource(source.value) : source
    if (!source.ok || !document.ok) continue
    const value = document.value.value as { readonly extends?: string; readonly parts?: readonly string[] }
    // Nothing builds on a rubric that builds on another.
    if (value.extends !== undefined) continue
    const built: BuiltFile = { digest: digestOf(source.value.text), value }
    texts.set(name, `${JSON.stringify(built)}\n`)
    names.push(...(value.parts ?? []))
  }
  return texts
}

/** Checks one rubric file with its parts. `folder` holds the shipped rubrics that it may extend. */
export async function checkFile(path: string, folder: string): Promise<Verdict> {
  const made = new Map<string, Rubric>()
  const base = await loadRubric(join(folder, `${SHIPPED[0]}.yaml`), nodeReader)
  if (base.ok) made.set(base.value.id, base.value)
  const checked = await loadRubric(path, nodeReader, (name) => made.get(name), libraryAt(folder, nodeReader))
  return judge(checked.ok ? checked.warnings : checked.problems)
}

/** Checks the shape of one part. */
export async function checkPartFile(path: string): Promise<Verdict> {
  return judge(await checkPart(path, nodeReader))
}

/** Every problem in full: whoever writes a rubric wants them all, not the first twenty. */
function judge(problems: readonly Diagnostic[]): Verdict {
  const text = problems.map((problem) => renderDiagnostics([problem], { colour: false })).join('')
  return { text, broken: problems.some((problem) => problem.severity === 'error') }
}
