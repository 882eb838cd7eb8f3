import { describe, expect, it } from 'vitest'
import { decide } from '../../src/engine/decide.js'
import type { Condition, Deployment, Layer, Phase, PlanText, Rubric } from '../../src/engine/rubric.js'
import type { Given } from './oracle.js'
import { approachOf, componentOf, decideOn, gateOf, optionOf, planOf, questionOf, rubricOf, sheetOf, TOOL } from './small-rubric.js'

const yes: Condition = { question: 'q', is: ['yes'] }
const yesNo = questionOf('q', [optionOf('yes'), optionOf('no')])
const text = (words: string, when?: Condition): PlanText => ({ text: words, evidence: [], ...(when === undefined ? {} : { when }) })
const layerOf = (id: string, more: Partial<Layer> = {}): Layer => ({
  id,
  title: id,
  place: 'request',
  summary: '',
  filledBy: [],
  otherwise: [],
  ...more,
})

const texts = (list: readonly { readonly text: string }[] | undefined): string[] | undefined => list?.map((one) => one.text)

function layersOf(parts: Partial<Rubric>, given: Given = {}) {
  return decideOn(rubricOf({ questions: [yesNo], ...parts }), given).layers
}

describe('texts of the plan', () => {
  const parts = {
    approaches: [approachOf('a', { prior: 5 })],
    plans: {
      a: planOf({
        does: [
          text('always'),
          text('when yes', yes),
          text('when not yes', { not: yes }),
          text('when adopted', { approach: 'a', verdict: ['adopt'] }),
        ],
        risks: [
          { risk: 'r1', guard: 'g1', evidence: ['e1'] },
          { risk: 'r2', guard: 'g2', evidence: [], when: yes },
        ],
        tokens: [text('tokens', yes)],
        metrics: [text('metric', yes)],
        reversal: [text('reversal', yes)],
      }),
    },
  }

  it('say what is true, and nothing that is only possible', () => {
    const said = (given: Given) => texts(layersOf(parts, given)[0]?.does)
    expect(said({ q: 'yes' })).toEqual(['always', 'when yes', 'when adopted'])
    expect(said({ q: 'no' })).toEqual(['always', 'when not yes', 'when adopted'])
    expect(said({})).toEqual(['always', 'when adopted'])
  })

  it('the same holds for risks, tokens, metrics and reversal', () => {
    const kept = (given: Given) => {
      const layer = layersOf(parts, given)[0]
      return [layer?.risks.map((one) => one.risk), texts(layer?.tokens), texts(layer?.metrics), texts(layer?.reversal)]
    }
    expect(kept({ q: 'yes' })).toEqual([['r1', 'r2'], ['tokens'], ['metric'], ['reversal']])
    expect(kept({})).toEqual([['r1'], [], [], []])
  })

  it('carry their evidence and nothing of their condition', () => {
    expect(layersOf(parts, { q: 'yes' })[0]?.risks).toEqual([
      { risk: 'r1', guard: 'g1', evidence: ['e1'] },
      { risk: 'r2', guard: 'g2', evidence: [] },
    ])
    expect(layersOf(parts, { q: 'yes' })[0]?.tokens).toEqual([{ text: 'tokens', evidence: [] }])
  })
})

describe('components', () => {
  const place = questionOf('place', [optionOf('anywhere'), optionOf('own'), optionOf('sealed')])
  const deployments: Deployment[] = [
    { id: 'hosted', title: 'Hosted', when: { not: { question: 'place', is: ['own', 'sealed'] } } },
    { id: 'cloud', title: 'Cloud', when: { not: { question: 'place', is: ['sealed'] } } },
    { id: 'sealed', title: 'Sealed' },
  ]
  const components = [
    componentOf('anywhere', ['hosted', 'cloud', 'sealed']),
    componentOf('service', ['hosted']),
    componentOf('managed', ['cloud', 'hosted']),
    componentOf('optional', ['sealed'], { when: yes }),
  ]
  const offered = (given: Given) => {
    const rubric = rubricOf({
      approaches: [approachOf('a', { prior: 5 })],
      questions: [yesNo, place],
      deployments,
      plans: { a: planOf({ components }) },
    })
    const decision = decideOn(rubric, given)
    return [decision.deployments.map((one) => one.id), decision.layers[0]?.components.map((one) => [one.name, ...one.runs])]
  }

  it('are offered where the answers do not forbid it, and only there', () => {
    expect(offered({ place: 'sealed', q: 'no' })).toEqual([['sealed'], [['anywhere', 'sealed']]])
    expect(offered({ place: 'own', q: 'no' })).toEqual([
      ['cloud', 'sealed'],
      [
        ['anywhere', 'cloud', 'sealed'],
        ['managed', 'cloud'],
      ],
    ])
  })

  it('while it is open where they may run, all are offered', () => {
    expect(offered({})).toEqual([
      ['hosted', 'cloud', 'sealed'],
      [
        ['anywhere', 'hosted', 'cloud', 'sealed'],
        ['service', 'hosted'],
        ['managed', 'cloud', 'hosted'],
        ['optional', 'sealed'],
      ],
    ])
  })
})

describe('layers', () => {
  it('a layer that nothing fills says what stands there instead', () => {
    const layers = [layerOf('l', { filledBy: ['a'], otherwise: [text('the base'), text('and yes', yes)] })]
    const parts = { approaches: [approachOf('a', { layer: 'l' })], layers, plans: { a: planOf({ does: [text('never said')] }) } }
    const { steps: _, ...nothing } = planOf()
    const does = ['the base', 'and yes'].map((words) => ({ text: words, evidence: [] }))
    expect(layersOf(parts, { q: 'yes' })).toStrictEqual([
      { id: 'l', title: 'l', place: 'request', summary: '', verdict: 'skip', approach: null, approachTitle: null, ...nothing, does },
    ])
  })

  it('one that is filled later says both what stands there now and what comes', () => {
    const layers = [layerOf('l', { filledBy: ['a'], otherwise: [text('the base')] })]
    const parts = { approaches: [approachOf('a', { layer: 'l', prior: 5 })], layers, gates: [gateOf('h', 'a', 'hold')] }
    const layer = layersOf({ ...parts, plans: { a: planOf({ does: [text('tuned')] }) } })[0]
    expect([layer?.verdict, layer?.approach, texts(layer?.does)]).toEqual(['later', 'a', ['the base', 'tuned']])
  })

  it('of several approaches that can fill it, the one to be built first does', () => {
    const layers = [layerOf('l', { filledBy: ['a', 'b', 'c'] })]
    const approaches = [
      approachOf('a', { layer: 'l', prior: 3 }),
      approachOf('b', { layer: 'l', prior: 5 }),
      approachOf('c', { layer: 'l', prior: 9 }),
    ]
    expect(layersOf({ approaches, layers, gates: [gateOf('h', 'c', 'hold')] })[0]).toMatchObject({
      approach: 'b',
      approachTitle: 'Title b',
      verdict: 'adopt',
    })
  })

  it('a layer around belongs to the plan when its condition is true, or has none', () => {
    const layers = [
      layerOf('around', { place: 'around', plan: planOf({ does: [text('routes')] }) }),
      layerOf('on-yes', { place: 'around', when: yes }),
      layerOf('on-adopt', { place: 'around', when: { approach: 'a', verdict: ['adopt'] } }),
    ]
    const ids = (given: Given) => layersOf({ approaches: [approachOf('a', { prior: 5 })], layers }, given).map((layer) => layer.id)
    expect([ids({ q: 'yes' }), ids({}), ids({ q: 'no' })]).toEqual([
      ['around', 'on-yes', 'on-adopt'],
      ['around', 'on-adopt'],
      ['around', 'on-adopt'],
    ])
    expect(layersOf({ layers })[0]).toMatchObject({ verdict: null, approach: null, does: [{ text: 'routes' }] })
  })
})

describe('phases', () => {
  const phase = (id: string, more: Partial<Phase> = {}): Phase => ({ id, title: id, entry: '', exit: '', steps: [], ...more })
  const parts = {
    approaches: [
      approachOf('a', { prior: 6 }),
      approachOf('b', { prior: 9 }),
      approachOf('c', { prior: 3 }),
      approachOf('d', { prior: 7 }),
    ],
    gates: [gateOf('h', 'd', 'hold')],
    layers: ['b', 'a', 'd', 'c'].map((id) => layerOf(`layer-of-${id}`, { filledBy: [id] })),
    plans: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, planOf({ steps: [text(`start ${id}`), text(`${id} if yes`, yes)] })])),
    phases: [
      phase('measure', { steps: [text('a test set'), text('and yes', yes)] }),
      phase('now', { collects: 'adopt', steps: [text('before all')] }),
      phase('try', { collects: 'pilot' }),
      phase('later', { collects: 'later' }),
      phase('empty'),
      phase('on-yes', { when: yes, steps: [text('only on yes')] }),
    ],
  } satisfies Partial<Rubric>

  const steps = (given: Given, more: Partial<Rubric> = {}) =>
    decideOn(rubricOf({ questions: [yesNo], ...parts, ...more }), given).phases.map(({ id, steps: list }) => [
      id,
      ...list.map((step) => step.text),
    ])

  it('say their own steps, then those of the approaches they collect, in the order in which a request meets them', () => {
    expect(steps({})).toEqual([
      ['measure', 'a test set'],
      ['now', 'before all', 'start b', 'start a'],
      ['try', 'start c'],
      ['later', 'unlock h', 'start d'],
    ])
  })

  it('build in the order that the phase gives, and what it does not name after that', () => {
    const phases = [phase('now', { collects: 'adopt', order: ['d', 'a'] })]
    expect(steps({}, { phases, gates: [] })).toEqual([['now', 'start d', 'start a', 'start b']])
  })

  it('say steps and phases with a condition once it is true', () => {
    expect(steps({ q: 'yes' })).toEqual([
      ['measure', 'a test set', 'and yes'],
      ['now', 'before all', 'start b', 'b if yes', 'start a', 'a if yes'],
      ['try', 'start c', 'c if yes'],
      ['later', 'unlock h', 'start d', 'd if yes'],
      ['on-yes', 'only on yes'],
    ])
  })

  it('a phase that collects nothing is left out, with its own steps', () => {
    const none = { approaches: parts.approaches.map((one) => ({ ...one, prior: -9 })) }
    expect(steps({}, none)).toEqual([['measure', 'a test set']])
  })

  it('name the approach of each collected step', () => {
    const now = decideOn(rubricOf({ questions: [yesNo], ...parts }), {}).phases.find((one) => one.id === 'now')
    expect(now?.steps.map((step) => step.approach)).toEqual([undefined, 'b', 'a'])
  })
})

describe('the validation plan', () => {
  const rubric = rubricOf({
    questions: [yesNo],
    approaches: [approachOf('a', { prior: 6 }), approachOf('b', { prior: 3 }), approachOf('c')],
    plans: Object.fromEntries(['a', 'b', 'c'].map((id) => [id, planOf({ metrics: [text(`measure ${id}`), text(`${id} if yes`, yes)] })])),
    validation: {
      quantitative: [text('count'), text('count yes', yes)],
      qualitative: [text('look')],
      revisitAfterDays: 45,
      triggers: [text('when it changes')],
    },
  })

  it('measures what is adopted or piloted', () => {
    const { validation } = decideOn(rubric, {})
    expect(validation.measures.map(({ approach, title, text: words }) => [approach, title, words])).toEqual([
      ['a', 'Title a', 'measure a'],
      ['b', 'Title b', 'measure b'],
    ])
    expect([texts(validation.quantitative), texts(validation.qualitative)]).toEqual([['count'], ['look']])
    expect(texts(decideOn(rubric, { q: 'yes' }).validation.quantitative)).toEqual(['count', 'count yes'])
  })

  it('says after how many days to look again, and on which date only where today is given', () => {
    expect(decideOn(rubric, {}).validation.revisit).toEqual({ afterDays: 45, triggers: [{ text: 'when it changes', evidence: [] }] })
    expect(decide(rubric, sheetOf({}), { tool: TOOL, date: '2025-01-31' }).validation.revisit).toMatchObject({
      afterDays: 45,
      onDate: '2025-03-17',
    })
  })
})
