import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Answer } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import type { DecidedApproach, Decision } from '../../src/engine/decision.js'
import { resolveRubric } from '../../src/rubric/resolve.js'
import type { WrittenRubric } from '../../src/rubric/schema.js'

type Answers = Readonly<Record<string, string | readonly string[]>>

const part = (name: string): object => parse(readFileSync(new URL(`../../rubrics/${name}.yaml`, import.meta.url), 'utf8'))
const core = resolveRubric({ ...part('core'), ...part('core-plan'), ...part('core-mistakes'), ...part('evidence') } as WrittenRubric)

function decisionOn(answers: Answers): Decision {
  const sheet = new Map(Object.entries(answers).map(([id, value]): [string, Answer] => [id, { value, origin: 'file' }]))
  return decide(core, { answers: sheet }, { tool: { name: 'rag-or-tune', version: '0.0.0' } })
}

function of(approach: string, answers: Answers): DecidedApproach {
  return decisionOn(answers).approaches.find((one) => one.id === approach) as DecidedApproach
}

/** The points that one answered question gives an approach. */
function pointsOf(approach: string, question: string, answers: Answers): number {
  return of(approach, answers)
    .contributions.filter((one) => one.question === question)
    .reduce((sum, one) => sum + one.points, 0)
}

describe('behaviour is missing', () => {
  it('by itself it asks for a careful prompt, and for no training', () => {
    expect(pointsOf('fine-tuning', 'need', { need: 'behavior' })).toBe(1)
    expect(of('fine-tuning', { need: 'behavior' }).verdict).toBe('skip')
    expect(decisionOn({ need: 'behavior' }).set).toEqual(['prompting'])
  })

  it.each<Answers>([
    { 'output-format': 'persistent' },
    { 'domain-gap': 'some' },
    { 'domain-gap': 'large' },
    { symptoms: ['prompt-too-long'] },
    { symptoms: ['off-tone', 'slow-or-costly'] },
    { traffic: 'high' },
    { latency: 'critical' },
  ])('it weighs fully where a careful prompt alone will not do: %o', (sign) => {
    expect(pointsOf('fine-tuning', 'need', { need: 'behavior', ...sign })).toBe(4)
  })

  it.each<Answers>([{ 'labeled-pairs': 'hundreds' }, { 'labeled-pairs': 'thousands' }, { privacy: 'isolated' }])(
    'the same where the examples outgrow a prompt or only small models run: %o',
    (sign) => {
      expect(pointsOf('fine-tuning', 'need', { need: 'behavior', ...sign })).toBe(6)
    },
  )

  it.each<Answers>([
    { 'output-format': 'sometimes' },
    { 'domain-gap': 'none' },
    { symptoms: ['off-tone', 'wrong-format'] },
    { symptoms: [] },
    { traffic: 'medium' },
    { latency: 'interactive' },
    { 'labeled-pairs': 'dozens' },
    { privacy: 'public-api' },
  ])('nothing more where a prompt may still do: %o', (sign) => {
    expect(pointsOf('fine-tuning', 'need', { need: 'behavior', ...sign })).toBe(1)
  })
})

describe('knowledge that changes', () => {
  it.each([
    ['weekly', 3],
    ['daily', 1],
  ])('%s change is little trouble for a small corpus in the prompt', (rate, points) => {
    const answers = { need: 'facts', 'change-rate': rate, 'corpus-size': 'small' }
    expect(pointsOf('long-context', 'change-rate', answers)).toBe(points)
    expect(pointsOf('long-context', 'change-rate', { ...answers, 'corpus-size': 'large' })).toBe(0)
  })

  it('standing still speaks for the prompt only where the knowledge fits it', () => {
    const answers = { need: 'facts', 'change-rate': 'rarely' }
    expect(pointsOf('prompting', 'change-rate', { ...answers, 'corpus-size': 'small' })).toBe(1)
    expect(pointsOf('prompting', 'change-rate', { ...answers, 'corpus-size': 'massive' })).toBe(0)
    expect(pointsOf('prompting', 'change-rate', answers)).toBe(0)
  })
})

describe('nothing is missing', () => {
  it('learning from use is no less needed for it', () => {
    expect(pointsOf('self-learning', 'need', { need: 'neither', 'learn-from-use': 'required' })).toBe(0)
    expect(of('self-learning', { need: 'neither', 'learn-from-use': 'required' }).verdict).toBe('adopt')
    expect(pointsOf('self-learning', 'need', { need: 'neither', 'learn-from-use': 'helpful' })).toBe(-3)
  })

  it('says what is not missing, and not that nothing is', () => {
    expect(of('prompting', { need: 'neither' }).reason).toContain('No fact or behaviour is missing that a careful prompt could not give')
  })
})

describe('no documents', () => {
  it.each([
    ['behavior', 1],
    ['neither', 1],
    ['facts', 0],
    ['both', 0],
  ])('with need %s, that gives prompting %i', (need, points) => {
    expect(pointsOf('prompting', 'corpus-size', { need, 'corpus-size': 'none' })).toBe(points)
  })
})

describe('answers that pull apart', () => {
  const contradictions = (answers: Answers): readonly string[] =>
    decisionOn(answers)
      .setNotes.filter((note) => note.kind === 'contradiction')
      .map((note) => note.id)

  it('no facts are missing, and yet sources must be cited', () => {
    expect(contradictions({ need: 'behavior', citations: 'required' })).toContain('behaviour-only-yet-cited')
    expect(contradictions({ need: 'behavior', citations: 'helpful' })).not.toContain('behaviour-only-yet-cited')
    expect(contradictions({ need: 'both', citations: 'required' })).not.toContain('behaviour-only-yet-cited')
  })
})
