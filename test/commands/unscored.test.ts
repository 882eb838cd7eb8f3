import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { unscored } from '../../src/commands/unscored.js'
import type { Answer } from '../../src/engine/answers.js'
import { fakeContext } from '../cli/fake-context.js'
import { quick } from '../engine/shipped.js'

const warned = (answers: Readonly<Record<string, Answer['value']>>): readonly (string | undefined)[] => {
  const sheet = { answers: new Map(Object.entries(answers).map(([id, value]) => [id, { value, origin: 'flag' as const }])) }
  return unscored({ rubric: quick, sheet: { ...sheet, context: {} } }).map(({ path }) => path)
}

describe('answers that have no weight', () => {
  it('are named in the order of the rubric, and an open question is none', () => {
    expect(warned({ citations: 'required', 'change-rate': 'daily', need: 'neither' })).toEqual(['answers.change-rate', 'answers.citations'])
    expect(warned({ 'change-rate': 'unsure', need: 'neither' })).toEqual([])
    expect(warned({ 'change-rate': 'daily', need: 'facts' })).toEqual([])
  })

  it('are named in the same words by every command that reads answers', async () => {
    const set = ['--rubric', 'quick', '--set', 'need=neither', '--set', 'citations=required', '--set', 'change-rate=daily']
    const told: string[] = []
    for (const args of [['decide'], ['next'], ['explain', 'rag']]) {
      const { context, said } = fakeContext({ args: [...args, ...set] })
      expect(await main(context)).toBe(0)
      told.push(said.stderr)
    }
    expect(new Set(told)).toEqual(new Set([told[0]]))
    expect(told[0]).toMatch(/change-rate is not scored[\s\S]*citations is not scored/)
  })

  it('are worded in one place', () => {
    const folder = join(import.meta.dirname, '..', '..', 'src', 'commands')
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
    expect(files.filter((name) => readFileSync(join(folder, name), 'utf8').includes("'answer-hidden'"))).toEqual(['unscored.ts'])
  })
})
