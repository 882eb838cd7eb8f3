import { expect, it } from 'vitest'
import { pagesOf } from '../../src/interview/screen/pages.js'

const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => String(at))

it('a text that fits above what is asked next is one page', () => {
  expect(pagesOf(lines(10), 23, 13)).toEqual([lines(10)])
})

it('any other is as many pages as it takes, all of it in order', () => {
  const pages = pagesOf(lines(50), 23, 13)
  expect(pages.map((page) => page.length)).toEqual([19, 19, 12])
  expect(pages.flat()).toEqual(lines(50))
  expect(pagesOf(lines(11), 23, 13)).toEqual([lines(11)])
})

it('a screen of no height has pages of one line', () => {
  expect(pagesOf(lines(3), 1, 5)).toEqual([['0'], ['1'], ['2']])
})
