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
