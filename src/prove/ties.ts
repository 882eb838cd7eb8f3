import type { Given } from '../engine/given.js'
import { type Contender, canStart, judge } from '../engine/judge.js'
import type { State } from '../engine/truth.js'
import { givenOf, replayable, stateOf } from './answers.js'
import type { ProofReport } from './finding.js'
import type { Space } from './space.js'
import { tallyOf } from './tally.js'

/** No two alternatives stand level where only their order in the rubric decides between them, unless the rubric says why. */
export function proveTies(space: Space): ProofReport {
  const tally = tallyOf('proof-tie')
  for (const group of space.rubric.alternatives) {
    if (group.tieBecause !== undefined) continue
    const subject = ['alternatives', group.id]
    const found = tieIn(space, group.of)
    if (found === 'unknown') tally.unproved(subject, `that none of ${group.of.map((id) => `\`${id}\``).join(', ')} stand level`)
    else if (found === 'none') tally.proved()
    else {
      const [first, second] = found.level
      tally.refuted(subject, `\`${first}\` and \`${second}\` stand level here, and only their order in the file decides`, {
        witness: found.given,
        hint: 'move a point, or say why the first should win with `tie-because`',
      })
    }
  }
  return tally.report()
}

type Tie = { readonly given: Given; readonly level: readonly [string, string] } | 'none' | 'unknown'

function tieIn(space: Space, of: readonly string[]): Tie {
  const { model, pool } = space
  const members = of.map((id) => model.names.approach.get(id) as number)
  const contendersIn = (state: State): Contender[] => {
    const standings = judge(model, state)
    return members.map((member) => standings[member] as Contender)
  }
  const shown = (state: State): Tie => {
    const short = replayable(model, state, (some) => levelIn(contendersIn(some)) !== null)
    const [first, second] = levelIn(contendersIn(short)) as [number, number]
    return { given: givenOf(model, short), level: [of[first] as string, of[second] as string] }
  }
  const drawn = pool.find(({ state }) => levelIn(contendersIn(state)) !== null)
  if (drawn !== undefined) return shown(drawn.state)
  let found: Given | undefined
  const done = space.explore({ approaches: of, conditions: [] }, ({ contenders, witness }) => {
    if (levelIn(contenders) === null) return true
    found = witness()
    return false
  })
  return found !== undefined ? shown(stateOf(model, found)) : done ? 'none' : 'unknown'
}

/** The winner and the first that stands level with it, by their place in the group; null where the winner stands alone. */
function levelIn(contenders: readonly Contender[]): [number, number] | null {
  const starting = contenders.some(canStart)
  const field = contenders.map((one) => (starting ? canStart(one) : one.alone === 'later'))
  const most = Math.max(...contenders.map(({ standing }, at) => (field[at] === true ? standing : Number.NEGATIVE_INFINITY)))
  const level = contenders.flatMap(({ standing }, at) => (field[at] === true && standing === most ? [at] : []))
  return level.length > 1 ? [level[0] as number, level[1] as number] : null
}
