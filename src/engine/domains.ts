import type { Answer } from './answers.js'
import { type Atom, atomsWithVisibility, buildState, isVisible, type Model, type ModelQuestion, matchesAtom } from './model.js'
import { Scopes } from './scopes.js'
import { mayCount } from './sums.js'
import type { Choices } from './sweep.js'
import { always, type Slot } from './truth.js'

/** Of a many-question with more options that matter than this, the subsets are not listed. */
const MOST_OPTIONS = 12

/** What the questions of an interview may still be answered: every option or subset, and no answer at all. */
export interface Domains {
  readonly model: Model
  readonly state: readonly Slot[]
  /** Whether a question may still be answered: it is open, was not put yet, and nothing hides it for good. */
  readonly varies: (question: number) => boolean
}

/** The answers so far; open questions that were put to the person already stay open. */
export function domainsOf(model: Model, answers: ReadonlyMap<string, Answer>, put: ReadonlySet<string>): Domains {
  const state = buildState(model, answers)
  const open = model.questions.filter(({ index, source }) => state[index] === null && !put.has(source.id))
  const varying = new Set(open.map(({ index }) => index))
  const varies = (question: number): boolean => varying.has(question)
  let before: number
  do {
    before = varying.size
    // Scopes remember, so that each round needs new ones.
    const scopes = new Scopes(model, varies)
    const hidden = open.filter((one) => !isVisible(one, state) && scopes.ofCondition(one.source.when).length === 0)
    for (const { index } of hidden) varying.delete(index)
  } while (varying.size < before)
  return { model, state, varies }
}

/**
 * What each question may be answered, one answer for every way in which answers differ for the verdicts of a group of approaches; open questions also
 * stay open. Null when a many-question has too many options that matter.
 */
export function choicesFor(domains: Domains, scopes: Scopes, group: readonly number[]): Choices | null {
  const { model, state, varies } = domains
  const atoms = atomsRead(domains, scopes, group)
  const choices: (readonly Slot[])[] = []
  for (const question of model.questions) {
    const slots = varies(question.index) ? distinctAnswers(question, group, atoms) : [state[question.index] as Slot]
    if (slots === null) return null
    choices.push(slots)
  }
  return choices
}

/** By question id: what the verdicts of a group read of its answer, beside its own points. */
function atomsRead({ model, state }: Domains, scopes: Scopes, group: readonly number[]): ReadonlyMap<string, readonly Atom[]> {
  const ofGroup = new Set(group)
  const conditions = model.questions.flatMap((question) => {
    const own = question.entries.flat().filter((entry) => ofGroup.has(entry.approach) && mayCount(question, entry, scopes, state))
    return own.length === 0 ? [] : [question.source.when, ...own.map((entry) => entry.source.when)]
  })
  for (const approach of group) for (const gate of model.approaches[approach]?.gates ?? []) conditions.push(gate.source.when)
  const found = new Map<string, Atom[]>()
  for (const condition of conditions) {
    for (const atom of atomsWithVisibility(model, condition)) found.set(atom.question, [...(found.get(atom.question) ?? []), atom])
  }
  return found
}

function distinctAnswers(question: ModelQuestion, group: readonly number[], read: ReadonlyMap<string, readonly Atom[]>): Slot[] | null {
  const atoms = unique(read.get(question.source.id) ?? [])
  const listed = question.source.kind === 'single' ? question.source.options.map((_, option) => option) : subsets(question, group, atoms)
  if (listed === null) return null
  const found = new Map<string, Slot>()
  // No answer differs from any answer for a condition, but not from one without points where no condition reads the question.
  found.set(atoms.length > 0 ? 'open' : effectOf(question, group, atoms, []), null)
  for (const slot of listed) {
    const chosen = typeof slot === 'number' ? [slot] : slot.flatMap((flag, option) => (flag ? [option] : []))
    const effect = effectOf(question, group, atoms, chosen)
    if (!found.has(effect)) found.set(effect, slot)
  }
  return [...found.values()]
}

/** What choosing these options does for the group, as a key: unconditional points added up, conditional ones by option, and what conditions read. */
function effectOf(question: ModelQuestion, group: readonly number[], atoms: readonly Atom[], chosen: readonly number[]): string {
  const sums = group.map((approach) => {
    const entries = chosen.flatMap((option) => (question.entries[option] ?? []).filter((entry) => entry.approach === approach))
    return entries.reduce((sum, entry) => (entry.test === always ? sum + entry.points : sum), 0)
  })
  const conditional = chosen.filter((option) =>
    (question.entries[option] ?? []).some((one) => one.test !== always && group.includes(one.approach)),
  )
  const ids = chosen.map((option) => question.source.options[option]?.id as string)
  return [sums, conditional, atoms.map((atom) => (matchesAtom(atom, ids) ? 1 : 0))].map((part) => part.join()).join(' ')
}

/** Every subset of the options that matter to the group, filled up with others to every size where a condition counts them; null when too many. */
function subsets(question: ModelQuestion, group: readonly number[], atoms: readonly Atom[]): boolean[][] | null {
  const { options } = question.source
  const matter = options.map(
    ({ id }, option) =>
      (question.entries[option] ?? []).some((entry) => group.includes(entry.approach)) ||
      atoms.some((atom) => 'is' in atom && atom.is.includes(id)),
  )
  const others = atoms.some((atom) => 'chosen' in atom) ? options.flatMap((_, option) => (matter[option] === true ? [] : [option])) : []
  if (matter.filter((one) => one).length > MOST_OPTIONS) return null
  return subsetsOf(matter).flatMap((flags) =>
    Array.from({ length: others.length + 1 }, (_, more) => flags.map((flag, option) => flag || others.slice(0, more).includes(option))),
  )
}

/** Every way to choose among the options that are marked, the others left out. */
export function subsetsOf(marked: readonly boolean[]): boolean[][] {
  return marked.reduce<boolean[][]>(
    (lists, isMarked) =>
      lists.flatMap((flags) =>
        isMarked
          ? [
              [...flags, false],
              [...flags, true],
            ]
          : [[...flags, false]],
      ),
    [[]],
  )
}

function unique(atoms: readonly Atom[]): Atom[] {
  return [...new Map(atoms.map((atom) => [JSON.stringify(atom), atom])).values()]
}
