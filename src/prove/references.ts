import type { PlanContent, Rubric } from '../engine/rubric.js'
import type { ProofReport } from './finding.js'
import { joined, tallyOf } from './tally.js'

/** Every points entry says because of what, on references that exist; references that nothing cites, or that are due for review, are warned of. */
export function proveReferences(rubric: Rubric, date: string | undefined): ProofReport {
  return joined([explained(rubric), cited(rubric), ...(date === undefined ? [] : [reviewed(rubric, date)])])
}

function explained(rubric: Rubric): ProofReport {
  const tally = tallyOf('proof-reference')
  const known = new Set(rubric.references.map(({ id }) => id))
  for (const question of rubric.questions) {
    for (const option of question.options) {
      for (const points of option.points) {
        const at = option.points.filter((one) => one.approach === points.approach).indexOf(points)
        const subject = ['questions', question.id, 'options', option.id, 'points', points.approach, at]
        const missing = points.evidence.filter((id) => !known.has(id))
        if (points.because.trim() === '') tally.refuted(subject, 'these points say nothing about why', { hint: 'add `because:`' })
        else if (points.evidence.length === 0) tally.refuted(subject, 'these points name no reference', { hint: 'add `evidence: [ID]`' })
        else if (missing.length > 0) tally.refuted(subject, `no reference is called ${missing.map((id) => `\`${id}\``).join(', ')}`)
        else tally.proved()
      }
    }
  }
  return tally.report()
}

function cited(rubric: Rubric): ProofReport {
  const tally = tallyOf('proof-reference')
  const used = new Set(citations(rubric))
  for (const { id } of rubric.references) {
    if (used.has(id)) continue
    tally.warned(['references', id], `nothing cites the reference \`${id}\``, { hint: 'cite it where it speaks, or remove it' })
  }
  return { findings: tally.report().findings, proved: [] }
}

function citations(rubric: Rubric): string[] {
  const contents: readonly PlanContent[] = [...Object.values(rubric.plans), ...rubric.layers.flatMap(({ plan }) => plan ?? [])]
  const { validation } = rubric
  const all: readonly { readonly evidence: readonly string[] }[] = [
    ...rubric.questions.flatMap((question) => question.options.flatMap((option) => option.points)),
    ...rubric.gates,
    ...rubric.preconditions,
    ...rubric.setRules,
    ...rubric.mistakes,
    ...contents.flatMap((one) => [...one.does, ...one.tokens, ...one.risks, ...one.metrics, ...one.reversal, ...one.steps]),
    ...rubric.layers.flatMap(({ otherwise }) => otherwise),
    ...rubric.phases.flatMap(({ steps }) => steps),
    ...validation.quantitative,
    ...validation.qualitative,
    ...validation.triggers,
    ...(rubric.claims ?? []),
  ]
  return all.flatMap(({ evidence }) => evidence)
}

/** Dates are ISO, so that they compare as texts. */
function reviewed(rubric: Rubric, date: string): ProofReport {
  const tally = tallyOf('proof-review')
  for (const { id, reviewAfter } of rubric.references) {
    if (reviewAfter === undefined) continue
    if (date <= reviewAfter) tally.proved()
    else {
      tally.warned(['references', id, 'reviewAfter'], `the reference \`${id}\` was to be looked at again after ${reviewAfter}`, {
        hint: 'look at the source again, then set the next date',
      })
    }
  }
  return tally.report()
}
