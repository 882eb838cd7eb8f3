// Records one interview, as a person sees it: drives the built command in a tmux of 100 by 40 and writes the frames into docs/interview.md and
// README.md, between comments that name them. `--check` writes nothing and fails when they are not what it sees. Run after a build.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const COLUMNS = 100
const ROWS = 40
/** How long a frame may take to come, and how often the screen is looked at, in milliseconds. */
const PATIENCE = 30_000
const GLANCE = 40

/** What the team knew before. */
const ANSWERS = `title: Help for our service staff
answers:
  corpus-size: 300000
  editable-knowledge: no
  learn-from-use: no
  domain-gap: some
  task-mix: several
  user-diversity: uniform
  latency: interactive
  traffic: 5000
  privacy: private-cloud
  regulated: no
  data-quality: mixed
  timeline: weeks
  ml-skills: some
  current-stack: [prompting]
  leaning: [fine-tuning]
`
/** How the last line of the screen begins: while a question waits, and while the shell does. */
const PROMPT = '↑↓ move'
const SHELL = '$'
const COMMAND = 'rag-or-tune --answers team.yaml --interview --save team-2.yaml --output advice.md'

const TYPED = (text) => ['-l', text]
const DOWN = ['Down']
const ENTER = ['Enter']
const downTo = (steps) => Array.from({ length: steps }, () => DOWN)

/**
 * One frame each: what to type, what must be on the screen then, how its last line begins, and how the first line that is shown begins. `before`:
 * what is typed first and not shown. `name`: for a page that shows this frame alone.
 */
const STEPS = [
  {
    said: `\`${COMMAND}\`: the file answers fifteen questions, so at most seven are left.`,
    keys: [TYPED(COMMAND), ENTER],
    shows: 'Question 1, at most 6 more',
    from: '$ rag',
  },
  {
    said: '`?`: why is this asked, and what would each answer move?',
    keys: [TYPED('?')],
    shows: 'In full: rag-or-tune explain need',
    from: 'Knowledge and behaviour',
  },
  {
    said: '`↓` twice, `Enter`: *both*. The next question is a list to tick.',
    keys: [...downTo(2), ENTER],
    shows: 'Question 2, at most 5 more',
    from: '✔ Question 1',
  },
  {
    said: '`↓`, then the space bar: one symptom is ticked.',
    keys: [DOWN, ['Space']],
    shows: '❯ ◉',
    from: 'Question 2,',
  },
  {
    said: '`Enter`: the section is over, so one line says where it stands. It recommends nothing.',
    keys: [ENTER],
    shows: 'Question 3, at most 4 more',
    from: '✔ Question 2',
    name: 'standing',
  },
  {
    said: '`Enter`: *rarely*, taken in haste.',
    keys: [ENTER],
    shows: 'Question 4, at most 3 more',
    from: '✔ Question 3',
  },
  {
    said: '`Esc`: back to it, with the cursor on the answer so far.',
    keys: [['Escape']],
    shows: 'Question 3, at most',
    from: '✔ Question 3',
  },
  {
    said: '`↓` twice and `Enter`: *weekly*, and on again.',
    keys: [...downTo(2), ENTER],
    shows: 'About weekly\nQuestion 4',
    from: '✔ Question 3: At what pace does the knowledge behind the answers change? About weekly',
  },
  {
    said: '`Ctrl-C`: it ends, and says where the answers are.',
    keys: [['C-c']],
    shows: 'Cancelled; 3 answers are kept',
    from: 'Cancelled;',
    end: SHELL,
  },
  {
    said: 'The same command again: it offers to go on.',
    keys: [TYPED(COMMAND), ENTER],
    shows: 'An earlier interview was not finished',
    from: '? An earlier',
  },
  {
    said: '`Enter`: it goes on where it stopped.',
    keys: [ENTER],
    shows: 'Question 4, at most 3 more',
    from: '✔ An earlier',
  },
  {
    said: '`3` moves to the third line, `Enter` takes it: sources are required.',
    keys: [TYPED('3'), ENTER],
    shows: 'Question 5, at most 2 more',
    from: '✔ Question 4',
  },
  {
    said: '`Enter`: the prompt keeps the format already, so one question can no longer change anything. It is skipped, and the interview says so.',
    keys: [ENTER],
    shows: 'Question 6, the last',
    from: '✔ Question 5',
    name: 'skip',
  },
  {
    said: '`250`: a number is an answer, and the cursor shows where it belongs.',
    keys: [TYPED('250')],
    shows: '250',
    from: 'Question 6,',
  },
  {
    said: '`Enter`: every answer, and where it came from. Nothing is decided yet.',
    keys: [ENTER],
    shows: '? Review your answers',
    from: '✔ Question 6',
    name: 'review',
  },
  {
    said: '`↓` twice, `Enter`: what is missing, once more. The cursor is on what was answered.',
    keys: [...downTo(2), ENTER],
    shows: 'Question 1, at most',
    from: 'Question 1,',
  },
  {
    said: '`↑`, `Enter`: what if it were behaviour alone? One answer is kept aside, and one that the change casts doubt on is asked again.',
    keys: [['Up'], ENTER],
    shows: 'Question 3, the last',
    from: '✔ Question 1',
  },
  {
    said: '`Enter`: sources still have to be shown. The review says what does not count now.',
    keys: [ENTER],
    shows: '? Review your answers',
    from: '✔ Question 3',
  },
  {
    said: '`↓` twice, `Enter`, and then `↓`, `Enter`: *both* after all. What was kept aside counts again.',
    before: [{ keys: [...downTo(2), ENTER], shows: '❯ Behaviour it does not show' }],
    keys: [DOWN, ENTER],
    shows: 'Counts again',
    from: '✔ Question 1',
  },
  {
    said: '`Enter`, and at the review `Enter`: decided. The files are written, the advice is one sentence, and the next commands are ready to paste.',
    before: [{ keys: [ENTER], shows: '? Review your answers' }],
    keys: [ENTER],
    shows: 'See what other answers would change',
    from: 'wrote advice',
    end: SHELL,
    name: 'result',
  },
]

function fail(message) {
  throw new Error(message)
}

/** Opens a shell in a tmux of its own, in a new folder that holds the answers file, and hands the means to type and to look to `use`. */
async function inShell(use) {
  const folder = mkdtempSync(join(tmpdir(), 'rag-or-tune-'))
  const [home, bin, socket, settings] = ['home', 'bin', 'tmux', 'tmux.conf'].map((name) => join(folder, name))
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' }
  const tmux = (...args) => {
    const ran = spawnSync('tmux', ['-u', '-S', socket, '-f', settings, ...args], { env, encoding: 'utf8' })
    if (ran.error?.code === 'ENOENT') fail('tmux is not installed, and the recording needs it: on Debian, apt-get install tmux')
    if (ran.status !== 0) fail(`tmux ${args[0]} failed: ${ran.error?.message ?? ran.stderr}`)
    return ran.stdout
  }
  try {
    const work = join(home, 'team')
    for (const made of [bin, work]) mkdirSync(made, { recursive: true })
    symlinkSync(join(root, 'bin', 'rag-or-tune.js'), join(bin, 'rag-or-tune'))
    symlinkSync(process.execPath, join(bin, 'node'))
    writeFileSync(join(work, 'team.yaml'), ANSWERS)
    writeFileSync(settings, 'set -g status off\nset -g escape-time 0\n')
    const shell = ['env', '-i', `PATH=${bin}:${env.PATH}`, `HOME=${home}`, 'LANG=C.UTF-8', 'TERM=xterm', 'NO_COLOR=1', 'PS1=$ ', 'sh']
    tmux('new-session', '-d', '-x', COLUMNS, '-y', ROWS, '-c', work, ...shell)
    return await use({
      type: (keys) => keys.forEach((one) => void tmux('send-keys', ...one)),
      look: () => tmux('capture-pane', '-p').trimEnd(),
    })
  } finally {
    spawnSync('tmux', ['-S', socket, 'kill-server'], { env })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits for a screen that is another one than before, shows that text, ends in such a line, and stays as it is for a moment. */
async function comes(look, before, shows, end) {
  const until = Date.now() + PATIENCE
  let last = ''
  for (;;) {
    const now = look()
    const isThere = now !== before && now.includes(shows) && now.slice(now.lastIndexOf('\n') + 1).startsWith(end)
    if (isThere && now === last) return now
    if (Date.now() > until) fail(`waited for '${shows}' above a last line '${end}' in vain. The screen:\n${now}`)
    last = isThere ? now : ''
    await pause(GLANCE)
  }
}

/** The frame from the last line that begins in this way. */
function cut(screen, from) {
  const lines = screen.split('\n').map((line) => line.trimEnd())
  const first = lines.findLastIndex((line) => line.startsWith(from))
  if (first < 0) fail(`no line begins with '${from}'. The screen:\n${screen}`)
  return lines.slice(first).join('\n')
}

async function record() {
  return inShell(async ({ type, look }) => {
    let screen = await comes(look, '', SHELL, SHELL)
    const frames = []
    for (const { said, before = [], from, name, ...last } of STEPS) {
      for (const { keys, shows, end = PROMPT } of [...before, last]) {
        type(keys)
        screen = await comes(look, screen, shows, end)
      }
      frames.push({ said, name, text: cut(screen, from) })
    }
    return frames
  })
}

const block = (text, language = 'text') => `\`\`\`${language}\n${text}\n\`\`\``

/** The page with this text between the two comments of that name. */
function filled(page, name, text) {
  const [head, tail] = [`<!-- ${name} -->\n`, `\n<!-- the end of ${name} -->`]
  const [from, to] = [page.indexOf(head), page.indexOf(tail)]
  if (from < 0 || to < from) fail(`there is no place for ${name}`)
  return page.slice(0, from + head.length) + text + page.slice(to)
}

async function main() {
  const frames = await record()
  const whole = frames.map(({ said, text }, index) => `**${index + 1}.** ${said}\n\n${block(text)}`).join('\n\n')
  const pages = {
    'docs/interview.md': (page) => filled(filled(page, 'the file team.yaml', block(ANSWERS.trimEnd(), 'yaml')), 'the recording', whole),
    'README.md': (page) =>
      frames
        .filter(({ name }) => name !== undefined && page.includes(`<!-- the frame ${name} -->`))
        .reduce((filledPage, { name, text }) => filled(filledPage, `the frame ${name}`, block(text)), page),
  }
  const stale = Object.entries(pages).flatMap(([name, fill]) => {
    const old = readFileSync(join(root, name), 'utf8')
    const fresh = fill(old)
    return fresh === old ? [] : [{ name, fresh }]
  })
  if (process.argv.includes('--check')) {
    const why = 'does not show what the interview looks like now: run node scripts/record-interview.mjs'
    if (stale.length > 0) fail(stale.map(({ name }) => `${name} ${why}`).join('\n'))
    return
  }
  for (const { name, fresh } of stale) {
    writeFileSync(join(root, name), fresh)
    console.log(`wrote ${name}`)
  }
}

try {
  await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
