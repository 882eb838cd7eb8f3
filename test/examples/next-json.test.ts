import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AskDocument, DoneDocument } from '../../src/protocol/document.js'
import { validate } from '../protocol/closed-schema.js'
import { step } from '../protocol/held.js'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGE = join(ROOT, 'docs', 'next-json.md')

/** What the person of the transcript says, in this order. */
const SAID: readonly (readonly [words: string, value: string | number])[] = [
  ['It does not know our prices and policies.', 'facts'],
  ['They change every week.', 'weekly'],
  ['Auditors want to see where an answer comes from.', 'required'],
  ['We have about 150 approved answers.', 150],
  ['I would have to look that up.', 'unsure'],
  ['Everybody gets the same answer.', 'uniform'],
]

/** Puts fresh text between two comments of a page. */
function between(page: string, name: string, fresh: string): string {
  const [head, tail] = [`<!-- ${name.replace('the error', 'an error')} -->`, `<!-- the end of ${name} -->`]
  const [from, to] = [page.indexOf(head), page.indexOf(tail)]
  expect(from, head).toBeGreaterThan(0)
  expect(to, tail).toBeGreaterThan(from)
  return `${page.slice(0, from + head.length)}\n${fresh}\n${page.slice(to)}`
}

const block = (command: string, output: string): string => `\`\`\`console\n$ ${command}\n${output.trimEnd()}\n\`\`\``

const field = (name: string, value: string): string => `${name.padEnd(10)} ${value}`

function shortened(document: AskDocument | DoneDocument): string {
  const { status, progress, standing, skipped } = document
  const stand = standing.map(({ id, need, settled }) => `${id} ${need}${settled ? ' (settled)' : ''}`).join(', ')
  const head = [field('status', status), field('progress', JSON.stringify(progress))]
  const tail = [field('standing', stand), field('skipped', JSON.stringify(skipped))]
  if (document.status === 'done') {
    return [...head, ...tail, field('decision', document.decision.headline), field('', JSON.stringify(document.decision.set))].join('\n')
  }
  const { question, answer, canChange } = document
  const number = answer.number === undefined ? '' : `, or a number of ${answer.number.unit} from ${answer.number.from}`
  return [
    ...head,
    field('question', `${question.id}: ${question.text}`),
    field('answer', `${answer.values.join(' | ')}${number}`),
    field('canChange', JSON.stringify(canChange)),
    ...tail,
  ].join('\n')
}

async function transcript(): Promise<string> {
  const parts: string[] = []
  let command = 'rag-or-tune next --rubric quick --json'
  let printed = await step({ rubric: 'quick', json: true })
  for (let said = 0; ; said += 1) {
    const document: AskDocument | DoneDocument = JSON.parse(printed.stdout)
    expect(validate(document)).toBe(true)
    parts.push(block(command, shortened(document)))
    if (document.status === 'done') break
    const [words, value] = SAID[said] ?? ['I do not know.', 'unsure']
    parts.push(`“${words}”`)
    const answers = { ...document.answers, answers: { ...document.answers.answers, [document.question.id]: value } }
    const input = JSON.stringify(answers)
    command = `echo '${input}' |\n    rag-or-tune next --answers - --json`
    printed = await step({ answers: '-', json: true }, { input })
  }
  return parts.join('\n\n')
}

describe('docs/next-json.md', () => {
  it('shows a real interview and a real error; `vitest run test/examples -u` refreshes them', async () => {
    const { code, stdout } = await step({ rubric: 'quick', set: ['need=fact'], json: true })
    expect(code).toBe(2)
    const page = between(readFileSync(PAGE, 'utf8'), 'the error', block('rag-or-tune next --rubric quick --set need=fact --json', stdout))
    await expect(between(page, 'the interview', await transcript())).toMatchFileSnapshot(PAGE)
  })

  it('goes with a whole document that is the first question of the quick rubric', async () => {
    const { stdout } = await step({ rubric: 'quick', json: true })
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'docs', 'next-example.json'))
  })

  it('names every field, and links only to what is there', () => {
    const page = readFileSync(PAGE, 'utf8')
    const fields = new Set(Object.values(definitions()).flatMap(({ properties }) => Object.keys(properties ?? {})))
    for (const name of fields) expect(page, name).toContain(`\`${name}\``)
    const targets = [...page.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    expect(targets.length).toBeGreaterThan(2)
    for (const target of targets) expect(existsSync(join(ROOT, 'docs', target)), target).toBe(true)
    expect(page).not.toMatch(/\/(?:home|root|Users|work|tmp)\//)
  })
})

function definitions(): Readonly<Record<string, { readonly properties?: object }>> {
  return JSON.parse(readFileSync(join(ROOT, 'schema', 'next.schema.json'), 'utf8')).definitions
}
