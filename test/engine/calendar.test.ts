import { describe, expect, it } from 'vitest'
import { addDays, isDate } from '../../src/engine/calendar.js'

const DAY = 86_400_000

function byDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

describe('adding days', () => {
  it.each(['2024-01-01', '2024-02-28', '2024-02-29', '2025-12-31', '2096-02-29', '1999-12-31'])(
    'from %s agrees with Date for every length up to 1,500',
    (date) => {
      for (let days = 0; days <= 1500; days++) expect(addDays(date, days), `${date} + ${days}`).toBe(byDate(date, days))
    },
  )

  it('agrees with Date from every day of four years, for the usual lengths', () => {
    for (let at = 0; at < 1461; at++) {
      const date = byDate('2023-01-01', at)
      for (const days of [1, 30, 90, 365]) expect(addDays(date, days)).toBe(byDate(date, days))
    }
  })

  it('knows which centuries leap', () => {
    expect([addDays('1900-02-28', 1), addDays('2000-02-28', 1), addDays('2100-02-28', 1)]).toEqual([
      '1900-03-01',
      '2000-02-29',
      '2100-03-01',
    ])
  })
})

describe('a date', () => {
  it.each(['2025-01-31', '2024-02-29', '2000-02-29', '2025-12-31', '0001-01-01'])('%s is one', (text) => {
    expect(isDate(text)).toBe(true)
  })

  it.each([
    '2025-02-29',
    '2100-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '2025-01-32',
    '2025-1-1',
    '25-01-01',
    ' 2025-01-01',
    '2025-01-01\n',
    '2025-01-01T00:00:00Z',
    '２０２５-01-01',
    'today',
    '',
  ])('%j is none', (text) => {
    expect(isDate(text)).toBe(false)
  })
})
