import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSource } from '../../src/files/parse.js'
import { ROOT } from '../e2e/harness.js'

/** A fenced block of a page: what the comment above it calls it, its language and its text. */
export interface Block {
  readonly name: string | undefined
  readonly language: string
  readonly text: string
}

const BLOCK = /(?:<!-- (?<name>[^\n]+) -->\n)?```(?<language>[a-z]*)\n(?<text>[\s\S]*?)```/g

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  return [...readFileSync(join(ROOT, page), 'utf8').matchAll(BLOCK)].map(({ groups }) => ({
    name: groups?.['name'],
    language: groups?.['language'] ?? '',
    text: groups?.['text'] ?? '',
  }))
}

/** The text of the block that the comment above it calls so. */
export function blockNamed(page: string, name: string): string {
  const found = blocksOf(page).find((one) => one.name === name)
  if (found === undefined) throw new Error(`${page} has no block called ${name}`)
  return found.text
}

/** A block of YAML, through the strict reader. */
export function yamlOf(text: string): unknown {
  const parsed = parseSource({ file: 'block.yaml', text })
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message, place }) => `${place?.line}: ${message}`).join('\n'))
  return parsed.value.value
}

/** The commands that a runner takes from a workflow, a job or a hook: `run`, `before_script`, `script` and `entry`, wherever they stand. */
export function commandsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(commandsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inside]) => {
    const texts = (Array.isArray(inside) ? inside : [inside]).filter((one) => typeof one === 'string')
    return ['run', 'before_script', 'script', 'entry'].includes(key) ? texts : commandsIn(inside)
  })
}

/** The lines of a block of shell that run something, without their comments. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
}
