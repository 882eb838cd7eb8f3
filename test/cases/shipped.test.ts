import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseFile } from '../../src/cases/cases.js'
import { readCases } from '../../src/cases/document.js'
import { runCases } from '../../src/cases/run.js'
import { atomsOf } from '../../src/engine/model.js'
import type { Gate, Rubric } from '../../src/engine/rubric.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { parseSource } from '../../src/files/parse.js'
import { readSource } from '../../src/files/read.js'
import { SHIPPED } from '../../src/rubric/shipped.js'
import { core, quick } from '../engine/shipped.js'
import { valueIn } from '../files/helpers.js'

const RUBRICS = new Map([
  ['core', core],
  ['quick', quick],
])

async function casesOf(name: string): Promise<CaseFile> {
  const rubric = RUBRICS.get(name)
  if (rubric === undefined) throw new Error(`no rubric ${name}`)
  const source = valueIn(await readSource(join(import.meta.dirname, '..', '..', 'rubrics', `${name}.cases.yaml`), nodeReader))
  const checked = readCases(valueIn(parseSource(source)), rubric)
  expect(checked.ok && checked.warnings).toEqual([])
  return valueIn(checked)
}

const runOf = async (name: string) => runCases(RUBRICS.get(name) ?? core, await casesOf(name))

/** Whether a gate holds or blocks the approach on the same answer: then no verdict shows what the points say. */
function reads({ approach, effect, when }: Gate, ofApproach: string, question: string, option: string): boolean {
  if (approach !== ofApproach || effect === 'require') return false
  return atomsOf(when).some((atom) => atom.question === question && 'is' in atom && atom.is.includes(option))
}

/** Every reason of at least 3 points (a factor of two in the odds) that a verdict can show, with the rubric in which its sign is turned. */
function strongReasons(rubric: Rubric): { id: string; turned: Rubric }[] {
  const baseline = rubric.approaches.filter(({ always }) => always !== undefined).map(({ id }) => id)
  return rubric.questions.flatMap((question, at) =>
    question.options.flatMap((option, place) =>
      option.points.flatMap((entry, index) => {
        if (Math.abs(entry.points) < 3 || baseline.includes(entry.approach)) return []
        if (rubric.gates.some((gate) => reads(gate, entry.approach, question.id, option.id))) return []
        const turned = option.points.with(index, { ...entry, points: -entry.points })
        const options = question.options.with(place, { ...option, points: turned })
        const id = `${question.id}.${option.id}.${entry.approach}`
        return [{ id, turned: { ...rubric, questions: rubric.questions.with(at, { ...question, options }) } }]
      }),
    ),
  )
}

describe('the cases of the shipped rubrics', () => {
  it.each(SHIPPED)('%s has cases of its own name', async (name) => {
    expect((await casesOf(name)).rubric).toBe(name)
  })

  it.each(SHIPPED)('%s meets every law', async (name) => {
    const { results, laws } = await runOf(name)
    expect(results.filter(({ kind, met }) => kind === 'law' && !met)).toEqual([])
    expect(laws.of).toBeGreaterThan(15)
  })

  it('core agrees with the published cases as far as it did; a better figure belongs here, and a higher floor into the file', async () => {
    const { agreement } = await runOf('core')
    expect(agreement).toMatchObject({
      cases: 121,
      f1: { part: 466, of: 512 },
      adopt: { part: 116.5, of: 132 },
      avoid: { part: 41, of: 43 },
      extra: 5.5,
      whole: { part: 103, of: 121 },
      floor: 9100,
      reached: true,
    })
  })

  it('core leaves nothing out: every points entry, gate, mistake, note, precondition and claim is exercised by a case', async () => {
    const { coverage } = await runOf('core')
    expect(coverage.map(({ kind, missing, outOfReach }) => ({ kind, missing, outOfReach }))).toEqual(
      ['points', 'gates', 'mistakes', 'notes', 'preconditions', 'claims'].map((kind) => ({ kind, missing: [], outOfReach: [] })),
    )
  })

  it('quick exercises every points entry and gate that its six questions can reach', async () => {
    const { coverage } = await runOf('quick')
    const missing = new Map(coverage.map((one) => [one.kind, one.missing]))
    expect([missing.get('points'), missing.get('gates')]).toEqual([[], []])
    expect(coverage.find(({ kind }) => kind === 'gates')?.outOfReach).toContain('no-returning-users')
  })

  it('every gate and every mistake of core has a case that asks for it by name', async () => {
    const { cases } = await casesOf('core')
    const asked = (kind: 'gate' | 'mistake'): Set<string> => new Set(cases.flatMap(({ expected }) => expected.listed[kind]))
    expect(core.gates.map(({ id }) => id).filter((id) => !asked('gate').has(id))).toEqual([])
    expect(core.mistakes.map(({ id }) => id).filter((id) => !asked('mistake').has(id))).toEqual([])
  })

  it('core has a law that notices when a strong reason turns round, but where a gate says the same', async () => {
    const file = await casesOf('core')
    const laws: CaseFile = { ...file, cases: file.cases.filter(({ kind }) => kind === 'law') }
    const unnoticed = strongReasons(core).filter(({ turned }) => {
      const { met, of } = runCases(turned, laws).laws
      return met === of
    })
    expect(unnoticed.map(({ id }) => id)).toEqual([])
  })

  it('every published case says where it was published', async () => {
    const { cases } = await casesOf('core')
    for (const { kind, source, id } of cases) if (kind === 'agreement') expect(source.length, id).toBeGreaterThan(10)
  })
})
