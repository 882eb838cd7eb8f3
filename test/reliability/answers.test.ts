import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/engine/decision.js'
import { run, withFolder } from '../e2e/harness.js'
import { errorDocument, expectRefusal, expectSuccess, hostile, runHere, type Told, told, unseenIn } from './support.js'

/** Decides on an answers file with this text. */
async function onFile(text: string, args: readonly string[] = [], name = 'team.yaml') {
  return withFolder((folder) => runHere(['--answers', join(folder, name), ...args]), { [name]: text })
}

/** Decides on flags. */
function onFlags(...sets: readonly string[]) {
  return runHere([...sets.flatMap((set) => ['--set', set]), '--format', 'json'])
}

async function refusedFile(text: string): Promise<Told[]> {
  return expectRefusal(await onFile(text))
}

async function refusedFlags(...sets: readonly string[]): Promise<Told[]> {
  return expectRefusal(await onFlags(...sets), 'json')
}

async function decided(text: string, ...args: readonly string[]): Promise<Decision> {
  return JSON.parse(expectSuccess(await onFile(text, ['--format', 'json', ...args]))) as Decision
}

const one = (problems: readonly Told[]): Told => {
  expect(problems).toHaveLength(1)
  return problems[0] as Told
}

describe('ids', () => {
  it('A-01 refuses an unknown question, with the nearest one', async () => {
    const inFile = one(await refusedFile('answers:\n  need: facts\n  corpus-szie: large\n'))
    expect(inFile).toMatchObject({ code: 'answer-unknown-question', line: 3, column: 3 })
    expect(inFile.message).toContain('"corpus-szie"')
    expect(inFile.below).toContain('did you mean corpus-size?')
    const inFlag = one(await refusedFlags('need=facts', 'corpus-szie=large'))
    expect(inFlag).toMatchObject({ code: 'answer-unknown-question' })
    expect(inFlag.below).toContain('did you mean corpus-size?')
  })

  it('A-02 refuses an unknown option, with the nearest one and all that are allowed', async () => {
    for (const problem of [await refusedFile('answers:\n  need: fact\n'), await refusedFlags('need=fact')].map(one)) {
      expect(problem.code).toBe('answer-unknown-option')
      expect(problem.below).toContain('did you mean facts?')
      expect(problem.below).toContain('allowed: facts, behavior, both, neither, unsure')
    }
  })

  it.each([
    ['RAG', 'capital letter R', 'rag'],
    [' rag', 'space', 'rag'],
    ['\uFB01ne-tuning', 'U+FB01 LATIN SMALL LIGATURE FI', 'fine-tuning'],
    ['fine\u2010tuning', 'U+2010 HYPHEN', 'fine-tuning'],
    ['rag\u200B', 'U+200B ZERO WIDTH SPACE', 'rag'],
    ['r\u0430g', 'U+0430 CYRILLIC SMALL LETTER A', 'rag'],
  ])('A-03 names the odd character of %j and folds nothing', async (written, named, meant) => {
    const inFile = one(await refusedFile(`answers:\n  need: facts\n  leaning: ["${written}"]\n`))
    expect(inFile.message).toContain(named)
    const inFlag = one(await refusedFlags('need=facts', `leaning=${written}`))
    expect(inFlag.message).toContain(named)
    expect(inFlag.below).toContain(`did you mean ${meant}?`)
  })

  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'prototype', 'valueOf'])(
    'A-13 finds nothing inherited under %s',
    async (id) => {
      expect(one(await refusedFile(`answers:\n  need: facts\n  ${id}: facts\n`)).line).toBe(3)
      expect(one(await refusedFile(`answers:\n  need: ${id}\n`)).code).toBe('answer-unknown-option')
      expect(one(await refusedFile(`answers:\n  leaning: [${id}]\n`)).code).toBe('answer-unknown-option')
      expect(one(await refusedFlags(`${id}=facts`)).code).toBe('answer-unknown-question')
      expect(one(await refusedFlags(`need=${id}`)).code).toBe('answer-unknown-option')
      expect(one(expectRefusal(await runHere(['--rubric', id, '--set', 'need=facts']))).code).toBe('rubric-unknown')
      expectRefusal(await runHere(['--format', id, '--set', 'need=facts']))
    },
  )

  it('A-14 refuses an id of 10,000 characters in less than 100 ms, and repeats at most 64 of them', async () => {
    const id = 'x'.repeat(10_000)
    await refusedFlags('nead=facts')
    const before = process.cpuUsage()
    const ran = await onFlags(`${id}=facts`)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
    expect(one(expectRefusal(ran, 'json')).message).toBe(`there is no question "${'x'.repeat(64)}…"`)
    expect(errorDocument(ran.stdout).error.problems[0]?.path).toBe(`answers.${'x'.repeat(64)}`)
    expect(one(await refusedFlags(`need=${id}`)).message.length).toBeLessThan(150)
    for (const text of [
      `answers:\n  ${id}: facts\n`,
      `answers:\n  need: ${id}\n`,
      `answers:\n  ${'x'.repeat(1000)}: facts\n`,
      `${id}: x\n`,
    ]) {
      const { stderr, stdout } = await onFile(text, ['--format', 'json'])
      expect(stderr.length + stdout.length).toBeLessThan(4000)
      expect(stderr).not.toContain('x'.repeat(120))
    }
  })
})

describe('kinds of answers', () => {
  it.each([
    ['a text for many', 'symptoms: hallucination', 'answer-not-a-list', 'write a list: [hallucination]'],
    ['a list for one', 'need: [facts, behavior]', 'answer-list', 'without brackets'],
    ['a list of one for one', 'need: [facts]', 'answer-list', 'without brackets'],
    ['"true" for yes', 'regulated: "true"', 'answer-unknown-option', 'did you mean yes?'],
    ['true for yes', 'regulated: true', 'answer-kind', 'write yes'],
    ['a mapping', 'need: {facts: true}', 'answer-kind', 'allowed: facts'],
  ])('A-04 refuses %s', async (_, line, code, hint) => {
    const problem = one(await refusedFile(`answers:\n  ${line}\n`))
    expect(problem).toMatchObject({ code, line: 2 })
    expect(problem.below).toContain(hint)
  })
  it('A-04 refuses several options in a flag of a question that takes one', async () => {
    expect(one(await refusedFlags('need=facts,behavior')).code).toBe('answer-list')
  })

  it('A-05 refuses the same option twice, and none of these beside another', async () => {
    expect(one(await refusedFile('answers:\n  symptoms: [off-tone, hallucination, off-tone]\n'))).toMatchObject({
      code: 'answer-repeated',
      line: 2,
      column: 39,
    })
    expect(one(await refusedFlags('symptoms=off-tone,off-tone')).code).toBe('answer-repeated')
    expect(one(await refusedFlags('symptoms=off-tone', 'symptoms=off-tone')).code).toBe('answer-repeated')
    expect(one(await refusedFlags('symptoms=', 'symptoms=off-tone')).code).toBe('flag-twice')
    expect(one(await refusedFile('answers:\n  symptoms: [off-tone, unsure]\n')).code).toBe('answer-unsure-not-alone')
    expect(one(await refusedFlags('symptoms=unsure,off-tone')).code).toBe('answer-unsure-not-alone')
  })

  it('A-08 takes nothing for not answered, and an empty list for none of these', async () => {
    const text = 'answers:\n  need: facts\n  traffic:\n  latency: null\n  citations: ""\n  leaning: []\n'
    const ran = await onFile(text, ['--format', 'json'])
    expect(ran.code).toBe(0)
    expect(told(ran.stderr).map(({ severity, line, code }) => [severity, line, code])).toEqual([
      ['warning', 3, 'answer-empty'],
      ['warning', 4, 'answer-empty'],
      ['warning', 5, 'answer-empty'],
    ])
    const decision = JSON.parse(ran.stdout) as Decision
    expect(Object.keys(decision.answers)).toEqual(['need', 'leaning'])
    expect(decision.answers['leaning']?.value).toEqual([])
    const open = decision.openQuestions.map(({ id }) => id)
    expect(open).toEqual(expect.arrayContaining(['traffic', 'latency', 'citations']))
    const plain = await decided('answers:\n  need: facts\n')
    expect(decision.approaches.map(({ points }) => points.total)).toEqual(plain.approaches.map(({ points }) => points.total))
  })

  it.each([
    ['labeled-pairs: -1', 'answer-range'],
    ['labeled-pairs: 1,5', 'answer-number'],
    ['labeled-pairs: 1.5', 'answer-number'],
    ['labeled-pairs: \uFF11\uFF12', 'answer-number'],
    ['labeled-pairs: 0x10', 'yaml-number'],
    ['labeled-pairs: 1e3', 'yaml-number'],
    ['labeled-pairs: "1e3"', 'answer-number'],
    ['labeled-pairs: "0x10"', 'answer-number'],
    ['labeled-pairs: 99999999999999999999', 'yaml-number'],
    ['need: 3', 'answer-number'],
  ])('A-09 refuses the number in %s', async (line, code) => {
    expect(one(await refusedFile(`answers:\n  ${line}\n`))).toMatchObject({ code, line: 2 })
  })
  it.each(['-1', '1,5', '1.5', '\uFF11\uFF12', '0x10', '1e3', '1_000', '017', '+5', ' 5'])(
    'A-09 refuses the number %j in a flag',
    async (number) => {
      expect(one(await refusedFlags(`labeled-pairs=${number}`)).code).toMatch(/^answer-(?:number|range|list|unknown-option)$/)
    },
  )
})

describe('what is not scored', () => {
  it('A-06 keeps an answer to a hidden question, says so, and never scores it', async () => {
    const text = (quality: string) => `answers:\n  need: behavior\n  labeled-pairs: none\n${quality}`
    const ran = await onFile(text('  data-quality: clean\n'), ['--format', 'json'])
    expect(ran.code).toBe(0)
    expect(told(ran.stderr)).toMatchObject([{ severity: 'warning', code: 'answer-hidden' }])
    expect(ran.stderr).toContain('data-quality')
    const decision = JSON.parse(ran.stdout) as Decision
    expect(decision.answers['data-quality']).toMatchObject({ value: 'clean', scored: false })
    expect(decision.approaches.flatMap(({ contributions }) => contributions).filter(({ question }) => question === 'data-quality')).toEqual(
      [],
    )
    const without = await decided(text(''))
    const scored = ({ approaches }: Decision) =>
      approaches.map(({ id, verdict, points, range, readinessPoints, margin }) => [id, verdict, points, range, readinessPoints, margin])
    expect(scored(decision)).toEqual(scored(without))
    expect(decision.openQuestions).toEqual(without.openQuestions)
  })

  it('A-15 refuses to decide on no answers, or on nothing but unsure', async () => {
    const nothing = [
      'answers: {}\n',
      'answers:\n  need: unsure\n  traffic: unsure\n',
      'answers:\n  labeled-pairs: thousands\n  budget: large\n',
      'title: x\nanswers:\n',
    ]
    for (const text of nothing) {
      const ran = await onFile(text, ['--format', 'json'])
      expect(expectRefusal(ran, 'json').at(-1)?.code).toBe('no-reason')
      expect(ran.stderr).toContain('there is nothing to decide')
      expect(ran.stderr).toContain('--set need=')
    }
  })
  it('A-15 says how thin a single answer is, and adopts nothing on it but what every product needs', async () => {
    const decision = await decided('answers:\n  latency: relaxed\n')
    expect(decision.set).toEqual(['prompting'])
    expect(decision.stability.answered).toBe(1)
    expect(decision.stability.open).toBeGreaterThan(15)
    expect(decision.stability.steady).toEqual(['prompting'])
    for (const format of ['text', 'markdown']) {
      const report = expectSuccess(await onFile('answers:\n  latency: relaxed\n', ['--format', format]))
      expect(report).toMatch(/1 of 2[0-9] questions that apply (?:are|is) answered/)
    }
  })

  it('A-16 names answers that contradict each other, where it says how sure it is', async () => {
    const text = 'answers:\n  corpus-size: none\n  citations: required\n'
    const decision = await decided(text)
    const notes = decision.setNotes.filter(({ kind }) => kind === 'contradiction')
    expect(notes.length).toBeGreaterThan(0)
    for (const note of notes) expect(decision.stability.says.join('\n')).toContain(note.says)
    for (const format of ['text', 'markdown']) {
      const report = expectSuccess(await onFile(text, ['--format', format])).replace(/\s+/g, ' ')
      expect(report).toContain('contradict')
      expect(report).toContain('no documents to name')
    }
    expect(
      (await decided('answers:\n  corpus-size: large\n  citations: required\n')).setNotes.filter(({ kind }) => kind === 'contradiction'),
    ).toEqual([])
  })
})

describe('what is missing', () => {
  it('A-07 refuses open questions with --complete, and lists each with what it may be', async () => {
    const ran = await onFlags('need=facts', 'labeled-pairs=none')
    expect(ran.code).toBe(0)
    const open = (JSON.parse(ran.stdout) as Decision).openQuestions.map(({ id }) => id)
    const complete = await runHere(['--set', 'need=facts', '--set', 'labeled-pairs=none', '--complete', '--format', 'json'])
    expect(complete.code).toBe(2)
    const { error } = errorDocument(complete.stdout)
    expect(error.code).toBe('answers-incomplete')
    const missing = error.problems.filter(({ code }) => code === 'answer-missing')
    expect(missing.map(({ path }) => path)).toEqual(open.map((id) => `answers.${id}`))
    for (const problem of missing) expect(problem.allowed?.length, problem.path).toBeGreaterThan(1)
    expect(open).not.toContain('data-quality')
    for (const id of open) {
      expect(complete.stderr).toContain(`--set ${id}=`)
      expect(complete.stderr).toContain(`    ${id}: unsure`)
    }
    expect(unseenIn(complete.stderr)).toEqual([])
    const asText = await runHere(['--set', 'need=facts', '--complete'])
    expect(asText).toMatchObject({ code: 2, stdout: '' })
  })
  it('A-07 takes the snippet that it prints', async () => {
    const { stderr } = await runHere(['--set', 'need=facts', '--complete'])
    const snippet = stderr.slice(stderr.indexOf('  rubric: core')).replace(/^ {2}/gm, '').replace('answers:\n', 'answers:\n  need: facts\n')
    expect((await decided(snippet)).openQuestions).toEqual((await decided('answers:\n  need: facts\n')).openQuestions)
  })
})

describe('which rubric, and which answer', () => {
  it('A-10 refuses an answers file whose rubric is not there, at the place where it is named', async () => {
    const unknown = one(await refusedFile('title: x\nrubric: cor\nanswers:\n  need: facts\n'))
    expect(unknown).toMatchObject({ code: 'rubric-unknown', line: 2, column: 9 })
    expect(unknown.below).toContain('did you mean core?')
    const missing = one(await refusedFile('rubric: ./ours.yaml\nanswers:\n  need: facts\n'))
    expect(missing).toMatchObject({ code: 'file-missing' })
    expect(missing.file).toMatch(/ours\.yaml$/)
    expect(missing.below).toMatch(/team\.yaml names it at line 1.*folder of that file/)
  })
  it('A-10 says when answers are used with another rubric, and when they do not fit it', async () => {
    const text = `rubric: quick\nanswers:\n  need: facts\n  citations: required\n`
    const other = await onFile(text, ['--rubric', 'core', '--format', 'json'])
    expect(other.code).toBe(0)
    expect(told(other.stderr)).toMatchObject([{ severity: 'warning', code: 'rubric-overridden', line: 1, column: 9 }])
    expect(JSON.parse(other.stdout).rubric.id).toBe('core')
    const own = await onFile(text, ['--rubric', hostile('ok-rubric.yaml')])
    expect(one(expectRefusal(own))).toMatchObject({ code: 'answer-unknown-question', line: 4 })
    const short = await onFile('rubric: quick\nanswers:\n  need: facts\n  traffic: high\n')
    expect(short.code).toBe(0)
    expect(told(short.stderr)).toMatchObject([{ severity: 'warning', code: 'answer-absent-question', line: 4 }])
  })

  it('A-11 lets the flag win, says so in one line, and records where each answer came from', async () => {
    const text = 'answers:\n  need: facts\n  traffic: low\n  citations: no\n'
    const ran = await onFile(text, ['--set', 'traffic=high', '--set', 'citations=no', '--format', 'json'])
    expect(ran.code).toBe(0)
    expect(ran.stderr).toBe('warning: traffic: high from the flag is used, not low from the file (answer-overridden)\n')
    const { answers } = JSON.parse(ran.stdout) as Decision
    expect(Object.entries(answers).map(([id, { value, origin }]) => [id, value, origin])).toEqual([
      ['need', 'facts', 'file'],
      ['citations', 'no', 'flag'],
      ['traffic', 'high', 'flag'],
    ])
  })

  it('A-12 refuses one flag twice with different values', async () => {
    expect(one(await refusedFlags('need=facts', 'need=both'))).toMatchObject({ code: 'flag-twice' })
    expectSuccess(await onFlags('need=facts', 'need=facts'))
    for (const args of [
      ['--format', 'json', '--format', 'text'],
      ['--answers', hostile('ok.yaml'), '--answers', hostile('ok.json')],
      ['--rubric', 'core', '--rubric', 'quick'],
      ['--date', '2026-01-01', '--date', '2026-01-02'],
      ['--save', 'a.yaml', '--save', 'b.yaml'],
    ]) {
      const { code, stderr } = await runHere([...args, '--set', 'need=facts'])
      expect(code).toBe(2)
      expect(stderr).toContain('It was already given as')
    }
  })
})

describe('free texts', () => {
  const hostileText = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![p](https://evil.example/p.png) @org/team #1 a|b `x` ```'
  const file = [
    `title: ${JSON.stringify(hostileText)}`,
    `owner: ${JSON.stringify(hostileText)}`,
    'context:',
    ...['workflow', 'users', 'objective', 'data'].map((part) => `  ${part}: ${JSON.stringify(hostileText)}`),
    'answers:\n  need: facts\n  corpus-size: large\n',
  ].join('\n')

  it('A-17 lets no markup of a colleague act in a report', async () => {
    const markdown = expectSuccess(await onFile(file, ['--format', 'markdown']))
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])])
    expect(
      tokens.filter(({ type }) => type === 'html_block' || type === 'html_inline' || type === 'image').map(({ content }) => content),
    ).toEqual([])
    const links = tokens.filter(({ type }) => type === 'link_open').map((token) => String(token.attrGet('href')))
    expect(links.filter((href) => /evil|javascript/i.test(href))).toEqual([])
    expect(markdown).not.toContain('@org/team')
    const decision = JSON.parse(expectSuccess(await onFile(file, ['--format', 'json']))) as Decision
    expect(decision.title).toBe(hostileText)
    const text = expectSuccess(await onFile(file))
    expect(text.replace(/\s+/g, ' ')).toContain(hostileText)
    expect(unseenIn(text)).toEqual([])
  })
  it('A-17 refuses escape codes in every free text', async () => {
    for (const key of ['title', 'owner']) {
      for (const code of ['\\e[31m', '\\x9b2J', '\\a', '\\u202e']) {
        expect(one(await refusedFile(`${key}: "${code}"\nanswers:\n  need: facts\n`)).code).toBe('text-character')
      }
    }
    for (const part of ['workflow', 'users', 'objective', 'data']) {
      expect(
        one(await refusedFile(`context:\n  ${part}: |\n    a \u001b]0;x\u0007 b\nanswers:\n  need: facts\n`.replace('\u0007', ''))).code,
      ).toBe('text-character')
    }
  })

  const SECRET = 'sk-4fd0-secret'
  it.each([
    ['too long', `title: ${SECRET}${'x'.repeat(2000)}\nanswers:\n  need: facts\n`],
    ['a list', `owner: [${SECRET}]\nanswers:\n  need: facts\n`],
    ['a part that is too long', `context:\n  data: ${SECRET}${'x'.repeat(2000)}\nanswers:\n  need: facts\n`],
    ['an unknown key', `pasword: ${SECRET}\nanswers:\n  need: facts\n`],
    ['an unknown part', `context:\n  user: ${SECRET}\nanswers:\n  need: facts\n`],
    ['a colon in it', `title: token: ${SECRET}\nanswers:\n  need: facts\n`],
    ['an open quote', `title: "token ${SECRET}\nanswers:\n  need: facts\n`],
    ['an escape code in it', `title: token \u001b[1m${SECRET}\nanswers:\n  need: facts\n`],
    ['another answer on the line', `{"title": "${SECRET}", "answers": {"need": "fact"}}\n`],
    ['another answer before it', `{"answers": {"need": "fact"}, "context": {"users": 'it is ''${SECRET}'''}}\n`],
    ['an anchor before it', `title: &a ${SECRET}\nanswers:\n  need: facts\n`],
  ])('A-18 does not repeat a secret in an error about %s', async (_, text) => {
    for (const args of [[], ['--format', 'json']]) {
      const { code, stdout, stderr } = await onFile(text, args)
      expect(code).toBe(2)
      expect(stderr).not.toContain('secret')
      expect(stdout).not.toContain('secret')
    }
  })
  it('A-18 keeps texts apart in no time, however many problems stand on however long a line', async () => {
    const text = `{"answers": {${Array.from({ length: 1100 }, (_, index) => `"q${index}": "x"`).join(', ')}}, ${'"title": "secret", '.repeat(20_000)}"owner": "secret"}\n`
    const before = process.cpuUsage()
    const { code, stderr } = await onFile(text)
    const { user, system } = process.cpuUsage(before)
    expect(code).toBe(2)
    expect(stderr).not.toContain('secret')
    expect((user + system) / 1000).toBeLessThan(2000)
  })
  it('A-18 shows what is no free text, with the caret where it was', async () => {
    const { stderr } = await onFile('{"title": "a token", "answers": {"need": "fact"}, "owner": \'x\'}\n')
    expect(stderr).toContain(
      '  1 | {"title": ........., "answers": {"need": "fact"}, "owner": ...}\n    |                                          ^^^^^^\n',
    )
  })
  it('A-18 keeps a new answers file to its owner, leaves the rights of an old one, and puts nothing of it into a name', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'team.yaml'), `title: ${SECRET}\nanswers:\n  need: facts\n`)
      const args = ['--answers', 'team.yaml', '--save', 'saved.yaml', '--output', 'report.md', '--quiet']
      expectSuccess(run(args, { cwd: folder }))
      expect(statSync(join(folder, 'saved.yaml')).mode & 0o777).toBe(0o600)
      expect(readFileSync(join(folder, 'saved.yaml'), 'utf8')).toContain(SECRET)
      expect(readdirSync(folder).sort()).toEqual(['report.md', 'saved.yaml', 'team.yaml'])
    })
    await withFolder(
      async (folder) => {
        chmodSync(join(folder, 'saved.yaml'), 0o640)
        expectSuccess(await runHere(['--set', 'need=facts', '--save', join(folder, 'saved.yaml'), '--output', '-', '--force', '--quiet']))
        expect(statSync(join(folder, 'saved.yaml')).mode & 0o777).toBe(0o640)
      },
      { 'saved.yaml': 'old' },
    )
  })
})

describe('all at once', () => {
  const bad = Array.from({ length: 20 }, (_, index) => `  no-such-${index}: x\n`).join('')
  it('A-19 reports 20 bad answers together, in the order of the file', async () => {
    const problems = await refusedFile(`answers:\n${bad}`)
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
    const flags = Array.from({ length: 20 }, (_, index) => `no-such-${index}=x`)
    expect(await refusedFlags(...flags)).toHaveLength(20)
  })
  it('A-19 counts what is more, and puts all of it into the JSON', async () => {
    const ran = await onFile(`answers:\n${bad}  need: fact\n`, ['--set', 'trafic=x', '--format', 'json'])
    expect(expectRefusal(ran, 'json')).toHaveLength(20)
    expect(ran.stderr).toContain('and 2 more problems (22 in all)')
    expect(errorDocument(ran.stdout).error.problems).toHaveLength(22)
  })
})
