import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOver, type Scale, turnsOver } from '../../src/whatif/places.js'

const VERDICTS = ['adopt', 'pilot', 'later', 'skip']
const PACE: Scale = { title: 'Pace', names: ['rarely', 'monthly', 'weekly', 'daily'], ordered: true, aside: 0 }
const OPEN_PACE: Scale = { ...PACE, names: ['open', ...PACE.names], aside: 1 }
const GAP: Scale = { title: 'Gap', names: ['facts', 'manner', 'both'], ordered: false, aside: 0 }
const SIGNS: Scale = { title: 'Signs', names: ['as answered', 'none of these', 'wrong', 'odd', 'slow'], ordered: false, aside: 1 }

/** One letter a cell. */
const classes = (letters: string): string[] => [...letters].map((letter) => VERDICTS.find((each) => each.startsWith(letter)) ?? '')
const line = (scale: Scale, letters: string) => turnsOver([scale], classes(letters), VERDICTS).join(' | ')

describe('a line in words', () => {
  it.each([
    [PACE, 'ssaa', 'adopt from weekly on; skip up to monthly'],
    [PACE, 'sppa', 'adopt when daily; pilot from monthly to weekly; skip when rarely'],
    [PACE, 'saas', 'adopt from monthly to weekly; skip when rarely or daily'],
    [PACE, 'asaa', 'adopt when rarely or from weekly on; skip when monthly'],
    [PACE, 'aaaa', ''],
    [OPEN_PACE, 'saaaa', 'adopt whatever the answer; skip while open'],
    [OPEN_PACE, 'pssap', 'adopt when weekly; pilot when daily or while open; skip up to monthly'],
    [OPEN_PACE, 'asaaa', 'adopt from monthly on or while open; skip when rarely'],
    [GAP, 'asa', 'adopt when facts or both; skip when manner'],
    [SIGNS, 'ssass', 'adopt when wrong; skip otherwise'],
    [SIGNS, 'apsss', 'adopt as answered; pilot when none of these; skip otherwise'],
    [SIGNS, 'assss', 'adopt as answered; skip otherwise'],
  ])('%#: %s', (scale, letters, words) => {
    expect(line(scale, letters)).toBe(words)
  })
})

describe('a map in words', () => {
  const map = (letters: string) => turnsOver([GAP, PACE], classes(letters.replaceAll(' ', '')), VERDICTS)
  it.each([
    ['ssaa ssaa ssaa', ['by "Pace" alone: adopt from weekly on; skip up to monthly']],
    ['aaaa ssss aaaa', ['by "Gap" alone: adopt when facts or both; skip when manner']],
    ['ssaa ssss ssaa', ['with "Gap" facts or both: adopt from weekly on; skip up to monthly', 'with "Gap" manner: skip']],
    [
      'assa assp assl',
      [
        'with "Pace" rarely: adopt',
        'with "Pace" from monthly to weekly: skip',
        'with "Pace" daily: adopt when facts; pilot when manner; later when both',
      ],
    ],
    ['aaaa aaaa aaaa', []],
  ])('%s', (letters, words) => {
    expect(map(letters)).toEqual(words)
  })
  it('names the rest as such where most is the same', () => {
    expect(turnsOver([SIGNS, PACE], classes('ssss ssss ssaa ssss ssss'.replaceAll(' ', '')), VERDICTS)).toEqual([
      'with "Signs" wrong: adopt from weekly on; skip up to monthly',
      'otherwise: skip',
    ])
  })
})

describe('where something is so', () => {
  const cells = (marks: string) => [...marks.replaceAll(' ', '')].map((mark) => mark === 'x')
  it.each([
    [[PACE], '....', []],
    [[PACE], 'xxxx', ['throughout']],
    [[PACE], 'x.xx', ['when rarely or from weekly on']],
    [[SIGNS], 'xxx.x', ['unless odd']],
    [[GAP, PACE], 'x... x... x...', ['with "Pace" rarely']],
    [[GAP, PACE], 'xxxx .... ....', ['with "Gap" facts']],
    [[GAP, PACE], 'xx.. .... xx..', ['with "Gap" facts or both and "Pace" up to monthly']],
    [[SIGNS, PACE], 'xx.. xx.. xx.. .... xx..', ['with "Signs" anything but odd and "Pace" up to monthly']],
    [[GAP, PACE], 'xxxx ..x. ....', ['with "Gap" facts', 'with "Gap" manner and "Pace" weekly']],
  ])('%#: %s', (scales, marks, words) => {
    expect(placesOver(scales, cells(marks))).toEqual(words)
  })
})

/** Reads the words back: the points that a phrase such as `when b or from c to d` names. */
function pointsIn(scale: Scale, phrase: string): number[] {
  const { names, aside } = scale
  const regular = names.map((_, at) => at).slice(aside)
  const at = (name: string | undefined): number => names.indexOf(name ?? '')
  if (phrase === 'throughout') return names.map((_, index) => index)
  const but = /^(?:unless|anything but) (.*)$/.exec(phrase)?.[1]
  const listed = (but ?? phrase)
    .replace(/\bwhen /g, '')
    .replace(/\bwhile /g, '')
    .split(/, | or /)
  const found = listed.flatMap((piece) => {
    if (piece === 'whatever the answer') return regular
    const [, from, to] = /^from (\S+) to (\S+)$/.exec(piece) ?? []
    const [, start] = /^from (\S+) on$/.exec(piece) ?? []
    const [, end] = /^up to (\S+)$/.exec(piece) ?? []
    if (from !== undefined) return regular.filter((index) => index >= at(from) && index <= at(to))
    if (start !== undefined) return regular.filter((index) => index >= at(start))
    if (end !== undefined) return regular.filter((index) => index <= at(end))
    expect(names, phrase).toContain(piece)
    return [at(piece)]
  })
  return but === undefined ? found : names.map((_, index) => index).filter((index) => !found.includes(index))
}

function classesIn(scale: Scale, words: string): string[] {
  const result = scale.names.map(() => '')
  for (const part of words.split('; ')) {
    const [verdict = '', ...rest] = part.split(' ')
    const where = rest.join(' ')
    const chosen = where === '' || where === 'otherwise' ? result.flatMap((each, at) => (each === '' ? [at] : [])) : pointsIn(scale, where)
    for (const at of chosen) {
      expect(result[at], words).toBe('')
      result[at] = verdict
    }
  }
  return result
}

const scales = (title: string) =>
  fc
    .record({ size: fc.integer({ min: 2, max: 6 }), ordered: fc.boolean(), aside: fc.constantFrom(0 as const, 1 as const) })
    .map(({ size, ordered, aside }): Scale => {
      const names = Array.from({ length: size }, (_, at) => `${title.toLowerCase()}${at}`)
      return { title, ordered, aside, names: aside === 1 ? ['open', ...names] : names }
    })

describe('the words say what the cells say', () => {
  const drawn = fc.array(fc.constantFrom('adopt', 'pilot', 'skip'), { minLength: 49, maxLength: 49 })

  it('along a line', () => {
    fc.assert(
      fc.property(scales('A'), drawn, (scale, raw) => {
        const cells = raw.slice(0, scale.names.length)
        const [words] = turnsOver([scale], cells, VERDICTS)
        expect(words === undefined ? cells : classesIn(scale, words)).toEqual(cells)
        const [places] = placesOver(
          [scale],
          cells.map((each) => each === 'adopt'),
        )
        expect(places === undefined ? [] : pointsIn(scale, places).sort((a, b) => a - b)).toEqual(
          cells.flatMap((each, at) => (each === 'adopt' ? [at] : [])),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('over a map', () => {
    fc.assert(
      fc.property(scales('A'), scales('B'), drawn, fc.integer({ min: 1, max: 6 }), (first, second, raw, period) => {
        // Rows repeat, so that there is something to group.
        const rows = first.names.map((_, row) => second.names.map((_, column) => raw[(row % period) * 7 + column] ?? ''))
        const read = first.names.map(() => second.names.map(() => ''))
        const put = (scale: Scale, outside: readonly number[], inside: readonly string[]): void => {
          for (const out of outside) {
            inside.forEach((verdict, at) => {
              const [row, column] = scale === first ? [out, at] : [at, out]
              expect(read[row]?.[column]).toBe('')
              ;(read[row] as string[])[column] = verdict
            })
          }
        }
        const other = (scale: Scale): Scale => (scale === first ? second : first)
        const said = turnsOver([first, second], rows.flat(), VERDICTS)
        for (const words of said) {
          const [, title, alone] = /^by "(.)" alone: (.*)$/.exec(words) ?? []
          const [, outer, where, inside] = /^with "(.)" ([^:]*): (.*)$/.exec(words) ?? []
          const [, rest] = /^otherwise: (.*)$/.exec(words) ?? []
          const named = (title ?? outer) === 'A' ? first : second
          if (alone !== undefined)
            put(
              other(named),
              other(named).names.map((_, at) => at),
              classesIn(named, alone),
            )
          else if (where !== undefined) put(named, pointsIn(named, where), classesIn(other(named), inside ?? ''))
          else {
            const outside = said.some((each) => each.startsWith('with "A"')) ? first : second
            const left = outside.names.flatMap((_, at) => ((outside === first ? read[at]?.[0] : read[0]?.[at]) === '' ? [at] : []))
            put(outside, left, classesIn(other(outside), rest ?? ''))
          }
        }
        if (said.length > 0) expect(read).toEqual(rows)
        else expect(new Set(rows.flat()).size).toBe(1)
      }),
      { numRuns: 1000 },
    )
  })
})
