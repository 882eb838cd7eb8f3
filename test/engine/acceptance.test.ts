import { describe, expect, it } from 'vitest'
import type { DecidedApproach, Decision } from '../../src/engine/decision.js'
import type { Given } from './oracle.js'
import { core } from './shipped.js'
import { decideOn, verdictsIn } from './small-rubric.js'

function one(decision: Decision, id: string): DecidedApproach {
  const found = decision.approaches.find((approach) => approach.id === id)
  if (found === undefined) throw new Error(`no approach ${id}`)
  return found
}

const form: Given = { need: 'behavior', 'output-format': 'persistent', 'data-quality': 'clean', 'ml-skills': 'some' }
const personal: Given = { 'user-diversity': 'individual', 'repeat-users': 'most', symptoms: ['generic-for-everyone'] }

/** Situations whose outcome is settled; answers that are not named are open. */
describe('what must come out of core', () => {
  it('row 1: facts that change weekly, cited, from a large corpus: retrieval, and nothing in the weights or the prompt', () => {
    const decision = decideOn(core, { need: 'facts', 'change-rate': 'weekly', citations: 'required', 'corpus-size': 'large' })
    expect(verdictsIn(decision)).toMatchObject({ rag: 'adopt', 'fine-tuning': 'skip', 'long-context': 'skip' })
  })

  it('row 2: form that keeps failing, hundreds of clean pairs and some skill: fine-tuning, no retrieval', () => {
    expect(verdictsIn(decideOn(core, { ...form, 'labeled-pairs': 'hundreds' }))).toMatchObject({ 'fine-tuning': 'adopt', rag: 'skip' })
  })

  it('row 3: the same without pairs: later, with what unlocks it', () => {
    const tuning = one(decideOn(core, { ...form, 'labeled-pairs': 'none' }), 'fine-tuning')
    expect(tuning.verdict).toBe('later')
    expect(tuning.unlock.join(' ')).toMatch(/pairs/)
  })

  it('row 4: facts and form: both, and the plan says which carries which', () => {
    const decision = decideOn(core, {
      need: 'both',
      'change-rate': 'daily',
      'corpus-size': 'large',
      'output-format': 'persistent',
      'labeled-pairs': 'thousands',
      'data-quality': 'clean',
      'ml-skills': 'team',
    })
    expect(verdictsIn(decision)).toMatchObject({ rag: 'adopt', 'fine-tuning': 'adopt' })
    const division = decision.setNotes.filter((note) => note.kind === 'division').map((note) => note.says)
    expect(division.some((says) => /form/i.test(says) && /facts/i.test(says))).toBe(true)
  })

  it('row 5: a small corpus under little traffic: the whole of it in the prompt, and retrieval says why it lost', () => {
    const decision = decideOn(core, { need: 'facts', 'corpus-size': 'small', traffic: 'low', citations: 'no' })
    expect(one(decision, 'long-context').verdict).toBe('adopt')
    const { verdict, lostTo, reason } = one(decision, 'rag')
    expect([verdict, lostTo?.id]).toEqual(['skip', 'long-context'])
    expect(lostTo?.points).toBeGreaterThan(0)
    expect(reason).toContain(one(decision, 'long-context').title)
  })

  it('row 6: individual users who return and find it generic: a user model, no tuning', () => {
    expect(verdictsIn(decideOn(core, personal))).toMatchObject({ 'self-model': 'adopt', 'fine-tuning': 'skip' })
  })

  it.each<[string, Given]>([
    ['uniform users', { 'user-diversity': 'uniform' }],
    ['nobody returns', { 'repeat-users': 'no' }],
  ])('row 7: the same with %s: no user model', (_, change) => {
    expect(one(decideOn(core, { ...personal, ...change }), 'self-model').verdict).toBe('skip')
  })

  it('row 8: must learn from use, and be correctable: self-learning, no facts in the weights', () => {
    const decision = decideOn(core, { 'learn-from-use': 'required', 'editable-knowledge': 'required' })
    expect(verdictsIn(decision)).toMatchObject({ 'self-learning': 'adopt', 'fine-tuning': 'skip' })
  })

  it('row 9: nothing is missing: prompting alone', () => {
    const decision = decideOn(core, { need: 'neither' })
    expect(decision.set).toEqual(['prompting'])
    expect(Object.values(verdictsIn(decision)).filter((verdict) => verdict !== 'skip')).toEqual(['adopt'])
  })

  it('row 10: enablers are no reason', () => {
    const means = { 'labeled-pairs': 'thousands', 'data-quality': 'clean', 'ml-skills': 'team', budget: 'large', timeline: 'months' }
    expect(verdictsIn(decideOn(core, { need: 'facts', 'corpus-size': 'large', ...means }))).toMatchObject({
      rag: 'adopt',
      'fine-tuning': 'skip',
    })
  })

  it('row 11: fine-tuning against hallucination is named as a mistake, with evidence and what to do instead', () => {
    const { mistakes, references } = decideOn(core, { need: 'facts', symptoms: ['hallucination'], leaning: ['fine-tuning'] })
    const known = new Set(references.map((reference) => reference.id))
    const named = mistakes.filter((mistake) => /tun|train/i.test(mistake.title))
    expect(named.length).toBeGreaterThan(0)
    for (const mistake of named) {
      expect(mistake.says).not.toBe('')
      expect(mistake.instead).not.toBe('')
      expect(mistake.evidence.length).toBeGreaterThan(0)
      expect(mistake.evidence.every((id) => known.has(id))).toBe(true)
    }
  })

  it('row 12: isolated: every component of the plan runs without the public internet', () => {
    const decision = decideOn(core, { privacy: 'isolated', need: 'facts', 'corpus-size': 'large' })
    expect(decision.deployments.map((deployment) => deployment.id)).toEqual(['isolated'])
    const components = decision.layers.flatMap((layer) => layer.components)
    expect(components.length).toBeGreaterThan(0)
    for (const component of components) expect(component.runs, component.name).toEqual(['isolated'])
    for (const layer of decision.layers.filter((each) => each.approach !== null))
      expect(layer.components.length, layer.id).toBeGreaterThan(0)
  })

  it('row 13: many kinds of task: a routing layer', () => {
    const layer = decideOn(core, { 'task-mix': 'many' }).layers.find((each) => each.id === 'routing')
    expect(layer?.place).toBe('around')
    expect(layer?.does.length).toBeGreaterThan(0)
    expect(decideOn(core, { 'task-mix': 'single' }).layers.some((each) => each.id === 'routing')).toBe(false)
  })
})
