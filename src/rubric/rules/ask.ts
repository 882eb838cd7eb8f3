import type { Rubric } from '../../engine/rubric.js'
import { echo } from '../../files/characters.js'
import type { Base } from '../load.js'
import type { Path, Problems } from '../problems.js'
import { questionsRead } from '../resolve-condition.js'
import { SHIPPED } from '../shipped.js'
import type { Ids, View } from '../view.js'
import { reportUnknown } from './known.js'

/**
 * A shorter rubric extends a shipped whole one and asks questions of it, each once.
 * Returns that rubric, or undefined when there is none of the name.
 */
export function askIsKnown(view: View, base: Base, problems: Problems): Rubric | undefined {
  const name = view.raw['extends']
  if (typeof name !== 'string' || !view.sound(['extends'])) return undefined
  const whole = SHIPPED.includes(name) ? base(name) : undefined
  if (whole === undefined || whole.absent.length > 0) {
    const says = whole === undefined ? `there is no shipped rubric ${echo(name)}` : `${echo(name)} is a shorter rubric itself`
    problems.add('unknown-base', ['extends'], `${says}; only a whole rubric can be extended`, { allowed: ['core'] })
    return undefined
  }
  const ask = view.raw['ask']
  if (Array.isArray(ask)) checkAsked(ask, whole, (path) => view.sound(path), problems)
  return whole
}

/** The questions asked are questions of the base, each once. `sound` says whether what stands at a path has the right shape. */
export function checkAsked(ask: readonly unknown[], base: Rubric, sound: (path: Path) => boolean, problems: Problems): void {
  const ids: Ids = { all: [], names: new Set(base.questions.map((question) => question.id)), complete: true }
  for (const [index, id] of ask.entries()) {
    const path = ['ask', index]
    if (typeof id !== 'string' || !sound(path)) continue
    if (!ids.names.has(id)) reportUnknown(problems, 'question', id, path, ids)
    else if (ask.indexOf(id) < index)
      problems.add('name-twice', path, `${echo(id)} is listed twice here`, { hint: 'remove one of the two' })
    else warnOfLaterQuestions(ask, index, base, problems)
  }
}

function warnOfLaterQuestions(ask: readonly unknown[], index: number, base: Rubric, problems: Problems): void {
  const question = base.questions.find((one) => one.id === ask[index])
  const later = questionsRead(question?.when).filter((id) => ask.indexOf(id) > index)
  for (const id of new Set(later)) {
    problems.warn(
      'ask-order',
      ['ask', index],
      `whether \`${question?.id}\` concerns the person depends on \`${id}\`, which is asked later`,
      {
        hint: `ask \`${id}\` first; as it is, an answer may turn out not to count`,
      },
    )
  }
}
