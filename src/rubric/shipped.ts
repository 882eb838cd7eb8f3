import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rubric } from '../engine/rubric.js'

/** Names of the rubrics that come with the tool, the default one first. */
export const SHIPPED: readonly string[] = ['core', 'quick']

// The bundle lies in dist/, beside dist/rubrics/; this source file lies two folders below the root.
const FOLDERS = [join(import.meta.dirname, 'rubrics'), join(import.meta.dirname, '..', '..', 'dist', 'rubrics')]

/**
 * A shipped rubric by its name, ready-made by the build; undefined when none has this name.
 * Throws when the file is not there, that is when the tool has not been built.
 */
export function shippedRubric(name: string): Rubric | undefined {
  if (!SHIPPED.includes(name)) return undefined
  for (const folder of FOLDERS) {
    const text = readIfThere(join(folder, `${name}.json`))
    if (text !== undefined) return JSON.parse(text) as Rubric
  }
  throw new Error(`the rubric ${name} has not been built: run npm run build`)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
