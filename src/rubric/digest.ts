import { createHash } from 'node:crypto'
import type { Rubric } from '../engine/rubric.js'

/** JSON with the keys of every mapping in code-unit order and no spaces: the same value gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inside]) => `${JSON.stringify(key)}:${canonicalJson(inside)}`).join(',')}}`
}

/** The rubric with its digest: sha256, in hex, of its canonical JSON without the digest. */
export function withDigest(rubric: Omit<Rubric, 'digest'>): Rubric {
  const { format, id, version, ...rest } = rubric
  const digest = digestOf(canonicalJson(rubric))
  return { format, id, version, digest, ...rest }
}

/** The sha256 of a text, in hex. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
