import type { Batch, Decider } from '../../batch/batch.js'
import type { Checked, Diagnostic } from '../../files/diagnostic.js'
import { problem, warning } from '../../files/problem.js'
import type { FileReader } from '../../files/read.js'
import { chooseRubric, chooseRubricOfFile, DEFAULT_RUBRIC, keyOfRubric, loadChosen, type RubricChoice } from '../rubric-choice.js'
import { shellWord } from '../shell-word.js'

/** So many names of rubrics that cannot be used are kept at a time: a file could hold a million. Of those that can, there are only as many as files. */
const MOST_FAULTS = 50

/** The rubrics of a batch, each loaded once. */
export interface RubricShelf {
  /** What decides a sheet that names this rubric, or none; what is wrong with it; undefined where it has not been loaded. */
  find(name: string | undefined, file: string): Checked<Decider> | undefined
  /** Loads what a sheet in this file names. Problems that no row can do anything about are returned, and end the run. */
  load(name: string | undefined, file: string): Promise<readonly Diagnostic[]>
  /** What to say of a sheet that names this rubric where the flag names another one. */
  overridden(name: string | undefined): Diagnostic | undefined
}

/** An empty shelf. `forced` is the rubric of the flag, which decides every sheet; `warn` takes what there is to say of a rubric that is loaded. */
export function shelfFor(
  batch: Batch,
  io: FileReader,
  forced: string | undefined,
  warn: (warnings: readonly Diagnostic[]) => void,
): RubricShelf {
  const ready = new Map<string, Checked<Decider>>()
  const faulty = new Map<string, Checked<Decider>>()

  const choiceOf = (name: string | undefined, file: string): Checked<RubricChoice> => {
    if (forced !== undefined) return chooseRubric(forced)
    return name === undefined ? chooseRubric(DEFAULT_RUBRIC) : chooseRubricOfFile(name, file)
  }

  const keyOf = (choice: Checked<RubricChoice>, name: string | undefined): string =>
    choice.ok ? keyOfRubric(choice.value) : `?${name ?? ''}`

  function put(key: string, checked: Checked<Decider>): void {
    if (checked.ok) return void ready.set(key, checked)
    const [oldest] = faulty.keys()
    if (faulty.size >= MOST_FAULTS && oldest !== undefined) faulty.delete(oldest)
    faulty.set(key, checked)
  }

  async function prepared(choice: RubricChoice, name: string | undefined): Promise<{ checked: Checked<Decider>; isFatal: boolean }> {
    const rubric = await loadChosen(choice, io)
    const isForced = forced !== undefined
    if (!rubric.ok) return { checked: isForced ? rubric : { ok: false, problems: [unusable(choice, rubric.problems)] }, isFatal: isForced }
    warn(rubric.warnings)
    const unnamed = isForced || (!choice.isFile && choice.name === DEFAULT_RUBRIC)
    const decider = batch.prepare(rubric.value, { unnamed, name: isForced ? forced : unnamed ? DEFAULT_RUBRIC : name })
    const isFatal = !decider.ok && decider.problems.some(({ code }) => code !== 'row-approaches')
    return { checked: decider, isFatal }
  }

  return {
    find(name, file) {
      const key = keyOf(choiceOf(name, file), name)
      return ready.get(key) ?? faulty.get(key)
    },
    async load(name, file) {
      const choice = choiceOf(name, file)
      if (!choice.ok) {
        if (forced !== undefined) return choice.problems
        put(keyOf(choice, name), choice)
        return []
      }
      const { checked, isFatal } = await prepared(choice.value, name)
      if (isFatal && !checked.ok) return checked.problems
      put(keyOf(choice, name), checked)
      return []
    },
    overridden(name) {
      if (forced === undefined || name === undefined || name === forced) return undefined
      return warning('rubric-overridden', `--rubric ${forced} is used, not the rubric that the sheet names (${name})`)
    },
  }
}

/** What is wrong with a rubric is told with the first row that names it; the rubric has a command to look at it. */
function unusable({ name }: RubricChoice, problems: readonly Diagnostic[]): Diagnostic {
  const [first] = problems
  const where = first?.place?.line === undefined ? '' : `, line ${first.place.line}`
  return problem('row-rubric', `the rubric ${name} cannot be used${where}: ${first?.message ?? 'it cannot be read'}`, {
    hint:
      first?.code === 'file-missing'
        ? 'its path counts from the folder of this file'
        : `rag-or-tune rubric check ${shellWord(name)} shows all of it`,
  })
}
