import { describe, expect, it } from 'vitest'
import { missingProblems, missingText } from '../../src/commands/missing.js'
import { fromText } from '../answers/helpers.js'
import { SMALL } from '../answers/small-rubric.js'

const text = missingText(SMALL.questions, 'small')

describe('the open questions', () => {
  it('say where a number is taken in place of an option (A-07, A-09)', () => {
    expect(text).toContain('one of: none, dozens, hundreds, thousands; or a whole number of labelled pairs\n')
    expect(text).toContain('labeled-pairs: unsure  # none, dozens, hundreds, thousands; or a whole number of labelled pairs\n')
    expect(text).toContain('one of: facts, behavior, both, neither\n')
    const allowed = new Map(missingProblems(SMALL.questions).map((one) => [one.path, one.allowed]))
    expect(allowed.get('answers.traffic')).toEqual(['low', 'high', 'or a whole number of requests a day'])
    expect(allowed.get('answers.need')).toEqual(['facts', 'behavior', 'both', 'neither'])
  })

  it('stay on their lines whatever a unit holds', () => {
    const [first] = SMALL.questions
    const strange = first && { ...first, unit: 'pairs\n  need: facts\u001b' }
    expect(missingText(strange === undefined ? [] : [strange], 'small')).toContain('or a whole number of pairs need: facts\n')
  })

  it('say how none of several is written, as a flag and in a file', () => {
    expect(text).toContain('any of, with commas: hallucination, stale-answers, wrong-format; nothing after the = for none\n')
    expect(text).toContain('symptoms: unsure  # a list of hallucination, stale-answers, wrong-format; [] for none\n')
  })

  it('are to be answered in the answers file where there is one, however it is called', () => {
    const lines = missingText(SMALL.questions, 'small', 'team\u001b.yaml')
    expect(lines).toContain(
      'or answer in team\\x1b.yaml, below "answers:" (with --interview, in a terminal, you are asked instead):\n\n  answers:\n    need: unsure',
    )
    expect(lines).not.toMatch(/put this in a file|rubric: small/)
  })

  it('give a file that can be read as it stands', () => {
    const file = text.slice(text.indexOf('  rubric: small')).replace(/^ {2}/gm, '')
    const read = fromText(file)
    expect(read).toMatchObject({ ok: true, warnings: [] })
    expect(read.ok && [...read.value.answers.values()].every(({ value }) => value === 'unsure')).toBe(true)
  })
})
