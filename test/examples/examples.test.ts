import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import type { Decision } from '../../src/engine/decision.js'
import type { Verdict } from '../../src/engine/rubric.js'
import { fakeContext } from '../cli/fake-context.js'

const FOLDER = join(import.meta.dirname, '..', '..', 'examples')
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

/** Every verdict of every example. An example that is not named here fails the test of the folder. */
const VERDICTS: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  'support-bot.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'adopt',
    'self-learning': 'skip',
    'self-model': 'skip',
  },
  'logistics-assistant.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'pilot',
    'self-learning': 'skip',
    'self-model': 'skip',
  },
  'medical-assistant.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'skip',
    'self-learning': 'skip',
    'self-model': 'adopt',
  },
  'security-question.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'skip',
    'self-learning': 'skip',
    'self-model': 'adopt',
  },
  'business-assistant.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'skip',
    'self-learning': 'adopt',
    'self-model': 'skip',
  },
  'private-assistant.yaml': {
    prompting: 'adopt',
    'long-context': 'skip',
    rag: 'adopt',
    'fine-tuning': 'skip',
    'self-learning': 'skip',
    'self-model': 'skip',
  },
}

async function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { context, said } = fakeContext({ args })
  return { code: await main(context), ...said }
}

/** Decides an example over the whole command line; flags change single answers. */
async function decided(file: string, ...sets: readonly string[]): Promise<Decision> {
  const flags = sets.flatMap((set) => ['--set', set])
  const { code, stdout } = await run('--answers', join(FOLDER, file), ...flags, '--format', 'json', '--quiet')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Decision
}

function verdictsOf(decision: Decision): Record<string, Verdict> {
  return Object.fromEntries(decision.approaches.map((approach) => [approach.id, approach.verdict]))
}

function layerOf(decision: Decision, id: string): Decision['layers'][number] {
  const layer = decision.layers.find((one) => one.id === id)
  if (layer === undefined) throw new Error(`the plan has no layer ${id}`)
  return layer
}

const textsOf = (list: readonly { readonly text: string }[]): string => list.map((one) => one.text).join('\n')
const notes = (decision: Decision, kind: string): string =>
  decision.setNotes
    .filter((note) => note.kind === kind)
    .map((note) => note.says)
    .join('\n')

describe('every example', () => {
  it('is named in this test', () => {
    expect(FILES).toEqual(Object.keys(VERDICTS).sort())
  })

  it.each(FILES)('%s is decided as stated, and nothing is warned about', async (file) => {
    const { code, stdout, stderr } = await run('--answers', join(FOLDER, file), '--format', 'json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(verdictsOf(JSON.parse(stdout))).toEqual(VERDICTS[file])
  })

  it.each(FILES)('%s carries the whole context, and every answer in it is scored', async (file) => {
    const decision = await decided(file)
    expect(decision.rubric.id).toBe('core')
    expect(Object.keys(decision.context).sort()).toEqual(['data', 'objective', 'users', 'workflow'])
    expect(decision.owner).toBeTruthy()
    for (const answer of Object.values(decision.answers)) expect(answer).toMatchObject({ origin: 'file', scored: true })
  })

  it.each(FILES)('%s opens its text and Markdown reports with its title and its headline', async (file) => {
    const { title, headline } = await decided(file)
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')
    for (const format of ['text', 'markdown']) {
      const { code, stdout } = await run('--answers', join(FOLDER, file), '--format', format)
      expect(code).toBe(0)
      expect(flat(stdout).slice(0, 1000)).toContain(headline)
      expect(stdout.split('\n')[0]).toContain(title)
    }
  })

  it.each(FILES)('%s begins by saying whose situation it is', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8')
    expect(text).toMatch(/^# .+\n/)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
  })
})

describe('the support bot: fine-tune the form, retrieve the facts', () => {
  it('says which of the two carries the facts and which the form', async () => {
    const divisions = notes(await decided('support-bot.yaml'), 'division')
    expect(divisions).toMatch(/Training carries [^.]*procedure/)
    expect(divisions).toMatch(/retrieval carries [^.]*change/)
  })

  it('delivers the facts first and tunes on what then still fails', async () => {
    expect(notes(await decided('support-bot.yaml'), 'prerequisite')).toMatch(/facts first/)
  })

  it('routes answering, triage and escalation', async () => {
    expect(layerOf(await decided('support-bot.yaml'), 'routing').components.length).toBeGreaterThan(0)
  })

  it('keeps fine-tuning for later without examples, and says what unlocks it', async () => {
    const decision = await decided('support-bot.yaml', 'labeled-pairs=none', 'output-format=persistent')
    const tuning = decision.approaches.find((one) => one.id === 'fine-tuning')
    expect(tuning?.verdict).toBe('later')
    expect(tuning?.unlock.join(' ')).toMatch(/pairs/)
  })
})

describe('the logistics assistant: current facts now, the dispatchers’ manner once it is clear what is missing', () => {
  it('names the examples and the format among the questions that would settle fine-tuning', async () => {
    const { openQuestions } = await decided('logistics-assistant.yaml')
    const settling = openQuestions.filter((question) => question.canChange.includes('fine-tuning')).map((question) => question.id)
    expect(settling).toEqual(expect.arrayContaining(['output-format', 'labeled-pairs']))
  })

  it('tunes as well once prompting has failed and clean examples exist', async () => {
    const known = ['output-format=persistent', 'labeled-pairs=hundreds', 'data-quality=clean', 'ml-skills=some']
    const decision = await decided('logistics-assistant.yaml', ...known)
    expect(verdictsOf(decision)).toMatchObject({ rag: 'adopt', 'fine-tuning': 'adopt' })
  })

  it('routes rules, orders and tickets', async () => {
    expect(layerOf(await decided('logistics-assistant.yaml'), 'routing').place).toBe('around')
  })
})

describe('the medical assistant: more training does not make it understand people', () => {
  it('names the mistake that was made', async () => {
    const { mistakes } = await decided('medical-assistant.yaml')
    expect(mistakes.map((mistake) => mistake.id)).toContain('tuning-for-each-user')
  })

  it('changes how an answer is told and not what is true', async () => {
    const decision = await decided('medical-assistant.yaml')
    expect(layerOf(decision, 'user')).toMatchObject({ approach: 'self-model', verdict: 'adopt' })
    expect(layerOf(decision, 'documents')).toMatchObject({ approach: 'rag', verdict: 'adopt' })
    expect(notes(decision, 'division')).toMatch(/Documents decide what is true/)
  })

  it('guards against flattery and cold starts, and asks for consent', async () => {
    const decision = await decided('medical-assistant.yaml')
    const user = layerOf(decision, 'user')
    expect(user.risks.map((one) => one.risk).join('\n')).toMatch(/Sycophancy/)
    expect(textsOf(user.does)).toMatch(/Cold start/)
    const model = decision.approaches.find((one) => one.id === 'self-model')
    expect(model?.preconditions.map((one) => one.id)).toEqual(expect.arrayContaining(['user-consent', 'sycophancy-test']))
  })

  it('considers confidential computing, because health care is regulated', async () => {
    expect(textsOf(layerOf(await decided('medical-assistant.yaml'), 'deployment').does)).toMatch(/[Cc]onfidential computing/)
  })
})

describe('the security question: the same documents, told for the one who asks', () => {
  it('tests two users before it builds profiles', async () => {
    const decision = await decided('security-question.yaml')
    const measure = decision.phases.find((phase) => phase.id === 'measure')
    expect(textsOf(measure?.steps ?? [])).toMatch(/two-user test/)
    expect(textsOf(layerOf(decision, 'user').does)).toMatch(/Personal synthesis/)
  })

  // A CISO, a developer and a product manager could also be three segments. Were role all that mattered, a prompt variable would do.
  it('needs no model of each person if only their roles differ', async () => {
    const decision = await decided('security-question.yaml', 'user-diversity=segments')
    expect(verdictsOf(decision)).toMatchObject({ rag: 'adopt', 'self-model': 'skip' })
    const user = layerOf(decision, 'user')
    expect(user.approach).toBeNull()
    expect(textsOf(user.does)).toMatch(/variable in the prompt/)
  })
})

describe('the business assistant: learned at 2:00 pm, known at 2:01 pm', () => {
  it('learns without a training run and lets people correct what it learned', async () => {
    const does = textsOf(layerOf(await decided('business-assistant.yaml'), 'experience').does)
    expect(does).toMatch(/2:01 pm/)
    expect(does).toMatch(/correct and delete/)
  })

  it('keeps what it finds out apart from what is published', async () => {
    expect(notes(await decided('business-assistant.yaml'), 'division')).toMatch(/Two stores/)
  })

  it('does not let anything be written without a gate', async () => {
    const learning = (await decided('business-assistant.yaml')).approaches.find((one) => one.id === 'self-learning')
    expect(learning?.preconditions.map((one) => one.id)).toContain('write-gate')
  })

  it('leaves the facts out of the weights for good, whatever the open answers', async () => {
    const tuning = (await decided('business-assistant.yaml')).approaches.find((one) => one.id === 'fine-tuning')
    expect(tuning?.gates.map((gate) => gate.effect)).toContain('block')
  })
})

describe('the private assistant: nothing leaves the machine', () => {
  it('offers only what runs without the public internet', async () => {
    const decision = await decided('private-assistant.yaml')
    expect(decision.deployments.map((one) => one.id)).toEqual(['isolated'])
    const components = decision.layers.flatMap((layer) => layer.components)
    expect(components.length).toBeGreaterThan(0)
    for (const component of components) expect(component).toMatchObject({ runs: ['isolated'] })
    for (const layer of decision.layers.filter((one) => one.approach !== null || one.place === 'around')) {
      expect(layer, layer.id).toMatchObject({ components: expect.arrayContaining([expect.anything()]) })
    }
  })

  it('plans the local path: runtime, model, retrieval, interface', async () => {
    const does = textsOf(layerOf(await decided('private-assistant.yaml'), 'deployment').does)
    for (const part of ['Runtime', 'Model', 'Retrieval', 'Keep it private', 'Interface']) expect(does).toContain(`${part}: `)
  })

  it('puts the documents into the prompt instead, should they fit', async () => {
    const decision = await decided('private-assistant.yaml', 'corpus-size=small')
    expect(verdictsOf(decision)).toMatchObject({ 'long-context': 'adopt', rag: 'skip' })
    expect(decision.approaches.find((one) => one.id === 'rag')?.lostTo?.id).toBe('long-context')
  })
})
