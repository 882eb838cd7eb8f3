import { describe, expect, test } from 'vitest'
import { MINIMAL, minimalWith, read, rubricOf } from './reading.js'

const CLAIMS = `claims:
  - {id: base, says: It is never skipped., then: {not: {approach: prompting, verdict: skip}}}
  - {id: facts, says: Facts are looked up., evidence: [judgement], when: {question: need, is: facts}, then: {approach: rag, verdict: [adopt, pilot]}}
  - {id: more-pairs, says: Pairs do no harm., more: pairs, never-lowers: rag}
  - {id: less, says: Nor do they help., when: {question: need, is: facts}, more: pairs, never-raises: prompting}
references:
`
const claiming = minimalWith(['references:\n', CLAIMS], ['    unit: pairs\n', '    unit: pairs\n    ordered: true\n'])

describe('what a rubric declares of itself', () => {
  test('stays absent where nothing is declared, so that digests stay what they were', async () => {
    const rubric = rubricOf(await read(MINIMAL))
    expect(rubric).not.toHaveProperty('claims')
    for (const approach of rubric.approaches) expect(approach).not.toHaveProperty('never')
    for (const question of rubric.questions) expect(question).not.toHaveProperty('unevenBecause')
    for (const reference of rubric.references) expect(reference).not.toHaveProperty('reviewAfter')
    expect(rubricOf(await read(minimalWith(['references:\n', 'claims: []\nreferences:\n'])))).toEqual(rubric)
  })

  test('is read under the names of the engine', async () => {
    const rubric = rubricOf(
      await read(
        minimalWith(
          ['layer: instructions}', 'layer: instructions, never: [later, skip]}'],
          ['    unit: pairs\n', '    unit: pairs\n    ordered: true\n    uneven-because: The first few count most.\n'],
          ['gates:\n', 'alternatives: [{id: one, of: [prompting, rag], because: One is enough., tie-because: The cheaper one.}]\ngates:\n'],
          ['checked: memory', 'checked: memory, review-after: 2028-02-29'],
        ),
      ),
    )
    expect(rubric.approaches[0]?.never).toEqual(['later', 'skip'])
    expect(rubric.questions[1]?.unevenBecause).toBe('The first few count most.')
    expect(rubric.alternatives).toEqual([
      { id: 'one', of: ['prompting', 'rag'], because: 'One is enough.', tieBecause: 'The cheaper one.' },
    ])
    expect(rubric.references[0]?.reviewAfter).toBe('2028-02-29')
    expect(JSON.stringify(rubric)).not.toMatch(/"[a-z]+-(because|after)"/)
  })

  test('claims are of verdicts, or of order', async () => {
    expect(rubricOf(await read(claiming)).claims).toEqual([
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits a claim
      { id: 'base', says: 'It is never skipped.', evidence: [], then: { not: { approach: 'prompting', verdict: ['skip'] } } },
      {
        id: 'facts',
        says: 'Facts are looked up.',
        evidence: ['judgement'],
        when: { question: 'need', is: ['facts'] },
        // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits a claim
        then: { approach: 'rag', verdict: ['adopt', 'pilot'] },
      },
      { id: 'more-pairs', says: 'Pairs do no harm.', evidence: [], more: 'pairs', never: 'lowers', approach: 'rag' },
      {
        id: 'less',
        says: 'Nor do they help.',
        evidence: [],
        when: { question: 'need', is: ['facts'] },
        more: 'pairs',
        never: 'raises',
        approach: 'prompting',
      },
    ])
  })

  test('a shorter rubric drops the claims that read a question it leaves out', async () => {
    const base = rubricOf(await read(claiming))
    const shorter = (ask: string): string =>
      `format: 1\nid: short\nversion: 1.0.0\ntitle: Short\nsummary: Few.\nextends: core\nask: [${ask}]\n`
    const claimsOf = async (ask: string) => rubricOf(await read(shorter(ask), {}, () => base)).claims?.map(({ id }) => id)
    expect(await claimsOf('need, pairs')).toEqual(['base', 'facts', 'more-pairs', 'less'])
    expect(await claimsOf('need')).toEqual(['base', 'facts'])
    expect(await claimsOf('pairs')).toEqual(['base', 'more-pairs'])
  })

  test('an approach may be called when', async () => {
    const text = MINIMAL.replaceAll('prompting', 'when')
    expect(rubricOf(await read(text)).approaches[0]?.id).toBe('when')
  })
})
