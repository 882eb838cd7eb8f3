import { join } from 'node:path'
import { nodeReader } from '../files/node-reader.js'
import type { FileReader } from '../files/read.js'
import { SHIPPED } from './shipped.js'

/** Where the shipped rubrics are kept as they are written. */
export interface Library {
  /** The path of a shipped rubric, for `io` and for people; undefined when none has this name. */
  pathOf(name: string): string | undefined
  readonly io: FileReader
  /** The paths are only how the files are called, and not where they lie. */
  readonly shown: boolean
}

const SHOWN = 'rubrics'

// The bundle lies in dist/; this source file lies two folders below the root.
const FOLDERS = [join(import.meta.dirname, '..', 'rubrics'), join(import.meta.dirname, '..', '..', 'rubrics')]

/** The shipped rubrics of this installation, shown as `rubrics/core.yaml`, wherever that is. */
export const installed: Library = {
  pathOf: (name) => (SHIPPED.includes(name) ? `${SHOWN}/${name}.yaml` : undefined),
  io: {
    async readRegular(path, most) {
      const name = path.slice(SHOWN.length + 1)
      const [built, source] = FOLDERS.map((folder) => join(folder, name)) as [string, string]
      return nodeReader.readRegular(built, most).catch(() => nodeReader.readRegular(source, most))
    },
    stdin: nodeReader.stdin,
  },
  shown: true,
}

/** The shipped rubrics of a folder. */
export function libraryAt(folder: string, io: FileReader): Library {
  return { pathOf: (name) => (SHIPPED.includes(name) ? join(folder, `${name}.yaml`) : undefined), io, shown: false }
}
