import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/engine/answers.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { draftText } from '../../src/interview/draft.js'
import { stepOf } from '../../src/interview/flow.js'
import { answered, type Session, startWalk } from '../../src/interview/session.js'
import { core, quick } from '../engine/shipped.js'
import { BIN, ENV, run, withFolder } from './harness.js'
import { cursorIsShown, plain, type TerminalResult } from './terminal.js'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
/** Ticks the first line where there is something to tick, and takes it. */
const FIRST = ' \r'
const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'terminal.py')

interface Step {
  readonly wait: string
  readonly keys?: string
  readonly signal?: string
  /** Without waiting for a moment of silence; after so many seconds. */
  readonly now?: boolean
  readonly pause?: number
}

interface Where {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** Shell words before and after the command. */
  readonly around?: readonly [before: string, after: string]
}

/** Runs the command in a terminal, with its drafts in the folder `state` of the test's own folder. */
function inTerminal(args: readonly string[], steps: readonly Step[], { cwd, env, around = ['', ''] }: Where): Promise<TerminalResult> {
  const argv = ['bash', '--norc', '-c', `exec ${around[0]} "$0" "$@" ${around[1]}`, process.execPath, BIN, ...args]
  const script = { argv, cwd, steps, env: { ...ENV, XDG_STATE_HOME: join(cwd, 'state'), ...env } }
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    child.on('error', reject)
    child.on('close', () => resolve(JSON.parse(text) as TerminalResult))
    child.stdin.end(JSON.stringify(script))
  })
}

/** The questions with these numbers answered, then one thing more. */
const answering = (from: number, to: number, last: Omit<Step, 'wait'>, wait = `Question ${to + 1},`): readonly Step[] => [
  ...Array.from({ length: to - from + 1 }, (_, index) => ({ wait: `Question ${from + index},`, keys: FIRST })),
  { wait, ...last },
]

/** The session of somebody who takes the first option of so many questions, as far as there are any. */
function sessionAfter(rubric: Rubric, count = 999): Session {
  let walk = startWalk({ answers: new Map(), asked: [] }, false)
  for (let number = 0; number < count; number++) {
    const step = stepOf(rubric, walk)
    if (step.kind === 'review') break
    const [option] = step.question.options
    const answer: Answer = { value: step.question.kind === 'many' ? [option?.id ?? ''] : (option?.id ?? ''), origin: 'asked' }
    walk = answered(rubric, walk, step.question, answer)
  }
  return walk.session
}

const drafts = (cwd: string): string[] => {
  const folder = join(cwd, 'state', 'rag-or-tune')
  return existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/-[0-9a-f]{12}\./, '.')) : []
}

/** The whole text of the only draft in the state folder. */
function onlyDraft(cwd: string): string {
  const folder = join(cwd, 'state', 'rag-or-tune')
  const names = readdirSync(folder)
  expect(names).toHaveLength(1)
  return readFileSync(join(folder, names[0] ?? ''), 'utf8')
}

const OFFER = 'An earlier interview was not finished'
const REVIEW = 'Review your answers'
const DELIVERED: Omit<Step, 'wait'> = { keys: '\r' }
const quickLength = sessionAfter(quick).asked.length

describe.concurrent('an interview that was killed', () => {
  it('P-15 at question 12 is offered again with its 11 answers, and ends with them', async () => {
    await withFolder(async (cwd) => {
      const killed = await inTerminal([], answering(1, 11, { signal: 'SIGKILL' }), { cwd })
      expect(killed.code, killed.screen.slice(-1500)).toBe(-9)
      expect(onlyDraft(cwd)).toBe(draftText(sessionAfter(core, 11), core, 'core'))
      const { answers, asked } = sessionAfter(core)
      const steps = [{ wait: OFFER, keys: '\r' }, ...answering(12, asked.length, DELIVERED, REVIEW)]
      const { code, screen } = await inTerminal(['--output', 'report.json'], steps, { cwd })
      expect(code, screen.slice(-2000)).toBe(0)
      expect(plain(screen).replace(/\s+/g, ' ')).toMatch(/Go on with the 11 answers kept in \S+\.draft\.json/)
      expect(plain(screen)).not.toContain('Question 11,')
      const decision = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))
      const said = Object.entries(decision.answers).map(([id, answer]) => [id, (answer as Answer).value, (answer as Answer).origin])
      expect(new Set(said)).toEqual(new Set([...answers].map(([id, { value }]) => [id, value, 'asked'])))
      expect(drafts(cwd)).toEqual([])
    })
  }, 60_000)

  it('starts anew for whoever wants that, and keeps the old answers aside', async () => {
    await withFolder(async (cwd) => {
      await inTerminal(['--rubric', 'quick'], answering(1, 3, { signal: 'SIGKILL' }), { cwd })
      const steps = [{ wait: OFFER, keys: '\u001b[B\r' }, ...answering(1, 1, { signal: 'SIGKILL' })]
      await inTerminal(['--rubric', 'quick'], steps, { cwd })
      expect(drafts(cwd).sort()).toEqual(['quick.draft.json', 'quick.draft.json.old'])
    })
  })

  it('P-15 goes on in plain lines as well', async () => {
    await withFolder(async (cwd) => {
      const steps = [1, 2].map((number) => ({ wait: `Question ${number},`, keys: '1\r' }))
      const env = { TERM: 'dumb' }
      await inTerminal(['--rubric', 'quick'], [...steps, { wait: 'Question 3,', signal: 'SIGKILL' }], { cwd, env })
      const again = [
        { wait: OFFER, keys: '1\r' },
        { wait: 'Question 3,', keys: CTRL_C },
      ]
      const { code, screen } = await inTerminal(['--rubric', 'quick'], again, { cwd, env })
      expect(code, screen).toBe(130)
      expect(screen).toContain('Cancelled; 2 answers are kept in ')
    })
  })

  it('says what changed when the rubric is another version by now', async () => {
    await withFolder(
      async (cwd) => {
        const [first, second] = quick.questions
        const draft = JSON.parse(draftText(sessionAfter(quick, 3), quick, 'quick'))
        Object.assign(draft.rubric, { digest: 'older', version: '0.9.0' })
        draft.answers.bygone = { value: 'yes' }
        draft.questions.bygone = { title: 'Bygone', text: 'Was it?', options: { yes: 'Yes' } }
        draft.questions[first?.id ?? ''].text = 'Once it was asked like this?'
        delete draft.questions[second?.id ?? '']
        writeFileSync(join(cwd, 'a.yaml.draft.json'), JSON.stringify(draft))
        const { screen } = await inTerminal(['--answers', 'a.yaml', '--interview'], [{ wait: OFFER, keys: CTRL_C }], { cwd })
        const text = plain(screen).replace(/\s+/g, ' ')
        expect(text).toContain(`It was version “0.9.0” and is now “${quick.version}”.`)
        expect(text).toContain('The answer to “Bygone” is dropped: the question is gone.')
        expect(text).toContain(`The question “${first?.title}” was reworded; its answer is kept.`)
        expect(text).toContain(`The question “${second?.title}” is new.`)
        expect(existsSync(join(cwd, 'a.yaml.draft.json'))).toBe(true)
      },
      { 'a.yaml': 'rubric: quick\nanswers: {}\n' },
    )
  })
})

describe.concurrent('a draft that cannot be used', () => {
  const isRoot = process.getuid?.() === 0
  const whole = draftText(sessionAfter(quick, 2), quick, 'quick')
  const cases: readonly [string, (path: string) => void, string][] = [
    ['damaged', (path) => writeFileSync(path, whole.slice(0, 300)), 'it is damaged'],
    ['of another rubric', (path) => writeFileSync(path, draftText(sessionAfter(core, 2), core, 'core')), 'it is of the rubric “core”'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'it is a device, a pipe or a socket'],
    ['a folder', (path) => mkdirSync(path), 'it is a folder'],
    ['a link', (path) => symlinkSync('/etc/passwd', path), 'it is a symbolic link'],
    // Only root can give a file away; the same is tested with another user's number in test/commands/draft-store.test.ts.
    ...(isRoot
      ? ([
          [
            'another user’s',
            (path) => {
              writeFileSync(path, whole)
              chownSync(path, 65534, 65534)
            },
            'it belongs to another user',
          ],
        ] as [string, (path: string) => void, string][])
      : []),
  ]

  it.each(cases)('P-16 %s: a warning, and the next name', async (_, make, why) => {
    await withFolder(
      async (cwd) => {
        const path = join(cwd, 'a.yaml.draft.json')
        make(path)
        const facts = (): unknown[] => {
          const { ino, mode, uid, size, mtimeMs } = lstatSync(path)
          return [ino, mode, uid, size, mtimeMs]
        }
        const before = facts()
        const args = ['--answers', 'a.yaml', '--interview']
        const { code, screen } = await inTerminal(args, answering(1, 1, { keys: CTRL_C }), { cwd })
        expect(code).toBe(130)
        expect(plain(screen)).toContain('(draft-unusable)')
        expect(plain(screen).replace(/\s+/g, ' ')).toContain(why)
        expect(plain(screen)).not.toContain(OFFER)
        expect(plain(screen)).toContain('Cancelled; 1 answer is kept in a.yaml.draft-2.json.')
        expect(facts()).toEqual(before)
      },
      { 'a.yaml': 'rubric: quick\nanswers: {}\n' },
    )
  })
})

describe.concurrent('a draft outlives', () => {
  it.each<[string, Omit<Step, 'wait'>, number]>([
    ['P-01 Ctrl-C', { keys: CTRL_C }, 130],
    ['P-02 SIGTERM', { signal: 'SIGTERM' }, 143],
    ['P-03 SIGHUP', { signal: 'SIGHUP' }, 129],
    ['P-04 Ctrl-D', { keys: CTRL_D }, 130],
  ])('%s', async (_, end, expected) => {
    await withFolder(async (cwd) => {
      const { code, screen } = await inTerminal(['--rubric', 'quick'], answering(1, 3, end), { cwd })
      expect(code).toBe(expected)
      expect(cursorIsShown(screen)).toBe(true)
      expect(onlyDraft(cwd)).toBe(draftText(sessionAfter(quick, 3), quick, 'quick'))
      expect(plain(screen)).toMatch(/Cancelled; 3 answers are kept in \S+\. To continue: rag-or-tune decide --interview --rubric quick\n/)
    })
  })

  it('a result that could not be delivered: a full disk', async () => {
    await withFolder(async (cwd) => {
      const steps = answering(1, quickLength, DELIVERED, REVIEW)
      const { code, screen } = await inTerminal(['--rubric', 'quick'], steps, { cwd, around: ['', '>/dev/full'] })
      expect(code, screen.slice(-800)).toBe(2)
      expect(onlyDraft(cwd)).toBe(draftText(sessionAfter(quick), quick, 'quick'))
      const again = await inTerminal(
        ['--rubric', 'quick'],
        [
          { wait: OFFER, keys: '\r' },
          { wait: REVIEW, keys: '\r' },
        ],
        { cwd },
      )
      expect(again.code, again.screen.slice(-800)).toBe(0)
      expect(drafts(cwd)).toEqual([])
    })
  })

  it('a result that could not be delivered: a file that came in the meantime', async () => {
    await withFolder(async (cwd) => {
      const draft = join(cwd, 'saved.yaml.draft.json')
      const meddled = new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (!existsSync(draft)) return
          clearInterval(timer)
          writeFileSync(join(cwd, 'saved.yaml'), 'mine\n')
          resolve()
        }, 5)
      })
      const steps = answering(1, quickLength, DELIVERED, REVIEW)
      const { code, screen } = await inTerminal(['--rubric', 'quick', '--save', 'saved.yaml'], steps, { cwd })
      await meddled
      expect(code).toBe(2)
      expect(plain(screen)).toContain('(write-exists)')
      expect(readFileSync(join(cwd, 'saved.yaml'), 'utf8')).toBe('mine\n')
      expect(readFileSync(draft, 'utf8')).toBe(draftText(sessionAfter(quick), quick, 'quick'))
    })
  })
})

describe.concurrent('a draft is gone', () => {
  it('after a result that was delivered', async () => {
    await withFolder(async (cwd) => {
      const steps = answering(1, quickLength, DELIVERED, REVIEW)
      const { code, screen } = await inTerminal(['--rubric', 'quick', '--save', 'saved.yaml'], steps, { cwd })
      expect(code, screen.slice(-800)).toBe(0)
      expect(readdirSync(cwd)).toEqual(['saved.yaml'])
    })
  })

  it('never was with --no-draft', async () => {
    await withFolder(async (cwd) => {
      const { screen } = await inTerminal(['--rubric', 'quick', '--no-draft'], answering(1, 2, { keys: CTRL_C }), { cwd })
      expect(readdirSync(cwd)).toEqual([])
      expect(plain(screen)).toMatch(
        /Cancelled\. To continue: rag-or-tune decide --interview --rubric quick --set \S+ --set \S+ --no-draft\n$/,
      )
    })
  })

  it('never was where it cannot be written: one warning, and the interview goes on to its end', async () => {
    await withFolder(
      async (cwd) => {
        const steps = answering(1, quickLength, DELIVERED, REVIEW)
        const { code, screen } = await inTerminal(['--rubric', 'quick'], steps, { cwd, env: { XDG_STATE_HOME: join(cwd, 'file') } })
        expect(code, screen.slice(-800)).toBe(0)
        expect(plain(screen).match(/\(draft-not-kept\)/g)).toHaveLength(1)
        expect(readdirSync(cwd)).toEqual(['file'])
      },
      { file: '' },
    )
  })
})

describe.concurrent('Ctrl-C twice during the final save', () => {
  // So many files take long enough for the signals to come in between.
  const reports = Array.from({ length: 60 }, (_, index) => `report-${index}.md`)
  const files = Object.fromEntries(['saved.yaml', ...reports].map((name) => [name, 'old\n']))

  it.each([0, 0.15, 0.25, 0.3, 0.35])('P-14 leaves each file old or new, and whole, %f seconds after the last key', async (pause) => {
    await withFolder(async (cwd) => {
      const args = ['--rubric', 'quick', '--save', 'saved.yaml', '--force', ...reports.flatMap((name) => ['--output', name])]
      const ctrlC = { wait: '', signal: 'SIGINT', now: true }
      const steps = [...answering(1, quickLength, DELIVERED, REVIEW), { ...ctrlC, pause }, ctrlC]
      await inTerminal(args, steps, { cwd })
      const content = (name: string): string => readFileSync(join(cwd, name), 'utf8')
      const set = [...sessionAfter(quick).answers].flatMap(([id, { value }]) => ['--set', `${id}=${value}`])
      const made = run(['--rubric', 'quick', ...set, '--save', 'by-flags.yaml', '--output', 'by-flags.md'], { cwd })
      expect(made.code, made.stderr).toBe(0)
      const report = content('by-flags.md').replaceAll('| flag |', '| asked |')
      for (const name of reports) expect(['old\n', report]).toContain(content(name))
      expect(['old\n', content('by-flags.yaml')]).toContain(content('saved.yaml'))
      if (content('saved.yaml') === 'old\n') expect(readdirSync(cwd)).toContain('saved.yaml.draft.json')
    }, files)
  })
})
