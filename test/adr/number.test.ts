import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextNumber, numberedNames } from '../../src/adr/number.js'

describe('the next number', () => {
  it.each([
    ['in an empty folder', [], '0001'],
    ['beside files that have none', ['README.md', 'index.md', 'template.md', 'notes.txt'], '0001'],
    ['after the highest, whatever is missing below', ['0001-a.md', '0007-b.md', '0003-c.md'], '0008'],
    ['of a folder with three digits', ['001-a.md', '012-b.md'], '013'],
    ['of a folder without noughts', ['1-a.md', '9-b.md'], '10'],
    ['where the width runs out', ['9999-a.md'], '10000'],
    ['after that', ['9999-a.md', '10000-b.md'], '10001'],
    ['where one number is written in two widths', ['007-a.md', '0007-b.md'], '0008'],
    ['with endings in capitals', ['0004-A.MD'], '0005'],
    ['with nothing after the hyphen', ['0004-.md'], '0005'],
    ['with a line end in a name', ['0004-a\nb.md'], '0005'],
    ['beside files named by the day', ['2026-11-21-retro.md', '20261121-log.md', '0002-a.md'], '0003'],
    ['beside what only looks like it', ['ADR-0009-a.md', '0009.md', '0009-a.txt', ' 0009-a.md', '0x09-a.md', '٠٠٠٩-a.md'], '0001'],
    ['from nought', ['0000-use-records.md'], '0001'],
  ])('%s', (_, names, next) => {
    expect(nextNumber(names)).toBe(next)
  })

  it('is above every number that is there, in the width of the highest, whatever the order', () => {
    const name = fc
      .tuple(fc.nat(99_999), fc.integer({ min: 1, max: 6 }))
      .map(([number, width]) => `${String(number).padStart(width, '0')}-x.md`)
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.array(fc.string()), (numbered, others) => {
        const strange = others.filter((other) => !/^\d/.test(other))
        const next = nextNumber([...numbered, ...strange])
        const highest = Math.max(...numbered.map((one) => Number.parseInt(one, 10)))
        expect(Number(next)).toBe(highest + 1)
        expect(next).toBe(nextNumber([...strange, ...numbered.toReversed()]))
        expect(next.length).toBeGreaterThanOrEqual(String(highest).length)
      }),
    )
  })
})

it('the highest number comes first, and equal ones by name', () => {
  const names = numberedNames(['0002-b.md', '0010-a.md', '0002-a.md', 'x.md'])
  expect(names.map(({ name }) => name)).toEqual(['0010-a.md', '0002-a.md', '0002-b.md'])
  expect(names[0]).toEqual({ name: '0010-a.md', digits: '0010', number: 10 })
})
