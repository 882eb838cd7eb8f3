import { describe, expect, it } from 'vitest'
import { catalogueBlocks, catalogueOf } from '../../src/explain/catalogue.js'
import { documentOf } from '../../src/explain/document/document.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderTextBlocks } from '../../src/report/text.js'
import type { Given } from '../engine/oracle.js'
import { TOOL } from '../engine/small-rubric.js'
import { CORE, explained, SMALL } from './small-case.js'

const text = (id: string, given?: Given): string => {
  const { blocks, references } = documentOf(SMALL, explained(SMALL, id, given))
  return renderTextBlocks(blocks, references, { ...FILE_MEDIUM, width: 80 })
}
const here = (id: string, given: Given): string => text(id, given).split('With these answers\n')[1]?.split('The answers it reads')[0] ?? ''

describe('a claim of verdicts', () => {
  it('says of which answers, and what then', () =>
    expect(text('facts-are-never-trained')).toMatchInlineSnapshot(`
    "Claim: facts-are-never-trained
    ══════════════════════════════

    Facts are never trained in. [1]

    It changes no verdict. It is a law that the rubric states about itself, over
    all answers, open questions among them; rag-or-tune rubric check proves it or
    shows answers that break it.

    It speaks of answers when “What is missing” is facts, and no option is chosen
    under “Signs”.

    Then the verdict on Training is skip, or “Pairs” is plenty.

    The answers it reads
    ───────────────────────────────────────────────────────────────────────────────

    Question         Id     Answers it names
    ────────────────────────────────────────────
    What is missing  gap    facts: Label facts
    Signs            signs  how many are chosen
    Pairs            pairs  plenty: Label plenty

    References
    ───────────────────────────────────────────────────────────────────────────────

    1 published source: 0 checked in the source, 1 in a summary of it.

    [1] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
        Checked in a summary of the source.

    rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
    0000000000000000000000000000000000000000000000000000000000000000.
    "
  `))
  it('of all answers', () =>
    expect(text('base-always')).toMatchInlineSnapshot(`
      "Claim: base-always
      ══════════════════

      The baseline is always there.

      It changes no verdict. It is a law that the rubric states about itself, over
      all answers, open questions among them; rag-or-tune rubric check proves it or
      shows answers that break it.

      Whatever is answered, the verdict on Baseline is adopt.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `))
  it('as data', () =>
    expect(explained(SMALL, 'facts-are-never-trained').about).toMatchObject({
      kind: 'claim',
      says: 'Facts are never trained in.',
      when: { says: '“What is missing” is facts, and no option is chosen under “Signs”', reads: ['gap', 'signs'] },
      law: { says: 'the verdict on Training is skip, or “Pairs” is plenty', reads: ['pairs'] },
      reads: [{ question: 'gap' }, { question: 'signs' }, { question: 'pairs' }],
      evidence: ['beta'],
    }))
})

describe('a claim of order', () => {
  it('says which answer moves what never', () =>
    expect(text('more-is-never-stuffed')).toMatchInlineSnapshot(`
      "Claim: more-is-never-stuffed
      ════════════════════════════

      The more there is, the less it is stuffed. [1]

      It changes no verdict. It is a law that the rubric states about itself, over
      all answers, open questions among them; rag-or-tune rubric check proves it or
      shows answers that break it.

      It speaks of answers when “Size” is small or large.

      Going up by one answer under “Size” (none, small, large), all other answers the
      same, never raises the need for Stuffing. It speaks of two answers only where
      that is so with either.

      The answers it reads
      ───────────────────────────────────────────────────────────────────────────────

      Question  Id    Answers it names
      ──────────────────────────────────────────────────────
      Size      size  small: Label small; large: Label large

      References
      ───────────────────────────────────────────────────────────────────────────────

      1 published source: 0 checked in the source, 0 in a summary of it, 1 from
      memory and not checked.

      [1] Study gamma. Somebody, 2024. https://example.org/gamma. It found gamma. Not
          checked: quoted from memory. Limits: Old.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `))
  it('as data', () =>
    expect(explained(SMALL, 'more-is-never-stuffed').about).toMatchObject({
      kind: 'claim',
      order: {
        question: 'size',
        questionTitle: 'Size',
        options: ['none', 'small', 'large'],
        never: 'raises',
        approach: 'stuff',
        approachTitle: 'Stuffing',
      },
    }))
  it('of a question that the rubric leaves out names it all the same', () => {
    const shorter = { ...SMALL, questions: SMALL.questions.filter(({ id }) => id !== 'size'), absent: ['size'] }
    expect(explained(shorter, 'more-is-never-stuffed').about).toMatchObject({
      order: { question: 'size', questionTitle: 'size', options: [] },
    })
  })
})

describe('with answers', () => {
  it('it speaks of them, and what it says is so', () =>
    expect(here('facts-are-never-trained', { gap: 'facts', signs: [] })).toMatchInlineSnapshot(`
      "───────────────────────────────────────────────────────────────────────────────

      It speaks of them.

      • Yes: “What is missing” is facts.
      • Yes: no option is chosen under “Signs”.

      What it says is so.

      • Yes: the verdict on Training is skip.
      • Open: “Pairs” is plenty.

      "
    `))
  it('it does not speak of them', () =>
    expect(here('facts-are-never-trained', { gap: 'manner', signs: [] })).toMatchInlineSnapshot(`
    "───────────────────────────────────────────────────────────────────────────────

    It does not speak of them.

    • No: “What is missing” is facts.
    • Yes: no option is chosen under “Signs”.

    "
  `))
  it('open questions decide whether it does', () =>
    expect(here('facts-are-never-trained', { gap: 'facts' })).toMatchInlineSnapshot(`
    "───────────────────────────────────────────────────────────────────────────────

    Open questions decide it; until they are answered, it does not speak of them.

    • Yes: “What is missing” is facts.
    • Open: no option is chosen under “Signs”.

    "
  `))
  it('a claim that the rubric breaks is called that', () => {
    // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits it
    const untrue = { id: 'untrue', says: 'Never.', evidence: [], then: { approach: 'base', verdict: ['skip' as const] } }
    const broken = { ...SMALL, claims: [untrue] }
    const { blocks } = documentOf(broken, explained(broken, 'untrue', { gap: 'facts' }))
    expect(renderTextBlocks(blocks, [], FILE_MEDIUM)).toContain('What it says is not so: the rubric breaks its own claim.')
  })
  it('of an order only whether it speaks of them', () => {
    expect(explained(SMALL, 'more-is-never-stuffed', { gap: 'facts', size: 'small' }).here).toEqual({
      kind: 'claim',
      holds: 'true',
      parts: [{ says: '“Size” is small or large', holds: 'true' }],
    })
  })
})

describe('the list', () => {
  it('names claims, and a rubric without any has no heading for them', () => {
    expect(renderTextBlocks(catalogueBlocks(catalogueOf(SMALL, TOOL)), [], FILE_MEDIUM)).toMatch(
      /\nClaims\n─+\n\nfacts-are-never-trained, base-always, more-is-never-stuffed\n/,
    )
    const { claims: _, ...none } = SMALL
    expect(renderTextBlocks(catalogueBlocks(catalogueOf(none, TOOL)), [], FILE_MEDIUM)).not.toContain('Claims')
  })

  it('every claim of core is explained, with its evidence', () => {
    expect(CORE.claims?.length).toBeGreaterThan(30)
    for (const { id, says, evidence } of CORE.claims ?? []) {
      const explanation = explained(CORE, `claim:${id}`)
      expect(explanation).toMatchObject({ id, title: id, about: { kind: 'claim', says, evidence } })
      expect(explanation.references.map((one) => one.id)).toEqual(
        CORE.references.map((one) => one.id).filter((one) => evidence.includes(one)),
      )
    }
  })

  it('what reads an answer leaves claims out: they turn nothing on or off', () => {
    const { about } = explained(SMALL, 'gap')
    expect(about.kind === 'question' && about.readBy.some(({ id }) => id === 'facts-are-never-trained')).toBe(false)
  })
})
