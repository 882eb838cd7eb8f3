import { type Answer, UNSURE } from '../engine/answers.js'
import type { Question, Rubric } from '../engine/rubric.js'
import { oneLine, term } from '../report/encode.js'
import { faultOfTicks, NONE, nextStep, type Step, valueOfTicks, WHY, withAnswer } from './flow.js'
import type { Choice, Prompt, Prompter, Reply } from './prompter.js'

/** How an interview ended. When it was cancelled, `answers` holds what was said before. */
export interface Interviewed {
  readonly cancelled: boolean
  readonly answers: ReadonlyMap<string, Answer>
}

/** Asks every open question that the answers so far leave visible. Answers given before are kept as they are. */
export async function interview(rubric: Rubric, given: ReadonlyMap<string, Answer>, prompter: Prompter): Promise<Interviewed> {
  const asked = new Set<string>()
  let answers = given
  let section: string | undefined
  for (let step = nextStep(rubric, answers, asked); step !== undefined; step = nextStep(rubric, answers, asked)) {
    if (step.section !== undefined && step.section.id !== section) prompter.say(`\n${oneLine(step.section.title)}\n\n`)
    section = step.section?.id
    const reply = await ask(step, prompter)
    if (reply.cancelled) return { cancelled: true, answers }
    answers = withAnswer(answers, step.question, reply.value)
    asked.add(step.question.id)
  }
  prompter.say('\n')
  return { cancelled: false, answers }
}

/** Asks one question until it is answered; whoever wants to know why comes back to it. */
async function ask(step: Step, prompter: Prompter): Promise<Reply<string | readonly string[]>> {
  const { question } = step
  for (;;) {
    const reply = question.kind === 'many' ? await askMany(step, prompter) : await prompter.chooseOne(promptOf(step, []))
    if (reply.cancelled) return reply
    if (reply.value !== WHY) return reply
    prompter.say(`\n${reasonsToAsk(question)}\n\n`)
  }
}

async function askMany(step: Step, prompter: Prompter): Promise<Reply<string | readonly string[]>> {
  const reply = await prompter.chooseMany(promptOf(step, [{ value: NONE, label: 'None of these' }]), faultOfTicks)
  if (reply.cancelled) return reply
  return { cancelled: false, value: reply.value.includes(WHY) ? WHY : valueOfTicks(reply.value) }
}

function promptOf({ question, number, atMost }: Step, more: readonly Choice[]): Prompt {
  const options = question.options.map((option) => ({
    value: option.id,
    label: oneLine(option.label),
    help: option.help === undefined ? undefined : oneLine(option.help),
  }))
  const always = [
    { value: UNSURE, label: 'I do not know', help: 'It stays open, and the report says what it could change.' },
    { value: WHY, label: 'Why do you ask?' },
  ]
  return {
    message: `${number} of at most ${atMost}: ${oneLine(question.text)}`,
    help: oneLine(question.help),
    choices: [...options, ...more, ...always],
  }
}

function reasonsToAsk(question: Question): string {
  return term(question.why).trim()
}
