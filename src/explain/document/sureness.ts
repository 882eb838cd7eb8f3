import { flipText, waysText } from '../../engine/assurance.js'
import type { Contribution } from '../../engine/decision.js'
import type { ExactShare } from '../../engine/robustness.js'
import type { Verdict } from '../../engine/rubric.js'
import { type Block, bullets, dim, heading, type Inline, type Item, paragraph, strong, verdict } from '../../report/document/blocks.js'
import { capital, count, grouped, listed, signed } from '../../report/document/words.js'
import type { VerdictHere } from '../here/verdict.js'
import { answerWords } from './here-words.js'

/** Shares of numbers longer than this are said in percent only. */
const LONGEST_NUMBER = 6
const MOST_FIND_OUT = 5
const MOST_ANSWERS = 4

/** How sure one verdict is: over the open questions, over our points, what would turn it, and what to find out first. */
export function surenessBlocks(here: VerdictHere): readonly Block[] {
  return [heading(2, 'How sure'), bullets(howSure(here)), ...flips(here), ...findOut(here)]
}

function howSure(here: VerdictHere): readonly Item[] {
  const { robustness, verdict: now } = here
  const { draws, kept, standardError } = robustness.points
  const moved = here.points.total === here.points.prior && here.contributions.length === 0 ? ' No points counted, so none were moved.' : ''
  return [
    { content: openWords(here) },
    ...(here.close ? [{ content: [strong('A close call'), '. ', ...bothReasons(here)] }] : []),
    {
      content: [
        strong('If our points are off'),
        `: ${now} in ${grouped(kept)} of ${grouped(draws)} draws with each of the points moved by up to a third, rounded up (${percent(kept, draws)}, standard error ${tenths(standardError * 100)}%). `,
        ...otherVerdicts(robustness.points.verdicts, now, draws),
        dim(`This says how much rests on our judgement of the points; it is no probability of being right.${moved}`),
      ],
    },
  ]
}

function openWords({ robustness, verdict: now }: VerdictHere): Inline {
  const { open, openQuestions, ways, mostChosen } = robustness
  const lead = strong('Over the open questions')
  if (openQuestions === 0) return [lead, ': every question that applies is answered.']
  const questions = count(openQuestions, 'open question')
  if (open === null) return [lead, `: too many ways to answer the ${questions} to count exactly; nothing is claimed.`]
  const how = dim(` Each option counts the same; of a question with several answers, each choice of up to ${mostChosen}.`)
  if (open.kept.part === open.kept.whole)
    return [lead, `: ${now} in every way to answer the ${questions} (${waysText(BigInt(ways))}).`, how]
  const others = (['adopt', 'pilot', 'later', 'skip'] as const)
    .filter((each) => each !== now && open.verdicts[each].part !== '0')
    .map((each) => `${each} in ${share(open.verdicts[each])}`)
  return [lead, `: ${now} in ${share(open.kept)} of the ways to answer the ${questions}; ${listed(others)}.`, how]
}

function share({ part, whole, percent: rounded }: ExactShare): string {
  return whole.length <= LONGEST_NUMBER ? `${rounded}% (a share of ${grouped(part)} in ${grouped(whole)})` : `${rounded}%`
}

function otherVerdicts(verdicts: Readonly<Record<Verdict, number>>, now: Verdict, draws: number): readonly string[] {
  const others = (['adopt', 'pilot', 'later', 'skip'] as const).filter((each) => each !== now && verdicts[each] > 0)
  return others.length === 0 ? [] : [`Else ${listed(others.map((each) => `${each} (${percent(verdicts[each], draws)})`))}. `]
}

function bothReasons({ strongestFor, strongestAgainst }: VerdictHere): readonly string[] {
  const reason = (one: Contribution | null): string =>
    one === null ? 'nothing.' : `${capital(one.because.replace(/\.\s*$/, ''))} (${signed(one.points)}).`
  return [`For it: ${reason(strongestFor)} Against it: ${reason(strongestAgainst)}`]
}

function flips(here: VerdictHere): readonly Block[] {
  const { flips: found } = here.robustness
  const title = heading(3, 'What would turn it')
  if (found === null) return [title, paragraph('There are too many combinations to search them all; nothing is claimed.')]
  if (found.size === null) return [title, paragraph('No change of up to three of the answers given turns this verdict.')]
  const sets = `${found.complete ? '' : 'at least '}${grouped(found.count)}`
  const lead =
    found.size === 1
      ? `One changed answer is enough; there ${found.count === 1 ? 'is 1 such change' : `are ${sets} such changes`}.`
      : `It takes ${found.size} changed answers together; there ${found.count === 1 ? 'is 1 such set' : `are ${sets} such sets`}.`
  const shown = found.sets.length < found.count ? ' Some of them, the nearest first:' : ''
  return [
    title,
    paragraph(`${lead}${shown}`),
    bullets(found.sets.map((one) => ({ content: [verdict(one.verdict), ` if ${flipText(one)}.`] }))),
  ]
}

function findOut({ findOut: all, robustness }: VerdictHere): readonly Block[] {
  if (robustness.openQuestions === 0) return []
  const title = heading(2, 'What to find out first')
  if (all.length === 0)
    return [
      title,
      paragraph(
        `No answer to a single open question turns this verdict; of a question with several answers, choices of up to ${robustness.mostChosen} were tried.`,
      ),
    ]
  const items = all.slice(0, MOST_FIND_OUT).map((one): Item => {
    const more = one.answers.slice(0, MOST_ANSWERS).map((each): Inline => [`${answerWords(each.labels)}: `, verdict(each.verdict)])
    const left = one.answers.length - more.length
    return {
      content: [strong(one.title), `: ${one.changes.part} of ${count(Number(one.changes.whole), 'answer')} turn the verdict.`],
      more: left > 0 ? [...more, `and ${left} more`] : more,
    }
  })
  const left = all.length - items.length
  return [title, bullets(items), ...(left > 0 ? [paragraph(`And ${count(left, 'further question')}, less likely to turn it.`)] : [])]
}

/** A part of a whole as a percentage with one decimal, never rounded to all or nothing. */
function percent(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%'
  const permille = Math.min(999, Math.max(1, Math.round((part * 1000) / whole)))
  return `${tenths(permille / 10)}%`
}

function tenths(number: number): string {
  const scaled = Math.round(number * 10)
  return `${Math.trunc(scaled / 10)}.${scaled % 10}`
}
