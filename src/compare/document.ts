import {
  type Block,
  bullets,
  dim,
  heading,
  type Inline,
  type Item,
  paragraph,
  type Span,
  strong,
  verdict,
} from '../report/document/blocks.js'
import { count, grouped, listed, sentence } from '../report/document/words.js'
import { oneLine } from '../report/encode.js'
import type { Change, ComparedQuestion, Comparison, GivenAnswer, JointTakeover, Takeover } from './result.js'
import { settling } from './settling.js'
import { answerName, approachTitle, labelOf, questionTitle } from './words.js'

/** Returns the comparison as blocks, what matters most first; renderers of reports turn them into text or Markdown. */
export function compareDocument(result: Comparison): readonly Block[] {
  const { files, differences } = result
  return [
    heading(1, `Compare: ${subject(result)}`),
    paragraph([dim(`${count(files.length, 'answers file')}, decided by the rubric ${result.rubric.id} ${result.rubric.version}.`)]),
    paragraph([strong(agreement(result))]),
    bullets(files.map(({ label, headline }) => ({ content: [strong(label), `: ${headline}`] }))),
    ...verdicts(result),
    ...(differences.length === 0
      ? []
      : [heading(2, 'The differences that can change a verdict'), bullets(ordered(differences).map((each) => difference(result, each)))]),
    ...settling(result),
    ...nothing(result),
  ]
}

/** The product, where all files are about one; else what the files are told apart by. */
function subject({ files }: Comparison): string {
  const titles = new Set(files.map(({ title }) => oneLine(title)))
  const [only = ''] = titles
  return titles.size === 1 && only !== '' ? only : listed(files.map(({ label }) => label))
}

function agreement({ approaches }: Comparison): string {
  const apart = approaches.filter(({ agree }) => !agree).map(({ title }) => title)
  if (apart.length === 0) return 'All files come to the same verdicts.'
  if (apart.length === approaches.length) return `The files agree on no approach: ${listed(apart)} come out differently.`
  return `The files agree on ${approaches.length - apart.length} of ${approaches.length} approaches; they differ on ${listed(apart)}.`
}

function verdicts({ files, approaches }: Comparison): Block[] {
  const apart = approaches.filter(({ agree }) => !agree)
  const alike = approaches.filter(({ agree }) => agree)
  const groups = (['adopt', 'pilot', 'later', 'skip'] as const).flatMap((each): (string | Span)[] => {
    const titles = alike.filter((one) => one.verdicts[0]?.verdict === each).map(({ title }) => title)
    return titles.length === 0 ? [] : ['; ', verdict(each), ` ${listed(titles)}`]
  })
  if (apart.length === 0) return [paragraph(['The same for all: ', ...groups.slice(1), '.'])]
  return [
    heading(2, 'Where the verdicts differ'),
    {
      kind: 'table',
      columns: [{ title: 'Approach', align: 'left' }, ...files.map(({ label }) => ({ title: label, align: 'left' as const }))],
      rows: apart.map(({ title, verdicts }): Inline[] => [title, ...verdicts.map((one) => [verdict(one.verdict)])]),
    },
    ...(alike.length === 0 ? [] : [paragraph(['The same for all: ', ...groups.slice(1), '.'])]),
  ]
}

/** What turns a verdict by itself comes first. */
function ordered(differences: readonly ComparedQuestion[]): readonly ComparedQuestion[] {
  return [...differences.filter(({ alone }) => alone.length > 0), ...differences.filter(({ alone }) => alone.length === 0)]
}

function difference(result: Comparison, each: ComparedQuestion): Item {
  return {
    content: [strong(each.title), `: ${each.text}`],
    more: [
      ...each.answers.map((answer): Inline => says(result, answer)),
      ...each.alone.map(
        (taken): Inline => [`${labelOf(result, taken.file)} with ${answerName(taken.takes)}: `, ...turns(result, taken), '.'],
      ),
      ...(each.alone.length > 0 ? more(result, each) : jointly(result, each)),
      ...unproved(result, each),
    ],
  }
}

function says(result: Comparison, { value, label, files }: GivenAnswer): Inline {
  const name = answerName(value)
  const who = listed(
    files.map(({ file, number, applies }) => {
      const notes = [...(number === undefined ? [] : [`${grouped(number)} given`]), ...(applies ? [] : ['does not apply, not scored'])]
      return `${labelOf(result, file)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`
    }),
  )
  if (value === null) return [strong(name), ` in ${who}`]
  return [strong(name), `, ${files.length === 1 ? 'says' : 'say'} ${who}${label.toLowerCase() === name ? '' : `: ${label}`}`]
}

function turns(result: Comparison, { changes }: Takeover): (string | Span)[] {
  return changes.flatMap((change, at) => [`${at === 0 ? '' : '; '}${approachTitle(result, change.approach)} `, ...turned(change)])
}

const turned = ({ from, to }: Change): (string | Span)[] => [verdict(to), ' instead of ', verdict(from)]

/** What it turns only together with other differences, besides what it turns by itself. */
function more(result: Comparison, { canTurn, alone }: ComparedQuestion): Inline[] {
  const shown = new Set(alone.flatMap(({ changes }) => changes.map(({ approach }) => approach)))
  const rest = canTurn.filter((id) => !shown.has(id))
  return rest.length === 0 ? [] : [`Together with other differences it can also turn ${titles(result, rest)}.`]
}

function jointly(result: Comparison, { canTurn, together }: ComparedQuestion): Inline[] {
  if (canTurn.length === 0) return []
  const head = `By itself it turns nothing; together with other differences it can turn ${titles(result, canTurn)}.`
  return together === undefined ? [head] : [head, example(result, together)]
}

function example(result: Comparison, { file, along, takes, ...rest }: JointTakeover): Inline {
  const others = along.map(({ question, value }) => `${questionTitle(result, question)} ${answerName(value)}`)
  return [
    `${labelOf(result, file)} with ${listed(others)}, and then ${answerName(takes)}: `,
    ...turns(result, { file, takes, ...rest }),
    '.',
  ]
}

function unproved(result: Comparison, { notRuledOut }: ComparedQuestion): Inline[] {
  if (notRuledOut.length === 0) return []
  return [`That it can turn ${titles(result, notRuledOut)} is not ruled out: the combinations are too many to count.`]
}

const titles = (result: Comparison, ids: readonly string[]): string => listed(ids.map((id) => approachTitle(result, id)))

function nothing({ differences, changeNothing }: Comparison): Block[] {
  if (changeNothing.length === 0) return differences.length > 0 ? [] : [paragraph('No question is answered differently.')]
  const named = listed(changeNothing.map(({ title }) => title))
  const noun = `${differences.length > 0 ? 'further ' : ''}difference`
  const verb = changeNothing.length === 1 ? 'changes' : 'change'
  return [paragraph(`${count(changeNothing.length, noun)} ${verb} no verdict, in any combination of the answers given: ${sentence(named)}`)]
}
