import { flipText } from '../../engine/assurance.js'
import type { DecidedApproach, Decision } from '../../engine/decision.js'
import type { DescribedFlip } from '../../engine/robustness.js'
import { type Block, bullets, heading, type Item, numbered, paragraph, type Span, strong, verdict } from './blocks.js'
import { opening } from './summary.js'
import { approachTitle, approachTitles, capital, count, listed, shortened } from './words.js'

/** Characters of a point that stays within two lines of a terminal of 80 columns. */
const TWO_LINES = 140
const MOST_CHANGES = 4
const MOST_MISTAKES = 3
const MOST_STEPS = 5
/** Characters of a step: mostly its first sentence. */
const STEP = 100

/** Returns the report on one page or two: the set, why, how sure, what would change it, mistakes, the first phase, and how to get the rest. */
export function briefOf(decision: Decision): readonly Block[] {
  return [
    ...opening(decision),
    { kind: 'scores', approaches: decision.approaches },
    heading(3, 'Why'),
    bullets(decision.approaches.map(why)),
    heading(3, 'How sure'),
    bullets(howSure(decision).map((content) => ({ content }))),
    ...section('What would change it', changes(decision)),
    ...section('Known mistakes to avoid', mistakes(decision)),
    ...firstPhase(decision),
    heading(3, 'The rest'),
    paragraph(theRest(decision)),
  ]
}

const section = (title: string, items: readonly Item[]): readonly Block[] => (items.length === 0 ? [] : [heading(3, title), bullets(items)])

function why(approach: DecidedApproach): Item {
  const room = TWO_LINES - approach.title.length - approach.verdict.length
  return {
    content: [strong(approach.title), ' (', verdict(approach.verdict), `): ${shortened(approach.reason || approach.summary, room)}`],
  }
}

function howSure(decision: Decision): readonly string[] {
  const { answered, open, close } = decision.stability
  return [
    ...decision.setNotes
      .filter((note) => note.kind === 'contradiction')
      .map((note) => `Answers contradict each other: ${shortened(note.says, TWO_LINES)}`),
    `${answered} of ${count(answered + open, 'question')} that apply ${answered === 1 ? 'is' : 'are'} answered.`,
    ...overTheOpen(decision),
    close.length === 0
      ? 'No verdict is a close call.'
      : `${close.length === 1 ? 'A close call' : 'Close calls'}, less than 3 points from turning: ${approachTitles(decision, close)}.`,
  ]
}

/** How much of what is still open each verdict holds against, where that was counted. */
function overTheOpen(decision: Decision): readonly string[] {
  if (decision.stability.open === 0) return []
  const shares = decision.approaches.flatMap(({ title, verdict: now, robustness }) =>
    robustness === undefined || robustness.open === null || now === 'skip' ? [] : [`${title} ${now} in ${robustness.open.kept.percent}%`],
  )
  return shares.length === 0 ? [] : [`Of the ways to answer what is open: ${listed(shares)}.`]
}

/** The nearest flip of what is recommended, then what the team could do about the rest, then what to find out. */
function changes(decision: Decision): readonly Item[] {
  const wanted = decision.approaches.filter((one) => one.verdict !== 'skip').flatMap((one) => flipItem(one, nearest(one)))
  const doable = decision.approaches.filter((one) => one.verdict === 'skip').flatMap((one) => flipItem(one, nearMiss(one)))
  return [...[...wanted, ...doable].slice(0, MOST_CHANGES), ...findOut(decision)]
}

function nearest({ verdict: now, robustness }: DecidedApproach): DescribedFlip | undefined {
  const sets = robustness?.flips?.sets ?? []
  return (now === 'later' ? sets.find((set) => set.verdict === 'adopt') : undefined) ?? sets[0]
}

function nearMiss({ robustness }: DecidedApproach): DescribedFlip | undefined {
  if (robustness?.flips?.size !== 1) return undefined
  const built = (set: DescribedFlip): boolean => set.verdict === 'adopt' || set.verdict === 'pilot'
  return robustness.flips.sets.find((set) => built(set) && set.changes.every((change) => change.doable))
}

function flipItem(approach: DecidedApproach, flip: DescribedFlip | undefined): readonly Item[] {
  if (flip === undefined) return []
  return [{ content: [strong(approach.title), ' turns to ', verdict(flip.verdict), ` if ${flipText(flip)}.`] }]
}

function findOut(decision: Decision): readonly Item[] {
  const first = decision.stability.robustness?.findOut[0]?.question
  const open = decision.openQuestions.filter((question) => question.canChange.length > 0)
  const named = open.find((question) => question.id === first) ?? open[0]
  if (named === undefined) return []
  const more = open.length === 1 ? '' : ` ${count(open.length - 1, 'other open question')} could change a verdict, too.`
  return [{ content: [strong('Find out first'), `: ${named.text}${more}`] }]
}

function mistakes({ mistakes: all }: Decision): readonly Item[] {
  const left = all.length - MOST_MISTAKES
  return [
    ...all.slice(0, MOST_MISTAKES).map((mistake) => ({
      content: [strong(mistake.title), `: ${shortened(capital(mistake.instead), TWO_LINES - mistake.title.length)}`],
    })),
    ...(left > 0 ? [{ content: `${left} more in the whole report.` }] : []),
  ]
}

function firstPhase(decision: Decision): readonly Block[] {
  const phase = decision.phases.find((each) => each.steps.length > 0)
  if (phase === undefined) return []
  const steps = phase.steps.slice(0, MOST_STEPS).map((step): Item => {
    const who: readonly Span[] = step.approach === undefined ? [] : [strong(`${approachTitle(decision, step.approach)}: `)]
    return { content: [...who, shortened(step.text, STEP)] }
  })
  const left = phase.steps.length - steps.length
  return [
    heading(3, ['First phase: ', phase.title]),
    numbered(steps),
    paragraph([
      strong('Done when'),
      `: ${shortened(phase.exit, TWO_LINES)}${left === 0 ? '' : ` ${count(left, 'more step')} of it in the whole report.`}`,
    ]),
  ]
}

function theRest(decision: Decision): string {
  const { name } = decision.tool
  return `This is the short form. The whole report goes on with the plan layer by layer, every point with its reason, the validation and ${count(decision.references.length, 'reference')}. One verdict in full: ${name} explain ID, with the same answers. What ends in … is cut here.`
}
