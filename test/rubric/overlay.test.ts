import { describe, expect, test } from 'vitest'
import type { Rubric } from '../../src/engine/rubric.js'
import type { Checked } from '../../src/files/diagnostic.js'
import { loadRubric, loadRubricForCheck } from '../../src/rubric/load.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import { codes, listOf, MINIMAL, memoryFiles, minimalWith, read, rubricOf } from './reading.js'

const HEADER = 'format: 1\nid: ours\nversion: 2.0.0\ntitle: Ours\n'

/** Loads an overlay on the minimal rubric, or on another base. */
function overlaid(changes: string, base = MINIMAL, more: Readonly<Record<string, string>> = {}): Promise<Checked<Rubric>> {
  return read(`${HEADER}extends: ./base.yaml\n${changes}`, { 'base.yaml': base, ...more })
}

/** `file:line:column code` of everything that was found. */
function places(checked: Checked<unknown>): readonly string[] {
  return listOf(checked).map(({ code, place }) => `${place?.file}:${place?.line}:${place?.column} ${code}`)
}

/** A rubric without what its own header says. */
function content({ id: _, version: _v, title: _t, summary: _s, digest: _d, ...rest }: Rubric): unknown {
  return rest
}

const ids = (members: readonly { readonly id: string }[]): readonly string[] => members.map(({ id }) => id)

describe('an overlay', () => {
  test('that changes nothing is its base under another header, and takes its summary', async () => {
    const [base, ours] = [rubricOf(await read(MINIMAL)), rubricOf(await overlaid(''))]
    expect(content(ours)).toEqual(content(base))
    expect(ours).toMatchObject({ id: 'ours', version: '2.0.0', title: 'Ours', summary: base.summary })
    expect(ours.digest).not.toBe(base.digest)
    expect(rubricOf(await overlaid('summary: Our own.\n')).summary).toBe('Our own.')
  })

  test('builds on a shipped rubric by its name', async () => {
    const core = shippedRubric('core') as Rubric
    expect(content(rubricOf(await read(`${HEADER}extends: core\n`)))).toEqual(content(core))
    const ours = rubricOf(await read(`${HEADER}extends: core\nquestions: [{id: need, title: Ours}]\n`))
    expect(ours.questions[0]).toEqual({ ...core.questions[0], title: 'Ours' })
    expect(ours.questions.slice(1)).toEqual(core.questions.slice(1))
  })

  test('from standard input can build on a shipped rubric, and on no file', async () => {
    const load = (text: string) => loadRubric('-', memoryFiles({ '-': text, 'base.yaml': MINIMAL }))
    expect(rubricOf(await load(`${HEADER}extends: core\n`)).id).toBe('ours')
    expect(codes(await load(`${HEADER}extends: ./base.yaml\n`))).toEqual(['base-path'])
  })

  test('is read as JSON too, and has parts like any rubric', async () => {
    const change = { questions: [{ id: 'need', title: 'Ours' }] }
    const header = { format: 1, id: 'ours', version: '2.0.0', title: 'Ours', extends: './base.yaml' }
    const yaml = rubricOf(await overlaid('questions: [{id: need, title: Ours}]\n'))
    expect(rubricOf(await read(JSON.stringify({ ...header, ...change }), { 'base.yaml': MINIMAL }))).toEqual(yaml)
    expect(rubricOf(await overlaid('parts: [more.json]\n', MINIMAL, { 'more.json': JSON.stringify(change) }))).toEqual(yaml)
  })

  test('needs a header of its own', async () => {
    const checked = await read('extends: ./base.yaml\n', { 'base.yaml': MINIMAL })
    expect(codes(checked)).toEqual(['shape-missing-key', 'shape-missing-key', 'shape-missing-key', 'shape-missing-key'])
    expect(new Set(listOf(checked).map(({ place }) => place?.file))).toEqual(new Set(['rubric.yaml']))
  })
})

describe('what an overlay writes', () => {
  test('changes a member key by key, and leaves its other keys', async () => {
    const base = rubricOf(await read(MINIMAL))
    const ours = rubricOf(await overlaid('gates: [{id: no-pairs, unlock: Write twenty.}]\nsections: [{id: task, title: Your task}]\n'))
    expect(ours.gates).toEqual([{ ...base.gates[0], unlock: 'Write twenty.' }])
    expect(ours.sections).toEqual([{ id: 'task', title: 'Your task' }])
    expect(ours.questions).toEqual(base.questions)
  })

  test('replaces conditions, bands and lists of texts or ids whole', async () => {
    const ours = rubricOf(
      await overlaid(`gates: [{id: no-pairs, when: {question: need, is: facts}}]
plans: {rag: {does: [Finds.], metrics: [Hits.]}}
questions:
  - id: pairs
    options:
      - {id: none, band: {from: 0, to: 9}}
      - {id: some, band: {from: 10}}
`),
    )
    expect(ours.gates[0]?.when).toEqual({ question: 'need', is: ['facts'] })
    expect(ours.plans['rag']?.does).toEqual([{ text: 'Finds.', evidence: [] }])
    expect(ours.plans['rag']?.metrics).toEqual([{ text: 'Hits.', evidence: [] }])
    expect(ours.plans['rag']?.components).toHaveLength(1)
    expect(ours.questions[1]?.options.map(({ band }) => band)).toEqual([{ from: 0, to: 9 }, { from: 10 }])
  })

  test('replaces the points of an option by approach', async () => {
    const ours = rubricOf(
      await overlaid(`questions:
  - id: need
    options:
      - id: behavior
        points:
          rag: {points: -6, because: Ours., evidence: [judgement]}
`),
    )
    const [facts, behavior] = ours.questions[0]?.options ?? []
    expect(facts?.points).toHaveLength(1)
    expect(behavior?.points.map(({ approach, points }) => [approach, points])).toEqual([
      ['prompting', 5],
      ['rag', -6],
    ])
  })

  test('changes lines, validation and the lines of an approach key by key', async () => {
    const base = minimalWith(
      ['sections:', 'lines: {adopt: 8, ready: 1}\nvalidation: {revisit-after-days: 30, triggers: [Change.]}\nsections:'],
      ['layer: documents,', 'layer: documents, lines: {adopt: 9, pilot: 4},'],
    )
    const ours = rubricOf(
      await overlaid('lines: {ready: 2}\nvalidation: {revisit-after-days: 60}\napproaches: [{id: rag, lines: {pilot: 5}}]\n', base),
    )
    expect(ours.approaches.map(({ lines }) => lines)).toEqual([
      { adopt: 8, pilot: 2, ready: 2 },
      { adopt: 9, pilot: 5, ready: 2 },
    ])
    expect(ours.validation).toMatchObject({ revisitAfterDays: 60, triggers: [{ text: 'Change.' }] })
  })

  test('changes components by their names, also those of a layer', async () => {
    const base = minimalWith([
      'layers:\n',
      'layers:\n  - {id: routing, title: Routing, place: around, summary: S., plan: {does: [Routes.], components: [{name: Old, does: X., runs: [hosted]}]}}\n',
    ])
    const ours = rubricOf(
      await overlaid(
        `plans: {rag: {components: [{name: Index, does: Finds better.}, {name: Cache, does: Keeps., runs: [hosted], before: Index}]}}
layers: [{id: routing, plan: {components: [{name: Old, does: Y.}]}}]
`,
        base,
      ),
    )
    expect(ours.plans['rag']?.components).toEqual([
      { name: 'Cache', does: 'Keeps.', runs: ['hosted'] },
      { name: 'Index', does: 'Finds better.', runs: ['hosted'] },
    ])
    expect(ours.layers[0]?.plan?.components).toEqual([{ name: 'Old', does: 'Y.', runs: ['hosted'] }])
  })

  test('adds an approach with its layer, its plan and a question', async () => {
    const ours = rubricOf(
      await overlaid(`approaches: [{id: tool-use, title: Tool use, summary: Functions., layer: tools}]
layers: [{id: tools, title: Tools, place: request, summary: Calls., filled-by: [tool-use]}]
plans: {tool-use: {does: [Calls functions.]}}
questions:
  - id: acts
    section: task
    role: reason
    title: Acts
    text: Does it act?
    help: Or only talk.
    why: Acting needs tools.
    criterion: quality
    options:
      - {id: acts, label: It acts, points: {tool-use: {points: 6, because: It acts., evidence: [judgement]}}}
      - {id: talks, label: It talks, neutral: true}
`),
    )
    expect(ids(ours.approaches)).toEqual(['prompting', 'rag', 'tool-use'])
    expect(ids(ours.questions)).toEqual(['need', 'pairs', 'leaning', 'acts'])
    expect(Object.keys(ours.plans)).toEqual(['prompting', 'rag', 'tool-use'])
  })

  test('comes last, or where before and after put it', async () => {
    const three = ['a', 'b', 'c'].map((id) => `{id: ${id}, title: T, says: S., instead: I., when: {question: need, is: facts}}`)
    const ordered = async (orders: readonly string[]) =>
      ids(rubricOf(await overlaid(`mistakes: [${three.map((one, at) => one.replace('}', `}${orders[at]}`)).join(', ')}]\n`)).mistakes)
    const moved = (a: string, b: string, c: string) => ordered([a, b, c].map((to) => (to === '' ? '' : `, ${to}`)))
    expect(await moved('', '', '')).toEqual(['early', 'a', 'b', 'c'])
    expect(await moved('before: early', '', 'after: early')).toEqual(['a', 'early', 'c', 'b'])
    expect(await moved('', 'before: early', 'before: b')).toEqual(['c', 'b', 'early', 'a'])
    const swapped = rubricOf(await overlaid('questions: [{id: leaning, before: need}]\n'))
    expect(ids(swapped.questions)).toEqual(['leaning', 'need', 'pairs'])
    expect(JSON.stringify(swapped)).not.toContain('"before"')
  })
})

describe('what an overlay removes', () => {
  test('is gone, with what else went along', async () => {
    const ours = rubricOf(
      await overlaid(
        'remove: {mistakes: [early], gates: [no-pairs], questions: [pairs], components: [rag.Index], deployments: [hosted]}\n',
      ),
    )
    expect([ours.mistakes, ours.gates, ours.deployments, ours.plans['rag']?.components]).toEqual([[], [], [], []])
    expect(ids(ours.questions)).toEqual(['need', 'leaning'])
  })

  test('an approach takes its points and its plan with it, and an option that spoke of nothing else is neutral', async () => {
    const ours = rubricOf(
      await overlaid('remove: {approaches: [rag], layers: [documents], gates: [no-pairs], mistakes: [early], deployments: [hosted]}\n'),
    )
    expect(ids(ours.approaches)).toEqual(['prompting'])
    expect(Object.keys(ours.plans)).toEqual(['prompting'])
    const [facts, behavior] = ours.questions[0]?.options ?? []
    expect(facts).toMatchObject({ neutral: true, points: [] })
    expect(behavior).toMatchObject({ neutral: false, points: [{ approach: 'prompting' }] })
  })

  test('an approach leaves the order of the phases', async () => {
    const phase = 'phases: [{id: now, title: Now, entry: a, exit: b, collects: adopt, order: [rag, prompting], steps: [c]}]'
    const base = `${MINIMAL}${phase}\n`
    const ours = rubricOf(
      await overlaid(
        'remove: {approaches: [rag], layers: [documents], gates: [no-pairs], mistakes: [early], deployments: [hosted]}\n',
        base,
      ),
    )
    expect(ours.phases.map(({ order }) => order)).toEqual([['prompting']])
  })

  test('what still names it is said at the removal, with the places', async () => {
    const checked = await overlaid('remove: {approaches: [rag]}\n')
    expect(places(checked)).toEqual(['rubric.yaml:6:23 remove-used'])
    expect(listOf(checked)[0]?.message).toBe(
      '"rag" is removed here, and still named in "base.yaml", line 57; "base.yaml", line 59; "base.yaml", line 64',
    )
  })

  test('and writes again is replaced whole', async () => {
    const ours = rubricOf(
      await overlaid(`remove: {gates: [no-pairs], options: [leaning.rag]}
gates: [{id: no-pairs, approach: rag, effect: block, because: Never.}]
questions: [{id: leaning, options: [{id: rag, label: Search, before: prompting}]}]
`),
    )
    expect(ours.gates).toEqual([{ id: 'no-pairs', approach: 'rag', effect: 'block', because: 'Never.', evidence: [] }])
    expect(ours.questions[2]?.options.map(({ id, label }) => [id, label])).toEqual([
      ['rag', 'Search'],
      ['prompting', 'Prompting'],
    ])
  })

  test('points of one option go alone', async () => {
    const base = minimalWith(['    criterion: quality\n    options', '    criterion: quality\n    options'])
    const ours = rubricOf(await overlaid('remove: {points: [need.behavior.rag]}\n', base))
    expect(ours.questions[0]?.options[1]?.points.map(({ approach }) => approach)).toEqual(['prompting'])
  })

  test('references that only it cited are left out; one that nothing cited before stays, with its warning', async () => {
    const reference = (id: string): string =>
      `  - {id: ${id}, title: T, publisher: P, year: 2026, address: none, claim: C., checked: memory}\n`
    const base = minimalWith(
      ['references:\n', `references:\n${reference('of-gate')}${reference('unused')}`],
      ['because: Nothing to test with.', 'evidence: [of-gate], because: Nothing to test with.'],
    )
    expect(ids(rubricOf(await overlaid('', base)).references)).toEqual(['of-gate', 'unused', 'judgement'])
    const without = await overlaid('remove: {gates: [no-pairs]}\n', base)
    expect(ids(rubricOf(without).references)).toEqual(['unused', 'judgement'])
    expect(places(without)).toEqual(['base.yaml:72:10 reference-unused'])
  })
})

describe('an overlay with ask', () => {
  test('asks only some questions of what it changed', async () => {
    const ours = rubricOf(await overlaid('ask: [leaning, need]\nquestions: [{id: need, title: Ours}]\n'))
    expect(ours.questions.map(({ id, title }) => [id, title])).toEqual([
      ['leaning', 'Leaning'],
      ['need', 'Ours'],
    ])
    expect(ours).toMatchObject({ id: 'ours', title: 'Ours', absent: ['pairs'] })
  })

  test('says which of them there are not', async () => {
    expect(places(await overlaid('ask: [leaning, ned]\n'))).toEqual(['rubric.yaml:6:16 unknown-question'])
  })
})

describe('chains of overlays', () => {
  const layer = (id: string, base: string, changes = ''): string => `${HEADER.replace('ours', id)}extends: ${base}\n${changes}`

  test('build up, through folders below the first file', async () => {
    const ours = rubricOf(
      await read(layer('top', './team/mid.yaml', 'gates: [{id: no-pairs, unlock: Top.}]\n'), {
        'team/mid.yaml': layer('mid', '../base.yaml', 'gates: [{id: no-pairs, unlock: Mid., because: Mid.}]\nsummary: Mid.\n'),
        'base.yaml': MINIMAL,
      }),
    )
    expect(ours.gates[0]).toMatchObject({ unlock: 'Top.', because: 'Mid.', effect: 'hold' })
    expect(ours.summary).toBe('Mid.')
  })

  test('five bases are followed, six are not', async () => {
    const files = (count: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`${at}.yaml`, at === count - 1 ? MINIMAL : layer(`l${at}`, `./${at + 1}.yaml`)]),
      )
    expect((await read(layer('top', './0.yaml'), files(5))).ok).toBe(true)
    expect(places(await read(layer('top', './0.yaml'), files(6)))).toEqual(['4.yaml:5:10 base-depth'])
  })

  test('a name that a later file needs, and an earlier one removed, is unknown where it is written', async () => {
    const checked = await read(
      layer('top', './mid.yaml', 'gates: [{id: g, approach: rag, effect: block, because: B., when: {question: pairs, is: none}}]\n'),
      {
        'mid.yaml': layer('mid', './base.yaml', 'remove: {questions: [pairs], gates: [no-pairs]}\n'),
        'base.yaml': MINIMAL,
      },
    )
    expect(places(checked)).toEqual(['rubric.yaml:6:77 unknown-question'])
  })
})

describe('what is wrong with the result', () => {
  test('stands in the overlay where it changed something, else in the base', async () => {
    const checked = await overlaid(
      `gates:
  - {id: no-pairs, effect: holds}
  - {id: no-pears, approach: rag, effect: hold, because: B., when: {question: pears, is: none}}
approaches: [{id: rag, prior: 500}]
questions: [{id: leaning, role: reason}]
`,
    )
    expect(places(checked)).toEqual([
      'rubric.yaml:7:28 shape-value',
      'rubric.yaml:8:43 gate-unlock',
      'rubric.yaml:8:79 unknown-question',
      'rubric.yaml:9:31 shape-range',
      'base.yaml:54:14 option-silent',
      'base.yaml:55:14 option-silent',
    ])
  })

  test('a shipped base is said to be sound, so the overlay is to blame', async () => {
    const checked = await read(`${HEADER}extends: core\nquestions: [{id: need, role: context}]\n`)
    const [first] = listOf(checked)
    expect(first).toMatchObject({ code: 'option-context-points', place: { file: 'rubrics/core.yaml' } })
    expect(first?.hint).toContain('the shipped rubric is sound without what "rubric.yaml" changes')
  })

  test('a damaged base reports its own problems, in its own name', async () => {
    const broken = minimalWith(['section: task', 'section: tsak'], ['effect: hold', 'efect: hold'])
    expect(places(await overlaid('', broken))).toEqual(['base.yaml:15:14 unknown-section', 'base.yaml:57:35 shape-unknown-key'])
    expect(places(await overlaid('', 'format: [1'))).toEqual([expect.stringMatching(/^base\.yaml:1:\d+ yaml-syntax$/)])
    expect(places(await overlaid('', '- a\n'))).toEqual(['base.yaml:1:1 rubric-shape'])
    expect(places(await overlaid('', MINIMAL.replace('id: minimal', 'id: Minimal')))).toEqual(['base.yaml:2:5 shape-id'])
  })

  test('a part of a base that is missing is said once', async () => {
    const [head] = MINIMAL.split(/(?=^plans:)/m)
    const split = `${head}`.replace('summary: The', 'parts: [plans.yaml]\nsummary: The')
    expect(places(await overlaid('', split))).toEqual(['base.yaml:5:9 part-unreadable'])
  })

  test('the limits are those of the result, and an excess is said of the overlay', async () => {
    const questions = (count: number, from: string): string =>
      Array.from(
        { length: count },
        (_, at) =>
          `  - {id: ${from}${at}, section: task, role: context, title: Q, text: Q?, help: H., why: W., options: [{id: a, label: A}, {id: b, label: B}]}\n`,
      ).join('')
    const base = minimalWith(['gates:', `${questions(100, 'p')}gates:`])
    expect((await overlaid(`questions:\n${questions(97, 'q')}`, base)).ok).toBe(true)
    expect(places(await overlaid(`questions:\n${questions(98, 'q')}`, base))).toEqual(['rubric.yaml:6:1 shape-too-many'])
  })
})

describe('where the pieces of an overlay are written', () => {
  test('each in the file that wrote it last', async () => {
    const files = {
      'rubric.yaml': `${HEADER}extends: ./base.yaml\nask: [need, pairs]\ngates:\n  - {id: new, approach: rag, effect: block, because: B., before: no-pairs}\n  - {id: no-pairs, unlock: Ours.}\n`,
      'base.yaml': MINIMAL,
    }
    const checked = await loadRubricForCheck('rubric.yaml', memoryFiles(files))
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
    const at = (...subject: readonly string[]): string => {
      const { file, line, column } = checked.value.locate(subject)
      return `${file}:${line}:${column}`
    }
    expect(at('title')).toBe('rubric.yaml:4:8')
    expect(at('summary')).toBe('base.yaml:5:10')
    expect(at('absent')).toBe('rubric.yaml:6:6')
    expect(at('gates', 'new', 'because')).toBe('rubric.yaml:8:54')
    expect(at('gates', 'no-pairs')).toBe('rubric.yaml:9:5')
    expect(at('gates', 'no-pairs', 'unlock')).toBe('rubric.yaml:9:28')
    expect(at('gates', 'no-pairs', 'when')).toBe('base.yaml:57:55')
    expect(at('questions', 'need', 'options', 'facts', 'label')).toBe('base.yaml:24:16')
  })
})

describe('a member of the base under a misspelt name', () => {
  test('is new, and lacks what it does not repeat; the hint names the one that was meant', async () => {
    const [first] = listOf(await overlaid('questions: [{id: pair, title: Ours}]\n'))
    expect(first).toMatchObject({ code: 'shape-missing-key', place: { file: 'rubric.yaml', line: 6, column: 13 } })
    expect(first?.hint).toBe('"pair" is new in this list; did you mean to change `pairs`?; add `section:`')
  })
})
