import type { Finding, FindingCode } from '../../prove/finding.js'

/** Lists of the resolved rubric from which an overlay may take a member that says something in vain or too much, as `remove` calls them. */
const LISTS: ReadonlyMap<unknown, string> = new Map([
  ['claims', 'claims'],
  ['gates', 'gates'],
  ['preconditions', 'preconditions'],
  ['setRules', 'set-rules'],
  ['mistakes', 'mistakes'],
])
const INERT: readonly FindingCode[] = ['proof-inert-question', 'proof-inert-option']

/** A finding on something in the base of an overlay, with a hint that the overlay can take it out; others are returned as they are. */
export function withRemoval(finding: Finding): Finding {
  const removed = removalOf(finding)
  if (removed === undefined) return finding
  const more = `it is in the base: to take it out here, write \`remove: ${removed}\``
  return { ...finding, hint: finding.hint === undefined ? more : `${finding.hint}; ${more}` }
}

function removalOf({ code, result, subject }: Finding): string | undefined {
  const [list, id, within, option] = subject
  if (result === 'unproved' && list !== 'claims') return undefined
  const name = LISTS.get(list)
  if (name !== undefined) return `{${name}: [${id}]}`
  if (list !== 'questions' || !INERT.includes(code)) return undefined
  return within === 'options' ? `{options: [${id}.${option}]}` : `{questions: [${id}]}`
}
