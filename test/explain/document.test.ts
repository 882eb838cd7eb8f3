import MarkdownIt from 'markdown-it'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import { catalogueBlocks, catalogueOf } from '../../src/explain/catalogue.js'
import { documentOf } from '../../src/explain/document/document.js'
import { type Explanation, explain } from '../../src/explain/explanation.js'
import { findSubject } from '../../src/explain/find.js'
import { hereOf } from '../../src/explain/here/here.js'
import { situationOf } from '../../src/explain/here/situation.js'
import { nameOf, subjectsOf } from '../../src/explain/subject.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderMarkdownBlocks } from '../../src/report/markdown.js'
import { renderTextBlocks } from '../../src/report/text.js'
import type { Given } from '../engine/oracle.js'
import { sheetOf, TOOL } from '../engine/small-rubric.js'
import { CORE, explained, SMALL } from './small-case.js'

const text = (rubric: Rubric, explanation: Explanation, width = 80): string => {
  const { blocks, references } = documentOf(rubric, explanation)
  return renderTextBlocks(blocks, references, { ...FILE_MEDIUM, width })
}
const markdown = (rubric: Rubric, explanation: Explanation): string => {
  const { blocks, references } = documentOf(rubric, explanation)
  return renderMarkdownBlocks(blocks, references)
}
const show = (id: string, given?: Given): string => `\n${text(SMALL, explained(SMALL, id, given))}`

describe('an explanation in text', () => {
  it('of an approach', () => {
    expect(show('search')).toMatchInlineSnapshot(`
      "
      Approach: Search
      ════════════════

      Id: search. This id also names layer:search, plan.search and stack.search; ask
      for each by that name.

      Looks things up.

      • Layer: Documents (search).
      • Starts at: 0 in need, 0 in readiness. Starts level.
      • Lines: adopt from +5, pilot from +2; ready from 0.

      What speaks for it most
      ───────────────────────────────────────────────────────────────────────────────

      Points  Answer                        Why
      ─────────────────────────────────────────────────────────────────
          +6  What is missing: Label facts  Facts are looked up. [1][2]
          +2  Signs: Label wrong            2 for search

      What speaks against it most
      ───────────────────────────────────────────────────────────────────────────────

      Points  Answer                         Why
      ──────────────────────────────────────────────────────────────────────
          -6  What is missing: Label manner  Documents change no manner. [1]

      Gates
      ───────────────────────────────────────────────────────────────────────────────

      No amount of points outweighs a gate.

      • nothing-there: rules it out when “Size” is none, and “What is missing” is not
        nothing. because of nothing-there

      Before it goes live
      ───────────────────────────────────────────────────────────────────────────────

      • test-set (when wrong is chosen under “Signs”): A test set exists. [1]

      Competes with
      ───────────────────────────────────────────────────────────────────────────────

      • Stuffing. They do one job. The higher need wins; a tie goes to the first in
        the rubric.

      Sources cited on both sides
      ───────────────────────────────────────────────────────────────────────────────

      The rubric cites these for it in one place and against it in another; their
      limits stand below.

      • alpha on Search: for it in gap.facts; against it in gap.manner. [1]

      References
      ───────────────────────────────────────────────────────────────────────────────

      2 published sources: 1 checked in the source, 1 in a summary of it.

      [1] Study alpha. Somebody, 2024. https://example.org/alpha. It found alpha.
          Checked in the source. Limits: Small.
      [2] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
          Checked in a summary of the source.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a question', () => {
    expect(show('gap')).toMatchInlineSnapshot(`
      "
      Question: What is missing
      ═════════════════════════

      Id: gap.

      What is missing?

      Facts or manner. It steers most.

      • Role: a reason; its answers weigh on how much an approach is needed.
      • Takes: one option; or unsure, which leaves it open.
      • Section: All.

      What each option weighs, in points of need
      ───────────────────────────────────────────────────────────────────────────────

      +3 doubles the odds, +10 makes them ten times as high, a minus works the other
      way. In brackets: points that count only under a condition.

      Option   Search  Training
      ─────────────────────────
      facts        +6        -4
      manner       -6   +6 (+2)
      nothing

      ▸ facts: Label facts

      Points  Approach  Why
      ─────────────────────────────────────────────
          +6  Search    Facts are looked up. [1][2]
          -4  Training  Facts do not stick. [2]

      ▸ manner: Label manner

      Points  Approach  Why
      ──────────────────────────────────────────────────────────────
          +6  Training  Manner is trained. [2]
          -6  Search    Documents change no manner. [1]
          +2  Training  Many pairs. [3] Only when “Pairs” is plenty.

      ▸ nothing: Label nothing

      It speaks neither for nor against anything.

      What else turns on the answer
      ───────────────────────────────────────────────────────────────────────────────

      • Whether these questions are asked: size
      • Gates: nothing-there
      • Known mistakes: training-facts
      • Plan texts of: search, watch

      References
      ───────────────────────────────────────────────────────────────────────────────

      3 published sources: 1 checked in the source, 1 in a summary of it, 1 from
      memory and not checked.

      [1] Study alpha. Somebody, 2024. https://example.org/alpha. It found alpha.
          Checked in the source. Limits: Small.
      [2] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
          Checked in a summary of the source.
      [3] Study gamma. Somebody, 2024. https://example.org/gamma. It found gamma. Not
          checked: quoted from memory. Limits: Old.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of an option', () => {
    expect(show('gap.manner')).toMatchInlineSnapshot(`
      "
      Answer: Label manner
      ════════════════════

      Id: gap.manner.

      An answer to “What is missing?” (question gap)

      For (points of need)
      ───────────────────────────────────────────────────────────────────────────────

      Points  Approach  Why
      ──────────────────────────────────────────────────────────────
          +6  Training  Manner is trained. [1]
          +2  Training  Many pairs. [2] Only when “Pairs” is plenty.

      Against (points of need)
      ───────────────────────────────────────────────────────────────────────────────

      Points  Approach  Why
      ─────────────────────────────────────────────────
          -6  Search    Documents change no manner. [3]

      Where it is disputed
      ───────────────────────────────────────────────────────────────────────────────

      Sources cited here that the rubric cites the other way elsewhere:

      • alpha on Search: for it in gap.facts; against it in gap.manner. [3]
      • beta on Training: for it in gap.manner; against it in gap.facts. [1]

      The limits of each source stand below.

      References
      ───────────────────────────────────────────────────────────────────────────────

      3 published sources: 1 checked in the source, 1 in a summary of it, 1 from
      memory and not checked.

      [1] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
          Checked in a summary of the source.
      [2] Study gamma. Somebody, 2024. https://example.org/gamma. It found gamma. Not
          checked: quoted from memory. Limits: Old.
      [3] Study alpha. Somebody, 2024. https://example.org/alpha. It found alpha.
          Checked in the source. Limits: Small.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a gate', () => {
    expect(show('nothing-there')).toMatchInlineSnapshot(`
      "
      Gate: nothing-there
      ═══════════════════

      Search: rules it out. because of nothing-there

      It holds when “Size” is none, and “What is missing” is not nothing.

      • Effect: the approach is skipped, whatever its points. Only other answers
        change that.

      The answers it reads
      ───────────────────────────────────────────────────────────────────────────────

      Question         Id    Answers it names
      ─────────────────────────────────────────────
      Size             size  none: Label none
      What is missing  gap   nothing: Label nothing

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a source', () => {
    expect(show('alpha')).toMatchInlineSnapshot(`
      "
      Source: Study alpha
      ═══════════════════

      Id: alpha.

      It found alpha.

      • By: Somebody, 2024.
      • Where: https://example.org/alpha
      • How far it was checked: Checked in the source.
      • Limits: Small.

      Points that rest on it
      ───────────────────────────────────────────────────────────────────────────────

      Points  Approach  Answer      Why
      ─────────────────────────────────────────────────────────
          +7  Stuffing  size.small  It fits.
          +6  Search    gap.facts   Facts are looked up.
          -6  Search    gap.manner  Documents change no manner.

      Cited on both sides
      ───────────────────────────────────────────────────────────────────────────────

      • On Search: for it in gap.facts; against it in gap.manner.

      Also cited by
      ───────────────────────────────────────────────────────────────────────────────

      • Gate no-pairs: because of no-pairs
      • Precondition test-set: A test set exists.
      • Plan of search: Finds passages.
      • Layer watch: Counts.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a verdict in full', () => {
    expect(show('train', { gap: 'manner', pairs: 'some', signs: ['odd'] })).toMatchInlineSnapshot(`
      "
      Training: adopt
      ═══════════════

      Id: train. This id also names plan.train; ask for each by that name.

      Build it now. manner is trained. 3 for train

      • Need: 89 (+9; adopt from +5, pilot from +2).
      • Readiness: 56 (+1; ready from 0).
      • Margin: 1 point from its readiness line. A close call.

      Every point
      ───────────────────────────────────────────────────────────────────────────────

      Points  Question         Answer        Why
      ─────────────────────────────────────────────────────────────
           0  Starting point
          +6  What is missing  Label manner  Manner is trained. [1]
          +3  Signs            Label odd     3 for train
      ─────────────────────────────────────────────────────────────
          +9  Need, total

      Points  Question          Answer  Why
      ───────────────────────────────────────────────────────
          +1  Starting point            What any team brings.
      ───────────────────────────────────────────────────────
          +1  Readiness, total

      ▸ Points that did not count

      • +2 need from What is missing (Label manner) does not apply: it counts only
        when “Pairs” is plenty. Many pairs. [2, not checked]

      Gates
      ───────────────────────────────────────────────────────────────────────────────

      • One answer away: no-pairs, holds it back when “Pairs” is none. because of
        no-pairs [3]
        - Pairs changed to “None at all”: the verdict would be later.

      How sure
      ───────────────────────────────────────────────────────────────────────────────

      • Over the open questions: adopt in every way to answer the 3 open questions
        (48). Each option counts the same; of a question with several answers, each
        choice of up to 3.
      • A close call. For it: Manner is trained (+6). Against it: nothing.
      • If our points are off: adopt in 10,000 of 10,000 draws with each of the
        points moved by up to a third, rounded up (100%, standard error 0.0%). This
        says how much rests on our judgement of the points; it is no probability of
        being right.

      ▸ What would turn it

      One changed answer is enough; there are 3 such changes.

      • later if pairs were “None at all” and not “Label some”.
      • skip if what is missing were “Label facts” and not “Label manner”.
      • pilot if what is missing were “Label nothing” and not “Label manner”.

      What to find out first
      ───────────────────────────────────────────────────────────────────────────────

      No answer to a single open question turns this verdict; of a question with
      several answers, choices of up to 3 were tried.

      What it weighs in general, whatever the answers: rag-or-tune explain train

      References
      ───────────────────────────────────────────────────────────────────────────────

      3 published sources: 1 checked in the source, 1 in a summary of it, 1 from
      memory and not checked.

      [1] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
          Checked in a summary of the source.
      [2] Study gamma. Somebody, 2024. https://example.org/gamma. It found gamma. Not
          checked: quoted from memory. Limits: Old.
      [3] Study alpha. Somebody, 2024. https://example.org/alpha. It found alpha.
          Checked in the source. Limits: Small.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a question in a decision', () => {
    expect(show('size', { gap: 'facts', size: 'small' })).toMatchInlineSnapshot(`
      "
      Question: Size
      ══════════════

      Id: size.

      How much is there?

      • Role: a reason; its answers weigh on how much an approach is needed.
      • Takes: one option, on a scale; or unsure, which leaves it open.
      • Section: All.

      It is asked when “What is missing” is not nothing.

      While that is open, it is asked too.

      With these answers
      ───────────────────────────────────────────────────────────────────────────────

      Answered by a flag: Label small.

      What the answer gave:

      Points  Approach  Why
      ──────────────────────────────
          +7  Stuffing  It fits. [1]

      What any other answer would change, everything else as it stands:

      • Label none: Stuffing from adopt to skip.
        - Need: Stuffing -7.
      • Label large: Search from skip to adopt; Stuffing from adopt to skip.
        - Need: Stuffing -14.

      What each option weighs, in points of need
      ───────────────────────────────────────────────────────────────────────────────

      +3 doubles the odds, +10 makes them ten times as high, a minus works the other
      way. In brackets: points that count only under a condition.

      Option  Stuffing
      ────────────────
      none
      small         +7
      large         -7

      ▸ none: Label none

      It speaks neither for nor against anything.

      ▸ small: Label small

      Points  Approach  Why
      ──────────────────────────────
          +7  Stuffing  It fits. [1]

      ▸ large: Label large

      Points  Approach  Why
      ──────────────────────────────────────
          -7  Stuffing  It does not fit. [2]

      What else turns on the answer
      ───────────────────────────────────────────────────────────────────────────────

      • Gates: nothing-there
      • Plan texts of: search

      References
      ───────────────────────────────────────────────────────────────────────────────

      2 published sources: 1 checked in the source, 0 in a summary of it, 1 from
      memory and not checked.

      [1] Study alpha. Somebody, 2024. https://example.org/alpha. It found alpha.
          Checked in the source. Limits: Small.
      [2] Study gamma. Somebody, 2024. https://example.org/gamma. It found gamma. Not
          checked: quoted from memory. Limits: Old.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
  it('of a set rule in a decision', () => {
    expect(show('both', { gap: 'facts' })).toMatchInlineSnapshot(`
      "
      Set rule: both
      ══════════════

      Who does what: Facts here, manner there. [1]

      It changes no verdict; it is said of the set as a whole.

      It is said when the verdict on Search is adopt, and the verdict on Training is
      adopt or pilot.

      With these answers
      ───────────────────────────────────────────────────────────────────────────────

      It is not said.

      • Yes: the verdict on Search is adopt.
      • No: the verdict on Training is adopt or pilot.

      References
      ───────────────────────────────────────────────────────────────────────────────

      1 published source: 0 checked in the source, 1 in a summary of it.

      [1] Study beta. Somebody, 2024. https://example.org/beta. It found beta.
          Checked in a summary of the source.

      rag-or-tune 0.0.0, rubric small 1.0.0 (Small), digest
      0000000000000000000000000000000000000000000000000000000000000000.
      "
    `)
  })
})

it('the catalogue names every id once', () => {
  expect(`\n${renderTextBlocks(catalogueBlocks(catalogueOf(SMALL, TOOL)), [], FILE_MEDIUM)}`).toMatchInlineSnapshot(`
    "
    What can be explained
    ═════════════════════

    rag-or-tune explain ID explains one of these; an option is named question.option, as in gap.facts.
    With --answers FILE or --set ID=VALUE it also says what the thing does in that decision. Rubric
    small 1.0.0 (Small).

    Approaches
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    base, search, stuff, train

    Questions and their options
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    • gap: facts, manner, nothing
    • size: none, small, large
    • pairs: none, some, plenty
    • signs: wrong, odd, dull
    • plan: search, train
    • stack: search, base

    Gates
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    first, no-pairs, nothing-there

    Known mistakes
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    training-facts

    Preconditions
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    test-set

    Set rules
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    both

    Layers
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    words, search, weights, watch

    References
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    alpha, beta, gamma, unused

    Claims
    ───────────────────────────────────────────────────────────────────────────────────────────────────

    facts-are-never-trained, base-always, more-is-never-stuffed
    "
  `)
  const catalogue = catalogueOf(CORE, TOOL)
  const ids = catalogue.kinds.flatMap(({ kind, entries }) =>
    entries.flatMap((one) => [`${kind}:${one.id}`, ...(one.options ?? []).map((option) => `option:${one.id}.${option}`)]),
  )
  expect(ids.toSorted()).toEqual(
    subjectsOf(CORE)
      .map((one) => `${one.kind}:${nameOf(one)}`)
      .toSorted(),
  )
})

describe('everything in the core rubric', () => {
  const given = {
    need: 'both',
    'corpus-size': 'small',
    'change-rate': 'weekly',
    'labeled-pairs': 'hundreds',
    symptoms: ['wrong-format', 'off-tone'],
    'user-diversity': 'uniform',
    'repeat-users': 'some',
    leaning: ['fine-tuning', 'rag'],
  }
  const situation = situationOf(CORE, sheetOf(given), TOOL)
  const all = subjectsOf(CORE).flatMap((subject): Explanation[] => {
    const found = findSubject(CORE, subject.kind === 'option' ? nameOf(subject) : `${subject.kind}:${nameOf(subject)}`)
    return found.ok ? [explain(CORE, found, TOOL), explain(CORE, found, TOOL, hereOf(situation, subject))] : []
  })

  it('is explained, with and without answers', () => {
    expect(all).toHaveLength(2 * subjectsOf(CORE).length)
  })

  it('says nothing that is not there, and repeats every word of its condition, sources and limits', () => {
    for (const explanation of all) {
      const said = text(CORE, explanation, 120)
      expect(said, explanation.id).not.toMatch(/undefined|null|NaN|\[object|\bInfinity\b/)
      const flat = said.replaceAll(/\s+/g, ' ')
      const { references } = documentOf(CORE, explanation)
      for (const { limits } of references) if (limits !== undefined) expect(flat, explanation.id).toContain(limits.replaceAll(/\s+/g, ' '))
    }
  })

  it('keeps to the width of the medium', () => {
    for (const explanation of all.slice(0, 120)) {
      for (const line of text(CORE, explanation, 60).split('\n')) expect(stringWidth(line), explanation.id).toBeLessThanOrEqual(60)
    }
  })

  it('is Markdown without HTML, with every footnote defined and cited', () => {
    const parser = new MarkdownIt({ html: true })
    for (const explanation of all) {
      const said = markdown(CORE, explanation)
      const html = parser
        .parse(said, {})
        .flatMap((token) => [token, ...(token.children ?? [])])
        .filter((token) => token.type.startsWith('html'))
      expect(html, explanation.id).toEqual([])
      const cited = new Set([...said.matchAll(/\[\^([a-z0-9-]+)\](?!:)/g)].map((one) => one[1]))
      const defined = new Set([...said.matchAll(/^\[\^([a-z0-9-]+)\]:/gm)].map((one) => one[1]))
      expect([...cited].toSorted(), explanation.id).toEqual([...defined].toSorted())
    }
  })

  it('is JSON that names the same things: every id of evidence is a reference', () => {
    for (const explanation of all) {
      const data = JSON.parse(JSON.stringify(explanation))
      expect(data).toEqual(explanation)
      const known = new Set(explanation.references.map((one) => one.id))
      for (const [, list] of JSON.stringify({ ...data, references: [] }).matchAll(/"evidence":\[([^\]]*)\]/g)) {
        for (const id of JSON.parse(`[${list}]`)) expect(known.has(id), `${explanation.id}: ${id}`).toBe(true)
      }
    }
  })

  it('adds up in the text of each verdict: the last row is the sum of the others', () => {
    for (const { here } of all) {
      if (here?.kind !== 'approach') continue
      const sum = (axis: string): number =>
        here.contributions.filter((one) => one.axis === axis).reduce((total, one) => total + one.points, 0)
      expect(here.points.prior + sum('need')).toBe(here.points.total)
      expect(here.readinessPoints.prior + sum('readiness')).toBe(here.readinessPoints.total)
    }
  })
})

it('a hostile rubric stays text', () => {
  const evil = '\u001b[31mred\u202e <script>alert(1)</script> [x](https://evil.example) ![i](y)'
  const rubric: Rubric = {
    ...SMALL,
    title: evil,
    questions: SMALL.questions.map((one) => ({ ...one, title: evil, text: evil, help: evil, why: evil })),
    approaches: SMALL.approaches.map((one) => ({ ...one, title: evil, summary: evil })),
    references: SMALL.references.map((one) => ({ ...one, title: evil, claim: evil, limits: evil, address: evil })),
    claims: (SMALL.claims ?? []).map((one) => ({ ...one, says: evil })),
  }
  for (const subject of subjectsOf(rubric)) {
    const explanation = explained(rubric, subject.kind === 'option' ? nameOf(subject) : `${subject.kind}:${nameOf(subject)}`, {
      gap: 'facts',
    })
    const said = text(rubric, explanation)
    for (const hidden of ['\u001b', '\u202e']) expect(said).not.toContain(hidden)
    const tokens = new MarkdownIt({ html: true })
      .parse(markdown(rubric, explanation), {})
      .flatMap((token) => [token, ...(token.children ?? [])])
    expect(tokens.filter((token) => /^html|^image|^link/.test(token.type))).toEqual([])
  }
})
