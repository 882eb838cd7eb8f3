import type { Decision, PlannedText } from '../../engine/decision.js'
import { type Block, bullets, cite, heading, type Item, strong } from './blocks.js'
import { reviewWords } from './words.js'

const item = (each: PlannedText): Item => ({ content: [each.text, cite(each.evidence)] })

/** Part 7: how success is measured and when to look again. */
export function validation(decision: Decision): readonly Block[] {
  const { measures, quantitative, qualitative, revisit } = decision.validation
  const numbers = [
    ...measures.map((each): Item => ({ content: [strong(each.title), `: ${each.text}`, cite(each.evidence)] })),
    ...quantitative.map(item),
  ]
  return [
    heading(2, '7. Validation plan'),
    ...titled('In numbers', numbers),
    ...titled('By asking people', qualitative.map(item)),
    heading(3, 'When to look again'),
    bullets([{ content: reviewWords(decision) }, ...revisit.triggers.map(item)]),
  ]
}

const titled = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [heading(3, title), bullets(items)])
