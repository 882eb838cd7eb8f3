import { wholeMarkdown } from '../check/reporters/markdown.js'
import { renderCheckOutputs } from '../check/reporters/outputs.js'
import { cutMarkdown, SUMMARY_LIMIT } from '../check/reporters/summary.js'
import type { CheckResult } from '../check/result.js'
import type { Context } from '../context.js'
import { appendText, refusedAppend } from '../files/append.js'
import type { Diagnostic } from '../files/diagnostic.js'
import { nodeAppender } from '../files/node-writer.js'
import { refusals } from './store.js'

/**
 * Adds the result to the summary of a workflow step and to its outputs, where the environment names their files. `taken` are the paths of inputs and
 * reports, which are left as they are. Returns the problems with what could not be added.
 */
export async function appendToWorkflow({ env }: Context, result: CheckResult, taken: readonly string[]): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = []
  if (isSet(env.GITHUB_STEP_SUMMARY)) {
    const markdown = wholeMarkdown(result)
    await append(env.GITHUB_STEP_SUMMARY, (size) => cutMarkdown(after(size, markdown), SUMMARY_LIMIT - size))
  }
  if (isSet(env.GITHUB_OUTPUT)) {
    const outputs = renderCheckOutputs(result)
    await append(env.GITHUB_OUTPUT, (size) => after(size, outputs))
  }
  return problems

  async function append(path: string, textFor: (size: number) => string): Promise<void> {
    const against = await refusals([path], { force: true, protect: taken })
    const isTaken = against.some(({ code }) => code === 'write-input')
    const found = isTaken
      ? refusedAppend(path, 'it is an input or a report of the same run')
      : await appendText(path, textFor, nodeAppender)
    if (found !== undefined) problems.push(found)
  }
}

const isSet = (path: string | undefined): path is string => path !== undefined && path !== ''

/** What is there may end in the middle of a line, or of a paragraph. */
function after(size: number, text: string): string {
  return size === 0 ? text : `\n${text}`
}
