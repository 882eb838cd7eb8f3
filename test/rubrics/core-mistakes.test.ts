import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Answer } from '../../src/engine/answers.js'
import { decide } from '../../src/engine/decide.js'
import { resolveRubric } from '../../src/rubric/resolve.js'
import type { WrittenRubric } from '../../src/rubric/schema.js'

type Answers = Readonly<Record<string, string | readonly string[]>>

const part = (name: string): object => parse(readFileSync(new URL(`../../rubrics/${name}.yaml`, import.meta.url), 'utf8'))
const core = resolveRubric({ ...part('core'), ...part('core-plan'), ...part('core-mistakes'), ...part('evidence') } as WrittenRubric)

const decisionOn = (answers: Answers) => {
  const sheet = new Map(Object.entries(answers).map(([id, value]): [string, Answer] => [id, { value, origin: 'file' }]))
  return decide(core, { answers: sheet }, { tool: { name: 'rag-or-tune', version: '0.0.0' } })
}
const named = (answers: Answers): readonly string[] => decisionOn(answers).mistakes.map((mistake) => mistake.id)

/** About half of the reason and enabler questions, answered by a small linear generator. */
const randomAnswers = (seed: number): Answers => {
  let state = seed
  const below = (bound: number): number => {
    state = (state * 48271) % 2147483647
    return Math.floor((state / 2147483647) * bound)
  }
  const answers: Record<string, string | readonly string[]> = {}
  for (const question of core.questions) {
    if (question.role === 'context' || below(2) === 0) continue
    const ids = question.options.map((option) => option.id)
    answers[question.id] = question.kind === 'many' ? ids.filter(() => below(5) === 0) : (ids[below(ids.length)] as string)
  }
  return answers
}

const tune = { leaning: ['fine-tuning'] }
const retrieve = { leaning: ['rag'] }

/** Said of a plan that the report itself recommends: they are about order and guards, not about the choice. */
const OF_ANY_PLAN = [
  'several-layers-at-once',
  'new-layers-over-weak-retrieval',
  'profile-in-regulated-work',
  'unreviewed-memory-in-regulated-work',
]

/** Per mistake: answers on which it has to be named, and answers that look like it and are none. */
const TABLE: Readonly<Record<string, { fires: readonly Answers[]; silent: readonly Answers[] }>> = {
  'tuning-for-new-facts': {
    fires: [
      { need: 'facts', symptoms: ['hallucination'], ...tune },
      { need: 'facts', ...tune },
      { need: 'facts', symptoms: ['stale-answers'], leaning: ['rag', 'fine-tuning'] },
      { need: 'both', symptoms: ['hallucination'], ...tune },
      { need: 'facts', symptoms: ['stale-answers'], 'current-stack': ['prompting', 'fine-tuning'] },
    ],
    silent: [
      { need: 'behavior', symptoms: ['hallucination'], ...tune },
      { need: 'facts', symptoms: ['hallucination'] },
      { need: 'facts', symptoms: ['hallucination'], ...retrieve },
      { need: 'both', symptoms: ['hallucination'], leaning: ['rag', 'fine-tuning'] },
      { need: 'both', symptoms: ['hallucination', 'wrong-format'], ...tune },
      { need: 'facts', symptoms: ['stale-answers'], 'current-stack': ['rag', 'fine-tuning'] },
      { symptoms: ['hallucination'], ...tune },
    ],
  },
  'tuning-changing-facts': {
    fires: [
      { need: 'facts', 'change-rate': 'daily', ...tune },
      { need: 'both', 'change-rate': 'weekly', ...tune, 'current-stack': ['prompting'] },
      { need: 'facts', 'change-rate': 'weekly', 'current-stack': ['fine-tuning'], leaning: [] },
    ],
    silent: [
      { need: 'behavior', 'change-rate': 'daily', ...tune },
      { need: 'both', 'change-rate': 'daily', leaning: ['rag', 'fine-tuning'] },
      { need: 'facts', 'change-rate': 'monthly', ...tune },
      { need: 'facts', 'change-rate': 'weekly', 'current-stack': ['fine-tuning'], leaning: ['rag'] },
      { need: 'both', 'change-rate': 'daily', 'output-format': 'persistent', ...tune, 'current-stack': ['rag'] },
    ],
  },
  'tuning-without-sources': {
    fires: [
      { need: 'facts', citations: 'required', ...tune },
      { citations: 'required', ...tune },
      { need: 'facts', citations: 'required', 'current-stack': ['fine-tuning'], leaning: [] },
    ],
    silent: [
      { need: 'both', citations: 'required', 'output-format': 'persistent', leaning: ['rag', 'fine-tuning'] },
      { need: 'facts', citations: 'helpful', ...tune },
      { need: 'behavior', citations: 'required', 'output-format': 'persistent', ...tune, 'current-stack': ['rag'] },
    ],
  },
  'citations-taken-on-trust': {
    fires: [{ citations: 'required', symptoms: ['hallucination'], 'current-stack': ['rag'] }],
    silent: [
      { citations: 'required', symptoms: [], 'current-stack': ['rag'] },
      { citations: 'helpful', symptoms: ['hallucination'], 'current-stack': ['rag'] },
      { citations: 'required', symptoms: ['hallucination'] },
      { citations: 'required', symptoms: ['hallucination'], ...retrieve, 'current-stack': ['prompting'] },
    ],
  },
  'tuning-on-what-must-be-erasable': {
    fires: [
      { need: 'facts', 'editable-knowledge': 'required', ...tune },
      { 'editable-knowledge': 'required', ...tune },
      { need: 'facts', 'editable-knowledge': 'required', 'current-stack': ['fine-tuning'] },
    ],
    silent: [
      { need: 'behavior', 'editable-knowledge': 'required', 'output-format': 'persistent', 'labeled-pairs': 'hundreds', ...tune },
      { need: 'facts', 'editable-knowledge': 'helpful', ...tune },
      { need: 'behavior', 'editable-knowledge': 'required', 'current-stack': ['fine-tuning'] },
    ],
  },
  'tuning-away-the-lookup': {
    fires: [{ need: 'facts', latency: 'critical', 'change-rate': 'weekly', ...tune }],
    silent: [
      { need: 'behavior', latency: 'critical', ...tune },
      { need: 'facts', latency: 'critical', 'change-rate': 'rarely', ...tune },
      { need: 'facts', latency: 'interactive', 'change-rate': 'weekly', ...tune },
      { need: 'both', latency: 'critical', 'change-rate': 'weekly', leaning: ['rag', 'fine-tuning'] },
    ],
  },
  'tuning-for-shape': {
    fires: [
      { symptoms: ['wrong-format'], ...tune },
      { need: 'behavior', 'output-format': 'sometimes', 'labeled-pairs': 'hundreds', ...tune },
      { symptoms: ['wrong-format'], 'current-stack': ['fine-tuning'] },
    ],
    silent: [
      { need: 'behavior', 'output-format': 'persistent', symptoms: ['wrong-format'], 'labeled-pairs': 'thousands', ...tune },
      { need: 'behavior', symptoms: ['off-tone'], ...tune },
      { symptoms: ['wrong-format'], leaning: ['prompting'] },
    ],
  },
  'tuning-for-each-user': {
    fires: [
      { symptoms: ['generic-for-everyone'], ...tune },
      { symptoms: ['generic-for-everyone'], 'current-stack': ['fine-tuning'], leaning: [] },
    ],
    silent: [
      { symptoms: ['generic-for-everyone'], leaning: ['self-model'] },
      { symptoms: ['generic-for-everyone'], 'current-stack': ['fine-tuning'], leaning: ['self-model'] },
      { need: 'behavior', 'output-format': 'persistent', symptoms: ['generic-for-everyone', 'off-tone'], ...tune },
    ],
  },
  'tuning-without-examples': {
    fires: [
      { need: 'behavior', 'output-format': 'persistent', 'labeled-pairs': 'none', ...tune },
      { 'labeled-pairs': 'dozens', ...tune },
    ],
    silent: [{ 'labeled-pairs': 'hundreds', ...tune }, { 'labeled-pairs': 'none', leaning: ['prompting'] }, { 'labeled-pairs': 'none' }],
  },
  'tuning-on-noisy-pairs': {
    fires: [
      { 'labeled-pairs': 'thousands', 'data-quality': 'noisy', ...tune },
      { 'labeled-pairs': 'thousands', 'data-quality': 'noisy', symptoms: ['off-tone'], 'current-stack': ['fine-tuning'] },
    ],
    silent: [
      { 'labeled-pairs': 'thousands', 'data-quality': 'mixed', ...tune },
      { 'labeled-pairs': 'none', 'data-quality': 'noisy', ...tune },
      { 'labeled-pairs': 'thousands', 'data-quality': 'noisy', leaning: ['rag'] },
    ],
  },
  'tuning-before-trying': {
    fires: [
      { ...tune, 'current-stack': [] },
      { need: 'behavior', 'output-format': 'no', ...tune },
    ],
    silent: [
      { need: 'behavior', ...tune },
      { need: 'behavior', 'output-format': 'persistent', ...tune, 'current-stack': ['prompting'] },
      { ...retrieve, 'current-stack': [] },
    ],
  },
  'tuning-for-a-known-field': {
    fires: [
      { 'domain-gap': 'some', ...tune },
      { need: 'facts', 'domain-gap': 'none', ...tune },
    ],
    silent: [
      { 'domain-gap': 'large', ...tune },
      { need: 'behavior', 'output-format': 'persistent', 'domain-gap': 'none', ...tune },
      { 'domain-gap': 'some' },
    ],
  },
  'tuning-to-shorten-the-prompt': {
    fires: [{ symptoms: ['prompt-too-long'], traffic: 'low', ...tune }],
    silent: [
      { symptoms: ['prompt-too-long'], traffic: 'high', ...tune },
      { symptoms: ['slow-or-costly'], traffic: 'low', ...tune },
      { symptoms: ['prompt-too-long'], traffic: 'low' },
    ],
  },
  'one-tune-for-many-tasks': {
    fires: [
      { 'task-mix': 'many', ...tune },
      { 'task-mix': 'many', 'current-stack': ['fine-tuning'] },
    ],
    silent: [
      { 'task-mix': 'several', ...tune },
      { 'task-mix': 'many', ...retrieve },
    ],
  },
  'tuning-without-time-or-skills': {
    fires: [
      { need: 'behavior', 'output-format': 'persistent', 'ml-skills': 'none', ...tune },
      { timeline: 'days', ...tune },
    ],
    silent: [
      { timeline: 'weeks', 'ml-skills': 'some', ...tune },
      { timeline: 'days', 'ml-skills': 'none', ...retrieve },
      { timeline: 'days', 'ml-skills': 'none' },
    ],
  },
  'paying-for-generality': {
    fires: [
      { symptoms: ['slow-or-costly'], traffic: 'high', 'task-mix': 'single', 'labeled-pairs': 'thousands' },
      { symptoms: ['slow-or-costly'], traffic: 'high', 'task-mix': 'single', 'labeled-pairs': 'thousands', 'current-stack': ['prompting'] },
    ],
    silent: [
      { symptoms: ['slow-or-costly'], traffic: 'low', 'task-mix': 'single', 'labeled-pairs': 'thousands' },
      { symptoms: ['slow-or-costly'], traffic: 'high', 'task-mix': 'many', 'labeled-pairs': 'thousands' },
      { symptoms: [], traffic: 'high', 'task-mix': 'single', 'labeled-pairs': 'thousands' },
    ],
  },
  'retrieving-for-behaviour': {
    fires: [
      { need: 'behavior', symptoms: ['off-tone'], ...retrieve },
      { need: 'behavior', symptoms: ['wrong-format'], 'corpus-size': 'large', ...retrieve },
    ],
    silent: [
      { need: 'facts', symptoms: ['off-tone'], ...retrieve },
      { need: 'behavior', symptoms: ['off-tone'], 'current-stack': ['rag'] },
      { need: 'behavior', citations: 'required', 'corpus-size': 'large', privacy: 'isolated', symptoms: ['hallucination'], ...retrieve },
    ],
  },
  'retrieval-alone-for-form': {
    fires: [
      { need: 'both', 'output-format': 'persistent', ...retrieve },
      { need: 'both', symptoms: ['off-tone'], ...retrieve },
    ],
    silent: [
      { need: 'both', 'output-format': 'persistent', leaning: ['rag', 'fine-tuning'] },
      { need: 'both', symptoms: ['off-tone'], leaning: ['rag', 'prompting'] },
      { need: 'both', 'output-format': 'persistent', 'labeled-pairs': 'none', leaning: ['rag', 'prompting'] },
      { need: 'facts', 'output-format': 'persistent', ...retrieve },
      { need: 'both', ...retrieve },
    ],
  },
  'retrieval-as-personalisation': {
    fires: [
      { symptoms: ['generic-for-everyone'], ...retrieve },
      { symptoms: ['generic-for-everyone'], 'current-stack': ['rag'], leaning: [] },
      { 'user-diversity': 'individual', 'repeat-users': 'most', ...retrieve, 'current-stack': ['prompting'] },
    ],
    silent: [
      { symptoms: ['generic-for-everyone'], leaning: ['rag', 'self-model'] },
      { symptoms: ['generic-for-everyone'], 'user-diversity': 'segments', leaning: ['prompting', 'rag'] },
      { symptoms: ['generic-for-everyone'], 'current-stack': ['rag'], leaning: ['self-model'] },
      { symptoms: ['hallucination'], ...retrieve },
      { 'user-diversity': 'uniform', ...retrieve, 'current-stack': [] },
    ],
  },
  'retrieval-for-a-small-corpus': {
    fires: [{ need: 'facts', 'corpus-size': 'small', citations: 'no', traffic: 'low', ...retrieve }],
    silent: [
      { need: 'facts', 'corpus-size': 'small', citations: 'required', traffic: 'low', ...retrieve },
      { need: 'facts', 'corpus-size': 'small', citations: 'no', traffic: 'high', ...retrieve },
      { need: 'facts', 'corpus-size': 'large', citations: 'no', traffic: 'low', ...retrieve },
      { need: 'facts', 'corpus-size': 'small', citations: 'no', traffic: 'low', 'current-stack': ['rag'] },
      { need: 'facts', 'corpus-size': 'small', ...retrieve },
    ],
  },
  'prompt-for-a-large-corpus': {
    fires: [
      { 'corpus-size': 'large', leaning: ['long-context'] },
      { 'corpus-size': 'massive', 'current-stack': ['long-context'], leaning: [] },
      { symptoms: ['prompt-too-long'], leaning: ['long-context'] },
    ],
    silent: [
      { 'corpus-size': 'large', leaning: ['rag', 'long-context'] },
      { 'corpus-size': 'large', 'current-stack': ['long-context'], leaning: ['rag'] },
      { 'corpus-size': 'small', leaning: ['long-context'] },
      { symptoms: ['prompt-too-long'], ...retrieve },
    ],
  },
  'wrong-lever-for-retrieval': {
    fires: [{ symptoms: ['retrieval-misses'], ...tune }],
    silent: [
      { symptoms: ['retrieval-misses'], ...retrieve },
      { symptoms: ['retrieval-misses'] },
      { need: 'both', 'output-format': 'persistent', symptoms: ['retrieval-misses', 'wrong-format'], leaning: ['rag', 'fine-tuning'] },
    ],
  },
  'new-layers-over-weak-retrieval': {
    fires: [{ symptoms: ['retrieval-misses'], leaning: ['self-learning'] }],
    silent: [
      { symptoms: ['retrieval-misses'], leaning: ['rag', 'self-learning'] },
      { symptoms: ['off-tone'], leaning: ['self-learning'] },
      { symptoms: ['retrieval-misses'], leaning: ['prompting'] },
    ],
  },
  'more-retrieval-for-misreading': {
    fires: [{ symptoms: ['hallucination'], 'current-stack': ['rag'], ...retrieve }],
    silent: [
      { symptoms: ['hallucination', 'retrieval-misses'], 'current-stack': ['rag'], ...retrieve },
      { symptoms: ['hallucination'], ...retrieve },
      { symptoms: ['hallucination'], 'current-stack': ['prompting'], ...retrieve },
    ],
  },
  'user-model-without-a-user': {
    fires: [
      { 'user-diversity': 'uniform', leaning: ['self-model'] },
      { 'repeat-users': 'no', 'current-stack': ['self-model'] },
    ],
    silent: [
      { 'user-diversity': 'individual', 'repeat-users': 'most', leaning: ['self-model'] },
      { 'user-diversity': 'uniform', ...retrieve },
      { leaning: ['self-model'] },
    ],
  },
  'user-model-for-segments': {
    fires: [{ 'user-diversity': 'segments', leaning: ['self-model'] }],
    silent: [
      { 'user-diversity': 'individual', leaning: ['self-model'] },
      { 'user-diversity': 'segments', leaning: ['prompting'] },
    ],
  },
  'profile-over-facts': {
    fires: [
      { symptoms: ['hallucination'], 'current-stack': ['self-model'] },
      { need: 'facts', symptoms: ['hallucination'], leaning: ['self-model'] },
    ],
    silent: [
      { symptoms: ['off-tone'], 'current-stack': ['self-model'] },
      { 'user-diversity': 'individual', 'repeat-users': 'most', symptoms: ['hallucination'], leaning: ['self-model'] },
    ],
  },
  'profile-in-regulated-work': {
    fires: [{ regulated: 'yes', leaning: ['self-model'] }],
    silent: [
      { regulated: 'no', leaning: ['self-model'] },
      { regulated: 'yes', ...retrieve },
    ],
  },
  'unreviewed-memory-in-regulated-work': {
    fires: [{ regulated: 'yes', 'learn-from-use': 'required', 'current-stack': ['self-learning'] }],
    silent: [
      { regulated: 'no', leaning: ['self-learning'] },
      { regulated: 'yes', leaning: ['rag', 'self-model'] },
    ],
  },
  'memory-that-repeats-errors': {
    fires: [{ symptoms: ['hallucination'], 'current-stack': ['self-learning'] }],
    silent: [
      { symptoms: ['hallucination'], leaning: ['self-learning'] },
      { symptoms: ['off-tone'], 'current-stack': ['self-learning'] },
    ],
  },
  'memory-with-nothing-to-learn': {
    fires: [{ 'learn-from-use': 'no', leaning: ['self-learning'] }],
    silent: [
      { 'learn-from-use': 'helpful', leaning: ['self-learning'] },
      { 'learn-from-use': 'no', ...retrieve },
      { leaning: ['self-learning'] },
    ],
  },
  'shared-memory-for-personal-lessons': {
    fires: [{ 'user-diversity': 'individual', 'learn-from-use': 'required', leaning: ['self-learning'] }],
    silent: [
      { 'user-diversity': 'individual', 'learn-from-use': 'required', leaning: ['self-learning', 'self-model'] },
      { 'user-diversity': 'uniform', 'learn-from-use': 'required', leaning: ['self-learning'] },
      { 'user-diversity': 'individual', 'learn-from-use': 'required', leaning: ['self-model'] },
    ],
  },
  'raw-history-as-memory': {
    fires: [
      { 'learn-from-use': 'required', leaning: ['long-context'] },
      { 'user-diversity': 'individual', 'repeat-users': 'most', leaning: ['long-context'] },
    ],
    silent: [
      { 'learn-from-use': 'required', 'corpus-size': 'small', leaning: ['long-context'] },
      { 'learn-from-use': 'required', leaning: ['long-context', 'self-learning'] },
      { 'user-diversity': 'uniform', leaning: ['long-context'] },
    ],
  },
  'memory-as-document-store': {
    fires: [{ need: 'facts', 'corpus-size': 'large', 'change-rate': 'weekly', leaning: ['self-learning'] }],
    silent: [
      { need: 'facts', 'corpus-size': 'large', 'change-rate': 'weekly', leaning: ['rag', 'self-learning'] },
      { 'corpus-size': 'large', 'change-rate': 'daily', 'learn-from-use': 'required', leaning: ['self-learning'] },
      { 'corpus-size': 'none', 'change-rate': 'daily', leaning: ['self-learning'] },
    ],
  },
  'waiting-for-the-next-training': {
    fires: [
      { 'learn-from-use': 'required', ...tune },
      { 'learn-from-use': 'required', 'current-stack': ['fine-tuning'], leaning: [] },
    ],
    silent: [
      { 'learn-from-use': 'required', leaning: ['fine-tuning', 'self-learning'] },
      { 'learn-from-use': 'helpful', ...tune },
      { 'learn-from-use': 'required', 'current-stack': ['fine-tuning'], leaning: ['self-learning'] },
    ],
  },
  'building-beyond-need': {
    fires: [
      { need: 'neither', ...retrieve },
      { need: 'neither', leaning: ['prompting', 'fine-tuning'] },
    ],
    silent: [
      { need: 'neither', leaning: ['prompting'] },
      { need: 'neither', 'user-diversity': 'individual', 'repeat-users': 'most', leaning: ['self-model'] },
      { need: 'neither', 'learn-from-use': 'required', leaning: ['self-learning'] },
      { need: 'facts', ...retrieve },
    ],
  },
  'several-layers-at-once': {
    fires: [
      { budget: 'small', leaning: ['rag', 'fine-tuning'] },
      { timeline: 'days', leaning: ['prompting', 'rag', 'self-model'] },
    ],
    silent: [
      { budget: 'small', leaning: ['prompting', 'rag'] },
      { budget: 'large', leaning: ['rag', 'fine-tuning', 'self-model'] },
      { budget: 'small', timeline: 'days', ...retrieve },
    ],
  },
  'one-layer-for-every-fault': {
    fires: [{ symptoms: ['hallucination', 'off-tone', 'slow-or-costly'], ...retrieve }],
    silent: [
      { symptoms: ['hallucination', 'stale-answers', 'retrieval-misses'], ...retrieve },
      { symptoms: ['hallucination', 'off-tone', 'slow-or-costly'], leaning: ['rag', 'fine-tuning'] },
      { symptoms: ['hallucination', 'off-tone', 'slow-or-costly'], leaning: ['prompting'] },
    ],
  },
}

describe('the mistakes of the core rubric', () => {
  it('are each tried in both directions', () => {
    expect(Object.keys(TABLE).sort()).toEqual(core.mistakes.map((mistake) => mistake.id).sort())
  })

  for (const [id, { fires, silent }] of Object.entries(TABLE)) {
    it.each(fires)(`${id} is named on %j`, (answers) => expect(named(answers)).toContain(id))
    it.each(silent)(`${id} stays silent on %j`, (answers) => expect(named(answers)).not.toContain(id))
  }

  it('name the mistake that the request was about, first, with evidence and what to do instead', () => {
    const [first] = decisionOn({ need: 'facts', symptoms: ['hallucination'], leaning: ['fine-tuning'] }).mistakes
    expect(first?.id).toBe('tuning-for-new-facts')
    expect(first?.instead).toContain('retrieval')
    expect(first?.evidence).toContain('gekhman-2024')
  })

  it('are silent while nothing is planned, built or observed', () => {
    for (const question of core.questions) {
      if (['symptoms', 'current-stack', 'leaning'].includes(question.id)) continue
      for (const option of question.options) expect(named({ [question.id]: option.id })).toEqual([])
    }
  })

  it('do not warn against planning what the same answers recommend', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const answers = randomAnswers(seed)
      const { set } = decisionOn(answers)
      const choice = named({ ...answers, leaning: set, 'current-stack': ['prompting'] }).filter((id) => !OF_ANY_PLAN.includes(id))
      expect(choice, JSON.stringify(answers)).toEqual([])
    }
  })

  it('stand in the tables of the documentation, and nothing stands there that is gone', () => {
    const text = readFileSync(new URL('../../docs/core-rubric.md', import.meta.url), 'utf8')
    const tables = text.slice(text.indexOf('## Gates'), text.indexOf('## Where the sources disagree'))
    const documented = new Set([...tables.matchAll(/`([a-z][a-z0-9-]*)`/g)].map((match) => match[1] ?? ''))
    for (const mistake of core.mistakes) expect(documented.has(mistake.id), mistake.id).toBe(true)
    const known = new Set([core.mistakes, core.gates, core.preconditions, core.questions].flatMap((list) => list.map((entry) => entry.id)))
    const values = new Set([...core.questions.flatMap((question) => question.options.map((option) => option.id)), 'leaning'])
    expect([...documented].filter((id) => !known.has(id) && !values.has(id))).toEqual([])
  })

  it('cite a source, or say that they are a judgement', () => {
    const references = new Set(core.references.map((reference) => reference.id))
    for (const mistake of core.mistakes) {
      expect(mistake.evidence.length, mistake.id).toBeGreaterThan(0)
      for (const id of mistake.evidence) expect(references.has(id), `${mistake.id}: ${id}`).toBe(true)
    }
  })
})
