import { describe, expect, it } from 'vitest'
import { percentText, waysText } from '../../src/engine/assurance.js'
import { decide } from '../../src/engine/decide.js'
import type { Given } from './oracle.js'
import { core } from './shipped.js'
import { sheetOf, TOOL } from './small-rubric.js'

const says = (given: Given): readonly string[] => decide(core, sheetOf(given), { tool: TOOL, robustness: true }).stability.says

describe('counts and shares in words', () => {
  it.each([
    [0n, '0'],
    [192n, '192'],
    [999_999n, '999,999'],
    [1_499_999n, '1 million'],
    [195_292_068_007_680n, '195 trillion'],
    [10n ** 15n, '1 quadrillion'],
  ])('%s ways', (ways, expected) => expect(waysText(ways)).toContain(expected))

  it('keeps 0% and 100% for what is exact', () => {
    expect([0, 1, 4_999, 9_999, 10_000].map((part) => percentText(part, 10_000))).toEqual(['0%', '1%', '50%', '99%', '100%'])
  })
})

describe('how sure, in sentences', () => {
  it('with one answer', () => {
    expect(says({ need: 'facts' })).toMatchInlineSnapshot(`
      [
        "Retrieval (RAG) stays adopt in 72% of about 195 trillion ways to answer the 22 open questions. It turns to skip if what is missing were “Behaviour it does not show” and not “Facts it does not know”.",
        "All verdicts together stay as they are in about 26% of the ways: an estimate from 2,000 draws, give or take 1 points.",
        "In 10,000 draws that move the rubric's own points by up to a third, Retrieval (RAG) stays adopt in 72%. That measures how much hangs on our judgement; it is no probability of being right.",
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
        "Fine-tuning stays later in 86% of about 136 billion ways to answer the 16 open questions. It turns to adopt if labelled examples were “Dozens, 1 to 99” and not “None” (something you can do).",
        "All verdicts together stay as they are in about 35% of the ways: an estimate from 2,000 draws, give or take 1.1 points.",
        "Every verdict holds in 10,000 draws that move the rubric's own points by up to a third. That measures how much hangs on our judgement; it is no probability of being right.",
        "Find out first: learning from use; 2 of its 3 answers would change a verdict.",
      ]
    `)
  })

  it('with alternatives that competed closely', () => {
    expect(says({ need: 'facts', 'corpus-size': 'small', citations: 'required', 'user-diversity': 'uniform' })).toMatchInlineSnapshot(`
      [
        "Long context stays adopt in 8% of about 2 trillion ways to answer the 18 open questions. It turns to pilot if what is missing were “Behaviour it does not show” and not “Facts it does not know”.",
        "All verdicts together stay as they are in about 4% of the ways: an estimate from 2,000 draws, give or take 0.4 points.",
        "In 10,000 draws that move the rubric's own points by up to a third, Long context stays adopt in 66% and Retrieval (RAG) stays skip in 66%. That measures how much hangs on our judgement; it is no probability of being right.",
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
