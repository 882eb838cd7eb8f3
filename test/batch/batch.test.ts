import { describe, expect, it } from 'vitest'
import { readFilters } from '../../src/batch/filter.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { approachOf, optionOf, questionOf, rubricOf } from '../engine/small-rubric.js'
import { valueIn } from '../files/helpers.js'
import { decideRows, rowsIn } from './helpers.js'

/** So many approaches, each adopted by the answer `yes` to a question of its own. */
function switchboard(count: number): Rubric {
  const approaches = Array.from({ length: count }, (_, at) => approachOf(`a${at}`))
  const questions = approaches.map(({ id }, at) => questionOf(`q${at}`, [optionOf('yes', { [id]: 9 }), optionOf('no', { [id]: -9 })]))
  return rubricOf({ approaches, questions })
}

const sheet = (count: number, bits: number): string =>
  JSON.stringify({
    answers: Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, (bits >> at) % 2 === 1 ? 'yes' : 'no'])),
  })

describe('a batch', () => {
  it('counts every sheet, also with more different outcomes than it remembers', async () => {
    const rubric = switchboard(13)
    const total = 1 << 13
    const text = Array.from({ length: total }, (_, bits) => sheet(13, bits)).join('\n')
    for (const plain of [true, false]) {
      const { batch, plain: taken } = await decideRows(text, { rubrics: { core: rubric }, plain })
      expect(taken).toBe(plain ? total - 1 : 0)
      expect(batch.summary()).toMatchObject({
        decided: total,
        shown: total,
        bad: 0,
        counts: rubric.approaches.map(() => [total / 2, 0, 0, total / 2]),
      })
    }
  })

  it('counts and shows what has too many approaches for a key', async () => {
    const rubric = switchboard(30)
    const sheets = [0, 1, 1, 3]
    for (const plain of [true, false]) {
      const { batch, out } = await decideRows(sheets.map((bits) => sheet(30, bits)).join('\n'), { rubrics: { core: rubric }, plain })
      const { counts, decided } = batch.summary()
      expect([decided, counts.slice(0, 3)]).toEqual([
        4,
        [
          [3, 0, 0, 1],
          [1, 0, 0, 3],
          [0, 0, 0, 4],
        ],
      ])
      expect(rowsIn(out).map(({ verdicts }) => Object.values(verdicts as object).filter((one) => one === 'adopt').length)).toEqual([
        0, 1, 1, 2,
      ])
    }
  })

  it('has the verdicts of each rubric under the column of their approach, whatever its order', async () => {
    const rubric = switchboard(3)
    const turned = { ...rubric, id: 'turned', approaches: rubric.approaches.toReversed() }
    const rows = [
      sheet(3, 1),
      sheet(3, 1).replace('{', '{"rubric":"turned",'),
      sheet(3, 4).replace('{', '{"rubric":"turned",'),
      sheet(3, 6),
    ]
    const { out, batch } = await decideRows(rows.join('\n'), { rubrics: { core: rubric, turned } })
    expect(rowsIn(out).map(({ verdicts }) => JSON.stringify(verdicts))).toEqual([
      '{"a0":"adopt","a1":"skip","a2":"skip"}',
      '{"a0":"adopt","a1":"skip","a2":"skip"}',
      '{"a0":"skip","a1":"skip","a2":"adopt"}',
      '{"a0":"skip","a1":"adopt","a2":"adopt"}',
    ])
    expect(batch.summary().counts.map(([adopt]) => adopt)).toEqual([2, 1, 2])
  })

  it('filters by the column, whatever the order of the rubric, and counts what is left out as decided', async () => {
    const rubric = switchboard(3)
    const turned = { ...rubric, id: 'turned', approaches: rubric.approaches.toReversed() }
    const filters = valueIn(readFilters(['a0=adopt', 'a1!=adopt']))
    const rows = [1, 2, 3, 1].map((bits, at) => (at % 2 === 0 ? sheet(3, bits) : sheet(3, bits).replace('{', '{"rubric":"turned",')))
    for (const plain of [true, false]) {
      const { out, batch } = await decideRows(rows.join('\n'), { rubrics: { core: rubric, turned }, options: { filters }, plain })
      expect(rowsIn(out).map(({ line }) => line)).toEqual([1, 4])
      expect(batch.summary()).toMatchObject({
        decided: 4,
        shown: 2,
        counts: [
          [2, 0, 0, 0],
          [0, 0, 0, 2],
          [0, 0, 0, 2],
        ],
      })
    }
  })

  it('keeps rows of other approaches out, and says of which rubric the columns are', async () => {
    const { problems, out } = await decideRows(`${sheet(3, 1)}\n${sheet(2, 1).replace('{', '{"rubric":"two",')}`, {
      rubrics: { core: switchboard(3), two: { ...switchboard(2), id: 'two' } },
    })
    expect(problems).toMatchObject([{ code: 'row-approaches', place: { file: 'rows.ndjson', line: 2 } }])
    expect(rowsIn(out)).toHaveLength(2)
  })
})
