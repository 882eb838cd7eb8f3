import { expect, it } from 'vitest'
import { percentOf } from '../../src/engine/percent.js'

it('N-07: points become 100 / (1 + 10^(-L/10)), rounded, never under 1 and never over 99', () => {
  for (let points = -400; points <= 400; points++) {
    const exact = 100 / (1 + 10 ** (-points / 10))
    expect(percentOf(points), String(points)).toBe(Math.min(99, Math.max(1, Math.round(exact))))
  }
})

it('N-07: negative totals have their own end of the scale, and no points are even odds', () => {
  expect([
    percentOf(-200_000),
    percentOf(-10),
    percentOf(-3),
    percentOf(0),
    percentOf(-0),
    percentOf(3),
    percentOf(10),
    percentOf(200_000),
  ]).toEqual([1, 9, 33, 50, 50, 67, 91, 99])
})
