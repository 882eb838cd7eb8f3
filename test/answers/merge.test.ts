import { describe, expect, it } from 'vitest'
import { sheetFromFlags } from '../../src/answers/flags.js'
import { mergeSheets } from '../../src/answers/merge.js'
import { valueIn } from '../files/helpers.js'
import { fromText } from './helpers.js'
import { SMALL } from './small-rubric.js'

const file = valueIn(
  fromText(
    'title: Bot\nowner: us\nanswers: {need: facts, corpus-size: large, symptoms: [hallucination], labeled-pairs: 20, traffic: 1, leaning: []}\n',
  ),
)
const flags = (...sets: string[]) => valueIn(sheetFromFlags(sets, SMALL))

describe('a file and flags together', () => {
  it('A-11 lets the flag win, says so, and records where each answer came from', () => {
    const { sheet, notices } = mergeSheets(file, flags('need=both', 'symptoms=', 'regulated=yes'))
    expect(sheet.title).toBe('Bot')
    expect(sheet.owner).toBe('us')
    expect(sheet.answers.get('need')).toEqual({ value: 'both', origin: 'flag' })
    expect(sheet.answers.get('symptoms')).toEqual({ value: [], origin: 'flag' })
    expect(sheet.answers.get('regulated')).toEqual({ value: 'yes', origin: 'flag' })
    expect(sheet.answers.get('corpus-size')).toEqual({ value: 'large', origin: 'file' })
    expect(notices.map(({ code, severity, path, message }) => [code, severity, path, message])).toEqual([
      ['answer-overridden', 'warning', 'answers.need', 'need: both from the flag is used, not facts from the file'],
      [
        'answer-overridden',
        'warning',
        'answers.symptoms',
        'symptoms: none of these from the flag is used, not hallucination from the file',
      ],
    ])
  })

  it('A-11 says nothing where they agree', () => {
    const { sheet, notices } = mergeSheets(file, flags('need=facts', 'symptoms=hallucination', 'leaning='))
    expect(notices).toEqual([])
    expect(sheet.answers.get('need')?.origin).toBe('flag')
  })

  it('A-11 lets an unsure flag open a question again', () => {
    const { sheet, notices } = mergeSheets(file, flags('need=unsure'))
    expect(sheet.answers.get('need')).toEqual({ value: 'unsure', origin: 'flag' })
    expect(notices).toHaveLength(1)
  })

  it('A-11 tells numbers of one band apart, and an option from a number', () => {
    expect(mergeSheets(file, flags('labeled-pairs=21')).notices[0]?.message).toContain('21 (dozens) from the flag is used, not 20 (dozens)')
    expect(mergeSheets(file, flags('labeled-pairs=20')).notices).toEqual([])
    expect(mergeSheets(file, flags('labeled-pairs=dozens')).notices).toHaveLength(1)
  })

  it('changes neither sheet', () => {
    const before = [...file.answers]
    mergeSheets(file, flags('need=both'))
    expect([...file.answers]).toEqual(before)
  })
})
