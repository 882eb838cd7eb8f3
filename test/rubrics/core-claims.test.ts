import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Given } from '../../src/engine/given.js'
import { judge } from '../../src/engine/judge.js'
import { buildModel, buildState } from '../../src/engine/model.js'
import type { Claim, Points, Rubric } from '../../src/engine/rubric.js'
import { proveClaims } from '../../src/prove/claims.js'
import type { Finding } from '../../src/prove/finding.js'
import { truthOf } from '../engine/oracle.js'
import { core, quick } from '../engine/shipped.js'
import { answersOf, decideOn, verdictsIn } from '../engine/small-rubric.js'

const claims = core.claims ?? []

function claimOf(id: string): Claim {
  const claim = claims.find((one) => one.id === id)
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return claim
}

/** A rubric in which the entries of one option for one approach are others. */
function withPoints(
  rubric: Rubric,
  question: string,
  option: string,
  approach: string,
  change: (points: Points, at: number) => Points,
): Rubric {
  let changed = 0
  const questions = rubric.questions.map((one) => ({
    ...one,
    options: one.options.map((each) => ({
      ...each,
      points: each.points.map((points) => {
        if (one.id !== question || each.id !== option || points.approach !== approach) return points
        changed += 1
        return change(points, changed - 1)
      }),
    })),
  }))
  expect(changed, `${question}: ${option}: ${approach}`).toBeGreaterThan(0)
  return { ...rubric, questions }
}

const worth = (question: string, option: string, approach: string, value: number) => (rubric: Rubric) =>
  withPoints(rubric, question, option, approach, (points, at) => (at === 0 ? { ...points, points: value } : points))

const always = (question: string, option: string, approach: string) => (rubric: Rubric) =>
  withPoints(rubric, question, option, approach, ({ when: _, ...points }) => points)

const without = (gate: string) => (rubric: Rubric) => {
  const gates = rubric.gates.filter(({ id }) => id !== gate)
  expect(gates.length, gate).toBe(rubric.gates.length - 1)
  return { ...rubric, gates }
}

/** What carries a claim, broken on purpose: the claim must not survive it. */
const BROKEN: readonly (readonly [claim: string, how: string, broken: (rubric: Rubric) => Rubric])[] = [
  ['one-way-to-the-documents', 'they no longer compete', (rubric) => ({ ...rubric, alternatives: [] })],
  ['nothing-missing-nothing-built', 'training wanted where nothing is missing', worth('need', 'neither', 'fine-tuning', 6)],
  ['facts-alone-ask-for-no-training', 'facts no longer speak against training', worth('need', 'facts', 'fine-tuning', 1)],
  [
    'changing-facts-stay-out-of-weights',
    'no gate, and weekly facts speak for training',
    (rubric) => worth('change-rate', 'weekly', 'fine-tuning', 6)(without('facts-in-weights')(rubric)),
  ],
  [
    'cited-facts-stay-out-of-weights',
    'no gate, and sources speak for training',
    (rubric) => worth('citations', 'required', 'fine-tuning', 6)(without('facts-in-weights')(rubric)),
  ],
  ['training-cures-no-invention', 'invented answers speak for training', worth('symptoms', 'hallucination', 'fine-tuning', 6)],
  ['sources-need-documents', 'sources speak against retrieval', worth('citations', 'required', 'rag', -6)],
  ['no-documents-no-document-layer', 'no gate', without('no-corpus-for-retrieval')],
  ['long-context-only-for-what-fits', 'points without their condition', always('need', 'facts', 'long-context')],
  ['large-corpora-are-searched', 'a weaker reason', worth('need', 'facts', 'rag', 1)],
  ['small-settled-corpus-goes-in-the-prompt', 'a weaker reason', worth('need', 'facts', 'long-context', 1)],
  ['documents-do-not-change-manners', 'behaviour speaks for retrieval', worth('need', 'behavior', 'rag', 3)],
  ['no-pairs-no-training', 'no gate', without('no-labeled-pairs')],
  ['noisy-pairs-no-training', 'no gate', without('noisy-pairs')],
  ['no-skills-no-training', 'no gate', without('no-training-skills')],
  ['one-task-that-stays-wrong-is-trained', 'a weaker reason', worth('output-format', 'persistent', 'fine-tuning', 1)],
  ['required-learning-gets-a-memory', 'a weaker reason', worth('learn-from-use', 'required', 'self-learning', 4)],
  [
    'personal-lessons-stay-with-the-person',
    'people no longer speak against it',
    worth('user-diversity', 'individual', 'self-learning', -1),
  ],
  ['same-answer-no-user-model', 'groups no longer speak against it', worth('user-diversity', 'segments', 'self-model', -1)],
  ['no-return-no-user-model', 'no gate', without('no-returning-users')],
  ['regulated-stores-take-longer-than-days', 'rules no longer slow it down', worth('regulated', 'yes', 'self-learning', 2)],
  ['faster-change-never-speaks-against-retrieval', 'weekly above daily', worth('change-rate', 'weekly', 'rag', 7)],
  ['a-larger-corpus-never-speaks-for-the-prompt', 'massive above large', worth('corpus-size', 'massive', 'long-context', -4)],
  ['more-learning-never-speaks-against-a-memory', 'required below helpful', worth('learn-from-use', 'required', 'self-learning', -8)],
  [
    'more-pairs-never-speak-against-training',
    'many pairs speak against it',
    (rubric) => withPoints(rubric, 'need', 'behavior', 'fine-tuning', (points, at) => (at === 2 ? { ...points, points: -5 } : points)),
  ],
  ['more-traffic-never-speaks-for-long-prompts', 'high above low', worth('traffic', 'high', 'long-context', 2)],
]

/** Whether the decision on the answers of a finding breaks the claim, by the engine and by the conditions read independently. */
function breaks(rubric: Rubric, claim: Claim, { witness }: Finding): boolean {
  const given = witness as Given
  if ('then' in claim) {
    const verdicts = new Map(Object.entries(verdictsIn(decideOn(rubric, given)))) as Parameters<typeof truthOf>[3]
    const speaks = claim.when === undefined || truthOf(rubric, given, claim.when) === 'true'
    return speaks && truthOf(rubric, given, claim.then, verdicts) !== 'true'
  }
  const { options } = rubric.questions.find(({ id }) => id === claim.more) ?? { options: [] }
  const next = options[options.findIndex(({ id }) => id === given[claim.more]) + 1]?.id as string
  const [before, after] = [given, { ...given, [claim.more]: next }].map((one) => needOf(rubric, claim.approach, one)) as [number, number]
  return claim.never === 'lowers' ? after < before : after > before
}

function needOf(rubric: Rubric, approach: string, given: Given): number | undefined {
  const model = buildModel(rubric)
  return judge(model, buildState(model, answersOf(given)))[rubric.approaches.findIndex(({ id }) => id === approach)]?.need
}

describe('what the core rubric claims of itself', () => {
  it('is a lot, each claim cited, and said of verdicts and of order', () => {
    expect(claims.length).toBeGreaterThanOrEqual(25)
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length)
    const references = new Set(core.references.map(({ id }) => id))
    for (const { id, evidence } of claims) {
      expect(evidence.length, id).toBeGreaterThan(0)
      for (const one of evidence) expect(references.has(one), `${id}: ${one}`).toBe(true)
    }
    expect(claims.filter((claim) => 'then' in claim).length).toBeGreaterThan(20)
    expect(claims.filter((claim) => 'more' in claim).length).toBeGreaterThan(10)
  })

  it('is proved, all of it', () => {
    expect(proveClaims(core)).toEqual({ findings: [], proved: claims.map(({ id }) => id) })
  })

  it('is proved of the shorter rubric as well, as far as that asks for it', () => {
    const { findings, proved } = proveClaims(quick)
    expect(findings).toEqual([])
    expect(proved.length).toBeGreaterThan(10)
  })

  it.each(BROKEN)('%s does not survive: %s', (id, _, broken) => {
    const claim = claimOf(id)
    const rubric = { ...broken(core), claims: [claim] }
    const { findings, proved } = proveClaims(rubric)
    expect(proved).toEqual([])
    expect(findings).toMatchObject([{ code: 'proof-claim', result: 'refuted', subject: ['claims', id] }])
    expect(breaks(rubric, claim, findings[0] as Finding)).toBe(true)
  })

  it('stands in the table of the documentation, word for word', () => {
    const text = readFileSync(new URL('../../docs/core-rubric.md', import.meta.url), 'utf8')
    const section = text.slice(text.indexOf('## Laws that are proved'), text.indexOf('## Where the advice is weakest'))
    const rows = [...section.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$/gm)].map(([, id, says, evidence]) => ({ id, says, evidence }))
    expect(rows).toEqual(claims.map(({ id, says, evidence }) => ({ id, says, evidence: evidence.map((one) => `\`${one}\``).join(', ') })))
  })
})
