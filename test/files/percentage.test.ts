import { describe, expect, it } from 'vitest'
import { hundredthsText, readPercentage } from '../../src/files/percentage.js'

describe('a percentage that somebody types', () => {
  it.each([
    ['80', 8000],
    ['80%', 8000],
    ['82.5%', 8250],
    ['99.99', 9999],
    ['100%', 10_000],
    ['0', 0],
  ])('%s', (text, hundredths) => {
    expect(readPercentage(text)).toBe(hundredths)
  })

  it.each(['', '%', '101', '100.01', '-1', '1e1', '80 %', '80,5', '.5', '8.555', '٨٠', 'eighty', '80%%'])('%j is none', (text) => {
    expect(readPercentage(text)).toBeUndefined()
  })

  it('is written back as it is typed', () => {
    expect([9100, 8250, 1].map(hundredthsText)).toEqual(['91%', '82.5%', '0.01%'])
  })
})
