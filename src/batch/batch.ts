import { VERDICT_WORDS } from '../answers/verdict-words.js'
import type { AnswerSheet } from '../engine/answers.js'
import { type BulkScorer, bulkScorer, keyOf, VERDICT_OF } from '../engine/bulk.js'
import { verdictsAt } from '../engine/judge.js'
import { buildModel, buildState, type Model } from '../engine/model.js'
import type { Rubric, Verdict } from '../engine/rubric.js'
import { hasReasonAt } from '../engine/sufficient.js'
import { echo } from '../files/characters.js'
import type { Checked, Diagnostic, Place } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'
import { detailsOf } from './details.js'
import { type Filter, faultsOfFilters, passes } from './filter.js'
import { type PlainReader, plainReader, type RubricNames } from './plain-row.js'
import type { Column, Named, Outcome, Summary, TableWriter, Where } from './table.js'

/** So many different outcomes are remembered; with six approaches there are no more. */
const MOST_OUTCOMES = 4096

/** What decides sheets by one rubric. */
export interface Decider {
  readonly rubric: Rubric
  readonly model: Model
  readonly scorer: BulkScorer
  readonly reader: PlainReader
  /** The approach of each column, as an index. */
  readonly places: readonly number[]
  readonly outcomes: Map<number, Outcome>
}

export interface BatchOptions {
  readonly filters: readonly Filter[]
  /** The same as typed. */
  readonly filterTexts: readonly string[]
  readonly verdictsOnly: boolean
  readonly summaryOnly: boolean
}

/** Where a batch writes to. */
export interface BatchPort {
  /** The next part of the document. */
  write(text: string): void
  /** What is wrong with a row. */
  complain(problems: readonly Diagnostic[]): void
}

/** Many sheets, decided one after the other. Of the sheets themselves it keeps nothing. */
export interface Batch {
  /** Whether rows say no more than their verdicts, so that a plain reader is enough. */
  readonly isQuick: boolean
  /** What decides by this rubric; the first one settles the columns. */
  prepare(rubric: Rubric, names: RubricNames): Checked<Decider>
  /** What a sheet comes to that is in the decider's scorer, and scored. */
  scored(decider: Decider): Outcome
  /** Takes a sheet that came to this. */
  add(where: Where, named: Named, outcome: Outcome): void
  /** Decides a sheet and takes it; the problem where there is nothing to decide. */
  decide(decider: Decider, where: Where, named: Named, sheet: AnswerSheet, place: Place): Diagnostic | undefined
  /** Takes a sheet that cannot be decided. `named` is what it calls itself, as far as that could be read. */
  bad(where: Where, problems: readonly Diagnostic[], named?: Named): void
  summary(): Summary
}

/** An empty batch. */
export function createBatch(
  { filters, filterTexts, verdictsOnly, summaryOnly }: BatchOptions,
  writer: TableWriter,
  port: BatchPort,
): Batch {
  const isQuick = verdictsOnly || summaryOnly
  let columns: readonly Column[] = []
  let firstRubric: Rubric | undefined
  let deciders: Decider[] = []
  let counts: number[][] = []
  let decided = 0
  let shown = 0
  let bad = 0

  /** Adds up what an outcome was counted, and starts it anew. */
  function absorb(outcome: Outcome): void {
    if (outcome.passes) {
      shown += outcome.count
      outcome.verdicts.forEach((verdict, column) => {
        const row = counts[column] as number[]
        const at = VERDICT_WORDS.indexOf(verdict)
        row[at] = (row[at] as number) + outcome.count
      })
    }
    decided += outcome.count
    outcome.count = 0
  }

  function absorbAll(): void {
    for (const { outcomes } of deciders) for (const outcome of outcomes.values()) absorb(outcome)
  }

  function newOutcome(decider: Decider, key: number, byApproach: readonly Verdict[]): Outcome {
    const verdicts = decider.places.map((place) => byApproach[place] as Verdict)
    const ids = columns.map(({ id }) => id)
    const outcome = { verdicts, shown: summaryOnly ? '' : writer.verdicts(verdicts), passes: passes(filters, ids, verdicts), count: 0 }
    if (decider.outcomes.size >= MOST_OUTCOMES) {
      for (const one of decider.outcomes.values()) absorb(one)
      decider.outcomes.clear()
    }
    decider.outcomes.set(key, outcome)
    return outcome
  }

  /** One outcome without a key at a time: it is added up before the next takes its place. */
  function outcomeAt(decider: Decider, key: number, byApproach: () => readonly Verdict[]): Outcome {
    const known = decider.outcomes.get(key)
    if (known !== undefined && key >= 0) return known
    if (known !== undefined) absorb(known)
    return newOutcome(decider, key, byApproach())
  }

  const batch: Batch = {
    isQuick,
    prepare(rubric, names) {
      const ids = rubric.approaches.map(({ id }) => id)
      if (firstRubric === undefined) {
        const faults = faultsOfFilters(filters, ids)
        if (faults.length > 0) return { ok: false, problems: faults }
        firstRubric = rubric
        columns = rubric.approaches.map(({ id, title }) => ({ id, title }))
        counts = columns.map(() => VERDICT_WORDS.map(() => 0))
        if (!summaryOnly) port.write(writer.head(columns))
      }
      const places = columns.map(({ id }) => ids.indexOf(id))
      if (places.includes(-1) || ids.length !== columns.length) return { ok: false, problems: [otherApproaches(rubric, firstRubric)] }
      const model = buildModel(rubric)
      const scorer = bulkScorer(model)
      const decider: Decider = { rubric, model, scorer, reader: plainReader(model, scorer, names), places, outcomes: new Map() }
      deciders = [...deciders, decider]
      return { ok: true, value: decider, warnings: [] }
    },
    scored(decider) {
      const { scorer } = decider
      return outcomeAt(decider, scorer.key(), () => Array.from(scorer.verdicts, (code) => VERDICT_OF[code] as Verdict))
    },
    add(where, named, outcome) {
      outcome.count += 1
      if (outcome.passes && !summaryOnly) port.write(writer.row({ where, named, outcome }))
    },
    decide(decider, where, named, sheet, place) {
      const { model } = decider
      const state = buildState(model, sheet.answers)
      if (!hasReasonAt(model, state)) return noReason(decider.rubric, place)
      const verdicts = verdictsAt(model, state)
      const outcome = outcomeAt(decider, keyOf(verdicts), () => verdicts)
      if (isQuick || !outcome.passes) {
        batch.add(where, named, outcome)
        return undefined
      }
      outcome.count += 1
      port.write(writer.row({ where, named, outcome, details: detailsOf(model, state, verdicts) }))
      return undefined
    },
    bad(where, problems, named = {}) {
      bad += 1
      port.complain(ofRow(problems, named))
      if (filters.length === 0 && !summaryOnly) port.write(writer.bad(where, problems, named))
    },
    summary() {
      absorbAll()
      return { columns, decided, shown, filters: filterTexts, bad, counts }
    },
  }
  return batch
}

/** The problems with the id of the row, where it has one: whoever wrote the rows finds it by that. */
function ofRow(problems: readonly Diagnostic[], { id }: Named): readonly Diagnostic[] {
  if (id === undefined) return problems
  const row = typeof id === 'number' ? id : echo(id)
  return problems.map((one) => ({ ...one, message: `id ${row}: ${one.message}` }))
}

function otherApproaches(rubric: Rubric, first: Rubric): Diagnostic {
  return problem('row-approaches', `the rubric ${rubric.id} has other approaches than ${first.id}, the rubric of the first row`, {
    hint: 'one table has one set of columns: decide these rows by themselves, or all of them by one rubric with --rubric',
  })
}

function noReason({ questions }: Rubric, place: Place): Diagnostic {
  return problem('no-reason', 'there is nothing to decide: no question that gives a reason is answered', {
    place,
    path: 'answers',
    hint: `answer at least one of these: ${questions
      .filter(({ role }) => role === 'reason')
      .map(({ id }) => id)
      .join(', ')}`,
  })
}
