import type { AnswerSheet } from '../engine/answers.js'
import { decide } from '../engine/decide.js'
import type { Decision } from '../engine/decision.js'
import type { Rubric } from '../engine/rubric.js'
import { renderJson } from '../report/json.js'

/** The decision with its keys and texts as `decide --format json` prints them: printed alone in the same way, it gives the same bytes. */
export function decidedAsPrinted(rubric: Rubric, sheet: AnswerSheet, tool: Decision['tool']): Decision {
  return JSON.parse(renderJson(decide(rubric, sheet, { tool, robustness: true }))) as Decision
}
