import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugOf } from '../../src/adr/slug.js'
import { PAYLOADS } from '../report/payloads.js'

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

describe('the words of a file name', () => {
  it.each([
    ['Support bot for tariff questions', 'support-bot-for-tariff-questions'],
    ['  Kundenservice: Größe & Übermaß! ', 'kundenservice-grosse-ubermass'],
    ['Łódź — Ærøskøbing, Þingvellir', 'lodz-aeroskobing-thingvellir'],
    ['The team’s bot', 'the-teams-bot'],
    ['İstanbul ısı', 'istanbul-isi'],
    ['ﬁne ① ４２', 'fine-1-42'],
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con'],
    ['-rf *', 'rf'],
    ['a\nb\tc\u0000d', 'a-b-c-d'],
    ['漢字', 'build-rag'],
    ['', 'build-rag'],
    ['!?', 'build-rag'],
  ])('%j gives %s (F-16)', (title, slug) => {
    expect(slugOf(title, 'Build RAG.')).toBe(slug)
  })

  it('are never none', () => expect(slugOf('漢字', '„…“')).toBe('decision'))

  it('end between words where that costs little, else in one', () => {
    expect(slugOf('one two three four five six seven eight nine ten eleven twelve thirteen', '')).toBe(
      'one-two-three-four-five-six-seven-eight-nine-ten-eleven',
    )
    expect(slugOf('x'.repeat(300), '')).toBe('x'.repeat(60))
    expect(slugOf(`ab ${'x'.repeat(300)}`, '')).toBe(`ab-${'x'.repeat(57)}`)
    expect(slugOf(`${'x'.repeat(60)} y`, '')).toBe('x'.repeat(60))
  })

  it.each(PAYLOADS)('are safe for %s', (_, payload) => expect(slugOf(payload, payload)).toMatch(SLUG))

  it('are lower-case ASCII letters and digits with single hyphens, at most 60 characters, for any text (F-16)', () => {
    const any = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(any, any, (title, headline) => {
        const slug = slugOf(title, headline)
        expect(slug).toMatch(SLUG)
        expect(slug.length).toBeLessThanOrEqual(60)
        expect(slugOf(slug, '')).toBe(slug)
      }),
    )
  })
})
