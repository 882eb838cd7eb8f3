import { bullets, heading, paragraph, strong, type Table } from '../../report/document/blocks.js'
import { CHECKED, capital, sentence, signed } from '../../report/document/words.js'
import type { ReferenceFacts } from '../facts/reference.js'
import type { Parts } from './document.js'
import { bothSidesWords, citingItems, fact, left, right } from './parts.js'

/** A source: what it found, how far that was checked, its limits, and every place of the rubric that cites it. */
export function referenceParts(facts: ReferenceFacts): Parts {
  return {
    heading: `Source: ${facts.title}`,
    intro: [
      paragraph([strong(sentence(facts.claim))]),
      bullets([
        fact('By', `${facts.publisher}, ${facts.year}.`),
        fact('Where', { kind: 'address', text: facts.address }),
        fact('How far it was checked', CHECKED[facts.checked]),
        fact('Limits', facts.limits === undefined ? 'none are stated.' : sentence(facts.limits)),
      ]),
    ],
    details: [
      ...(facts.points.length === 0 ? [] : [heading(2, 'Points that rest on it'), pointsTable(facts)]),
      ...(facts.bothSides.length === 0
        ? []
        : [heading(2, 'Cited on both sides'), bullets(facts.bothSides.map((one) => ({ content: capital(bothSidesWords(one)) })))]),
      ...(facts.citedBy.length === 0 ? [] : [heading(2, 'Also cited by'), bullets(citingItems(facts.citedBy))]),
      ...(facts.points.length + facts.citedBy.length === 0 ? [paragraph('Nothing in the rubric cites it.')] : []),
    ],
  }
}

function pointsTable({ points }: ReferenceFacts): Table {
  return {
    kind: 'table',
    columns: [right('Points'), left('Approach'), left('Answer'), left('Why')],
    rows: points.map((one) => [
      signed(one.points),
      one.approachTitle,
      `${one.question}.${one.option}`,
      `${capital(one.because)}${one.when === undefined ? '' : ` Only when ${one.when.says}.`}`,
    ]),
  }
}
