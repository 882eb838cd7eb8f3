import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Checked } from '../../src/files/diagnostic.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { type Located, loadRubricForCheck } from '../../src/rubric/load.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import type { Subject } from '../../src/rubric/subjects.js'
import { memoryFiles, minimalWith } from './reading.js'

const RUBRICS = join(import.meta.dirname, '..', '..', 'rubrics')

function located(checked: Checked<Located>): Located {
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.value
}

/** The file and the text from the place to the end of its line. */
function shown({ locate }: Located, subject: Subject, at?: 'key' | 'value'): string {
  const { file, column = 1, sourceLine = '' } = locate(subject, at)
  return `${file.slice(file.lastIndexOf('/') + 1)}: ${sourceLine.slice(column - 1)}`
}

describe('where a piece of a rubric is written', () => {
  const text = minimalWith(
    ['layer: instructions}', 'layer: instructions, never: [later]}'],
    ['    unit: pairs\n', '    unit: pairs\n    ordered: true\n    uneven-because: It turns.\n'],
    [
      'gates:\n',
      'set-rules: [{id: s, kind: overlap, says: S., when: {approach: rag, verdict: adopt}}]\nalternatives: [{id: one, of: [prompting, rag], tie-because: Cheap., because: One.}]\ngates:\n',
    ],
    ['references:\n', 'claims:\n  - {id: c, says: C., more: pairs, never-lowers: rag}\nreferences:\n'],
  )
  let rubric: Located
  beforeAll(async () => {
    rubric = located(await loadRubricForCheck('rubric.yaml', memoryFiles({ 'rubric.yaml': text })))
  })

  test.each<[subject: Subject, starts: string]>([
    [[], 'format: 1'],
    [['title'], 'Two approaches'],
    [['approaches', 'rag'], '{id: rag, title: Retrieval'],
    [['approaches', 'rag', 'priorBecause'], 'An index costs'],
    [['approaches', 'rag', 'lines', 'adopt'], '{id: rag, title: Retrieval'],
    [['approaches', 'prompting', 'never', 0], 'later]'],
    [['questions', 'need'], 'id: need'],
    [['questions', 'pairs', 'when'], '{question: need, is: behavior}'],
    [['questions', 'pairs', 'when', 'is', 0], 'behavior}'],
    [['questions', 'pairs', 'unevenBecause'], 'It turns.'],
    [['questions', 'need', 'options', 'facts', 'points', 'rag', 0], '{points: 6'],
    [['questions', 'need', 'options', 'facts', 'points', 'rag', 0, 'because'], 'Facts are retrieved'],
    [['questions', 'need', 'options', 'facts', 'points', 'rag', 0, 'when'], '{points: 6'],
    [['questions', 'need', 'options', 'behavior', 'points', 'rag', 0, 'points'], '-3, because'],
    [['questions', 'need', 'options', 'behavior', 'points', 1, 'points'], '-3, because'],
    [['questions', 'need', 'options', 'behavior', 'points', 0, 'points'], '5, because'],
    [['questions', 'pairs', 'options', 'some', 'band', 'from'], '1}}'],
    [['gates', 'no-pairs', 'when'], '{question: pairs, is: none}'],
    [['setRules', 's', 'when'], '{approach: rag, verdict: adopt}'],
    [['alternatives', 'one', 'tieBecause'], 'Cheap.'],
    [['mistakes', 'early', 'when', 'verdict', 0], 'adopt}'],
    [['deployments', 'hosted'], '{id: hosted'],
    [['layers', 'documents', 'filledBy', 0], 'rag]'],
    [['plans', 'rag', 'does', 0, 'when'], '{question: need, is: facts}'],
    [['plans', 'prompting', 'does', 0, 'when'], 'Says what is wanted.'],
    [['plans', 'rag', 'components', 'Index', 'runs'], '[hosted]'],
    [['plans', 'rag', 'components', 0, 'runs', 'hosted'], 'hosted]'],
    [['references', 'judgement', 'checked'], 'memory}'],
    [['claims', 'c'], '{id: c'],
    [['claims', 'c', 'more'], 'pairs, never'],
    [['claims', 'c', 'approach'], 'rag}'],
    [['questions', 'nothing'], '- id: need'],
    [['questions', 'need', 'options', 'facts', 'points', 'nobody', 3], 'rag: {points: 6'],
  ])('%j', (subject, starts) => {
    expect(shown(rubric, subject).slice('rubric.yaml: '.length)).toMatch(
      starts === '' ? /^/ : new RegExp(`^${starts.replaceAll(/[[\]{}().*]/g, '\\$&')}`),
    )
  })

  test('at its key, where it has one', () => {
    expect(shown(rubric, ['gates', 'no-pairs', 'when'], 'key')).toContain(': when: {question: pairs')
    expect(shown(rubric, ['claims', 'c', 'never'], 'key')).toContain(': never-lowers: rag')
  })
})

describe('where the pieces of the shipped rubrics are written', () => {
  const core = shippedRubric('core')
  if (core === undefined) throw new Error('core is not built')
  /** Everything in the lists of core, as subjects. */
  const lists = Object.entries(core).flatMap(([key, value]): Subject[] =>
    Array.isArray(value) ? (value as readonly { id: string }[]).map(({ id }) => [key, id]) : [],
  )
  const options = core.questions.flatMap((question) => question.options.map(({ id }): Subject => ['questions', question.id, 'options', id]))
  const points = core.questions.flatMap((question) =>
    question.options.flatMap((option) =>
      option.points.map((entry, index): [Subject, Subject, string] => {
        const path = ['questions', question.id, 'options', option.id, 'points']
        const nth = option.points.slice(0, index).filter(({ approach }) => approach === entry.approach).length
        return [[...path, entry.approach, nth, 'because'], [...path, index, 'because'], entry.because]
      }),
    ),
  )

  test('every member of core, in the file that holds it, at its own id', async () => {
    const rubric = located(await loadRubricForCheck(join(RUBRICS, 'core.yaml'), nodeReader))
    expect(lists.length + options.length).toBeGreaterThan(250)
    for (const subject of [...lists, ...options]) {
      const { file, line = 0 } = rubric.locate([...subject, 'id'])
      const written = readFileSync(file, 'utf8').split('\n')[line - 1]
      expect(written, JSON.stringify(subject)).toMatch(new RegExp(`\\bid: "?${subject.at(-1)}\\b`))
    }
    for (const [subject, flat, because] of points) {
      const start = because.slice(0, 12)
      expect(shown(rubric, subject)).toContain(start)
      expect(shown(rubric, flat)).toContain(start)
    }
    const files = new Set(lists.map((subject) => shown(rubric, subject).split(':')[0]))
    expect([...files].sort()).toEqual(expect.arrayContaining(['core-mistakes.yaml', 'core-plan.yaml', 'core.yaml', 'evidence.yaml']))
    for (const { id } of core.approaches) expect(shown(rubric, ['plans', id, 'does', 0])).toMatch(/^core-plan\.yaml: /)
  })

  test('quick: its own header and questions asked, all else in core', async () => {
    const rubric = located(await loadRubricForCheck(join(RUBRICS, 'quick.yaml'), nodeReader))
    expect(shown(rubric, ['title'])).toBe('quick.yaml: The six-question check')
    expect(shown(rubric, ['absent'])).toMatch(/^quick\.yaml: \[need/)
    expect(rubric.locate(['questions', 'need', 'options', 'facts']).file).toBe('rubrics/core.yaml')
    expect(rubric.locate(['plans', 'rag']).file).toBe('rubrics/core-plan.yaml')
    expect(shown(rubric, ['questions', 'need', 'id'])).toBe('core.yaml: need')
    expect([['questions', 'need'], ['claims', 'x'], ['title'], ['absent']].map(rubric.inBase)).toEqual([true, true, false, false])
  })
})
