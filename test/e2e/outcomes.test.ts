import { describe, expect, it } from 'vitest'
import type { DecidedApproach, Decision } from '../../src/engine/decision.js'
import { start } from './harness.js'

async function decideBy(...answers: readonly string[]): Promise<Decision> {
  const { code, stdout, stderr } = await start([...answers.flatMap((answer) => ['--set', answer]), '--format', 'json', '--no-robustness'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

const one = (decision: Decision, id: string): DecidedApproach => {
  const found = decision.approaches.find((approach) => approach.id === id)
  if (found === undefined) throw new Error(`no approach ${id}`)
  return found
}
const verdictsIn = (decision: Decision): Record<string, string> =>
  Object.fromEntries(decision.approaches.map(({ id, verdict }) => [id, verdict]))

const FORM = ['need=behavior', 'output-format=persistent', 'ml-skills=some']
const GENERIC = 'symptoms=generic-for-everyone'

/** Answers that are not named are open. */
const OUTCOMES: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>])[] = [
  [
    'facts that change weekly, cited, from a large corpus',
    ['need=facts', 'change-rate=weekly', 'citations=required', 'corpus-size=large'],
    { rag: 'adopt', 'fine-tuning': 'skip', 'long-context': 'skip' },
  ],
  [
    'form that keeps failing, with hundreds of clean pairs',
    [...FORM, 'labeled-pairs=hundreds', 'data-quality=clean'],
    { 'fine-tuning': 'adopt', rag: 'skip' },
  ],
  [
    'individual users who return and find it generic',
    ['user-diversity=individual', 'repeat-users=most', GENERIC],
    { 'self-model': 'adopt', 'fine-tuning': 'skip' },
  ],
  ['uniform users who find it generic', ['user-diversity=uniform', GENERIC], { 'self-model': 'skip' }],
  ['individual users who never return', ['user-diversity=individual', 'repeat-users=no', GENERIC], { 'self-model': 'skip' }],
  [
    'learning from use, to be read and deleted',
    ['learn-from-use=required', 'editable-knowledge=required'],
    { 'self-learning': 'adopt', 'fine-tuning': 'skip' },
  ],
  [
    'facts, and every means to train',
    [
      'need=facts',
      'corpus-size=large',
      'labeled-pairs=thousands',
      'data-quality=clean',
      'ml-skills=team',
      'budget=large',
      'timeline=months',
    ],
    { rag: 'adopt', 'fine-tuning': 'skip' },
  ],
]

describe('what must come out of the command line', () => {
  it.each(OUTCOMES)('%s', async (_, answers, expected) => {
    expect(verdictsIn(await decideBy(...answers))).toMatchObject(expected)
  })

  it('the same form without pairs: later, with what unlocks it', async () => {
    const tuning = one(await decideBy(...FORM, 'labeled-pairs=none'), 'fine-tuning')
    expect(tuning.verdict).toBe('later')
    expect(tuning.unlock.join(' ')).toMatch(/pairs/)
  })

  it('facts and form: both, and the plan says which carries which', async () => {
    const decision = await decideBy(
      'need=both',
      'change-rate=daily',
      'corpus-size=large',
      'output-format=persistent',
      'labeled-pairs=thousands',
      'data-quality=clean',
      'ml-skills=team',
    )
    expect(verdictsIn(decision)).toMatchObject({ rag: 'adopt', 'fine-tuning': 'adopt' })
    const division = decision.setNotes.filter((note) => note.kind === 'division').map((note) => note.says)
    expect(division.some((says) => /form/i.test(says) && /facts/i.test(says))).toBe(true)
  })

  it('a small corpus under little traffic: the whole of it in the prompt, and the report says why retrieval lost', async () => {
    const answers = ['need=facts', 'corpus-size=small', 'traffic=low', 'citations=no']
    const decision = await decideBy(...answers)
    expect(verdictsIn(decision)).toMatchObject({ 'long-context': 'adopt', rag: 'skip' })
    expect(one(decision, 'rag').lostTo?.id).toBe('long-context')
    const report = await start([...answers.flatMap((answer) => ['--set', answer]), '--format', 'markdown', '--no-robustness'])
    expect(report.stdout).toMatch(/Why it lost.*It lost by \d+ points to Long context/)
  })

  it('neither facts nor behaviour: prompting alone', async () => {
    expect((await decideBy('need=neither')).set).toEqual(['prompting'])
  })

  it('invented facts and a plan to train: the mistake is named, with evidence and what to do instead', async () => {
    const { mistakes, references } = await decideBy('need=facts', 'symptoms=hallucination', 'leaning=fine-tuning')
    const [mistake] = mistakes
    expect(mistake?.id).toBe('tuning-for-new-facts')
    expect(mistake?.instead).not.toBe('')
    expect(mistake?.evidence.length).toBeGreaterThan(0)
    expect(references.map(({ id }) => id)).toEqual(expect.arrayContaining([...(mistake?.evidence ?? [])]))
  })

  it('isolated: every component named in the plan runs without the public internet', async () => {
    const { layers, deployments } = await decideBy('privacy=isolated', 'need=facts', 'corpus-size=large')
    const components = layers.flatMap((layer) => layer.components)
    expect(deployments.map(({ id }) => id)).toEqual(['isolated'])
    expect(components.length).toBeGreaterThan(10)
    for (const { name, runs } of components) expect(runs, name).toEqual(['isolated'])
  })

  it('many tasks: the plan has a routing layer', async () => {
    const { layers } = await decideBy('need=behavior', 'task-mix=many')
    expect(layers.find((layer) => layer.id === 'routing')?.components.length).toBeGreaterThan(0)
  })
})
