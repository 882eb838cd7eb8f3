import { describe, expect, it } from 'vitest'
import { assuranceOf, percentText, waysText } from '../../src/engine/assurance.js'
import { decide } from '../../src/engine/decide.js'
import type { Given } from './oracle.js'
import { core } from './shipped.js'
import { approachOf, optionOf, questionOf, rubricOf, sheetOf, TOOL } from './small-rubric.js'

const says = (given: Given): readonly string[] => decide(core, sheetOf(given), { tool: TOOL, robustness: true }).stability.says

describe('counts and shares in words', () => {
  it.each([
    [0n, '0'],
    [192n, '192'],
    [999_999n, '999,999'],
    [1_499_999n, '1 million'],
    [195_292_068_007_680n, '195 trillion'],
    [999_999_999n, '1 billion'],
    [10n ** 15n, '1 quadrillion'],
    [10n ** 18n, 'more than a quintillion'],
  ])('%s ways', (ways, expected) => expect(waysText(ways)).toContain(expected))

  it('keeps 0% and 100% for what is exact', () => {
    expect([0, 1, 4_999, 9_999, 10_000].map((part) => percentText(part, 10_000))).toEqual(['0%', '1%', '50%', '99%', '100%'])
  })
})

describe('how sure, in sentences', () => {
  it('with one answer', () => {
    expect(says({ need: 'facts' })).toMatchInlineSnapshot(`
      [
        "Retrieval (RAG) stays adopt in 71% of the ways to answer the 22 open questions (about 195 trillion), each answer counted alike. It turns to skip if what is missing were “Behaviour it does not show” and not “Facts it does not know”.",
        "All verdicts together stay as they are in about 26% of the ways: an estimate from 2,000 draws, give or take 1 percentage point. A way chooses at most 3 options where several may be chosen.",
        "In 10,000 draws that move each of the rubric's own points by up to a third (rounded up), Retrieval (RAG) stays adopt in 72%. That measures how much hangs on our judgement; it is no probability of being right.",
        "Find out first: learning from use; 2 of its 3 answers would change a verdict.",
        "Close call: Retrieval (RAG) (adopt) is 1 point from its adopt line. For it: Missing facts are best supplied at query time: retrieval was more accurate than training them in, most of all for rare ones.",
      ]
    `)
  })

  it('with what waits for something', () => {
    expect(
      says({ need: 'behavior', 'output-format': 'persistent', 'labeled-pairs': 'none', 'ml-skills': 'some', 'corpus-size': 'none' }),
    ).toMatchInlineSnapshot(`
      [
        "Fine-tuning stays later in 86% of the ways to answer the 16 open questions (about 136 billion), each answer counted alike. It turns to adopt if labelled examples were “Dozens, 1 to 99” and not “None” (something you can do).",
        "All verdicts together stay as they are in about 35% of the ways: an estimate from 2,000 draws, give or take 1.1 percentage points. A way chooses at most 3 options where several may be chosen.",
        "Every verdict holds in 10,000 draws that move each of the rubric's own points by up to a third (rounded up). That measures how much hangs on our judgement; it is no probability of being right.",
        "Find out first: learning from use; 2 of its 3 answers would change a verdict.",
        "A gate decides, not points: Fine-tuning (later) is held back. There are no labelled pairs to train on.",
      ]
    `)
  })

  it('with alternatives that competed closely', () => {
    expect(says({ need: 'facts', 'corpus-size': 'small', citations: 'required', 'user-diversity': 'uniform' })).toMatchInlineSnapshot(`
      [
        "Long context stays adopt in 10% of the ways to answer the 18 open questions (about 2 trillion), each answer counted alike. It turns to pilot if what is missing were “Behaviour it does not show” and not “Facts it does not know”.",
        "All verdicts together stay as they are in about 5% of the ways: an estimate from 2,000 draws, give or take 0.5 percentage points. A way chooses at most 3 options where several may be chosen.",
        "In 10,000 draws that move each of the rubric's own points by up to a third (rounded up), Long context stays adopt in 66% and Retrieval (RAG) stays skip in 66%. That measures how much hangs on our judgement; it is no probability of being right.",
        "Find out first: learning from use; 2 of its 3 answers would change a verdict.",
        "Close call: Long context (adopt) is 1 point from Retrieval (RAG). For it: The facts that are missing fit into the prompt as a whole, so nothing can be missed by a search.",
        "Close call: Retrieval (RAG) (skip) is 1 point from Long context. For it: Missing facts are best supplied at query time: retrieval was more accurate than training them in, most of all for rare ones.",
      ]
    `)
  })

  it('with answers that contradict each other', () => {
    expect(says({ need: 'facts', 'corpus-size': 'none', citations: 'required' })[0]).toMatch(/^Answers contradict each other: /)
  })
})

describe('what a share is a share of', () => {
  const gives = (points: number) => ({ a: points })
  const share = (parts: Parameters<typeof rubricOf>[0]): readonly string[] =>
    decide(rubricOf(parts), sheetOf({}), { tool: TOOL, robustness: true }).stability.says

  it('is never a percentage of the number of ways, where some ways answer fewer questions than others', () => {
    const parent = questionOf('p', [optionOf('deep', gives(-9)), optionOf('flat')])
    const child = questionOf('c', [optionOf('c1'), optionOf('c2'), optionOf('c3')], { when: { question: 'p', is: ['deep'] } })
    const all = share({ approaches: [approachOf('a', { prior: 6 })], questions: [parent, child] })
    // Four ways, of which one keeps the verdict; each answer of the parent weighs one half.
    expect(all[0]).toMatch(/^Title a stays adopt in 50% of the ways to answer the 2 open questions \(4\), each answer counted alike\./)
  })

  it('says what was not tried where more options may be chosen than are counted', () => {
    const many = questionOf(
      'm',
      [1, 2, 3, 4].map((each) => optionOf(`m${each}`, gives(-2))),
      { kind: 'many' },
    )
    const approaches = [approachOf('a', { prior: 12 })]
    const all = share({ approaches, questions: [many] })
    expect(all.join(' ')).toContain(
      'All verdicts together stay as they are in all of the ways. A way chooses at most 3 options where several may be chosen.',
    )
    expect(all.join(' ')).not.toContain('whatever the answers')
    const few = questionOf('m', many.options.slice(0, 3), { kind: 'many' })
    expect(share({ approaches, questions: [few] }).join(' ')).toContain('whatever the answers to the open questions.')
  })

  it('calls draws that all came out alike an estimate, and gives them no error of 0', () => {
    const estimated = { exact: false, draws: 2000, standardErrorPercent: 0 }
    const sentence = (percent: number): string | undefined => {
      const counted = { ways: '9', mostChosen: 3, findOut: [], seed: 1, approaches: [], set: { ...estimated, percent } }
      return assuranceOf([], counted, 2).find((one) => one.startsWith('All verdicts'))
    }
    expect(sentence(100)).toBe(
      'All verdicts together stay as they are in every one of 2,000 ways drawn at random: an estimate, not a count.',
    )
    expect(sentence(0)).toBe('All verdicts together stay as they are in none of 2,000 ways drawn at random: an estimate, not a count.')
  })
})
