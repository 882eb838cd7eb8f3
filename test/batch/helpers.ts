import { type Batch, type BatchOptions, createBatch, type Decider } from '../../src/batch/batch.js'
import { linesOf } from '../../src/batch/lines.js'
import { ndjsonTable } from '../../src/batch/ndjson.js'
import type { TableWriter } from '../../src/batch/table.js'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Checked, Diagnostic } from '../../src/files/diagnostic.js'
import { lineBlocks } from '../../src/files/line-blocks.js'
import { problem } from '../../src/files/problem.js'
import { core, quick } from '../engine/shipped.js'

/** A text in pieces of so many bytes. */
export async function* inPieces(text: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

export interface Setting {
  readonly rubrics?: Readonly<Record<string, Rubric>>
  readonly options?: Partial<BatchOptions>
  readonly writer?: TableWriter
  /** False: every row goes through the strict reader. */
  readonly plain?: boolean
  readonly pieces?: number
}

export interface Decided {
  readonly out: string
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
  readonly rows: number
  /** How many rows the plain reader took. */
  readonly plain: number
  readonly batch: Batch
}

/** Decides rows as the command does, the first rubric being that of rows that name none. */
export async function decideRows(text: string | Uint8Array, setting: Setting = {}): Promise<Decided> {
  const { rubrics = { core, quick }, options = {}, writer = ndjsonTable(), plain = true, pieces } = setting
  const problems: Diagnostic[] = []
  const warnings: Diagnostic[] = []
  let out = ''
  let taken = 0
  const port = {
    write(part: string) {
      out += part
    },
    complain(list: readonly Diagnostic[]) {
      problems.push(...list)
    },
  }
  const batch = createBatch({ filters: [], filterTexts: [], verdictsOnly: true, summaryOnly: false, ...options }, writer, port)
  const known = new Map<string, Checked<Decider>>()
  const [standard = ''] = Object.keys(rubrics)
  const counting = (decider: Decider): Decider => ({
    ...decider,
    reader: {
      ...decider.reader,
      read(bytes, at) {
        const end = plain ? decider.reader.read(bytes, at) : -1
        if (end >= 0) taken += 1
        return end
      },
    },
  })
  const shelf = { find: (name = standard) => known.get(name), overridden: () => undefined }
  const lines = linesOf(batch, shelf, 'rows.ndjson', (list) => warnings.push(...list))
  for await (const block of lineBlocks(inPieces(text, pieces))) {
    lines.open(block)
    for (let left = lines.next(); left !== false; left = lines.next()) {
      if (left === true) continue
      const name = left.rubric ?? standard
      const rubric = rubrics[name]
      const ready: Checked<Decider> =
        rubric === undefined
          ? { ok: false, problems: [problem('row-rubric', `no rubric ${name}`)] }
          : batch.prepare(rubric, { unnamed: name === standard, name })
      known.set(name, ready.ok ? { ...ready, value: counting(ready.value) } : ready)
    }
  }
  return { out, problems, warnings, rows: lines.rows(), plain: taken, batch }
}

/** The rows of NDJSON as values. */
export function rowsIn(out: string): readonly Record<string, unknown>[] {
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}
