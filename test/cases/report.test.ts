import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/cases/cases.js'
import { casesDocument } from '../../src/cases/report.js'
import { runCases } from '../../src/cases/run.js'
import { FILE_MEDIUM } from '../../src/report/formats.js'
import { renderMarkdownBlocks } from '../../src/report/markdown.js'
import { renderTextBlocks } from '../../src/report/text.js'
import { TOOL } from '../engine/small-rubric.js'
import { unseenIn } from '../files/helpers.js'
import { caseOf, SMALL } from './small-case.js'

function textOf(cases: readonly Case[], more: { floor?: number; minCoverage?: number; wholeCoverage?: boolean } = {}): string {
  const { floor, minCoverage, wholeCoverage = false } = more
  const run = runCases(SMALL, { rubric: 'small', cases, ...(floor === undefined ? {} : { floor }) })
  const asked = { tool: TOOL, wholeCoverage, ...(minCoverage === undefined ? {} : { minCoverage }) }
  return renderTextBlocks(casesDocument(run, asked), [], FILE_MEDIUM)
}

const met = caseOf('met', { lack: 'facts' }, { adopt: ['search'] })
const broken = (at: number): Case => caseOf(`broken-${at}`, { lack: 'facts' }, { adopt: ['train'] })

describe('the report of a run of cases', () => {
  it('ends as it begins: with whether it passes', () => {
    const text = textOf([met])
    expect(text.match(/Passed: the one law is met\./g)).toHaveLength(2)
    expect(text.endsWith('Passed: the one law is met.\n')).toBe(true)
  })

  it('names the laws that are not met, and counts on after ten', () => {
    expect(textOf([met, broken(1)])).toContain('Failed: 1 of 2 laws is not met: broken-1.')
    expect(textOf([met, broken(1), broken(2)])).toContain('Failed: 2 of 3 laws are not met: broken-1 and broken-2.')
    expect(textOf(Array.from({ length: 12 }, (_, at) => broken(at)))).toMatch(
      /12 of 12 laws are not met: broken-0, [^.]*\s+and\s+2\s+more\./,
    )
  })

  it('says of a case what was expected, what came, and how far it is from turning', () => {
    expect(textOf([broken(1)]).replace(/\s+/g, ' ')).toContain(
      'not met Title broken-1: train skip, expected adopt (-6, 8 points from the pilot line)',
    )
    const story = caseOf('story', { lack: 'facts' }, { avoid: ['train'] }, 'agreement')
    expect(textOf([story]).replace(/\s+/g, ' ')).toContain(
      'differs Title story: search adopt, which is not mentioned there (+6, 1 point from the adopt line)',
    )
  })

  it('gives every reason for failing', () => {
    const story = caseOf('story', { lack: 'neither' }, { adopt: ['search'] }, 'agreement')
    expect(textOf([broken(1), story], { floor: 5000, minCoverage: 9000 }).replace(/\s+/g, ' ')).toContain(
      'Failed: the one law is not met: broken-1; agreement of 0.0% is below its floor of 50%; coverage of points is 42.8%, below 90%; coverage of gates is 50.0%, below 90%; coverage of mistakes is 0.0%, below 90%; coverage of claims is 50.0%, below 90%.',
    )
  })

  it('shows of what is not covered the first five, or all, and what cannot be', () => {
    const [few, all] = [textOf([met]), textOf([met], { wholeCoverage: true })]
    expect(few).toContain('Points that no case has counted: lack.form.train.1, lack.form.train.2, lack.form.search')
    expect(few).toContain('Not counted, as they read questions that this rubric leaves out: gates 2.')
    expect(few).toContain('Add --coverage to list all of them.')
    expect(all).toContain('Gates: elsewhere and elsewhere-not.')
    expect(all).not.toContain('Add --coverage')
  })

  it('lets no text of a file take over a terminal or the page', () => {
    const hostile = { ...broken(1), title: 'a\u001b[31mb\u202e | <img src=x> **c**' }
    expect(unseenIn(textOf([hostile]))).toEqual([])
    const run = runCases(SMALL, { rubric: 'small', cases: [hostile] })
    const page = renderMarkdownBlocks(casesDocument(run, { tool: TOOL, wholeCoverage: false }), [])
    expect(unseenIn(page)).toEqual([])
    expect(page).not.toMatch(/<img|\*\*c\*\*/)
  })
})
