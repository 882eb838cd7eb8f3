import { wholeMarkdown } from '../check/reporters/markdown.js'
import { renderCheckOutputs } from '../check/reporters/outputs.js'
import { cutMarkdown, SUMMARY_LIMIT } from '../check/reporters/summary.js'
import type { CheckResult } from '../check/result.js'
import type { Context } from '../context.js'
import { appendText } from '../files/append.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { nodeAppender } from '../files/node-writer.js'

/**
 * Adds the result to the summary of a workflow step and to its outputs, where the environment names their files. Returns warnings for what could not
 * be added.
 */
export async function appendToWorkflow({ env }: Context, result: CheckResult): Promise<readonly Diagnostic[]> {
  const warnings: (Diagnostic | undefined)[] = []
  if (isSet(env.GITHUB_STEP_SUMMARY)) {
    const markdown = wholeMarkdown(result)
    warnings.push(
      await appendText(env.GITHUB_STEP_SUMMARY, (size) => cutMarkdown(after(size, markdown), SUMMARY_LIMIT - size), nodeAppender),
    )
  }
  if (isSet(env.GITHUB_OUTPUT)) {
    const outputs = renderCheckOutputs(result)
    warnings.push(await appendText(env.GITHUB_OUTPUT, (size) => after(size, outputs), nodeAppender))
  }
  return warnings.filter((one) => one !== undefined)
}

const isSet = (path: string | undefined): path is string => path !== undefined && path !== ''

/** What is there may end in the middle of a line, or of a paragraph. */
function after(size: number, text: string): string {
  return size === 0 ? text : `\n${text}`
}
