/** Every environment variable that is read; an empty one counts as unset. */
export interface Environment {
  readonly CI?: string | undefined
  readonly FORCE_COLOR?: string | undefined
  /** Set by a GitHub Actions runner: files that a step adds to, and the folder of the repository. */
  readonly GITHUB_OUTPUT?: string | undefined
  readonly GITHUB_STEP_SUMMARY?: string | undefined
  readonly GITHUB_WORKSPACE?: string | undefined
  readonly HOME?: string | undefined
  readonly LANG?: string | undefined
  readonly LC_ALL?: string | undefined
  readonly LC_CTYPE?: string | undefined
  readonly LOCALAPPDATA?: string | undefined
  readonly NO_COLOR?: string | undefined
  readonly TERM?: string | undefined
  readonly XDG_STATE_HOME?: string | undefined
  /** Set by npm: what it runs, `npx` or the name of a script, and of which package. */
  readonly npm_lifecycle_event?: string | undefined
  readonly npm_package_name?: string | undefined
}

/** What a person asked for with `--color` or `--no-color`; undefined when neither was given. */
export type ColourFlag = boolean | undefined

/** Where text goes, and what it is. */
export interface Stream {
  readonly isTerminal: boolean
}

/**
 * Returns whether a stream takes colour. A flag beats the environment; FORCE_COLOR (anything but `0` and `false`) beats detection and NO_COLOR;
 * empty variables count as unset. A terminal that is dumb or does not say what it is takes none.
 */
export function wantsColour(stream: Stream, env: Environment, flag: ColourFlag, platform: string | undefined): boolean {
  if (flag !== undefined) return flag
  const force = env.FORCE_COLOR
  if (force !== undefined && force !== '') return force !== '0' && force.toLowerCase() !== 'false'
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  return stream.isTerminal && !isSimple(env, platform)
}

/** Returns whether a terminal can be trusted with more than ASCII. Files and pipes always get UTF-8, so that no locale changes a byte of them. */
export function wantsUnicode(stream: Stream, env: Environment): boolean {
  if (!stream.isTerminal) return true
  if (env.TERM === 'dumb') return false
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return /utf-?8$/i.test(locale)
}

/** Returns whether this looks like continuous integration: `CI` is set, and to something other than nothing, `0` or `false`. */
export function isCi(env: Environment): boolean {
  const ci = (env.CI ?? '').toLowerCase()
  return ci !== '' && ci !== '0' && ci !== 'false'
}

/** Returns whether questions are numbered lines without cursor control: asked for, or the terminal is dumb or does not say what it is. */
export function usesPlain(env: Environment, asked: boolean, platform: string | undefined): boolean {
  return asked || isSimple(env, platform)
}

/** Whether a terminal is dumb or does not say what it is. On Windows none says so, and silence means nothing. */
function isSimple({ TERM = '' }: Environment, platform: string | undefined): boolean {
  return TERM === 'dumb' || (TERM === '' && platform !== 'win32')
}
