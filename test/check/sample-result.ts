import type {
  ChangedAnswer,
  CheckedExpectation,
  CheckedFile,
  CheckedVerdict,
  CheckResult,
  Finding,
  FindingCode,
  Stand,
} from '../../src/check/result.js'
import type { Verdict } from '../../src/engine/rubric.js'
import type { Diagnostic, Place } from '../../src/files/diagnostic.js'

/** A place in an answers file. */
export function at(file: string, line?: number, column?: number, length?: number): Place {
  return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }), ...(length !== undefined && { length }) }
}

/** A finding that fails the check; everything else as given. */
export function findingOf(code: FindingCode, place: Place, more: Partial<Finding> = {}): Finding {
  return { code, outcome: 'failed', message: `what ${code} says`, place, ...more }
}

/** A verdict before and after, with its margins; without a lock there is none before. */
export function verdictOf(id: string, title: string, after: readonly [Verdict, number | null], before?: typeof after): CheckedVerdict {
  const stand = ([verdict, points]: typeof after): Stand => ({
    verdict,
    margin: points === null ? null : { points, to: 'line', at: 'adopt' },
  })
  return { approach: id, title, ...(before && { before: stand(before) }), after: stand(after) }
}

/** An expectation; where it is met, it says so. */
export function expectationOf(
  asked: string,
  met: boolean,
  place: Place,
  message = met ? 'as expected' : 'not as expected',
): CheckedExpectation {
  return { asked, from: place.line === undefined ? 'flag' : 'file', met, message, place }
}

/** A file that passed, with nothing special about it; everything else as given. */
export function fileOf(file: string, more: Partial<CheckedFile> = {}): CheckedFile {
  return {
    file,
    lock: file.replace(/\.ya?ml$/, '.lock.json'),
    outcome: 'passed',
    title: 'A product',
    headline: 'Build prompting.',
    rubric: { id: 'core', version: '1.4.0', digest: 'sha256:00ff' },
    findings: [],
    verdicts: [verdictOf('prompting', 'Prompting', ['adopt', 12], ['adopt', 12])],
    answers: [],
    expectations: [],
    problems: [],
    ...more,
  }
}

/** A result of these files; its exit code follows from them. */
export function resultOf(files: readonly CheckedFile[], more: Partial<CheckResult> = {}): CheckResult {
  const worst = files.some(({ outcome }) => outcome === 'error') ? 2 : files.some(({ outcome }) => outcome === 'failed') ? 1 : 0
  return { tool: { name: 'rag-or-tune', version: '0.1.0' }, date: '2026-11-21', files, exitCode: worst, ...more }
}

const SUPPORT = 'decisions/support bot.yaml'
const SEARCH = 'decisions/search.yaml'
const UPDATE = "rag-or-tune check 'decisions/support bot.yaml' --update"

const changed: ChangedAnswer = {
  question: 'change-rate',
  title: 'Pace of change',
  before: 'weekly',
  after: 'rarely',
  place: at(SUPPORT, 7, 3, 19),
  turned: ['rag'],
}

const support = fileOf(SUPPORT, {
  outcome: 'failed',
  title: 'Support bot for tariffs',
  headline: 'Build prompting; pilot RAG.',
  review: { date: '2026-10-01', overdue: true },
  findings: [
    findingOf('answers-changed', at(SUPPORT, 7, 3, 19), {
      subject: 'change-rate',
      message: 'Pace of change was weekly and is rarely',
      before: 'weekly',
      after: 'rarely',
      mend: UPDATE,
    }),
    findingOf('answers-changed', at(SUPPORT, 1, 1), {
      subject: 'latency',
      message: 'Latency is not answered any more',
      before: 'relaxed',
      mend: UPDATE,
    }),
    findingOf('rubric-changed', at(SUPPORT, 2, 9), {
      subject: 'core',
      message: 'the rubric core is another one than that of the lock',
      because: 'The verdicts would be the same with the old answers.',
      before: '1.3.0',
      after: '1.4.0',
      mend: UPDATE,
    }),
    findingOf('verdict-changed', at(SUPPORT, 7, 3, 19), {
      subject: 'rag',
      message: 'RAG gets another verdict',
      because: 'With change-rate as it was, it would stand.',
      before: 'adopt',
      after: 'pilot',
      mend: UPDATE,
    }),
    findingOf('expect-verdict', at(SUPPORT, 12, 5), { subject: 'rag', message: 'RAG has to be adopt, and is pilot', after: 'pilot' }),
    findingOf('expect-stability', at('--min-stability'), {
      subject: 'prompting',
      message: 'Prompting keeps adopt too rarely',
      after: '85.5%',
    }),
    findingOf('review-overdue', at(SUPPORT, 3, 15), {
      message: 'the review of 2026-10-01 is overdue',
      mend: 'look at the decision again, then set review-after in decisions/support bot.yaml',
    }),
    findingOf('tool-changed', at(SUPPORT, 1, 1), {
      outcome: 'note',
      message: 'version 0.0.9 wrote the lock',
      before: '0.0.9',
      after: '0.1.0',
    }),
  ],
  verdicts: [
    verdictOf('prompting', 'Prompting', ['adopt', 12], ['adopt', 12]),
    verdictOf('rag', 'RAG', ['pilot', 2], ['adopt', 8]),
    verdictOf('fine-tuning', 'Fine-tuning', ['skip', null], ['skip', 4]),
  ],
  answers: [changed, { question: 'latency', title: 'Latency', before: 'relaxed', place: at(SUPPORT, 1, 1), turned: ['rag'] }],
  expectations: [
    expectationOf('--expect rag=adopt', false, at(SUPPORT, 12, 5), 'RAG is pilot'),
    expectationOf('--expect fine-tuning!=adopt', true, at(SUPPORT, 13, 5), 'Fine-tuning is skip'),
    expectationOf('--min-stability 90%', false, at('--min-stability'), 'Prompting keeps adopt in 85.5%'),
  ],
})

const search = fileOf(SEARCH, {
  outcome: 'failed',
  title: 'Search',
  headline: 'Build prompting and RAG.',
  review: { date: '2027-03-01', overdue: false },
  findings: [
    findingOf('margin-changed', at(SEARCH, 4, 3), { subject: 'rag', message: 'RAG stands nearer to its line', before: '8', after: '2' }),
    findingOf('review-changed', at(SEARCH, 3, 15), {
      message: 'the review date is another one',
      before: '2027-01-01',
      after: '2027-03-01',
    }),
    findingOf('expect-margin', at('--min-margin'), { subject: 'rag', message: 'RAG is 2 points from its line', after: '2 points' }),
    findingOf('expect-open', at('--max-open'), {
      message: 'at most 2 may be open, and 3 questions are open',
      because: 'Open: latency.',
      after: '3',
    }),
    findingOf('expect-mistakes', at(SEARCH, 20, 11), { subject: 'facts-in-weights', message: 'a known mistake: facts in weights' }),
    findingOf('expect-contradictions', at('--fail-on'), { subject: 'two-stores', message: 'approaches conflict: two-stores' }),
    findingOf('tool-older', at('decisions/search.lock.json'), {
      message: 'version 0.2.0 wrote the lock',
      mend: 'npm install rag-or-tune@0.2.0',
    }),
    findingOf('lock-edited', at('decisions/search.lock.json', 6, 1), {
      message: 'the lock does not fit itself',
      mend: 'rag-or-tune check decisions/search.yaml --update',
    }),
  ],
  verdicts: [verdictOf('rag', 'RAG', ['adopt', 2], ['adopt', 8])],
  expectations: [
    expectationOf('--min-margin 3', false, at('--min-margin')),
    expectationOf('--max-open 2', false, at('--max-open')),
    expectationOf('--fail-on mistakes', false, at(SEARCH, 20, 11)),
    expectationOf('--fail-on contradictions', false, at('--fail-on')),
    expectationOf('--expect rag=adopt', true, at('--expect')),
  ],
  problems: [
    { code: 'answer-hidden', severity: 'warning', message: 'data-quality is not scored', place: at(SEARCH, 9, 3), hint: 'take it out' },
  ],
})

const lost = fileOf('decisions/lost.yaml', {
  outcome: 'error',
  title: 'Lost',
  headline: 'Build prompting.',
  findings: [
    findingOf('lock-missing', at('decisions/lost.yaml', 1, 1), {
      outcome: 'error',
      message: 'there is no lock at decisions/lost.lock.json',
      mend: 'rag-or-tune check decisions/lost.yaml --update',
    }),
  ],
  verdicts: [verdictOf('prompting', 'Prompting', ['adopt', 12])],
})

const broken: CheckedFile = {
  file: 'decisions/broken.yaml',
  lock: 'decisions/broken.lock.json',
  outcome: 'error',
  title: '',
  headline: '',
  findings: [],
  verdicts: [],
  answers: [],
  expectations: [],
  problems: [
    {
      code: 'yaml-syntax',
      severity: 'error',
      message: 'this mapping is not closed',
      place: at('decisions/broken.yaml', 5, 12),
      hint: 'close it with }',
    },
    {
      code: 'answer-unknown-option',
      severity: 'error',
      message: 'need has no option "fact"',
      place: at('decisions/broken.yaml', 6, 9),
      path: 'answers.need',
      allowed: ['facts', 'behavior', 'both'],
    },
  ],
}

const billing = fileOf('decisions/billing.yaml', {
  title: 'Billing',
  headline: 'Build prompting and fine-tuning.',
  review: { date: '2027-05-01', overdue: false },
  expectations: [expectationOf('--expect prompting=adopt', true, at('decisions/billing.yaml', 9, 5))],
})

/** Every kind of finding, in files of every outcome. */
export const SAMPLE: CheckResult = resultOf([support, search, lost, broken, billing])

/** Everything stands. */
export const GREEN: CheckResult = resultOf([billing])

/** Texts that are ids, codes or words of ours: checked where they enter, or made by the program. */
const NOT_TEXT: ReadonlySet<string> = new Set([
  'code',
  'outcome',
  'severity',
  'from',
  'to',
  'verdict',
  'updated',
  'name',
  'version',
  'date',
  'digest',
])

/** Returns the result with every text in it replaced that a person, a file or a rubric could have written, paths and ids among them. */
export function withEveryText(result: CheckResult, replace: (text: string, path: readonly string[]) => string): CheckResult {
  return walk(result, []) as CheckResult

  function walk(value: unknown, path: readonly string[]): unknown {
    if (typeof value === 'string') return NOT_TEXT.has(path.at(-1) ?? '') ? value : replace(value, path)
    if (Array.isArray(value)) return value.map((item) => walk(item, path))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, [...path, name])]))
  }
}

/** The problems of all files of a result. */
export function problemsIn({ files }: CheckResult): readonly Diagnostic[] {
  return files.flatMap(({ problems }) => problems)
}
