const LONGEST = 64

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...pairs('авгеикмнопрстухѕіјһԁԛԝ', 'abreukmhonpctyxsijhdqw'),
  ...pairs('αγικνορτυχ', 'ayiknoptux'),
  ...pairs('ıɑɡ‐‑‒–—−_', 'iag-------'),
])

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((letter, index) => [letter, to.charAt(index)])
}

function fold(word: string): string {
  return [...word.normalize('NFKC').trim().toLowerCase()].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join('')
}

/**
 * The known word that the given one was most likely meant to be, or undefined when none is close or the word has more than 64 characters.
 * Case, look-alike letters and white space around it do not count; a tie goes to the earlier word.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined
  const wanted = fold(word)
  if (wanted === '') return undefined
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  const starting: string[] = []
  for (const candidate of known) {
    if (candidate.length > LONGEST) continue
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))
    const distance = edits(wanted, candidate, Math.min(limit, least - 1))
    if (distance !== undefined) {
      best = candidate
      least = distance
    }
    if (wanted.length >= 3 && candidate.startsWith(wanted)) starting.push(candidate)
  }
  if (best !== undefined && least <= 1) return best
  return starting.length === 1 ? starting[0] : best
}

/** Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other; undefined when they are more than `most`. */
function edits(from: string, to: string, most: number): number | undefined {
  if (Math.abs(from.length - to.length) > most) return undefined
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const now = [row]
    let least = row
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let cost = Math.min((last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      }
      now.push(cost)
      least = Math.min(least, cost)
    }
    // A swap reaches back two rows, hence one edit of leeway.
    if (least > most + 1) return undefined
    before = last
    last = now
  }
  const count = last[to.length] ?? 0
  return count > most ? undefined : count
}
