import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rubricJsonSchema } from '../../src/rubric/json-schema.js'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rubric-format.md'), 'utf8')

type Json = Readonly<Record<string, unknown>>
const definitions = rubricJsonSchema()['definitions'] as Readonly<Record<string, Json>>

/** Sections of the page with the definitions whose keys they explain. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'Top level': ['whole', 'part', 'whole-with-parts'],
  '`lines`': ['lines'],
  '`sections`': ['named'],
  '`criteria`': ['named'],
  '`approaches`': ['approach'],
  '`alternatives`': ['alternatives'],
  '`questions`': ['question'],
  '`gates`': ['gate'],
  '`preconditions`': ['precondition'],
  '`set-rules`': ['set-rule'],
  '`mistakes`': ['mistake'],
  '`deployments`': ['deployment'],
  '`layers`': ['layer'],
  '`plans`': ['plan'],
  '`phases`': ['phase'],
  '`validation`': ['validation'],
  '`references`': ['reference'],
  '`claims`': ['claim'],
}

/** Keys of an overlay's head: they stand at the top level of the page, those of `remove` with the overlays. */
const OVERLAY_TOP = ['extends', 'remove', 'ask']

/** The keys that a definition names, at any depth of its own: what it refers to has a section of its own. */
function keysOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, inside]) => {
    if (key === 'examples') return []
    return [...(key === 'properties' ? Object.keys(inside as object) : []), ...keysOf(inside)]
  })
}

/** The texts of plans stand in several pieces, and are explained with the plans. */
const TEXT = new Set(['text', 'when', 'evidence'])

function sectionNamed(title: string): string {
  const [, rest] = page.split(`\n## ${title}\n`)
  if (rest === undefined) throw new Error(`the page has no section ${title}`)
  return rest.split('\n## ')[0] ?? ''
}

/** Cells of the rows of all tables in a section whose columns are key, meaning, default and example. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const tables = section.split('| key | meaning | default | example |\n| --- | --- | --- | --- |\n').slice(1)
  return tables.flatMap((table) =>
    (/^(?:\|.*\n?)+/.exec(table)?.[0] ?? '')
      .trim()
      .split('\n')
      .map((row) => row.slice(2, -2).split(' | ')),
  )
}

const documentedIn = (title: string): readonly string[] =>
  rowsOf(sectionNamed(title)).flatMap(([key = '']) => [...key.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))

describe('docs/rubric-format.md', () => {
  it.each(Object.entries(SECTIONS))(
    '%s: every key of the schema is in its tables, and every key of the tables in the schema',
    (title, names) => {
      const keys = new Set(names.flatMap((name) => keysOf(definitions[name])))
      if (title === 'Top level') for (const key of OVERLAY_TOP) keys.add(key)
      const shownElsewhere = title === '`plans`' || title === '`questions`' ? new Set<string>() : TEXT
      const documented = new Set(documentedIn(title))
      expect([...documented].filter((key) => !keys.has(key)).sort(), 'documented, and not in the schema').toEqual([])
      const missing = [...keys].filter((key) => !documented.has(key) && !shownElsewhere.has(key))
      expect(missing.sort(), 'in the schema, and not documented').toEqual([])
    },
  )

  it('overlays: what remove takes, and where a member is put', () => {
    const properties = definitions['overlay']?.['properties'] as Readonly<Record<string, Json>> | undefined
    const keys = [...keysOf(properties?.['remove']), 'before', 'after'].sort()
    expect([...documentedIn('Overlays: `extends`')].sort()).toEqual(keys)
  })

  it('says of every key what it means, its default and an example', () => {
    const rows = [...Object.keys(SECTIONS), 'Overlays: `extends`'].flatMap((title) =>
      rowsOf(sectionNamed(title)).map((cells) => ({ title, cells })),
    )
    expect(rows.length).toBeGreaterThan(100)
    for (const { title, cells } of rows) {
      expect(cells, `${title}: ${cells.join(' | ')}`).toHaveLength(4)
      for (const cell of cells) expect(cell.trim(), `${title}: ${cells.join(' | ')}`).not.toBe('')
    }
  })

  it('says needed where the schema needs a key', () => {
    for (const [title, [name = '']] of Object.entries(SECTIONS)) {
      const required = (definitions[name]?.['required'] ?? []) as readonly string[]
      const rows = rowsOf(sectionNamed(title))
      for (const key of required) {
        const row = rows.find(([first]) => first === `\`${key}\``)
        expect(row?.[2], `${title} ${key}`).toMatch(/^needed/)
      }
    }
  })
})
