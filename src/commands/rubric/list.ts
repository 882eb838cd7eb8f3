import type { Context } from '../../context.js'
import type { Rubric } from '../../engine/rubric.js'
import { oneLine } from '../../report/encode.js'
import { wrapped } from '../../report/text/width.js'
import { SHIPPED, shippedRubric } from '../../rubric/shipped.js'
import { TOOL } from '../../version.js'
import { DEFAULT_RUBRIC } from '../rubric-choice.js'
import { printJson, printText, RUBRIC_DOCUMENT_VERSION, type RubricOptions } from './output.js'

/** What was typed after `rubric list`. */
export interface RubricListOptions extends RubricOptions {
  readonly format?: 'text' | 'json'
}

/** So much of a digest tells two rubrics apart for a person. */
const SHORT_DIGEST = 12
const WIDTH = 80

/** Lists the rubrics that come with the tool. Returns the exit code. */
export async function rubricListCommand(context: Context, { format }: RubricListOptions): Promise<number> {
  const rubrics = SHIPPED.flatMap((name) => shippedRubric(name) ?? [])
  if (format === 'json') {
    return printJson(context, { schemaVersion: RUBRIC_DOCUMENT_VERSION, tool: TOOL, rubrics: rubrics.map(asData) })
  }
  return printText(context, `${rubrics.map(asText).join('\n\n')}\n\nTo see one in full: rag-or-tune rubric show NAME\n`)
}

function asData({ id, version, digest, title, summary, questions, approaches }: Rubric): object {
  return {
    name: id,
    version,
    digest,
    default: id === DEFAULT_RUBRIC,
    title,
    summary,
    questions: questions.length,
    approaches: approaches.map((approach) => approach.id),
  }
}

function asText({ id, version, digest, title, summary, questions, approaches }: Rubric): string {
  const counts = `${questions.length} questions, ${approaches.length} approaches`
  const head = `${id} ${version}${id === DEFAULT_RUBRIC ? ' (default)' : ''}  ${counts}  ${digest.slice(0, SHORT_DIGEST)}`
  return [head, ...wrapped(`${oneLine(title)}. ${oneLine(summary)}`, WIDTH - 2).map((line) => `  ${line}`)].join('\n')
}
