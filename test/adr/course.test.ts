import { describe, expect, it } from 'vitest'
import { isSame, isStanding, rejectedSuccessor, rubricSince } from '../../src/adr/course.js'
import type { RecordEntry } from '../../src/adr/record.js'
import { SAMPLE } from '../report/sample-decision.js'

const entry: RecordEntry = {
  decision: 'support-bot-for-tariff-questions',
  rubric: 'core',
  version: '1.0.0',
  status: 'proposed',
  verdicts: new Map(SAMPLE.approaches.map(({ id, verdict }) => [id, verdict])),
}

describe('a former record', () => {
  it.each(['proposed', 'accepted', 'Accepted', 'draft', '', 'accepted 2026-11-21', 'rejectedness'])(
    'with the status %j stands',
    (status) => {
      expect(isStanding({ ...entry, status }, SAMPLE)).toBe(true)
    },
  )

  it.each(['superseded by [ADR-0002](0002-x.md)', 'Superseded by ADR-2', 'superceded', 'rejected', 'Deprecated', ' rejected: too dear'])(
    'with the status %j does not count',
    (status) => expect(isStanding({ ...entry, status }, SAMPLE)).toBe(false),
  )

  it.each([
    ['superseded by [ADR-0003](0003-x.md)', '0003'],
    ['Superseded by ADR-3, after the audit', '3'],
    ['superseded by [ADR-0004](0004-x.md)', undefined],
    ['superseded by [ADR-00031](00031-x.md)', undefined],
    ['superseded', undefined],
    ['deprecated by ADR-0003', undefined],
    ['rejected for ADR-0003', undefined],
  ])('with the status %j: counts again where the record that superseded it was rejected', (status, successor) => {
    expect(rejectedSuccessor({ ...entry, status }, new Set([3]))).toBe(successor)
    expect(isStanding({ ...entry, status }, SAMPLE, new Set([3]))).toBe(successor !== undefined)
  })

  it.each(['support bot for TARIFF questions', ' Support  bot – for tariff questions!', 'Support_bot/for:tariff.questions'])(
    'is of the same decision under the title %j',
    (title) => expect(isStanding(entry, { ...SAMPLE, title })).toBe(true),
  )

  it.each(['Support bot', 'Support bot for tariff questions 2', ''])('is of another one under the title %j', (title) => {
    expect(isStanding(entry, { ...SAMPLE, title })).toBe(false)
  })

  it('came to the same when every option has the same verdict', () => {
    expect(isSame(entry, SAMPLE)).toBe(true)
    expect(isSame({ ...entry, verdicts: new Map([...entry.verdicts, ['rag', 'pilot']]) }, SAMPLE)).toBe(false)
    expect(isSame({ ...entry, verdicts: new Map([...entry.verdicts, ['another', 'skip']]) }, SAMPLE)).toBe(false)
    expect(isSame({ ...entry, verdicts: new Map([...entry.verdicts].slice(1)) }, SAMPLE)).toBe(false)
  })

  it('says which rubric it was decided by, where that is another one now', () => {
    expect(rubricSince(entry, SAMPLE)).toBeUndefined()
    expect(rubricSince({ ...entry, version: '0.9.0' }, SAMPLE)).toBe('the rubric is core 1.0.0 now, and was core 0.9.0')
  })
})
