import type { Decision } from '../engine/decision.js'
import { confirmation } from './adr/confirmation.js'
import { consequences } from './adr/consequences.js'
import { consideredOptions, contextAndProblem, decisionDrivers } from './adr/context.js'
import { frontMatter } from './adr/front-matter.js'
import type { Superseded } from './adr/link.js'
import { moreInformation } from './adr/more.js'
import { prosAndCons } from './adr/options.js'
import { decisionOutcome } from './adr/outcome.js'
import { supersession } from './adr/supersession.js'
import { type Block, heading } from './document/blocks.js'
import { UNTITLED } from './document/summary.js'
import { renderMarkdownBlocks } from './markdown.js'

/** Returns the decision as an architecture decision record: MADR 4.0, status proposed, one final newline. */
export function renderAdr(decision: Decision): string {
  return renderRecord(decision)
}

/** Returns the same as a record that takes the place of a former one: it links to that and lists what has changed. */
export function renderRecord(decision: Decision, former?: Superseded): string {
  const title = decision.title.trim() === '' ? UNTITLED : decision.title
  const context: readonly Block[] = [heading(1, title), ...contextAndProblem(decision)]
  const body = [
    ...decisionDrivers(decision),
    ...consideredOptions(decision),
    ...decisionOutcome(decision),
    ...consequences(decision),
    ...confirmation(decision),
    ...prosAndCons(decision),
  ]
  const parts = [
    frontMatter(decision),
    renderMarkdownBlocks(context, decision.references),
    ...(former === undefined ? [] : [supersession(decision, former)]),
    renderMarkdownBlocks([...body, ...moreInformation(decision, body)], decision.references),
  ]
  return parts.join('\n')
}
