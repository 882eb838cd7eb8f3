import { type Inline, verdict } from '../../report/document/blocks.js'
import type { GateWay } from '../here/gates.js'

/** One answer that would make a gate hold, with the verdict then. */
export function wayWords(way: GateWay): Inline {
  const how = way.open ? 'answered' : 'changed to'
  return [`${way.questionTitle} ${how} “${answerWords(way.answer.labels)}”: the verdict would be `, verdict(way.verdict), '.']
}

/** An answer by its labels. */
export function answerWords(labels: readonly string[]): string {
  return labels.length === 0 ? 'None of these' : labels.join('; ')
}
