import { type Site, unknownQuestion } from '../answers/options.js'
import type { Rubric } from '../engine/rubric.js'
import type { Checked, Diagnostic } from '../files/diagnostic.js'
import { problem } from '../files/problem.js'

/** A map has two sides; more questions would need more paper than there is. */
const MOST = 2
const EXAMPLE = 'such as --vary change-rate; a second --vary makes it a map'

/** What is wrong with the `--vary` flags whatever the rubric: none, too many, or one question twice. */
export function faultsOfVary(vary: readonly string[]): readonly Diagnostic[] {
  if (vary.length === 0)
    return [problem('usage', 'what-if needs a question to vary: --vary is not given', { path: '--vary', hint: EXAMPLE })]
  const twice = [...new Set(vary.filter((id, at) => vary.indexOf(id) !== at))]
  const repeated = twice.map((id) =>
    problem('usage', `--vary names ${id} twice`, { path: '--vary', hint: 'name another question, or one only' }),
  )
  if (vary.length <= MOST) return repeated
  return [
    problem('usage', `what-if varies one question or two, and --vary is given ${vary.length} times`, {
      path: '--vary',
      hint: 'keep one --vary for a line, two for a map; fix other answers with --set',
    }),
    ...repeated,
  ]
}

/** The ids of the questions to vary, each known to the rubric; or every problem with them. */
export function readVaried(vary: readonly string[], rubric: Rubric): Checked<readonly string[]> {
  const problems = vary.flatMap((text) => faultOf(text, rubric))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: vary, warnings: [] }
}

function faultOf(text: string, rubric: Rubric): Diagnostic[] {
  const known = rubric.questions.map(({ id }) => id)
  if (known.includes(text)) return []
  const place = { file: '--vary', column: 1, length: Math.max(1, text.length), sourceLine: text }
  const site: Site = { place, path: '--vary' }
  const [question = '', ...rest] = text.split(/[=,]/)
  if (rest.length > 0 && known.includes(question)) {
    const hint = text.includes('=') ? `write --vary ${question}: every answer to it is tried` : 'give --vary once for each question'
    return [problem('usage', '--vary takes the id of one question', { ...site, hint })]
  }
  if (rubric.absent.includes(text)) {
    return [problem('answer-unknown-question', `the rubric ${rubric.id} does not ask ${text}`, { ...site, allowed: known })]
  }
  return [unknownQuestion(text, known, site)]
}
