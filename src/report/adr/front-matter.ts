import type { Decision } from '../../engine/decision.js'
import { refusedCharacters } from '../../files/characters.js'
import { term, yamlScalar } from '../encode.js'

/** The key of the front matter under which a record says what it decided, for the next run. */
export const RECORD_KEY = 'rag-or-tune'

/** The key of every decision without a title. */
const UNTITLED = 'untitled'
/** Characters of a key; what lies beyond makes no difference. */
const LONGEST_KEY = 200

/** Words that some reader of YAML takes for something else than a text. */
const SPECIAL = /^(?:true|false|null|yes|no|on|off|y|n)$/

/**
 * Returns what makes records those of one decision: the title in small letters and compatibility characters, every run of anything
 * but letters and digits as one hyphen, at most 200 characters. `untitled` where nothing is left.
 */
export function decisionKey(title: string): string {
  const letters = title.normalize('NFKC').toLowerCase().normalize('NFKC').replace(refusedCharacters(), ' ')
  const key = letters.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-/, '')
  return [...key].slice(0, LONGEST_KEY).join('').replace(/-$/, '') || UNTITLED
}

/** Returns the front matter of a record with its two fences, LF at the end: proposed, since a tool accepts no decisions. */
export function frontMatter(decision: Decision): string {
  const { id, version } = decision.rubric
  const verdicts = decision.approaches.map(({ id: approach, verdict }) => [approach, verdict] as const)
  const lines = [
    '---',
    'status: proposed',
    ...(decision.date === undefined ? [] : [`date: ${dateOr(decision.date)}`]),
    ...(decision.owner === undefined || readable(decision.owner).trim() === '' ? [] : [`decision-makers: ${text(decision.owner)}`]),
    `${RECORD_KEY}:`,
    `  decision: ${text(decisionKey(decision.title))}`,
    `  rubric: ${text(id)}`,
    `  version: ${text(version)}`,
    '  verdicts:',
    ...verdicts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([approach, verdict]) => `    ${word(approach)}: ${word(verdict)}`),
    '---',
  ]
  return `${lines.join('\n')}\n`
}

/** The text without what the strict reader refuses, so that a record can be read again. */
function readable(raw: string): string {
  return term(raw).replace(refusedCharacters(), (found) => (/\s/.test(found) ? ' ' : ''))
}

const text = (raw: string): string => yamlScalar(readable(raw))

const word = (raw: string): string => (/^[a-z][a-z0-9-]*$/.test(raw) && !SPECIAL.test(raw) ? raw : text(raw))

const dateOr = (raw: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : text(raw))
