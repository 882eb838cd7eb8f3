import { MAX_BYTES } from './read.js'

const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/** Some whole lines of a text, one after the other; good until the next block is asked for. */
export interface LineBlock {
  /** Each line ends in a line feed, also one that had none. */
  readonly bytes: Uint8Array
  /** It stands for one line of more than 512 KiB, of which nothing is kept. */
  readonly tooLong: boolean
}

/**
 * Cuts the pieces of a text into blocks of whole lines, without a byte order mark at the start. However long the text and its lines are, no more than one
 * piece and 512 KiB is kept. Line feeds end lines; what else a line holds is left to the reader. What the pieces throw is passed on.
 */
export async function* lineBlocks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  let kept = new Uint8Array(2 * MAX_BYTES)
  let filled = 0
  let isStart = true
  let skips = false
  for await (const piece of pieces) {
    let rest = piece
    if (skips) {
      const end = rest.indexOf(LINE_FEED)
      if (end < 0) continue
      yield { bytes: new Uint8Array(0), tooLong: true }
      rest = rest.subarray(end + 1)
      skips = false
    }
    if (rest.length === 0) continue
    if (filled + rest.length + 1 > kept.length) kept = enlarged(kept, filled + rest.length + 1)
    kept.set(rest, filled)
    const before = filled
    filled += rest.length
    const end = kept.lastIndexOf(LINE_FEED, filled - 1) + 1
    if (end > before) {
      const from = isStart ? markLength(kept) : 0
      isStart = false
      yield { bytes: kept.subarray(from, end), tooLong: false }
      kept.copyWithin(0, end, filled)
      filled -= end
    }
    if (filled > MAX_BYTES) {
      skips = true
      isStart = false
      filled = 0
    }
  }
  if (skips) yield { bytes: new Uint8Array(0), tooLong: true }
  else if (filled > 0) {
    kept[filled] = LINE_FEED
    yield { bytes: kept.subarray(isStart ? markLength(kept) : 0, filled + 1), tooLong: false }
  }
}

function enlarged(kept: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * size)
  larger.set(kept)
  return larger
}

function markLength(bytes: Uint8Array): number {
  return BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? BYTE_ORDER_MARK.length : 0
}
