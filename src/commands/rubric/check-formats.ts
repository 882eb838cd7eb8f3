import { visible } from '../../files/characters.js'
import type { Diagnostic } from '../../files/diagnostic.js'
import { renderDiagnostics } from '../../files/frame.js'
import { problemData } from '../../files/problem-data.js'
import { TOOL } from '../../version.js'
import { answersIn, type CheckedRubric, diagnosticOf, type Outcome, type Placed, PROOFS } from './checked.js'

const CHECK_DOCUMENT_VERSION = '1.1.0'

/** How the text is written. */
export interface CheckText {
  readonly strict: boolean
  readonly colour: boolean
  /** Warnings are left out. */
  readonly quiet: boolean
}

/** What was found in one rubric, then what was proved of it. Ends in a line feed. */
export function checkText(checked: CheckedRubric, manner: CheckText): string {
  const shown = checked.findings.filter(({ result }) => !(manner.quiet && result === 'warning'))
  return [...shown.map((finding) => findingText(finding, manner)), summaryText(checked)].join('\n')
}

function findingText(finding: Placed, { strict, colour }: CheckText): string {
  const text = renderDiagnostics([diagnosticOf(finding, strict)], { colour })
  if (finding.replay !== undefined) return `${text}  shown by: ${finding.replay}\n`
  const answers = answersIn(finding.witness ?? {})
  return answers.length === 0 ? text : `${text}  shown by the answers ${visible(answers.join(' '))}\n`
}

function summaryText({ name, outcome, rubric, findings, proved, leftOut = [], problems }: CheckedRubric): string {
  if (rubric === undefined) {
    const count = problems.filter(({ severity }) => severity === 'error').length
    return `${visible(name)} cannot be used: ${counted(count, 'problem')}\n`
  }
  const head = `${visible(name)} (${visible(rubric.id)} ${rubric.version}): ${verdictOf(outcome, findings, problems)}`
  const rows = proved.filter(({ count }) => count > 0).map(({ proof, count }) => `  ${String(count).padStart(5)}  ${nameOf(proof)}`)
  const lost = leftOut.map(({ approach, verdicts }) => `  ${visible(approach)}: ${verdicts.join(', ')}`)
  const parts = [
    head,
    ...(rows.length === 0 ? [] : ['Proved over all answers, open ones among them:', ...rows]),
    ...(lost.length === 0 ? [] : ['Verdicts that only the questions left out lead to:', ...lost]),
  ]
  return `${parts.join('\n')}\n`
}

function verdictOf(outcome: Outcome, findings: readonly Placed[], problems: readonly Diagnostic[]): string {
  const of = (result: Placed['result']): number => findings.filter((one) => one.result === result).length
  const warnings = of('warning') + problems.length
  const parts = [
    ...(of('refuted') > 0 ? [`${of('refuted')} refuted`] : []),
    ...(of('unproved') > 0 ? [`${of('unproved')} not proved`] : []),
    ...(outcome === 'proved' ? ['everything proved'] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
  return parts.join(', ')
}

function nameOf(proof: string): string {
  return Object.hasOwn(PROOFS, proof) ? PROOFS[proof as keyof typeof PROOFS] : visible(proof)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** The JSON document of a check: every rubric in the order it was named, every finding in the order of its place. */
export function checkDocument(checked: readonly CheckedRubric[], { strict, date }: { strict: boolean; date: string | undefined }): object {
  return {
    schemaVersion: CHECK_DOCUMENT_VERSION,
    tool: TOOL,
    strict,
    ...(date !== undefined && { date }),
    rubrics: checked.map(({ name, outcome, rubric, problems, findings, proved, leftOut }) => ({
      name,
      outcome,
      rubric,
      problems: problems.map(problemData),
      findings: findings.map(findingData),
      proved: proved.map(({ proof, count }) => ({ proof, count })),
      ...(leftOut !== undefined && { leftOut: leftOut.map(({ approach, verdicts }) => ({ approach, verdicts })) }),
    })),
  }
}

function findingData({ code, result, message, hint, subject, place, witness, replay }: Placed): object {
  return { code, result, message, hint, subject, file: place.file, line: place.line, column: place.column, witness, replay }
}
