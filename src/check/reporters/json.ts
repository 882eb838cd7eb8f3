import type { Place } from '../../files/diagnostic.js'
import { problemData } from '../../files/problem-data.js'
import { jsonSafe } from '../../report/encode.js'
import { CHECK_DOCUMENT_VERSION, type ChangedAnswer, type CheckedExpectation, type CheckedFile, type CheckResult } from '../result.js'
import { filesOf, type Told, toldOf, totalsOf } from './facts.js'

/**
 * Returns the result as JSON: two spaces, one final newline, keys in the documented order, absent fields left out. docs/check-json.md is the
 * promise, schema/check.schema.json the shape.
 */
export function renderCheckJson(result: CheckResult): string {
  return `${jsonSafe(JSON.stringify(documentOf(result), null, 2))}\n`
}

function documentOf(result: CheckResult): object {
  const { tool, date, exitCode } = result
  return {
    schemaVersion: CHECK_DOCUMENT_VERSION,
    tool: { name: tool.name, version: tool.version },
    date,
    exitCode,
    totals: totalsOf(result),
    files: filesOf(result).map(fileOf),
  }
}

function fileOf(file: CheckedFile): object {
  const { rubric, review } = file
  return {
    file: file.file,
    lock: file.lock,
    outcome: file.outcome,
    title: file.title,
    headline: file.headline,
    rubric: rubric && { id: rubric.id, version: rubric.version, digest: rubric.digest },
    review: review && { date: review.date, overdue: review.overdue },
    updated: file.updated,
    findings: toldOf(file).map(findingOf),
    verdicts: file.verdicts.map(({ approach, title, before, after }) => ({ approach, title, before: stand(before), after: stand(after) })),
    answers: file.answers.map(answerOf),
    expectations: file.expectations.map(expectationOf),
    problems: file.problems.map(problemData),
  }
}

function stand(of: CheckedFile['verdicts'][number]['before']): object | undefined {
  if (of === undefined) return undefined
  const { verdict, margin } = of
  return { verdict, margin: margin && { points: margin.points, to: margin.to, at: margin.at } }
}

function findingOf({ code, outcome, subject, message, because, before, after, place, mend, expectation }: Told): object {
  return { code, outcome, subject, message, because, before, after, asked: expectation?.asked, ...at(place), mend }
}

function answerOf({ question, title, before, after, turned, place }: ChangedAnswer): object {
  return { question, title, before, after, turned, ...at(place) }
}

function expectationOf({ asked, from, met, message, place }: CheckedExpectation): object {
  return { asked, from, met, message, ...at(place) }
}

function at({ file, line, column }: Place): object {
  return { file, line, column }
}
