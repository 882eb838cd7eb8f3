import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/engine/answers.js'
import { NONE } from '../../src/interview/flow.js'
import { ASK_SKIPPED, DECIDE } from '../../src/interview/review.js'
import { core, quick } from '../engine/shipped.js'
import { BACK, held, valuesOf, WHY } from './scripted.js'
import { smallRubric } from './small-rubric.js'

const fromFile = (answers: Readonly<Record<string, string>>) => ({
  answers: new Map(Object.entries(answers).map(([id, value]): [string, Answer] => [id, { value, origin: 'file' }])),
  asked: [],
})

describe('an interview', () => {
  it('asks everything, keeps every answer and ends on the review', async () => {
    const end = await held(smallRubric, ['facts', 'unsure', ['a', 'b'], 'one', DECIDE])
    expect(end.cancelled).toBe(false)
    expect(valuesOf(end.session.answers)).toEqual({ need: 'facts', rate: 'unsure', symptoms: ['a', 'b'], users: 'one' })
    expect(end.session.asked).toEqual(['need', 'rate', 'symptoms', 'users'])
    expect(end.messages).toEqual(['Text of need?', 'Text of rate?', 'Text of symptoms?', 'Text of users?', 'Review your answers'])
    expect(end.prompts.map(({ progress }) => progress)).toEqual([
      'Question 1, at most 3 more',
      'Question 2, at most 2 more',
      'Question 3, at most 1 more',
      'Question 4, the last',
      '',
    ])
  })

  it('offers unsure in every question, none in a list to tick, back after the first, and why', async () => {
    const { prompts } = await held(smallRubric, ['facts', 'slow', [NONE], 'one'])
    expect(prompts[0]?.choices.map(({ value }) => value)).toEqual(['facts', 'behavior', 'unsure'])
    expect(prompts[2]?.choices.map(({ value }) => value)).toEqual(['a', 'b', NONE, 'unsure'])
    expect(prompts[2]).toMatchObject({ kind: 'many', alone: [NONE, 'unsure'] })
    expect(prompts.slice(0, 4).map(({ actions }) => actions)).toEqual([['why'], ['back', 'why'], ['back', 'why'], ['back', 'why']])
  })

  it('says why a question is asked, and asks it again', async () => {
    const { text, messages, session } = await held(smallRubric, [WHY, 'facts', WHY, WHY, 'slow'])
    expect(text).toContain('\nBecause of need.\n\n')
    expect(text.match(/Because of rate\./g)).toHaveLength(2)
    expect(messages.slice(0, 3)).toEqual(['Text of need?', 'Text of need?', 'Text of rate?'])
    expect(valuesOf(session.answers)).toEqual({ need: 'facts', rate: 'slow' })
  })

  it('keeps the session after every answer, before the next question', async () => {
    const { kept } = await held(smallRubric, ['facts', 'slow', BACK, BACK, 'behavior'])
    expect(kept.map(({ answers }) => valuesOf(answers))).toEqual([
      { need: 'facts' },
      { need: 'facts', rate: 'slow' },
      { need: 'behavior', rate: 'slow' },
    ])
  })

  it('names each section when it begins', async () => {
    const { said } = await held(smallRubric, ['facts', 'slow', ['a'], 'one', DECIDE])
    expect(said).toEqual(['\nThe task\n\n', '\nThe people\n\n', '\n', '\n'])
  })

  it('asks only what is open, and keeps what was given with its origin', async () => {
    const { session, messages } = await held(smallRubric, ['slow', ['a'], 'one', DECIDE], { start: fromFile({ need: 'facts' }) })
    expect(messages[0]).toBe('Text of rate?')
    expect(session.answers.get('need')).toEqual({ value: 'facts', origin: 'file' })
    expect(session.answers.get('rate')).toEqual({ value: 'slow', origin: 'asked' })
  })

  it('asks what a file leaves unsure', async () => {
    const { messages } = await held(smallRubric, [], { start: fromFile({ need: 'unsure' }) })
    expect(messages).toEqual(['Text of need?'])
  })

  it('goes on where an earlier one ended', async () => {
    const start = { answers: new Map<string, Answer>([['need', { value: 'unsure', origin: 'asked' }]]), asked: ['need'] }
    const { prompts } = await held(smallRubric, [], { start })
    expect(prompts[0]).toMatchObject({ progress: 'Question 2, at most 2 more', message: 'Text of rate?', actions: ['back', 'why'] })
  })

  it('keeps the answers so far when it is cancelled', async () => {
    const { cancelled, session } = await held(smallRubric, ['facts', 'slow'])
    expect(cancelled).toBe(true)
    expect(valuesOf(session.answers)).toEqual({ need: 'facts', rate: 'slow' })
  })

  it('takes a number into its band, and shows it again', async () => {
    const start = fromFile({ need: 'behavior', citations: 'no', 'output-format': 'no', 'user-diversity': 'uniform' })
    const { prompts, session } = await held(quick, [{ number: 450 }, BACK], { start })
    expect(session.answers.get('labeled-pairs')).toEqual({ value: 'hundreds', origin: 'asked', number: 450 })
    expect(prompts[0]?.quantity?.unit).toBe('labelled pairs')
    expect(prompts[1]?.choices.map(({ label }) => label)).toContain('Labelled examples: 450 labelled pairs; Hundreds, 100 to 999 (asked)')
    expect(prompts[2]).toMatchObject({ chosen: ['hundreds'], quantity: { typed: 450 } })
  })
})

describe('back', () => {
  it('shows the question before, with its answer under the cursor, and then goes on to what waits', async () => {
    const { messages, prompts } = await held(smallRubric, ['facts', 'slow', BACK, 'slow'])
    expect(messages).toEqual(['Text of need?', 'Text of rate?', 'Text of symptoms?', 'Text of rate?', 'Text of symptoms?'])
    expect(prompts[3]).toMatchObject({ chosen: ['slow'], progress: 'Question 2, at most 2 more' })
  })

  it('P-13 back at the first question says so and stays there', async () => {
    const { messages, text, cancelled } = await held(smallRubric, [BACK, BACK, 'facts'])
    expect(messages).toEqual(['Text of need?', 'Text of need?', 'Text of need?', 'Text of rate?'])
    expect(text).toContain('This is the first question')
    expect(cancelled).toBe(true)
  })

  it('P-13 back across a condition passes over the hidden question, and keeps its answer aside', async () => {
    const { messages, text, session } = await held(smallRubric, ['facts', 'slow', BACK, BACK, 'behavior', ['a'], BACK, BACK])
    expect(messages).toEqual([
      'Text of need?',
      'Text of rate?',
      'Text of symptoms?',
      'Text of rate?',
      'Text of need?',
      'Text of symptoms?',
      'Text of users?',
      'Text of symptoms?',
      'Text of need?',
    ])
    expect(text).toContain('Kept aside, for it does not count with this answer: Title of rate.')
    expect(session.answers.get('rate')?.value).toBe('slow')
  })

  it('brings an answer back with its condition, and does not ask for it again', async () => {
    const replies = ['facts', 'slow', BACK, BACK, 'behavior', BACK, 'facts']
    const { messages, text } = await held(smallRubric, replies)
    expect(text).toContain('Counts again, as answered before: Title of rate.')
    expect(messages.at(-1)).toBe('Text of symptoms?')
  })

  it('asks again what depends on an answer that changed, with the old answer under the cursor', async () => {
    const { messages, prompts } = await held(smallRubric, ['facts', 'slow', BACK, BACK, 'unsure', 'fast'])
    expect(messages.slice(5)).toEqual(['Text of rate?', 'Text of symptoms?'])
    expect(prompts[5]?.chosen).toEqual(['slow'])
  })

  it('P-13 ten times in a row ends at the first question', async () => {
    const { messages, cancelled } = await held(smallRubric, ['facts', 'slow', ['a'], ...Array.from({ length: 10 }, () => BACK), 'facts'])
    expect(messages.at(-2)).toBe('Text of need?')
    expect(messages.at(-1)).toBe('Text of users?')
    expect(cancelled).toBe(true)
  })
})

describe('the review', () => {
  const answers = ['facts', 'slow', ['a'], 'unsure'] as const
  it('lists every answer with its origin, and decides on the first choice', async () => {
    const { prompts, cancelled } = await held(smallRubric, ['slow', ['a', 'b'], 'unsure', DECIDE], { start: fromFile({ need: 'facts' }) })
    expect(prompts.at(-1)?.choices.map(({ label }) => label)).toEqual([
      'Decide now',
      'Title of need: Label of facts (file)',
      'Title of rate: Label of slow (asked)',
      'Title of symptoms: Label of a; Label of b (asked)',
      'Title of users: not sure (asked)',
    ])
    expect(prompts.at(-1)?.help).toBe('3 answers, 1 not sure. Choose one to change it.')
    expect(cancelled).toBe(false)
  })

  it('edits the answer that is picked, and comes back', async () => {
    const { messages, prompts, session } = await held(smallRubric, [...answers, 'rate', 'fast', DECIDE])
    expect(messages.slice(4)).toEqual(['Review your answers', 'Text of rate?', 'Review your answers'])
    expect(prompts[5]?.chosen).toEqual(['slow'])
    expect(session.answers.get('rate')?.value).toBe('fast')
  })

  it('an edit that opens questions asks them, and one that hides some keeps them aside', async () => {
    const hidden = await held(smallRubric, [...answers, 'need', 'behavior', DECIDE])
    expect(hidden.prompts.at(-1)?.choices[2]?.label).toBe('Title of rate: Label of slow (asked; kept aside, does not count now)')
    expect(hidden.prompts.at(-1)?.help).toBe('2 answers, 1 not sure, 1 kept aside. Choose one to change it.')
    const opened = await held(smallRubric, ['behavior', ['a'], 'one', 'need', 'facts', 'fast', DECIDE])
    expect(opened.messages.slice(3)).toEqual(['Review your answers', 'Text of need?', 'Text of rate?', 'Review your answers'])
  })

  it('goes back to the last question asked', async () => {
    const { messages } = await held(smallRubric, [...answers, BACK, BACK])
    expect(messages.slice(4)).toEqual(['Review your answers', 'Text of users?', 'Text of symptoms?'])
  })

  it('stands alone, and cannot go back, when nothing is left to ask', async () => {
    const start = fromFile({ need: 'facts', rate: 'slow', symptoms: 'a', users: 'one' })
    const { messages, prompts, cancelled } = await held(smallRubric, [BACK, DECIDE], { start })
    expect(messages).toEqual(['Review your answers', 'Review your answers'])
    expect(prompts[0]?.actions).toEqual([])
    expect(cancelled).toBe(false)
  })

  it('says when there would be nothing to decide', async () => {
    const { prompts } = await held(smallRubric, ['unsure', 'unsure', 'unsure', 'unsure'])
    expect(prompts.at(-1)?.help).toContain('None of them gives a reason yet: there would be nothing to decide.')
  })

  it('offers to answer what was skipped', async () => {
    const { messages, prompts, text } = await held(smallRubric, [ASK_SKIPPED, 'facts'], { all: false })
    expect(prompts[0]?.choices.map(({ label }) => label)).toEqual(['Decide now', 'Answer the 4 skipped questions too'])
    expect(prompts[0]?.help).toContain('No answers, 4 skipped, which could change nothing')
    expect(text).toContain('4 questions skipped: no answer to them could change the result (--all asks them)')
    expect(messages).toEqual(['Review your answers', 'Text of need?', 'Text of rate?'])
  })

  it('T-13 shows what was typed as harmless text', async () => {
    const evil = '\u001b]0;pwn\u0007'
    const start = { answers: new Map<string, Answer>([['symptoms', { value: [evil], origin: 'file' }]]), asked: [] }
    const { prompts } = await held(smallRubric, ['facts', 'slow', 'one'], { start })
    expect(JSON.stringify(prompts)).not.toMatch(/\\u001b|\\u0007/)
    expect(prompts.at(-1)?.choices[3]?.label).toBe('Title of symptoms: ]0;pwn (file)')
  })
})

describe('what is said between sections', () => {
  const through = ['behavior', 'no', 'none', 'no', 'uniform', DECIDE]
  it('is the standing in one line, after each section in which something changed', async () => {
    const { said } = await held(quick, through, { all: false, standing: true })
    const lines = said.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('Need so far'))
    expect(lines.length).toBeGreaterThan(1)
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines[0]).toMatch(/^Need so far: .*\d+ \(at most \d questions can turn its verdict\).*; verdict settled: .*Retrieval \(RAG\) 24/)
    expect(lines.join()).not.toMatch(/adopt|pilot|skip|build|recommend/i)
  })
  it('is no standing when none is wanted', async () => {
    expect((await held(quick, through, { all: false, standing: false })).text).not.toContain('Need so far')
  })
  it('names what was skipped at the end of the section in which it became so, and not again', async () => {
    const open = ['ml-skills', 'budget', 'current-stack', 'leaning']
    const first = core.questions.filter(({ id, kind }) => !open.includes(id) && kind === 'single')
    const start = fromFile(Object.fromEntries(first.map(({ id, options }) => [id, options[0]?.id ?? ''])))
    const symptoms: Answer = { value: [], origin: 'file' }
    const answers = new Map([...start.answers, ['symptoms', symptoms]])
    const end = await held(core, ['none', [NONE], [NONE], DECIDE], { all: false, start: { ...start, answers } })
    const skipped = '\n1 question skipped: no answer to it could change the result (--all asks it)\n'
    expect(end.said[1]).toBe(`${skipped}\nWhere you stand today\n\n`)
    expect(end.text.split(skipped)).toHaveLength(2)
    expect(end.prompts.at(-1)?.choices[1]?.label).toBe('Answer the skipped question too')
    expect(end.session.answers.has('budget')).toBe(false)
  })
  it('names what was skipped once per change', async () => {
    const { text } = await held(smallRubric, [DECIDE], { all: false })
    expect(text.match(/skipped/g)).toHaveLength(1)
  })
})

describe('what a rubric says', () => {
  it('T-01 lets no control character reach the terminal', async () => {
    const [first, ...rest] = smallRubric.questions
    if (first === undefined) throw new Error('no question')
    const evil = '\u001b[2Jgone\u202e'
    const options = first.options.map((one) => ({ ...one, label: evil, help: evil }))
    const hostile = { ...first, title: evil, text: evil, help: evil, unit: evil, options }
    const rubric = { ...smallRubric, questions: [hostile, ...rest], sections: [{ id: 'task', title: evil }] }
    const { prompts, said } = await held(rubric, ['facts', 'slow', ['a'], 'one', 'need', 'behavior'])
    expect(JSON.stringify([prompts, said])).not.toMatch(/\\u001b|\u202e/)
  })
})
