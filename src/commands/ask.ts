import type { Context, Terminal } from '../context.js'
import type { Answer, AnswerSheet } from '../engine/answers.js'
import type { Question } from '../engine/rubric.js'
import { interview } from '../interview/interview.js'
import type { Prompter } from '../interview/prompter.js'
import { changeWords, resumePrompt, START_ANEW } from '../interview/resume.js'
import { resumed, type Session } from '../interview/session.js'
import { openingWords } from '../interview/words.js'
import type { Medium } from '../report/formats.js'
import { styleFor } from '../style.js'
import { usesPlain, wantsUnicode } from '../terminal.js'
import { colourFlag, isColoured } from './colour.js'
import type { DraftBox } from './draft-store.js'
import { type Manner, say } from './fail.js'
import type { Input } from './input.js'
import { farewell } from './onwards.js'
import type { DecideOptions } from './options.js'
import { programOf } from './program.js'
import { DEFAULT_RUBRIC } from './rubric-choice.js'
import { shellWord } from './shell-word.js'

/** How asking ended: with a fuller sheet, or with the exit code of the signal that cancelled it. `delivered` is called once nothing can be lost any more; until then `place` holds the answers, if anything does. */
export type Asked =
  | { readonly cancelled: false; readonly sheet: AnswerSheet; readonly place: string | undefined; readonly delivered: () => Promise<void> }
  | { readonly cancelled: true; readonly exitCode: number }

const CTRL_C = 130

/** Columns of a terminal that does not say how wide it is. */
const USUAL_WIDTH = 80

/** Asks in the terminal what is open and can still change something. A cancelled interview leaves one line on standard error: how to go on. */
export async function askOpen(context: Context, options: DecideOptions, input: Input, manner: Manner): Promise<Asked> {
  const { openDraft } = await import('./draft-store.js')
  const box = await openDraft(context, options, input)
  await say(context, box.warnings, manner)
  const terminal = context.terminal()
  const controller = new AbortController()
  let exitCode = CTRL_C
  const stopListening = terminal.onCancel((code) => {
    exitCode = code
    controller.abort()
  })
  const prompter = await prompterFor(context, options, terminal, controller.signal)
  const begun = await begin(box, input, prompter)
  const end = begun.cancelled ? begun : await hold(context, options, input, begun.session, prompter, terminal, box)
  stopListening()
  const { answers } = end.session
  if (!end.cancelled && !controller.signal.aborted) {
    return { cancelled: false, sheet: { ...input.sheet, answers }, place: box.place, delivered: box.drop }
  }
  context.stderr.write(`${farewell(programOf(context.env), options, input, answers, box.place)}\n`)
  return { cancelled: true, exitCode }
}

async function prompterFor(context: Context, options: DecideOptions, terminal: Terminal, signal: AbortSignal): Promise<Prompter> {
  const { input, output, rows, columns } = terminal
  const unicode = wantsUnicode(context.stderr, context.env)
  if (usesPlain(context.env, options.plain === true, context.host?.().platform)) {
    const { plainPrompter } = await import('../interview/plain.js')
    return plainPrompter({ input, output, columns, unicode, signal })
  }
  const { inquirerPrompter } = await import('../interview/inquirer.js')
  const style = styleFor(isColoured(context, context.stderr, colourFlag(options)))
  return inquirerPrompter({ input, output, rows, columns, style, unicode, signal })
}

/** Offers to go on with what an earlier interview left; without any, begins with what the file and the flags answer. */
async function begin(box: DraftBox, input: Input, prompter: Prompter): Promise<{ readonly cancelled: boolean; readonly session: Session }> {
  const given = input.sheet.answers
  const fresh: Session = { answers: given, asked: [] }
  if (box.found === undefined) return { cancelled: false, session: fresh }
  const { session, changes, place } = box.found
  const kept = resumed(given, session)
  const words = changeWords(changes)
  if (words !== '') prompter.say(words)
  const reply = await prompter.ask(resumePrompt(session.answers.size, place))
  if (reply.kind !== 'answer') return { cancelled: true, session: kept }
  if (!reply.chosen.includes(START_ANEW)) return { cancelled: false, session: kept }
  await box.startOver()
  return { cancelled: false, session: fresh }
}

async function hold(
  context: Context,
  options: DecideOptions,
  input: Input,
  session: Session,
  prompter: Prompter,
  terminal: Terminal,
  box: DraftBox,
): Promise<{ readonly cancelled: boolean; readonly session: Session }> {
  const medium = (): Medium => ({
    width: terminal.columns() ?? USUAL_WIDTH,
    unicode: wantsUnicode(context.stderr, context.env),
    paint: styleFor(isColoured(context, context.stderr, colourFlag(options))),
  })
  return interview(input.rubric, session, prompter, {
    // Whoever refuses open questions would be refused for the skipped ones.
    all: options.all === true || options.complete,
    standing: options.standing !== false && !options.quiet,
    ...(!options.quiet && { opening: (questions: number) => openingWords(input.rubric, questions, box.keeps) }),
    why: async (question: Question, answers: ReadonlyMap<string, Answer>) => {
      const { whyAsked } = await import('./why.js')
      return whyAsked(input.rubric, question, answers, explainCommandFor(context, input, question), medium())
    },
    keep: box.keep,
  })
}

function explainCommandFor(context: Context, { rubricChoice }: Input, { id }: Question): string {
  const rubric = rubricChoice.name === DEFAULT_RUBRIC ? '' : ` --rubric ${shellWord(rubricChoice.name)}`
  return `${programOf(context.env)} explain ${id}${rubric}`
}
