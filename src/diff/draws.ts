import { verdictsAt } from '../engine/judge.js'
import { randomFrom } from '../engine/random.js'
import type { Verdict } from '../engine/rubric.js'
import type { Slot } from '../engine/truth.js'
import { approachIds } from './contenders.js'
import { type Side, type Versions, viewed } from './sides.js'

/** Answers drawn where counting them all is too much. */
export const DRAWS = 50_000
const SEED = 1

/** What was seen in the draws. */
export interface Drawn {
  readonly draws: number
  /** Draws in which any verdict differs. */
  readonly any: number
  /** By approach id, draws by `before>after`, where these differ. */
  readonly moves: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** The first answers drawn that showed each move, by id and move. */
  readonly first: ReadonlyMap<string, readonly Slot[]>
}

/** Answers every shared question at random, each answer equally likely, so many times; the same draws on every machine. */
export function drawn(versions: Versions, draws = DRAWS): Drawn {
  const random = randomFrom(SEED)
  const ids = approachIds(versions)
  const moves = new Map(ids.map((id) => [id, new Map<string, number>()]))
  const first = new Map<string, readonly Slot[]>()
  const [before, after] = versions.sides
  let any = 0
  for (let draw = 0; draw < draws; draw++) {
    const slots = versions.questions.map((question) => question.slots[random(question.slots.length)] as Slot)
    const [was, is] = [verdictsAt(before.model, viewed(before, slots)), verdictsAt(after.model, viewed(after, slots))]
    let differs = false
    for (const id of ids) {
      const [from, to] = [verdictIn(before, was, id), verdictIn(after, is, id)]
      if (from === to) continue
      differs = true
      const move = `${from}>${to}`
      const own = moves.get(id) as Map<string, number>
      own.set(move, (own.get(move) ?? 0) + 1)
      if (!first.has(`${id} ${move}`)) first.set(`${id} ${move}`, slots)
    }
    if (differs) any += 1
  }
  return { draws, any, moves, first }
}

function verdictIn({ model }: Side, verdicts: readonly Verdict[], id: string): Verdict {
  return verdicts[model.names.approach.get(id) ?? -1] ?? 'skip'
}
