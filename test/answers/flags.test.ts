import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { flagsFor, sheetFromFlags } from '../../src/answers/flags.js'
import { renderDiagnostics } from '../../src/files/frame.js'
import { problemsOf, unseenIn, valueIn } from '../files/helpers.js'
import { fromAnswers, plainAnswers, warningsIn } from './helpers.js'
import { SMALL } from './small-rubric.js'

const set = (...flags: string[]) => sheetFromFlags(flags, SMALL)
const found = (...flags: string[]): string[] => problemsOf(set(...flags)).map(({ code, place }) => `${place?.column} ${code}`)
const says = (...flags: string[]): string =>
  problemsOf(set(...flags))
    .map(({ message, hint }) => `${message}; ${hint}`)
    .join('\n')

describe('answers from flags', () => {
  it('reads options, lists, none, unsure and numbers', () => {
    const sheet = set(
      'symptoms=wrong-format,hallucination',
      'need=facts',
      'leaning=',
      'labeled-pairs=1500',
      'corpus-size=unsure',
      'regulated=no',
    )
    expect(plainAnswers(sheet)).toEqual({
      need: 'facts',
      'corpus-size': 'unsure',
      symptoms: ['hallucination', 'wrong-format'],
      'labeled-pairs': { value: 'thousands', number: 1500 },
      regulated: 'no',
      leaning: [],
    })
    expect([...valueIn(sheet).answers.values()].every(({ origin }) => origin === 'flag')).toBe(true)
  })

  it('D-04 does not mind the order of the flags', () => {
    const there = valueIn(set('need=facts', 'symptoms=hallucination', 'symptoms=wrong-format'))
    const back = valueIn(set('symptoms=wrong-format', 'symptoms=hallucination', 'need=facts'))
    expect([...back.answers]).toEqual([...there.answers])
  })

  it('A-01 names the question that was meant', () => {
    expect(found('corpus-szie=large')).toEqual(['1 answer-unknown-question'])
    expect(says('corpus-szie=large')).toContain('did you mean corpus-size?')
    expect(problemsOf(set('zzz=x'))[0]?.allowed).toContain('need')
  })

  it('A-02 names the option that was meant, and what is allowed', () => {
    expect(found('need=fact')).toEqual(['6 answer-unknown-option'])
    expect(says('need=fact')).toContain('did you mean facts?')
    expect(found('symptoms=hallucination,staleanswers')).toEqual(['24 answer-unknown-option'])
  })

  it.each([
    ['RAG', 'starts with the capital letter R'],
    [' rag', 'starts with a space'],
    ['\ufb01ne-tuning', 'U+FB01 LATIN SMALL LIGATURE FI'],
    ['fine\u2010tuning', 'U+2010 HYPHEN'],
    ['rag\u200b', 'U+200B ZERO WIDTH SPACE'],
    ['r\u0430g', 'U+0430 CYRILLIC SMALL LETTER A'],
  ])('A-03 names the odd character in %j and never folds it', (text, odd) => {
    expect(found(`leaning=${text}`)).toEqual(['9 answer-unknown-option'])
    expect(says(`leaning=${text}`)).toContain(odd)
    expect(says(`leaning=${text}`)).toMatch(/did you mean (?:rag|fine-tuning)\?/)
    expect(unseenIn(renderDiagnostics(problemsOf(set(`leaning=${text}`)), { colour: false }))).toEqual([])
  })

  it('A-04 refuses several options for a question that takes one', () => {
    expect(found('need=facts,behavior')).toEqual(['6 answer-list'])
    expect(found('regulated=true')).toEqual(['11 answer-unknown-option'])
    expect(says('regulated=true')).toContain('did you mean yes?')
  })

  it('A-05 refuses an option that is named twice, also in two flags', () => {
    expect(found('symptoms=hallucination,hallucination')).toEqual(['24 answer-repeated'])
    expect(found('symptoms=hallucination', 'symptoms=hallucination')).toEqual(['10 answer-repeated'])
    expect(found('symptoms=', 'symptoms=hallucination')).toEqual(['1 flag-twice'])
    expect(found('symptoms=unsure,hallucination')).toEqual(['10 answer-unsure-not-alone'])
    expect(found('symptoms=unsure', 'symptoms=hallucination')).toEqual(['10 answer-unsure-not-alone'])
    expect(plainAnswers(set('symptoms=unsure', 'symptoms=unsure'))).toEqual({ symptoms: 'unsure' })
    expect(plainAnswers(set('symptoms=', 'symptoms='))).toEqual({ symptoms: [] })
  })

  it('A-08 refuses nothing for a question that takes one option', () => {
    expect(found('need=')).toEqual(['6 flag-shape'])
    expect(found('labeled-pairs=')).toEqual(['15 flag-shape'])
    expect(found('symptoms=hallucination,')).toEqual(['24 flag-shape'])
    expect(found('symptoms=,')).toEqual(['10 flag-shape', '11 flag-shape'])
  })

  it.each(['1,5', '1,500', '1.5', '1e3', '0x10', '０', '\uff11\uff15', '+5', '-1', '007', '1_000', ' 5', '5 '])(
    'A-09 refuses the number %j',
    (text) => {
      expect(found(`labeled-pairs=${text}`)).toEqual(['15 answer-number'])
    },
  )

  it('A-08 says how none and several are written, to those who write brackets or none', () => {
    for (const none of ['[]', '[ ]', 'none']) {
      expect(found(`symptoms=${none}`)).toHaveLength(1)
      expect(says(`symptoms=${none}`)).toContain('write --set symptoms= for none of these')
    }
    expect(found('symptoms=[hallucination,wrong-format]')).toEqual(['10 flag-shape'])
    expect(says('symptoms=[hallucination,wrong-format]')).toContain('write --set symptoms=hallucination,wrong-format')
    expect(found('symptoms=[hallucination, wrong-format]')).toEqual(['10 flag-shape'])
    expect(says('symptoms=[x,\u001b]')).toContain('leave the brackets away')
    expect(found('need=[facts]')).toEqual(['6 answer-unknown-option'])
  })

  it('A-09 says that a number is allowed where one is', () => {
    for (const flag of ['labeled-pairs', 'labeled-pairs=', 'labeled-pairs=lots', 'labeled-pairs=1,5', 'traffic=0', 'traffic=low,high']) {
      expect(problemsOf(set(flag))[0]?.allowed?.at(-1), flag).toMatch(/^or a whole number of (?:labelled pairs|requests a day)$/)
    }
    expect(problemsOf(set('need=x'))[0]?.allowed?.at(-1)).toBe('unsure')
    expect(says('labeled-pairs=or a whole number of labelled pair')).toContain('undefined')
  })

  it('A-09 refuses a number outside of every band, or where none is taken', () => {
    expect(found('traffic=0', 'traffic=5001')).toEqual(['9 answer-range', '9 answer-range'])
    expect(found('need=5')).toEqual(['6 answer-unknown-option'])
    expect(plainAnswers(set('traffic=1'))).toEqual({ traffic: { value: 'low', number: 1 } })
    expect(plainAnswers(set('traffic=5000'))).toEqual({ traffic: { value: 'high', number: 5000 } })
  })

  it('A-12 refuses two flags that disagree, and takes two that agree', () => {
    expect(found('need=facts', 'need=both')).toEqual(['6 flag-twice'])
    expect(says('need=facts', 'need=both')).toContain('facts and both')
    expect(plainAnswers(set('need=facts', 'need=facts'))).toEqual({ need: 'facts' })
    expect(found('labeled-pairs=150', 'labeled-pairs=151')).toEqual(['15 flag-twice'])
  })

  it('A-13 finds no inherited function', () => {
    for (const id of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      expect(found(`${id}=facts`)).toEqual(['1 answer-unknown-question'])
      expect(found(`need=${id}`)).toEqual(['6 answer-unknown-option'])
    }
  })

  it('A-14 is quick with ids of 10,000 characters, and cuts them', () => {
    const start = performance.now()
    const problems = problemsOf(set(`${'a'.repeat(10_000)}=x`, `need=${'b'.repeat(10_000)}`, 'c'.repeat(10_000)))
    expect(performance.now() - start).toBeLessThan(100)
    expect(problems).toHaveLength(3)
    for (const { message } of problems) expect(message.length).toBeLessThan(120)
    expect(renderDiagnostics(problems, { colour: false }).length).toBeLessThan(2000)
  })

  it('A-19 reports all bad flags together', () => {
    expect(problemsOf(set(...Array.from({ length: 20 }, (_, index) => `unknown-${index}=x`)))).toHaveLength(20)
    expect(problemsOf(set('x=y', 'need=z', 'symptoms=p,q', 'regulated'))).toHaveLength(5)
  })

  it('says how a flag is written', () => {
    expect(found('need')).toEqual(['1 flag-shape'])
    expect(says('need')).toContain('write --set need=facts')
    expect(found('=facts')).toEqual(['1 flag-shape'])
    expect(found('')).toEqual(['1 flag-shape'])
    expect(found('nead')).toEqual(['1 answer-unknown-question'])
    expect(found('need:facts')).toEqual(['1 answer-unknown-question'])
  })

  it('keeps an answer out that the rubric does not ask for, and says so', () => {
    const checked = set('latency=critical', 'need=facts')
    expect(plainAnswers(checked)).toEqual({ need: 'facts' })
    expect(warningsIn(checked)).toMatchObject([{ code: 'answer-absent-question', severity: 'warning' }])
  })

  it('points into the flag', () => {
    expect(renderDiagnostics(problemsOf(set('need=fact')), { colour: false })).toBe(
      [
        '--set: need has no option "fact" (answer-unknown-option)',
        '   | need=fact',
        '   |      ^^^^',
        '  allowed: facts, behavior, both, neither, unsure',
        '  hint: did you mean facts?',
        '',
      ].join('\n'),
    )
  })
})

describe('answers as flags', () => {
  const sheet = valueIn(
    fromAnswers(
      'regulated: no',
      'need: facts',
      'symptoms: [hallucination, wrong-format]',
      'leaning: []',
      'labeled-pairs: 150',
      'traffic: unsure',
    ),
  )

  it('writes every answer as one flag, in the order of the rubric', () => {
    const expected = [
      '--set need=facts',
      '--set symptoms=hallucination,wrong-format',
      '--set labeled-pairs=150',
      '--set traffic=unsure',
      '--set regulated=no',
      '--set leaning=',
    ]
    expect(flagsFor(sheet)).toEqual(expected)
    expect(flagsFor({ answers: new Map([...sheet.answers].reverse()) }, SMALL)).toEqual(expected)
  })

  it('reads back as the same answers, through a shell', () => {
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${flagsFor(sheet).join(' ')}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n')
    const again = valueIn(
      sheetFromFlags(
        words.filter((word) => word !== '--set'),
        SMALL,
      ),
    )
    expect([...again.answers].map(([id, { origin: _, ...rest }]) => [id, rest])).toEqual(
      [...sheet.answers].map(([id, { origin: _, ...rest }]) => [id, rest]),
    )
  })

  it('quotes what a shell would take apart', () => {
    const odd = { answers: new Map([["a'b $(x)", { value: 'c;d', origin: 'asked' as const }]]) }
    const [flag] = flagsFor(odd)
    expect(execFileSync('sh', ['-c', `printf '%s' ${flag?.slice('--set '.length)}`], { encoding: 'utf8' })).toBe("a'b $(x)=c;d")
  })
})
