import { join } from 'node:path'
import { nodeReader } from '../files/node-reader.js'
import type { FileReader } from '../files/read.js'
import { digestOf } from './digest.js'
import { SHIPPED } from './shipped.js'

/** Where the shipped rubrics are kept as they are written. */
export interface Library {
  /** The path of a shipped rubric, for `io` and for people; undefined when none has this name. */
  pathOf(name: string): string | undefined
  readonly io: FileReader
  /** The paths are only how the files are called, and not where they lie. */
  readonly shown: boolean
  /** What the file of that path holds if it has this text, as the build has read it; undefined when that is not known, and it has to be read. */
  readonly builtValue?: (path: string, text: string) => Promise<unknown>
}

const SHOWN = 'rubrics'

// The bundle lies in dist/; this source file lies two folders below the root.
const FOLDERS = [join(import.meta.dirname, '..', 'rubrics'), join(import.meta.dirname, '..', '..', 'rubrics')]
// The build writes there what it has read.
const BUILT = [join(import.meta.dirname, 'rubrics'), join(import.meta.dirname, '..', '..', 'dist', 'rubrics')]
const MOST_BUILT = 4 * 1024 * 1024

/** A file of a shipped rubric as the build has read it: the digest of its text, and what it holds. */
export interface BuiltFile {
  readonly digest: string
  readonly value: unknown
}

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
  async builtValue(path, text) {
    const name = `${path.slice(SHOWN.length + 1)}.json`
    const [bundled, source] = BUILT.map((folder) => join(folder, name)) as [string, string]
    const built = (await readBuilt(bundled)) ?? (await readBuilt(source))
    return built?.digest === digestOf(text) ? built.value : undefined
  },
}

/** What the build wrote; undefined when it is not there or damaged, for then the file is read again. */
async function readBuilt(path: string): Promise<BuiltFile | undefined> {
  try {
    const { bytes } = await nodeReader.readRegular(path, MOST_BUILT)
    return JSON.parse(new TextDecoder().decode(bytes)) as BuiltFile
  } catch {
    return undefined
  }
}

/** The shipped rubrics of a folder. */
export function libraryAt(folder: string, io: FileReader): Library {
  return { pathOf: (name) => (SHIPPED.includes(name) ? join(folder, `${name}.yaml`) : undefined), io, shown: false }
}
