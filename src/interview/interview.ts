import { type Answer, UNSURE } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { oneLine } from '../report/encode.js'
import { answerOf, chosenFor, NONE, optionFor, type QuestionStep, type ReviewStep, type Step, stepOf } from './flow.js'
import type { Prompt, Prompter } from './prompter.js'
import { ASK_SKIPPED, DECIDE, reviewPrompt } from './review.js'
import { answered, askAll, back, jump, leavesOpen, moved, type Session, startWalk, type Walk } from './session.js'
import { standingWords } from './standing.js'
import { AT_THE_FIRST, movedWords, progressWords, skipWords } from './words.js'

/** How to hold an interview. */
export interface Manners {
  /** Ask what can no longer change anything, too. */
  readonly all: boolean
  /** Say after each section where it is heading. */
  readonly standing: boolean
  /** What is said before the first question of a new interview; it is given how many can come at most. */
  readonly opening?: (questions: number) => string
  /** Why a question is asked, in lines that are safe to print. */
  readonly why: (question: Question, answers: ReadonlyMap<string, Answer>) => Promise<string>
  /** Called after every answer, and awaited before the next question. */
  readonly keep: (session: Session) => Promise<void>
}

/** How an interview ended. When it was cancelled, the session holds what was said before. */
export interface Interviewed {
  readonly cancelled: boolean
  readonly session: Session
}

/** Asks every open question that can still change something, then shows all answers for review, until the person decides or cancels. */
export async function interview(rubric: Rubric, start: Session, prompter: Prompter, manners: Manners): Promise<Interviewed> {
  let walk = startWalk(start, manners.all)
  let said: Said = { section: undefined, standing: '', skipped: 0 }
  for (;;) {
    const step = stepOf(rubric, walk)
    if (manners.opening !== undefined && isFirst(step, walk.session)) prompter.say(manners.opening(step.more + 1))
    said = announce(rubric, walk.session, step, said, prompter, manners)
    const next = step.kind === 'review' ? await review(rubric, walk, step, prompter) : await put(rubric, walk, step, prompter, manners)
    if (next === 'decided') prompter.say('\n')
    if (next === 'decided' || next === 'cancelled') return { cancelled: next === 'cancelled', session: walk.session }
    walk = next
  }
}

/** Whether nothing was put to the person yet. */
function isFirst(step: Step, { asked }: Session): step is QuestionStep {
  return step.kind === 'question' && asked.length === 0
}

/** What the person was told last, so that nothing is said twice. */
interface Said {
  readonly section: string | undefined
  readonly standing: string
  readonly skipped: number
}

type Next = Walk | 'decided' | 'cancelled'

/** At the end of a section, says where it stands and what was skipped; at the beginning of one, its title. */
function announce(rubric: Rubric, session: Session, step: Step, said: Said, prompter: Prompter, { standing }: Manners): Said {
  const section = step.kind === 'question' ? step.question.section : undefined
  if (section !== undefined && section === said.section) return said
  const ended = step.kind === 'review' || said.section !== undefined ? step.course : undefined
  const heading =
    standing && said.section !== undefined && ended !== undefined ? standingWords(ended.headings, leavesOpen(rubric, session)) : ''
  const skipped = ended?.skip.length ?? said.skipped
  const isNews = step.kind === 'review' ? skipped > 0 && skipped !== said.skipped : skipped > said.skipped
  const title = rubric.sections.find(({ id }) => id === section)?.title
  const lines = [
    ...(heading === said.standing ? [] : [heading]),
    ...(isNews ? [skipWords(skipped)] : []),
    ...(title === undefined ? [] : [oneLine(title)]),
  ].filter((line) => line !== '')
  prompter.say(`${lines.map((line) => `\n${line}\n`).join('')}\n`)
  return { section, standing: heading === '' ? said.standing : heading, skipped: isNews ? skipped : said.skipped }
}

/** Puts one question until it is answered or left; whoever wants to know why comes back to it. */
async function put(rubric: Rubric, walk: Walk, step: QuestionStep, prompter: Prompter, manners: Manners): Promise<Next> {
  const { question } = step
  for (;;) {
    const reply = await prompter.ask(promptOf(step))
    if (reply.kind === 'cancelled') return 'cancelled'
    if (reply.kind === 'answer') return take(rubric, walk, question, answerOf(question, reply), prompter, manners)
    if (reply.kind === 'why') prompter.say(`\n${(await manners.why(question, walk.session.answers)).trim()}\n\n`)
    else {
      const earlier = back(rubric, walk, question.id)
      if (earlier !== undefined) return earlier
      prompter.say(`${AT_THE_FIRST}\n`)
    }
  }
}

/** Takes an answer, says what it takes out of the decision or brings back, and has it kept. */
async function take(rubric: Rubric, walk: Walk, question: Question, answer: Answer, prompter: Prompter, manners: Manners): Promise<Walk> {
  const next = answered(rubric, walk, question, answer)
  const change = movedWords(moved(rubric, walk.session, next.session))
  if (change !== '') prompter.say(change)
  await manners.keep(next.session)
  return next
}

async function review(rubric: Rubric, walk: Walk, { course, canGoBack }: ReviewStep, prompter: Prompter): Promise<Next> {
  const prompt = reviewPrompt(rubric, walk.session.answers, course.skip, canGoBack)
  for (;;) {
    const reply = await prompter.ask(prompt)
    if (reply.kind === 'cancelled') return 'cancelled'
    if (reply.kind === 'back') {
      const earlier = back(rubric, walk, undefined)
      if (earlier !== undefined) return earlier
    } else if (reply.kind === 'answer') {
      const [choice = DECIDE] = reply.chosen
      if (choice === DECIDE) return 'decided'
      return choice === ASK_SKIPPED ? askAll(walk) : jump(walk, choice)
    }
  }
}

function promptOf(step: QuestionStep): Prompt {
  const { question, number, more, old, canGoBack } = step
  const isMany = question.kind === 'many'
  const options = question.options.map((option) => ({
    value: option.id,
    label: oneLine(option.label),
    help: option.help === undefined ? undefined : oneLine(option.help),
  }))
  const none = { value: NONE, label: 'None of these' }
  const unsure = { value: UNSURE, label: 'I do not know', help: 'It stays open, and the report says what it could change.' }
  return {
    progress: progressWords(number, more),
    message: oneLine(question.text),
    help: oneLine(question.help),
    kind: isMany ? 'many' : 'one',
    choices: [...options, ...(isMany ? [none] : []), unsure],
    alone: isMany ? [NONE, UNSURE] : [],
    actions: canGoBack ? ['back', 'why'] : ['why'],
    chosen: chosenFor(question, old),
    ...(question.unit !== undefined && {
      quantity: {
        unit: oneLine(question.unit),
        ...(old?.number !== undefined && { typed: old.number }),
        choiceFor: (typed: number) => optionFor(question, typed),
      },
    }),
  }
}
