import { BACKSLASH, QUOTE } from './bytes.js'

/** Where the hash of an id begins. */
const HASH_START = 0x811c9dc5 | 0

/** One id and what it stands for; the same id may stand for several things, each with an owner of its own. */
export interface IdEntry {
  readonly owner: number
  readonly id: string
  readonly value: number
}

/** Finds ids by the bytes that spell them, without making texts of these. */
export interface IdTable {
  /** The end of an id that starts here, its closing quote; -1 where it is none: not ASCII, with an escape, or without an end on this line. */
  endOf(bytes: Uint8Array, start: number): number
  /** What the id that `endOf` was asked for last, which lies from `start` to `end`, stands for with this owner; -1 for nothing. */
  meaning(bytes: Uint8Array, start: number, end: number, owner: number): number
}

/** An open-addressed table of ids. Ids with other characters than ASCII are left out; of equal entries the first counts. */
export function idTable(entries: readonly IdEntry[]): IdTable {
  const list = entries.filter(({ id }) => /^[\0-\x7f]+$/.test(id))
  let size = 16
  while (size < 4 * list.length) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  const owners = Int32Array.from(list, (one) => one.owner)
  const values = Int32Array.from(list, (one) => one.value)
  const starts = new Int32Array(list.length + 1)
  list.forEach(({ id }, at) => {
    starts[at + 1] = (starts[at] as number) + id.length
  })
  const spelt = Uint8Array.from(list.flatMap(({ id }) => [...id].map((char) => char.charCodeAt(0))))
  list.forEach(({ id, owner }, at) => {
    const hash = [...id].reduce((sum, char) => hashOn(sum, char.charCodeAt(0)), HASH_START)
    let slot = slotOf(hash, owner) & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    slots[slot] = at
  })

  function isSpelt(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = starts[entry] as number
    if ((starts[entry + 1] as number) - from !== end - start) return false
    for (let at = start; at < end; at++) if (bytes[at] !== spelt[from + at - start]) return false
    return true
  }

  /** The hash of the id that was asked for last. */
  let hash = 0

  return {
    endOf(bytes, start) {
      let sum = HASH_START
      for (let at = start; ; at++) {
        const byte = bytes[at] as number
        if (byte === QUOTE) {
          hash = sum
          return at
        }
        if (byte < 0x20 || byte >= 0x7f || byte === BACKSLASH) return -1
        sum = hashOn(sum, byte)
      }
    },
    meaning(bytes, start, end, owner) {
      for (let slot = slotOf(hash, owner) & mask; ; slot = (slot + 1) & mask) {
        const entry = slots[slot] as number
        if (entry === -1) return -1
        if (owners[entry] === owner && isSpelt(entry, bytes, start, end)) return values[entry] as number
      }
    },
  }
}

/** The hash of an id with one more byte (FNV-1a). */
function hashOn(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function slotOf(hash: number, owner: number): number {
  return hash ^ Math.imul(owner + 1, 0x9e3779b1)
}
