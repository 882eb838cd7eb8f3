import type { Decision } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Inline, type Item, paragraph, strong } from '../document/blocks.js'
import { reviewWords } from '../document/words.js'

/** Returns the section that says how to tell whether the decision holds: in CI, in numbers, by asking people, and when to look again. */
export function confirmation(decision: Decision): readonly Block[] {
  const { measures, quantitative, qualitative } = decision.validation
  const expected = decision.set.map((id) => ` --expect ${id}=adopt`).join('')
  const numbers = [...byTitle(measures), ...quantitative.map(({ text, evidence }): Item => ({ content: [text, cite(evidence)] }))]
  return [
    heading(3, 'Confirmation'),
    paragraph(
      `In CI, ${decision.tool.name} check decides the committed answers file again, and fails once a verdict, an answer or the rubric has changed or the review is overdue:`,
    ),
    bullets([
      { content: [strong('Command'), `: ${decision.tool.name} check FILE${expected}`] },
      { content: [strong('Review'), `: ${reviewWords(decision)}`] },
    ]),
    ...titled('In numbers:', numbers),
    ...titled(
      'By asking people:',
      qualitative.map(({ text, evidence }): Item => ({ content: [text, cite(evidence)] })),
    ),
  ]
}

const titled = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [paragraph(title), bullets(items)])

/** Measures under the title of what they measure, in the order of their first. */
function byTitle(measures: Decision['validation']['measures']): readonly Item[] {
  const titles = [...new Set(measures.map(({ title }) => title))]
  return titles.map((title) => {
    const more = measures.filter((one) => one.title === title).map(({ text, evidence }): Inline => [text, cite(evidence)])
    return { content: [strong(title), ':'], more }
  })
}
