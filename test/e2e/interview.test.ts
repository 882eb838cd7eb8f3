import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, withFolder } from './harness.js'
import { atReview, CTRL_C, cursorIsShown, DOWN, ESC, expectRestored, FIRST, inTerminal, plain, resumption } from './terminal.js'

describe.concurrent('the interview in a terminal', () => {
  it('goes through every question to the report, which alone is on standard output (P-08)', async () => {
    await withFolder(async (cwd) => {
      const steps = [{ wait: 'Question 1,', answer: FIRST }]
      const args = ['--rubric', 'quick', '--save', 'saved.yaml', '--format', 'json']
      const ran = await inTerminal(args, { cwd, steps, stdout: 'pipe' })
      expectRestored(ran, 0)
      expect(plain(ran.screen)).toMatch(/Question 6, the last[\s\S]*Review your answers[\s\S]*wrote saved\.yaml\n\nBuild /)
      expect(plain(ran.screen)).toContain('\n  rag-or-tune --answers saved.yaml --output report.md\n')
      const decision = JSON.parse(ran.stdout)
      expect(decision.openQuestions).toEqual([])
      expect(Object.values(decision.answers)).toEqual(
        Object.values(decision.answers).map(() => expect.objectContaining({ origin: 'asked' })),
      )
      const again = run(['--answers', join(cwd, 'saved.yaml'), '--format', 'json'])
      expect(JSON.parse(again.stdout).approaches).toEqual(decision.approaches)
    })
  })

  it('walks the whole core rubric to the short report on the same terminal, each answer one line', async () => {
    const ran = await inTerminal(['--all', '--no-draft'], { steps: [{ wait: 'Question 1,', answer: FIRST }] })
    expectRestored(ran, 0)
    const text = plain(ran.screen)
    expect(text).toContain('space ticks')
    // The short form; the last words name the command for the whole one.
    expect(text).toMatch(/Build [\s\S]*This is the short form\.[\s\S]*--output report\.md[\s\S]*--lock[\s\S]* check answers\.yaml/)
    expect(text).not.toContain('In short')
    expect(text.match(/✔ Question \d+: /g)?.length).toBeGreaterThan(18)
    expect(cursorIsShown(ran.screen)).toBe(true)
  })

  it('an answer is edited on the review screen, and the report follows it', async () => {
    const edit = atReview({ keys: `${DOWN}\r` }, { wait: 'Question 1,', keys: `${DOWN}${DOWN}${DOWN}\r` })
    const args = ['--rubric', 'quick', '--all', '--no-draft', '--format', 'json']
    const ran = await inTerminal(args, { stdout: 'pipe', steps: [...edit, { pause: 0.2, answer: FIRST }] })
    expectRestored(ran, 0)
    expect(plain(ran.screen)).toContain('✔ Review your answers: What is missing: Facts it does not know (asked)')
    expect(JSON.parse(ran.stdout).answers.need).toMatchObject({ value: 'neither', origin: 'asked' })
  })

  it('the review goes back to the last question, too', async () => {
    const steps = atReview({ keys: ESC }, { wait: 'Question 6,', pause: 0.2, keys: `${DOWN}\r` }, { wait: 'Review', answer: FIRST })
    const ran = await inTerminal(['--rubric', 'quick', '--all', '--no-draft', '--format', 'json'], { stdout: 'pipe', steps })
    expectRestored(ran, 0)
    expect(JSON.parse(ran.stdout).answers['user-diversity'].value).toBe('segments')
  })

  it('unsure leaves a question open', async () => {
    const steps = [
      { wait: 'Question 1,', keys: `${DOWN}${DOWN}${DOWN}${DOWN}\r` },
      { wait: 'Question 2,', keys: CTRL_C },
    ]
    const { screen } = await inTerminal(['--rubric', 'quick', '--no-draft'], { steps })
    expect(plain(screen)).toMatch(/✔ Question 1: .*I do not know\n/)
    expect(resumption(screen)).toBe('rag-or-tune decide --interview --rubric quick --set need=unsure --no-draft')
  })

  it('asks only what is open with --interview, and names what was given (A-11)', async () => {
    await withFolder(
      async (cwd) => {
        const args = ['--answers', 'a.yaml', '--set', 'citations=no', '--rubric', 'quick', '--interview', '--all', '--format', 'json']
        const { code, screen, stdout } = await inTerminal(args, {
          cwd,
          stdout: 'pipe',
          steps: [{ wait: 'Question 1, at most 3', answer: FIRST }],
        })
        expect(code, screen).toBe(0)
        const { answers } = JSON.parse(stdout)
        expect([answers.need.origin, answers.citations.origin, answers['change-rate'].origin]).toEqual(['file', 'flag', 'asked'])
      },
      { 'a.yaml': 'answers:\n  need: facts\n' },
    )
  })

  it('checks where to write before it asks (F-04)', async () => {
    await withFolder(
      async (cwd) => {
        const { code, screen } = await inTerminal(['--output', 'there.md'], { cwd })
        expect(code).toBe(2)
        expect(plain(screen)).toContain('(write-exists)')
        expect(plain(screen)).not.toContain('Question 1,')
      },
      { 'there.md': 'old' },
    )
  })

  it('says what it skips', async () => {
    const { screen } = await inTerminal(['--no-draft'], { steps: atReview({ keys: CTRL_C }) })
    expect(plain(screen)).toMatch(/\d+ questions? skipped: no answer to (it|them) could change the result \(--all asks (it|them)\)/)
  })
})
