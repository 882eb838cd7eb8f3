import type { CitedReference, Decision, OpenQuestion } from '../../engine/decision.js'
import { type Block, bullets, dim, heading, type Inline, paragraph, type Span, strong } from './blocks.js'
import { answerWords, approachTitles, CHECKED, count, listed, sentence } from './words.js'

/** Answers of one open question that are written out. */
const MOST_ANSWERS = 3

const ORIGIN = { asked: 'asked', flag: 'flag', file: 'answers file' } as const

/** What is still open, what was answered, and where the evidence stands. */
export function appendix(decision: Decision): readonly Block[] {
  return [
    heading(2, 'Open questions'),
    ...openQuestions(decision),
    heading(2, 'Answers'),
    {
      kind: 'table',
      columns: [
        { title: 'Question', align: 'left' },
        { title: 'Answer', align: 'left' },
        { title: 'From', align: 'left' },
      ],
      rows: Object.values(decision.answers).map((answer) => [answer.question, answerWords(answer), ORIGIN[answer.origin]]),
    },
    heading(2, 'How this was made'),
    paragraph([
      'Need is 100 / (1 + 10^(-points/10)), a whole number from 1 to 99. Verdicts compare points, never the percentage. No model was asked; the same answers give the same report.',
    ]),
    ...howCounted(decision),
    paragraph([
      dim(
        `${decision.tool.name} ${decision.tool.version}, rubric ${decision.rubric.id} ${decision.rubric.version} (${decision.rubric.title}), digest ${decision.rubric.digest}.`,
      ),
    ]),
    heading(2, 'References'),
    paragraph(howFarChecked(decision.references)),
    { kind: 'references', notes: decision.references.map((each) => ({ id: each.id, content: referenceNote(each) })) },
  ]
}

/** What "ways" and "draws" mean; a share means nothing without it. */
function howCounted({ stability }: Decision): readonly Block[] {
  if (stability.robustness === undefined) return []
  const { mostChosen, seed } = stability.robustness
  return [
    paragraph(
      `Ways to answer: each answer to an open question counts the same, and where several may be chosen each choice of up to ${mostChosen}; a question that a way makes pointless weighs nothing. These shares and the flips are counted exactly, except where an estimate is called one. Draws: every point that counted is moved at random, each whole number within a third of its size (rounded up) equally likely, seed ${seed}.`,
    ),
  ]
}

function openQuestions(decision: Decision): readonly Block[] {
  if (decision.openQuestions.length === 0) return [paragraph('None: every question that applies is answered.')]
  const turning = byPromise(
    decision,
    decision.openQuestions.filter((question) => question.canChange.length > 0),
  )
  const others = decision.openQuestions.filter((question) => question.canChange.length === 0)
  return [
    ...(turning.length === 0
      ? [paragraph('No answer to a single one of them changes a verdict.')]
      : [
          paragraph('An answer to one of these alone could change a verdict; the likeliest comes first:'),
          bullets(turning.map((each) => ({ content: turningQuestion(decision, each) }))),
        ]),
    ...(others.length === 0
      ? []
      : [
          paragraph(turning.length === 0 ? 'They are:' : 'These change no verdict on their own:'),
          bullets(others.map((each) => ({ content: [strong(each.title), `: ${each.text} `, howToAnswer(each)] }))),
        ]),
  ]
}

/** In the order in which they are worth finding out, where that was counted. */
function byPromise(decision: Decision, questions: readonly OpenQuestion[]): readonly OpenQuestion[] {
  const order = (decision.stability.robustness?.findOut ?? []).map((one) => one.question)
  const place = (question: OpenQuestion): number => (order.includes(question.id) ? order.indexOf(question.id) : order.length)
  return [...questions].sort((a, b) => place(a) - place(b))
}

/** Which answers would turn what, where that was counted. */
function promise(decision: Decision, question: OpenQuestion): string {
  const found = decision.stability.robustness?.findOut.find((one) => one.question === question.id)
  if (found === undefined) return ''
  const answers = found.answers.slice(0, MOST_ANSWERS).map((answer) => {
    const turned = answer.verdicts.map((one) => `${approachTitles(decision, [one.approach])} to ${one.verdict}`)
    return `“${answer.labels.length === 0 ? 'None of these' : answer.labels.join('; ')}” turns ${listed(turned)}`
  })
  const more = Number(found.changes.part) - answers.length
  return `${found.changes.part} of ${found.changes.whole} answers change a verdict: ${answers.join('; ')}${more > 0 ? `; and ${more} more` : ''}. `
}

function turningQuestion(decision: Decision, question: OpenQuestion): Inline {
  const counted = promise(decision, question)
  const could = counted === '' ? `It could change ${approachTitles(decision, question.canChange)}. ` : counted
  return [strong(question.title), `: ${question.text} ${could}`, howToAnswer(question)]
}

const howToAnswer = (question: OpenQuestion): Span =>
  dim(`(--set ${question.id}=${question.many ? 'any of' : 'one of'}: ${question.options.map((option) => option.id).join(', ')})`)

/** One sentence that counts references by how far they were checked. */
export function howFarChecked(references: readonly CitedReference[]): string {
  const by = (how: CitedReference['checked']): number => references.filter((each) => each.checked === how).length
  const published = references.length - by('judgement')
  if (published === 0) return 'No published source is cited.'
  const parts = [
    `${by('source')} checked in the source`,
    `${by('summary')} in a summary of it`,
    ...(by('memory') === 0 ? [] : [`${by('memory')} from memory and not checked`]),
  ]
  const own = by('judgement') === 0 ? '' : ' What nobody has measured is marked as judgement.'
  return `${count(published, 'published source')}: ${parts.join(', ')}.${own}`
}

/** What a citation points at: where it can be found, what it found, how far that was checked, and its limits. */
export function referenceNote(reference: CitedReference): Inline {
  const limits = reference.limits === undefined ? '' : ` Limits: ${sentence(reference.limits)}`
  return [
    `${sentence(reference.title)} ${reference.publisher}, ${reference.year}. `,
    { kind: 'address', text: reference.address },
    `. ${sentence(reference.claim)} ${CHECKED[reference.checked]}${limits}`,
  ]
}
