import { expect } from 'vitest'
import type { Claim, ClaimOfOrder, Condition, Question, Rubric, Verdict } from '../../src/engine/rubric.js'
import type { ClaimLimits } from '../../src/prove/claims/limits.js'
import { proveClaims } from '../../src/prove/claims.js'
import type { Finding } from '../../src/prove/finding.js'
import { completionsOf } from '../engine/course-agreement.js'
import { type Given, oracle, truthOf } from '../engine/oracle.js'

/** Draws a whole number from 0 up to `below`. */
type Draw = (below: number) => number

const VERDICTS: readonly Verdict[] = ['adopt', 'pilot', 'later', 'skip']

function pick<T>(list: readonly T[], draw: Draw): T {
  return list[draw(list.length)] as T
}

function some<T>(list: readonly T[], draw: Draw): T[] {
  const found = list.filter(() => draw(2) === 0)
  return found.length === 0 ? [pick(list, draw)] : found
}

/** Claims about a rubric that are as likely to fail as to hold: about verdicts of one or more approaches, and of order. */
export function randomClaims(rubric: Rubric, draw: Draw): Claim[] {
  const entries = rubric.questions.flatMap(({ options }) => options.flatMap(({ points }) => points))
  const written = [...rubric.gates, ...rubric.questions, ...entries].flatMap(({ when }) => (when === undefined ? [] : [when]))
  const singles = rubric.questions.filter(({ kind }) => kind === 'single')
  const ids = rubric.approaches.map(({ id }) => id)
  const atom = (): Condition => {
    const { id, options } = pick(rubric.questions, draw)
    return {
      question: id,
      is: some(
        options.map((option) => option.id),
        draw,
      ),
    }
  }
  const answers = (depth = 0): Condition => {
    const kind = draw(depth > 2 ? 2 : 6)
    if (kind < 2) return atom()
    if (kind === 2) return written.length === 0 ? atom() : pick(written, draw)
    if (kind === 3) return { not: answers(depth + 1) }
    const parts = Array.from({ length: 1 + draw(3) }, () => answers(depth + 1))
    return kind === 4 ? { any: parts } : { all: parts }
  }
  const concluded = (depth = 0): Condition => {
    const kind = draw(depth > 2 ? 3 : 7)
    if (kind < 3) return { approach: pick(ids, draw), verdict: some(VERDICTS, draw) }
    if (kind === 3) return answers(2)
    if (kind === 4) return { not: concluded(depth + 1) }
    const parts = Array.from({ length: 1 + draw(3) }, () => concluded(depth + 1))
    return kind === 5 ? { any: parts } : { all: parts }
  }
  const when = (): Pick<Claim, 'when'> => (draw(3) === 0 ? {} : { when: answers() })
  const claims: Claim[] = []
  // biome-ignore lint/suspicious/noThenProperty: a field of a claim; nothing awaits it
  for (let at = 0; at < 4; at++) claims.push({ id: `v${at}`, says: '', evidence: [], ...when(), then: concluded() })
  for (let at = 0; at < 3 && singles.length > 0; at++) {
    const never = draw(2) === 0 ? 'lowers' : 'raises'
    claims.push({ id: `o${at}`, says: '', evidence: [], ...when(), more: pick(singles, draw).id, never, approach: pick(ids, draw) })
  }
  return claims
}

/** Answers with all that an independent engine makes of them. */
interface Row {
  readonly given: Given
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly totals: ReadonlyMap<string, number>
}

function rowOf(rubric: Rubric, given: Given): Row {
  const { approaches } = oracle(rubric, given)
  return {
    given,
    verdicts: new Map(approaches.map((one) => [one.id, one.verdict])),
    totals: new Map(approaches.map((one) => [one.id, one.total])),
  }
}

/** What a row says of a claim: that it does not speak of it, holds, or breaks. */
type Says = 'nothing' | 'holds' | 'breaks'

function saidBy(rubric: Rubric, claim: Claim, row: Row, rowAt: (given: Given) => Row): Says {
  const speaks = ({ given, verdicts }: Row): boolean => claim.when === undefined || truthOf(rubric, given, claim.when, verdicts) === 'true'
  if (!speaks(row)) return 'nothing'
  if ('then' in claim) return truthOf(rubric, row.given, claim.then, row.verdicts) === 'true' ? 'holds' : 'breaks'
  const above = nextUp(rubric, claim, row.given)
  if (above === undefined) return 'nothing'
  const next = rowAt(above)
  if (!speaks(next)) return 'nothing'
  const change = (next.totals.get(claim.approach) ?? 0) - (row.totals.get(claim.approach) ?? 0)
  return (claim.never === 'lowers' ? change < 0 : change > 0) ? 'breaks' : 'holds'
}

/** The same answers with the next option up; undefined where there is none. */
function nextUp(rubric: Rubric, { more }: ClaimOfOrder, given: Given): Given | undefined {
  const { options } = rubric.questions.find(({ id }) => id === more) as Question
  const option = options[options.findIndex(({ id }) => id === given[more]) + 1]
  return given[more] === undefined || option === undefined ? undefined : { ...given, [more]: option.id }
}

/** Every answer set that is a witness with one answer, or one option of a list, taken away. */
function smaller(given: Given): Given[] {
  return Object.entries(given).flatMap(([id, value]) => {
    const { [id]: _, ...without } = given
    if (typeof value === 'string') return [without]
    return [without, ...value.map((option) => ({ ...given, [id]: value.filter((one) => one !== option) }))]
  })
}

export type Outcome = 'proved' | 'refuted' | 'vacuous'

/**
 * Checks that claims are proved exactly where trying every answer set finds nothing against them, and that every witness breaks its claim and holds
 * nothing that is not needed to. Returns what came of each; nothing where there are more than so many answer sets.
 */
export function checkClaims(rubric: Rubric, most: number, draw: Draw): Outcome[] {
  const all = [...completionsOf(new Map(), rubric.questions, most, draw)]
  if (all.length >= most) return []
  const rows = new Map(
    all.map((answers) => {
      const given = Object.fromEntries([...answers].map(([id, { value }]) => [id, value]))
      return [keyOf(given), rowOf(rubric, given)]
    }),
  )
  const rowAt = (given: Given): Row => rows.get(keyOf(given)) ?? rowOf(rubric, given)
  const claims = randomClaims(rubric, draw)
  checkOutcomes(rubric, claims, rows, rowAt)
  return checkOutcomes(rubric, claims, rows, rowAt, THOROUGH)
}

/** Next to nothing is drawn, and what is explored is taken apart at once. */
const THOROUGH: ClaimLimits = { draws: 0, steps: 1, depth: 2 }

function checkOutcomes(
  rubric: Rubric,
  claims: readonly Claim[],
  rows: ReadonlyMap<string, Row>,
  rowAt: (given: Given) => Row,
  limits?: ClaimLimits,
): Outcome[] {
  const { findings, proved } = proveClaims({ ...rubric, claims }, undefined, limits)
  return claims.map((claim) => {
    const said = new Set([...rows.values()].map((row) => saidBy(rubric, claim, row, rowAt)))
    const expected: Outcome = said.has('breaks') ? 'refuted' : said.has('holds') ? 'proved' : 'vacuous'
    const finding = findings.find(({ subject }) => subject[1] === claim.id)
    expect(outcomeOf(rubric, claim, finding, proved), JSON.stringify(claim)).toBe(expected)
    if (finding?.witness !== undefined) {
      expect(saidBy(rubric, claim, rowAt(finding.witness), rowAt)).toBe('breaks')
      for (const less of smaller(finding.witness)) expect(saidBy(rubric, claim, rowAt(less), rowAt)).not.toBe('breaks')
    }
    return expected
  })
}

function outcomeOf(rubric: Rubric, claim: Claim, finding: Finding | undefined, proved: readonly string[]): string {
  if (finding === undefined) return proved.includes(claim.id) ? 'proved' : readsAbsent(rubric, claim) ? 'vacuous' : 'lost'
  if (finding.code === 'proof-claim-vacuous') return finding.result === 'warning' ? 'vacuous' : 'wrong'
  return finding.witness === undefined ? 'unproved' : finding.result
}

function readsAbsent(rubric: Rubric, claim: Claim): boolean {
  return rubric.absent.some((id) => JSON.stringify(claim.when ?? {}).includes(`"question":"${id}"`))
}

function keyOf(given: Given): string {
  return JSON.stringify(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)))
}
