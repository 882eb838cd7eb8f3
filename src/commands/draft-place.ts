import { posix, win32 } from 'node:path'
import type { Context, Host } from '../context.js'
import { digestOf } from '../rubric/digest.js'
import type { Environment } from '../terminal.js'
import type { Input } from './input.js'
import type { DecideOptions } from './options.js'

const PROGRAM = 'rag-or-tune'
/** How many drafts one folder may hold of the same interview. */
const NAMES = 9
const HASH_LENGTH = 12

/** Where the drafts of one interview may be. */
export interface DraftNames {
  /** In the order in which they are tried; empty when no draft can be kept. */
  readonly paths: readonly string[]
  /** The folder of all of them is ours, and is made when it is missing. */
  readonly ownFolder: string | undefined
}

/** The names for the drafts of this run: beside the answers file, else in the folder of the platform for such things. */
export function draftNames(context: Context, options: DecideOptions, input: Input): DraftNames {
  const beside = options.answers === undefined || options.answers === '-' ? options.save : options.answers
  if (beside !== undefined) return { paths: numbered(beside), ownFolder: undefined }
  const host = context.host?.()
  const folder = host && stateFolder(context.env, host.platform)
  if (host?.folder === undefined || folder === undefined) return { paths: [], ownFolder: undefined }
  const name = `${input.rubric.id}-${digestOf(host.folder).slice(0, HASH_LENGTH)}`
  return { paths: numbered(pathsOf(host.platform).join(folder, name)), ownFolder: folder }
}

/** The folder for what a program keeps between two runs; undefined when the environment names no absolute path to find it by. */
export function stateFolder(env: Environment, platform: Host['platform']): string | undefined {
  const { isAbsolute, join } = pathsOf(platform)
  const below = (start: string | undefined, ...rest: readonly string[]): string | undefined =>
    start !== undefined && isAbsolute(start) ? join(start, ...rest, PROGRAM) : undefined
  const chosen = below(env.XDG_STATE_HOME)
  if (chosen !== undefined) return chosen
  if (platform === 'win32') return below(env.LOCALAPPDATA)
  return platform === 'darwin' ? below(env.HOME, 'Library', 'Application Support') : below(env.HOME, '.local', 'state')
}

function pathsOf(platform: Host['platform']): typeof posix {
  return platform === 'win32' ? win32 : posix
}

function numbered(start: string): readonly string[] {
  return Array.from({ length: NAMES }, (_, index) => `${start}.draft${index === 0 ? '' : `-${index + 1}`}.json`)
}
