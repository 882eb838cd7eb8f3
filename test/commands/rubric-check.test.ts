import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.js'
import { checkText } from '../../src/commands/rubric/check-formats.js'
import { diagnosticOf, exitCodeOf, outcomeOf, type Placed, PROOFS, placed, replayOf } from '../../src/commands/rubric/checked.js'
import { CODES } from '../../src/files/codes.js'
import type { Finding } from '../../src/prove/finding.js'
import { fakeContext } from '../cli/fake-context.js'
import { edited, rubric, withFiles } from './rubric-folder.js'

const check = (args: readonly string[]) => rubric(['check', ...args])
const SOUND = edited()
/** Documents scattered speak against retrieval as much as none at all, and the scale turns back. */
const UNEVEN = edited(['rag: {points: -1, because: They have', 'rag: {points: -8, because: They have'])
const NEVER = edited(['    prior: -2 #', '    never: [adopt]\n    prior: -2 #'])
const BROKEN = edited(['role: enabler', 'role: enbaler'], ['effect: require', 'efect: require'])

/** What a POSIX shell makes of a command line. */
function words(line: string): string[] {
  return spawnSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
    .stdout.trimEnd()
    .split('\n')
}

describe('rubric check', () => {
  it('says what was proved of a sound rubric, by kind and count', async () => {
    await withFiles({ 'ours.yaml': SOUND }, async (path) => {
      const { code, stdout, stderr } = await check([path, '--strict'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain(`${path} (our-rubric 1.0.0): everything proved\n`)
      expect(stdout).toMatch(/^ +\d+ {2}verdicts that answers lead to$/m)
    })
  })

  it('points at what is refuted, with a code frame, a code and a hint, and ends in 1', async () => {
    await withFiles({ 'ours.yaml': UNEVEN }, async (path) => {
      const { code, stdout } = await check([path])
      expect(code).toBe(1)
      const line =
        UNEVEN.split('\n').findIndex((one, at, all) => one === '    options:' && all.slice(0, at).join().includes('id: documents')) + 1
      expect(stdout).toContain(`${path}:${line}:5: `)
      expect(stdout).toContain('(proof-order)')
      expect(stdout).toContain(`  ${line} |     options:\n`)
      expect(stdout).toContain('hint: ')
      expect(stdout).toMatch(/\): \d+ refuted/)
    })
  })

  it('shows answers that refute a statement as a command to paste, and that command shows it', async () => {
    await withFiles({ 'our rubric.yaml': NEVER }, async (path) => {
      const { code, stdout } = await check([path])
      expect(code).toBe(1)
      const [, line = ''] = /^ {2}shown by: (.*)$/m.exec(stdout) ?? []
      const [program, ...args] = words(line)
      expect(program).toBe('rag-or-tune')
      expect(args.slice(0, 3)).toEqual(['decide', '--rubric', path])
      const { context, said } = fakeContext({ args: [...args, '--format', 'json'] })
      expect(await main(context)).toBe(0)
      const rag = JSON.parse(said.stdout).approaches.find((one: { id: string }) => one.id === 'rag')
      expect(rag.verdict).toBe('adopt')
    })
  })

  it('checks every file before it ends, each problem in full on standard error, and ends in 2 when one cannot be used', async () => {
    await withFiles({ 'a.yaml': BROKEN, 'b.yaml': UNEVEN, 'c.yaml': SOUND }, async (a, b, c) => {
      const { code, stdout, stderr } = await check([a, b, 'coer', c])
      expect(code).toBe(2)
      expect(stderr).toContain('(shape-value)')
      expect(stderr).toContain('(shape-unknown-key)')
      expect(stderr).toContain('did you mean core?')
      expect(stdout).toContain(`${a} cannot be used: `)
      expect(stdout).toContain('coer cannot be used: 1 problem\n')
      expect(stdout).toContain('(proof-order)')
      expect(stdout).toContain(`${c} (our-rubric 1.0.0): everything proved\n`)
    })
  })

  it('gives one JSON document, the same each time, with problems, findings and witnesses', async () => {
    await withFiles({ 'a.yaml': NEVER, 'b.yaml': BROKEN }, async (a, b) => {
      const runs = [await check([a, b, '--format', 'json']), await check([a, b, '--format', 'json'])]
      expect(runs[0]?.stdout).toBe(runs[1]?.stdout)
      expect(runs[0]?.code).toBe(2)
      const document = JSON.parse(runs[0]?.stdout ?? '')
      expect(document).toMatchObject({ schemaVersion: '1.1.0', strict: false })
      const [first, second] = document.rubrics
      expect(first).toMatchObject({ name: a, outcome: 'refuted', rubric: { id: 'our-rubric', version: '1.0.0' }, problems: [] })
      const finding = first.findings.find((one: Finding) => one.code === 'proof-never-reached')
      expect(finding).toMatchObject({ result: 'refuted', file: a, subject: ['approaches', 'rag'], witness: { need: 'facts' } })
      expect(finding.replay).toContain('--set need=facts')
      expect(second).toMatchObject({ name: b, outcome: 'unusable', findings: [], proved: [] })
      expect(second.problems.map(({ code }: { code: string }) => code)).toContain('shape-value')
    })
  })

  it('warns of sources whose review date is past, on the day that is given', async () => {
    const dated = edited(['    checked: judgement\n', '    checked: judgement\n    review-after: 2026-06-30\n'])
    await withFiles({ 'ours.yaml': dated }, async (path) => {
      expect((await check([path])).stdout).not.toContain('(proof-review)')
      const { code, stdout } = await check([path, '--date', '2026-07-01', '--strict'])
      expect(stdout).toContain('(proof-review)')
      expect(stdout).toContain('1 warning')
      expect(code).toBe(0)
      expect((await check([path, '--date', '2026-07-01', '--quiet'])).stdout).not.toContain('(proof-review)')
    })
  })

  it.each([
    [[], 'rubric check needs a rubric to check'],
    [['core', '--date', 'tomorrow'], 'YYYY-MM-DD'],
    [['core', '--format', 'markdown'], 'allowed: text, json'],
  ])('%j is refused', async (args, part) => {
    const { code, stdout, stderr } = await check(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(part)
  })
})

const found = (result: Finding['result'], line: number, code: Finding['code'] = 'proof-claim'): Placed => ({
  code,
  result,
  subject: ['claims', 'x'],
  message: `at ${line}`,
  place: { file: 'r.yaml', line, column: 1 },
})

describe('what a check comes to', () => {
  const checked = (...findings: readonly Placed[]) => ({ name: 'r', outcome: outcomeOf(findings), problems: [], findings, proved: [] })

  it('is 1 for what is refuted, and for what is not proved only with --strict; never proved', () => {
    const [warned, unproved, refuted] = [checked(found('warning', 1)), checked(found('unproved', 1)), checked(found('refuted', 1))]
    expect([warned, unproved, refuted].map(({ outcome }) => outcome)).toEqual(['proved', 'unproved', 'refuted'])
    expect([warned, unproved, refuted].map((one) => exitCodeOf([one], false))).toEqual([0, 0, 1])
    expect([warned, unproved, refuted].map((one) => exitCodeOf([one], true))).toEqual([0, 1, 1])
    expect(exitCodeOf([refuted, { ...refuted, outcome: 'unusable' }], false)).toBe(2)
    expect(diagnosticOf(found('unproved', 1), false).severity).toBe('warning')
    expect(diagnosticOf(found('unproved', 1), true).severity).toBe('error')
    const text = checkText(
      { ...unproved, rubric: { id: 'r', version: '1.0.0', digest: '' } },
      { strict: false, colour: false, quiet: true },
    )
    expect(text).toContain('r (r 1.0.0): 1 not proved')
    expect(text).not.toContain('everything proved')
  })

  it('is in the order of the places, and of finding within a line', () => {
    const list = [found('refuted', 3), found('warning', 1, 'proof-tie'), found('refuted', 1, 'proof-order')]
    const order = placed(
      list,
      (one) => (one as Placed).place,
      () => undefined,
    )
    expect(order.map(({ code, place }) => `${place.line} ${code}`)).toEqual(['1 proof-tie', '1 proof-order', '3 proof-claim'])
  })

  it('replays answers as flags: lists with commas, none of a list as nothing, what a shell would misread in quotes', () => {
    expect(replayOf('rag-or-tune', 'core', { need: 'facts', symptoms: [], 'current-stack': ['rag', 'prompting'] })).toBe(
      'rag-or-tune decide --set need=facts --set symptoms= --set current-stack=rag,prompting',
    )
    expect(replayOf('npx rag-or-tune', 'our rubric.yaml', { need: 'facts' })).toBe(
      "npx rag-or-tune decide --rubric 'our rubric.yaml' --set need=facts",
    )
    expect(replayOf('rag-or-tune', 'core', {})).toBeUndefined()
    // Without a reason there is nothing to decide, and no command.
    const finding = { ...found('refuted', 1), witness: { budget: 'small' } }
    expect(checkText(checked(finding), { strict: false, colour: false, quiet: false })).toContain('  shown by the answers budget=small\n')
  })

  it('has a code and words for everything that can be found', () => {
    for (const code of Object.keys(PROOFS)) expect(Object.hasOwn(CODES, code), code).toBe(true)
    expect(
      Object.keys(CODES)
        .filter((code) => code.startsWith('proof-'))
        .sort(),
    ).toEqual(Object.keys(PROOFS).sort())
  })
})

it('the shipped rubrics are found by name, and places are named as they are shipped', async () => {
  const { code, stdout, stderr } = await check(['core', 'quick'])
  expect(stderr).toBe('')
  expect([0, 1]).toContain(code)
  expect(stdout).toContain('core (core ')
  expect(stdout).toContain('quick (quick ')
  expect(stdout).not.toContain(join(import.meta.dirname, '..', '..'))
})

describe('a shorter rubric', () => {
  it('quick has nothing to warn of: it says which verdicts only the questions that it leaves out lead to', async () => {
    const { code, stdout } = await check(['quick', '--strict'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^quick \(quick [\d.]+\): everything proved\n/)
    expect(stdout.slice(stdout.indexOf('Verdicts that only'))).toMatchInlineSnapshot(`
      "Verdicts that only the questions left out lead to:
        long-context: adopt, pilot
        self-learning: adopt, pilot, later
        self-model: pilot, later
      "
    `)
    const document = JSON.parse((await check(['quick', 'core', '--format', 'json'])).stdout)
    const [quick, core] = document.rubrics
    expect(document.schemaVersion).toBe('1.1.0')
    expect(quick.leftOut).toContainEqual({ approach: 'long-context', verdicts: ['adopt', 'pilot'] })
    expect(core).not.toHaveProperty('leftOut')
  })

  it('one that changes core and asks less is held against core as it changed it', async () => {
    const header = 'format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nsummary: Ours.\nextends: core\n'
    const ask = 'ask: [need, change-rate, citations, labeled-pairs, output-format, user-diversity]\n'
    const never = 'approaches:\n  - {id: long-context, never: [adopt]}\n'
    await withFiles({ 'a.yaml': `${header}${ask}`, 'b.yaml': `${header}${ask}${never}` }, async (a, b) => {
      const document = JSON.parse((await check([a, b, '--format', 'json'])).stdout)
      const [same, changed] = document.rubrics
      expect(same.findings).toEqual([])
      expect(same.leftOut).toContainEqual({ approach: 'long-context', verdicts: ['adopt', 'pilot'] })
      expect(changed.leftOut).toContainEqual({ approach: 'long-context', verdicts: ['pilot'] })
    })
  })
})

describe('the commands that show what is refuted', () => {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'broken')

  it('are understood as they stand, for every broken rubric that has one', async () => {
    const paths = readdirSync(folder).filter((name) => name.startsWith('proof-'))
    const { stdout } = await check([...paths.map((name) => join(folder, name)), '--format', 'json'])
    const findings = JSON.parse(stdout).rubrics.flatMap((one: { findings: Placed[] }) => one.findings)
    const lines = findings.flatMap(({ replay }: Placed) => replay ?? [])
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) {
      const { context, said } = fakeContext({ args: [...words(line).slice(1), '--format', 'json'] })
      expect(await main(context), `${line}\n${said.stderr}`).toBe(0)
    }
  })
})
