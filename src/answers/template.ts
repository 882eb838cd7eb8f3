import { type Answer, type AnswerSheet, UNSURE } from '../engine/answers.js'
import type { Option, Question, Role, Rubric } from '../engine/rubric.js'
import { visible } from '../files/characters.js'
import { quoted, word, writtenAnswer } from './written.js'
import { expectLines } from './written-expect.js'

/** What the template needs of the layers above it. */
export interface TemplateTools {
  /** Breaks a text of one line into lines of at most so many columns. */
  readonly wrap: (text: string, width: number) => readonly string[]
  /** When a question is asked, to be read on after "when"; undefined for one that always is. */
  readonly when: (question: Question) => string | undefined
}

const WIDTH = 100
/** Option ids up to this length stand in a column; after a longer one, the label starts on the next line. */
const MOST_COLUMN = 24
/** More approaches than this are counted, not named. */
const MOST_NAMED = 8
/** A longer condition is not told. */
const LONGEST_CONDITION = 600

const SITUATION = [
  ['workflow', 'What the product does, step by step'],
  ['users', 'Who uses it'],
  ['objective', 'What it has to achieve'],
  ['data', 'What it can draw on'],
] as const

/** What the answer to a question of each role does to the approaches that it moves. */
const ROLES: Readonly<Record<Role, (approaches: string) => string>> = {
  reason: (approaches) => `Decides the need for: ${approaches}`,
  enabler: (approaches) => `Decides whether the team is ready for: ${approaches}`,
  context: (approaches) => `Goes with: ${approaches}`,
}

/**
 * An answers file with a comment on every question: its text and options, what it decides and when it is asked. What the sheet holds stands in it; all
 * else is a line that counts when its `#` is taken away, so that the file can be read as it stands. `rubricName` is what the file calls its rubric.
 */
export function templateText(rubric: Rubric, rubricName: string, sheet: AnswerSheet, tools: TemplateTools): string {
  const comment = (text: string, indent = 0): string[] =>
    tools.wrap(plain(text), WIDTH - indent - 4).map((line) => `  # ${' '.repeat(indent)}${line}`.trimEnd())
  const sections = sectionsOf(rubric).flatMap(({ title, questions }) => [
    '',
    ...comment(`==== ${title} ====`),
    ...questions.flatMap((question) => ['', ...aboutQuestion(question), answerLine(question, sheet.answers.get(question.id))]),
  ])
  return `${[...headLines(), 'answers:', ...sections].join('\n')}\n`

  function headLines(): string[] {
    const { title, owner, reviewAfter, context, expect } = sheet
    return [
      ...tools.wrap(plain(`Answers to the questions of the rubric ${rubric.id} ${rubric.version}: ${rubric.title}`), WIDTH - 2).map(hash),
      '#',
      '# A line that begins with # and a letter is not in use: take the # away and write what is true for',
      '# you. A question is answered with one of the names above it. Leave open what you do not know:',
      '# nothing is assumed, and the report says what an open question could still change.',
      '',
      `rubric: ${word(rubricName)}`,
      given('title', title, 'What is to be decided'),
      given('owner', owner, 'Who answers for the decision'),
      reviewAfter === undefined ? '#review-after: 2027-03-31' : `review-after: ${quoted(reviewAfter)}`,
      context === undefined ? '#context:' : 'context:',
      ...SITUATION.map(([part, example]) => `  ${given(part, context?.[part], example)}`),
      ...(expect === undefined ? exampleOfExpect(rubric) : expectLines(expect)),
      '',
    ]
  }

  function aboutQuestion(question: Question): string[] {
    const condition = tools.when(question)
    return [
      ...comment(question.text),
      ...comment(question.help),
      ...aboutOptions(question.options),
      ...comment(choiceOf(question)),
      ...comment(decides(question)),
      ...(condition === undefined ? [] : comment(whenAsked(question, condition))),
    ]
  }

  function aboutOptions(options: readonly Option[]): string[] {
    const column = Math.min(MOST_COLUMN, Math.max(...options.map(({ id }) => id.length))) + 4
    const margin = ' '.repeat(column)
    return options.flatMap(({ id, label, band }) => {
      const lines = tools.wrap(plain(`${label}${band === undefined ? '' : ` [${bandText(band)}]`}`), WIDTH - column - 4)
      const name = `  ${id}`
      const shown =
        name.length < column - 1
          ? [name.padEnd(column) + (lines[0] ?? ''), ...lines.slice(1).map((line) => margin + line)]
          : [name, ...lines.map((line) => margin + line)]
      return shown.map((line) => `  # ${line}`.trimEnd())
    })
  }

  function decides({ role, options }: Question): string {
    const moved = new Set(options.flatMap(({ points }) => points.filter((one) => one.points !== 0).map(({ approach }) => approach)))
    const titles = rubric.approaches.filter(({ id }) => moved.has(id)).map(({ title }) => title)
    if (titles.length === 0) return 'Gives no points; the plan and the warnings read it'
    const more = titles.length - MOST_NAMED
    return ROLES[role](`${titles.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`)
  }
}

function hash(line: string): string {
  return `# ${line}`.trimEnd()
}

/** A line of the head: what is known, else a comment that becomes a line when its mark is taken away. */
function given(key: string, text: string | undefined, example: string): string {
  return text === undefined ? `#${key}: ${quoted(example)}` : `${key}: ${quoted(text)}`
}

/** What a person may expect of the decision, as comments that become lines. */
function exampleOfExpect({ approaches }: Rubric): string[] {
  const some = approaches.find(({ always }) => always === undefined) ?? approaches[0]
  const lines = expectLines([
    ...(some === undefined ? [] : [{ kind: 'verdict' as const, approach: some.id, verdicts: ['adopt' as const], not: false }]),
    { kind: 'min-stability', hundredths: 9000 },
    { kind: 'min-margin', points: 3 },
    { kind: 'max-open', questions: 2 },
    { kind: 'fail-on', what: 'mistakes' },
  ])
  return ['# What has to come out: rag-or-tune check fails when it does not', ...lines.map((line) => line.replace(/\S/, '#$&'))]
}

function answerLine(question: Question, answer: Answer | undefined): string {
  return `  ${answer === undefined ? '#' : ''}${word(question.id)}: ${answer === undefined ? UNSURE : writtenAnswer(answer)}`
}

function choiceOf({ kind, unit, options }: Question): string {
  const ids = options.map(({ id }) => word(id))
  if (kind === 'many') return `Any of these in brackets, such as [${ids.slice(0, 2).join(', ')}]; [] for none of them; or unsure`
  return unit === undefined ? 'One of these, or unsure' : `One of these, or a whole number of ${unit}, or unsure`
}

function bandText({ from, to }: NonNullable<Option['band']>): string {
  if (to === undefined) return `${from} and more`
  return from === to ? String(from) : `${from} to ${to}`
}

function whenAsked({ id }: Question, condition: string): string {
  return condition.length > LONGEST_CONDITION
    ? `Asked under a condition with many parts, which rag-or-tune explain question:${id} tells`
    : `Asked when ${condition}`
}

/** The questions by section, in the order of the rubric; a section without a question is left out. */
function sectionsOf({ sections, questions }: Rubric): { readonly title: string; readonly questions: readonly Question[] }[] {
  const known = new Set(sections.map(({ id }) => id))
  const groups = sections.map(({ id, title }) => ({ title, questions: questions.filter(({ section }) => section === id) }))
  const others = questions.filter(({ section }) => !known.has(section))
  return [...groups, { title: 'Other questions', questions: others }].filter((group) => group.questions.length > 0)
}

/** The text on one line, without a character that a file may not hold. */
function plain(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim())
}
