import { describe, expect, it } from 'vitest'
import type { Given } from '../../src/engine/given.js'
import type { Claim, Condition, Rubric } from '../../src/engine/rubric.js'
import { type ProvedClaims, proveClaims } from '../../src/prove/claims.js'
import { approachOf, decideOn, gateOf, optionOf, pointsOf, questionOf, rubricOf, verdictsIn } from '../engine/small-rubric.js'

const FAST: Condition = { question: 'change', is: ['fast'] }

const small: Rubric = rubricOf({
  approaches: [approachOf('tune'), approachOf('search')],
  questions: [
    questionOf('need', [optionOf('facts', { search: 5 }), optionOf('form', { tune: 4 }), optionOf('none')]),
    questionOf(
      'change',
      [
        optionOf('slow', [pointsOf('tune', 1), pointsOf('search', -6, { when: { question: 'signs', is: ['a'] } })]),
        optionOf('fast', [pointsOf('search', 2), pointsOf('tune', 3, { when: { question: 'need', is: ['form'] } })]),
      ],
      { ordered: true, when: { question: 'need', is: ['facts', 'form'] } },
    ),
    questionOf('signs', [optionOf('a', { tune: 1 }), optionOf('b', { tune: 2 }), optionOf('c', [pointsOf('search', 6, { when: FAST })])], {
      kind: 'many',
    }),
    questionOf('pairs', [optionOf('none', { tune: -3 }), optionOf('many', { tune: 1 })], { role: 'enabler' }),
  ],
  gates: [gateOf('no-skills', 'tune', 'hold', { when: { question: 'pairs', is: ['none'] } })],
  absent: ['budget'],
})

const never = (approach: string): Condition => ({ approach, verdict: ['skip'] })

function law(concluded: Condition, when?: Condition): Claim {
  // biome-ignore lint/suspicious/noThenProperty: a field of a claim; nothing awaits it
  return { id: 'x', says: 'A law.', evidence: [], then: concluded, ...(when === undefined ? {} : { when }) }
}

function order(more: string, moves: 'lowers' | 'raises', approach: string, when?: Condition): Claim {
  return { id: 'x', says: 'A law.', evidence: [], more, never: moves, approach, ...(when === undefined ? {} : { when }) }
}

/** What comes of a claim: the same whether most is drawn, or all is explored piece by piece. */
function proved(claim: Claim): ProvedClaims {
  const rubric = { ...small, claims: [claim] }
  const quickly = proveClaims(rubric)
  const thoroughly = proveClaims(rubric, undefined, { draws: 0, steps: 1, depth: 3 })
  const codes = ({ findings, proved: ids }: ProvedClaims) => [findings.map(({ code, result }) => `${code} ${result}`), ids]
  expect(codes(thoroughly)).toEqual(codes(quickly))
  return quickly
}

const HOLDS = { findings: [], proved: ['x'] }

describe('a claim of verdicts', () => {
  it.each<[string, Condition | undefined, Condition]>([
    ['without a condition', undefined, { not: { approach: 'search', verdict: ['later'] } }],
    ['by a gate', { question: 'pairs', is: ['none'] }, { approach: 'tune', verdict: ['later', 'skip'] }],
    ['by points', { all: [{ question: 'need', is: ['facts'] }, FAST] }, { approach: 'search', verdict: ['adopt'] }],
    [
      'of two approaches',
      undefined,
      {
        any: [
          { not: { approach: 'search', verdict: ['adopt'] } },
          { not: { approach: 'tune', verdict: ['adopt'] } },
          { question: 'signs', is: ['c'] },
        ],
      },
    ],
    ['of answers, where a verdict shows them', undefined, { any: [never('search'), { question: 'need', is: ['facts'] }, FAST] }],
    ['with each of several conditions', { any: [{ question: 'need', is: ['facts'] }, { all: [] }] }, { all: [] }],
    [
      'of a list to tick',
      {
        all: [
          { question: 'signs', chosen: { least: 0, most: 0 } },
          { question: 'change', is: ['slow'] },
          { question: 'need', is: ['facts'] },
        ],
      },
      never('tune'),
    ],
  ])('is proved %s', (_, when, then) => {
    expect(proved(law(then, when))).toEqual(HOLDS)
  })

  it('is refuted by as few answers as show it, which the decision bears out', () => {
    const { findings, proved: ids } = proved(law({ approach: 'tune', verdict: ['pilot', 'skip'] }, { question: 'need', is: ['form'] }))
    expect(ids).toEqual([])
    expect(findings).toHaveLength(1)
    const [finding] = findings
    expect(finding).toMatchObject({ code: 'proof-claim', result: 'refuted', subject: ['claims', 'x'] })
    expect(Object.keys(finding?.witness ?? {})).toHaveLength(2)
    expect(finding?.witness?.['need']).toBe('form')
    const verdict = verdictsIn(decideOn(small, finding?.witness as Given))['tune']
    expect(['adopt', 'later']).toContain(verdict)
    expect(finding?.message).toBe(
      `the claim \`x\` does not hold: it says that \`tune\` is \`pilot\` or \`skip\`, and with these answers \`tune\` is \`${verdict}\``,
    )
    expect(finding?.hint).toContain('correct the points, gates or lines')
  })

  it('is refuted where what it concludes is not known, too', () => {
    const [finding] = proved(law({ question: 'pairs', is: ['many'] }, { question: 'need', is: ['form'] })).findings
    expect(finding).toMatchObject({ result: 'refuted', witness: { need: 'form' } })
    expect(finding?.message).toContain('it says that `pairs` is `many`, and with these answers it is not known to be so')
  })

  it.each<[string, Condition, Condition, Given]>([
    ['a question that is hidden', { not: FAST }, { not: { question: 'need', is: ['none'] } }, { need: 'none' }],
    ['a question left open', { all: [] }, { any: [never('tune'), { question: 'need', is: ['facts', 'form', 'none'] }] }, { signs: ['b'] }],
    [
      'one of two ticks',
      {
        all: [
          { question: 'signs', is: ['a', 'b'] },
          { question: 'need', is: ['facts'] },
          { question: 'change', is: ['slow'] },
        ],
      },
      never('search'),
      { need: 'facts', change: 'slow', signs: ['b'] },
    ],
    [
      'one of two options',
      {
        all: [
          { question: 'signs', is: ['c'] },
          { not: { question: 'signs', is: ['a'] } },
          { question: 'need', is: ['form'] },
          { question: 'change', is: ['slow', 'fast'] },
        ],
      },
      { approach: 'search', verdict: ['adopt'] },
      { need: 'form', change: 'slow', signs: ['c'] },
    ],
  ])('is refuted by %s alone', (_, when, then, witness) => {
    expect(proved(law(then, when)).findings).toMatchObject([{ result: 'refuted', witness }])
  })

  it('holds answers of all kinds to what it asks for', () => {
    const stated: Condition = { question: 'pairs', is: ['none', 'many'] }
    expect(proved(law({ any: [never('tune'), stated] }, { all: [stated, { question: 'need', is: ['facts', 'form'] }] }))).toEqual(HOLDS)
  })

  it('does not speak of a hidden question: its answer makes no condition true', () => {
    const when: Condition = { all: [{ question: 'change', is: ['fast'] }, { not: { question: 'need', is: ['facts', 'form'] } }] }
    expect(proved(law(never('tune'), when)).findings).toMatchObject([{ code: 'proof-claim-vacuous', result: 'warning' }])
  })

  it.each<[string, Condition]>([
    [
      'two options of one question',
      {
        all: [
          { question: 'need', is: ['facts'] },
          { question: 'need', is: ['form'] },
        ],
      },
    ],
    ['nothing', { any: [] }],
    [
      'a list that has and has not a tick',
      {
        all: [
          { question: 'signs', is: ['a'] },
          { question: 'signs', chosen: { least: 0, most: 0 } },
        ],
      },
    ],
  ])('says nothing where its condition asks for %s', (_, when) => {
    expect(proved(law(never('tune'), when))).toEqual({
      proved: [],
      findings: [
        {
          code: 'proof-claim-vacuous',
          result: 'warning',
          subject: ['claims', 'x', 'when'],
          message: 'no answers make the `when` of the claim `x` true: it says nothing',
          hint: 'mend the condition, or remove the claim',
        },
      ],
    })
  })

  it('is silent in a rubric that leaves out what it is about', () => {
    expect(proved(law(never('tune'), { question: 'budget', is: ['small'] }))).toEqual({ findings: [], proved: [] })
    expect(proved(order('budget', 'lowers', 'tune'))).toEqual({ findings: [], proved: [] })
  })
})

describe('a claim of order', () => {
  it('is proved where no step up moves the need the wrong way', () => {
    expect(proved(order('change', 'lowers', 'search'))).toEqual(HOLDS)
    expect(proved(order('change', 'raises', 'tune', { question: 'need', is: ['facts'] }))).toEqual(HOLDS)
    expect(proved(order('pairs', 'raises', 'tune'))).toEqual(HOLDS)
  })

  it('is refuted by the answers and the option at which it breaks', () => {
    expect(proved(order('change', 'lowers', 'tune'))).toEqual({
      proved: [],
      findings: [
        {
          code: 'proof-claim',
          result: 'refuted',
          subject: ['claims', 'x'],
          message:
            'the claim `x` does not hold: it says that more `change` never lowers the need for `tune`, and with these answers it goes from 1 to 0 points between `slow` and `fast`',
          hint: 'correct the points, gates or lines that lead there; or the claim, if it says too much',
          witness: { change: 'slow' },
        },
      ],
    })
  })

  it('breaks where other answers count only with one of its options', () => {
    const [finding] = proved(order('change', 'raises', 'tune')).findings
    expect(finding?.witness).toEqual({ need: 'form', change: 'slow' })
    expect(finding?.message).toContain('from 5 to 7 points between `slow` and `fast`')
  })

  it('takes in what an option hides', () => {
    const when: Condition = { all: [{ question: 'need', is: ['form', 'none'] }, { not: { question: 'signs', is: ['c'] } }] }
    const [finding] = proved(order('need', 'lowers', 'search', when)).findings
    expect(finding?.witness).toEqual({ need: 'form', change: 'fast', signs: [] })
    expect(finding?.message).toContain('from 2 to 0 points between `form` and `none`')
  })

  it('says something only where its condition is true at both options', () => {
    const when: Condition = { question: 'change', is: ['fast'] }
    expect(proved(order('change', 'lowers', 'tune', when)).findings).toMatchObject([{ code: 'proof-claim-vacuous' }])
  })
})

describe('a budget that does not last', () => {
  it.each<[string, Claim]>([
    ['verdicts', law({ any: [{ approach: 'search', verdict: ['skip', 'adopt', 'pilot'] }, FAST] })],
    ['order', order('change', 'lowers', 'search')],
  ])('leaves a claim of %s unproved, and never calls it proved', (_, claim) => {
    expect(proveClaims({ ...small, claims: [claim] }).proved).toEqual(['x'])
    expect(proveClaims({ ...small, claims: [claim] }, 1)).toEqual({
      proved: [],
      findings: [
        {
          code: 'proof-claim',
          result: 'unproved',
          subject: ['claims', 'x'],
          message: 'not proved within the budget: that the claim `x` holds',
          hint: 'allow more steps, let its `when` fix more answers, or split it into several claims',
        },
      ],
    })
  })

  it('is shared by all claims', () => {
    const claim = order('change', 'lowers', 'search')
    const claims = [
      { ...claim, id: 'first' },
      { ...claim, id: 'second' },
    ]
    const { proved: ids } = proveClaims({ ...small, claims }, 40)
    expect(ids).toEqual(['first'])
  })
})

it('a rubric without claims has nothing to be proved', () => {
  expect(proveClaims(small)).toEqual({ findings: [], proved: [] })
})
