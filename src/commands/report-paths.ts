import { isAbsolute, relative, resolve, sep } from 'node:path'
import { isFlag } from '../check/reporters/facts.js'
import type { CheckedFile, CheckResult } from '../check/result.js'
import type { Context } from '../context.js'
import type { Place } from '../files/diagnostic.js'

/**
 * Returns the result with every path as seen from the folder of the repository (GITHUB_WORKSPACE, where the run is inside of it), else from the working
 * folder: what annotates files in a repository has to name them so. A path that leads out of there stays as it is.
 */
export function fromRepository(result: CheckResult, { env, host }: Context): CheckResult {
  const folder = host?.().folder
  if (folder === undefined) return result
  const workspace = env.GITHUB_WORKSPACE
  const root = workspace !== undefined && workspace !== '' && below(workspace, folder) !== undefined ? workspace : folder
  const path = (text: string): string => (text === '' ? text : (below(root, resolve(folder, text)) ?? text).replaceAll('\\', '/'))
  return { ...result, files: result.files.map((file) => fileFrom(file, path)) }
}

/** The path of something in a folder, from there; undefined where it lies outside. Links are not followed. */
function below(root: string, path: string): string | undefined {
  const way = relative(root, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way
}

function fileFrom(file: CheckedFile, path: (text: string) => string): CheckedFile {
  const moved = (place: Place): Place => (isFlag(place) ? place : { ...place, file: path(place.file) })
  const placed = <T extends { readonly place: Place }>(one: T): T => ({ ...one, place: moved(one.place) })
  return {
    ...file,
    file: path(file.file),
    ...(file.lock !== undefined && { lock: path(file.lock) }),
    findings: file.findings.map(placed),
    answers: file.answers.map(placed),
    expectations: file.expectations.map(placed),
    problems: file.problems.map((one) => (one.place === undefined ? one : { ...one, place: moved(one.place) })),
  }
}
