import type * as Engine from '../engine/rubric.js'
import { defined } from './defined.js'
import { withDigest } from './digest.js'
import { type OptionCounts, questionsRead, resolveCondition } from './resolve-condition.js'
import { resolveLayer, resolvePhase, resolvePlan, resolveTexts } from './resolve-plan.js'
import { citedIn } from './rules/advice.js'
import { DEFAULT_LINES } from './rules/approaches.js'
import type { WrittenCondition } from './schema/condition.js'
import type { WrittenApproach, WrittenClaim } from './schema/knowledge.js'
import type { WrittenOption, WrittenPoints, WrittenQuestion } from './schema/question.js'
import type { WrittenRubric } from './schema.js'

const DEFAULT_REVISIT_DAYS = 90

/** Fills in the defaults of a rubric that has passed its checks, and gives it its digest. */
export function resolveRubric(untrimmed: WrittenRubric): Engine.Rubric {
  const written = trimTexts(untrimmed) as WrittenRubric
  const counts: OptionCounts = new Map(written.questions.map((question) => [question.id, question.options.length]))
  const when = (condition: WrittenCondition | undefined): Engine.Condition | undefined =>
    condition === undefined ? undefined : resolveCondition(condition, counts)
  const conditional = <T extends { when?: WrittenCondition | undefined; evidence?: string[] | undefined }>(entry: T) => ({
    ...entry,
    when: when(entry.when),
    evidence: entry.evidence ?? [],
  })
  const { validation = {} } = written
  return withDigest({
    format: 1,
    id: written.id,
    version: written.version,
    title: written.title,
    summary: written.summary,
    sections: written.sections,
    criteria: written.criteria,
    approaches: written.approaches.map((approach) => resolveApproach(approach, written.lines)),
    layers: written.layers.map((layer) => resolveLayer(layer, counts)),
    questions: written.questions.map((question) => resolveQuestion(question, counts)),
    absent: [],
    gates: (written.gates ?? []).map((gate) => defined(conditional(gate))),
    preconditions: (written.preconditions ?? []).map((entry) => defined(conditional(entry))),
    alternatives: (written.alternatives ?? []).map(({ 'tie-because': tieBecause, ...rest }) => defined({ ...rest, tieBecause })),
    setRules: (written['set-rules'] ?? []).map((rule) => ({
      ...rule,
      when: resolveCondition(rule.when, counts),
      evidence: rule.evidence ?? [],
    })),
    mistakes: (written.mistakes ?? []).map((mistake) => ({
      ...mistake,
      when: resolveCondition(mistake.when, counts),
      evidence: mistake.evidence ?? [],
    })),
    deployments: (written.deployments ?? []).map((one) => defined({ ...one, when: when(one.when) })),
    plans: Object.fromEntries(
      written.approaches.flatMap(({ id }) => {
        const plan = written.plans[id]
        return plan === undefined ? [] : [[id, resolvePlan(plan, counts)]]
      }),
    ),
    phases: (written.phases ?? []).map((phase) => resolvePhase(phase, counts)),
    validation: {
      quantitative: resolveTexts(validation.quantitative, counts),
      qualitative: resolveTexts(validation.qualitative, counts),
      revisitAfterDays: validation['revisit-after-days'] ?? DEFAULT_REVISIT_DAYS,
      triggers: resolveTexts(validation.triggers, counts),
    },
    references: (written.references ?? []).map(({ 'review-after': reviewAfter, ...rest }) => defined({ ...rest, reviewAfter })),
    ...claimsAmong((written.claims ?? []).map((claim) => resolveClaim(claim, counts))),
  })
}

/** What a shorter rubric says itself. */
interface Asking {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly summary: string
  readonly ask: readonly string[]
}

/**
 * Everything of the base, but only the questions asked, in their order. Claims that read another question are left out, and so are references that
 * nothing cites any more.
 */
export function resolveShorter(base: Engine.Rubric, untrimmed: Asking): Engine.Rubric {
  const { ask } = untrimmed
  const written = trimTexts({ id: untrimmed.id, version: untrimmed.version, title: untrimmed.title, summary: untrimmed.summary }) as Asking
  const byId = new Map(base.questions.map((question) => [question.id, question]))
  const { digest: _, claims = [], ...rest } = base
  const absent = base.questions.map((question) => question.id).filter((id) => !ask.includes(id))
  const shorter = {
    ...rest,
    ...claimsAmong(claims.filter((claim) => !questionsOf(claim).some((id) => absent.includes(id)))),
    id: written.id,
    version: written.version,
    title: written.title,
    summary: written.summary,
    questions: ask.flatMap((id) => byId.get(id) ?? []),
    absent,
  }
  const cited = citedIn({ ...shorter, references: [] })
  return withDigest({ ...shorter, references: base.references.filter((reference) => cited.has(reference.id)) })
}

function resolveApproach(written: WrittenApproach, lines: WrittenRubric['lines']): Engine.Approach {
  return defined({
    id: written.id,
    title: written.title,
    summary: written.summary,
    layer: written.layer,
    prior: written.prior ?? 0,
    priorBecause: written['prior-because'] ?? '',
    readinessPrior: written['readiness-prior'] ?? 0,
    lines: {
      adopt: written.lines?.adopt ?? lines?.adopt ?? DEFAULT_LINES.adopt,
      pilot: written.lines?.pilot ?? lines?.pilot ?? DEFAULT_LINES.pilot,
      ready: written.lines?.ready ?? lines?.ready ?? DEFAULT_LINES.ready,
    },
    always: written.always,
    never: written.never,
  })
}

function resolveClaim(written: WrittenClaim, counts: OptionCounts): Engine.Claim {
  const { id, says, evidence = [] } = written
  const when = written.when === undefined ? undefined : resolveCondition(written.when, counts)
  // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits a claim
  if ('then' in written) return defined({ id, says, evidence, when, then: resolveCondition(written.then, counts) })
  const [never, approach] =
    'never-lowers' in written ? (['lowers', written['never-lowers']] as const) : (['raises', written['never-raises']] as const)
  return defined({ id, says, evidence, when, more: written.more, never, approach })
}

function questionsOf(claim: Engine.Claim): readonly string[] {
  return [...questionsRead(claim.when), ...('then' in claim ? questionsRead(claim.then) : [claim.more])]
}

/** The key `claims`, only where there are some: a rubric without any keeps its digest. */
function claimsAmong(claims: readonly Engine.Claim[]): { readonly claims?: readonly Engine.Claim[] } {
  return claims.length === 0 ? {} : { claims }
}

function resolveQuestion(written: WrittenQuestion, counts: OptionCounts): Engine.Question {
  return defined({
    id: written.id,
    section: written.section,
    role: written.role,
    kind: written.kind ?? 'single',
    title: written.title,
    text: written.text,
    help: written.help,
    why: written.why,
    ordered: written.ordered ?? false,
    unevenBecause: written['uneven-because'],
    unit: written.unit,
    when: written.when === undefined ? undefined : resolveCondition(written.when, counts),
    options: written.options.map((option) => resolveOption(option, written.criterion ?? '', counts)),
  })
}

function resolveOption(written: WrittenOption, criterion: string, counts: OptionCounts): Engine.Option {
  const points = Object.entries(written.points ?? {}).flatMap(([approach, entries]) =>
    (Array.isArray(entries) ? entries : [entries]).map((entry) => resolvePoints(approach, entry, criterion, counts)),
  )
  const { id, label, help, neutral = false, band } = written
  return defined({ id, label, help, neutral, band: band === undefined ? undefined : defined(band), points })
}

function resolvePoints(approach: string, written: WrittenPoints, criterion: string, counts: OptionCounts): Engine.Points {
  return defined({
    approach,
    points: written.points,
    because: written.because,
    evidence: written.evidence ?? [],
    criterion: written.criterion ?? criterion,
    when: written.when === undefined ? undefined : resolveCondition(written.when, counts),
  })
}

/** White space at the ends of a text comes from how YAML blocks are written, and means nothing. */
function trimTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(trimTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, trimTexts(inside)]))
}
