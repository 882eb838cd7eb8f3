// Start-up time as a ratio to `node -e 0`, because absolute times belong to a machine; and how long proofs take, in seconds. `--strict` fails over a limit; `--rounds N` (default 20).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A scripted decision takes at most this many times as long as `node -e 0`. */
const LIMIT = 2.6
/** What counting how firm the verdicts are may add where every question is answered, in milliseconds. */
const ROBUSTNESS_ADDS = 100
/** What proving a rubric may take in all, reading it and starting the tool too, in seconds. */
const PROOFS = [
  { name: 'rubric check core: everything settled', args: ['core', '--strict'], limit: 5 },
  { name: 'rubric check, 60 questions, 10 approaches, 20 gates', args: ['test/fixtures/large-rubric/large.yaml'], limit: 30 },
]
/** What exact shares and flips may take each where only one question is answered, in milliseconds. */
const MOST_EXACT = 300

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'bin', 'rag-or-tune.js')
const answers = join(root, 'examples', 'support-bot.yaml')
const flags = ['--set', 'need=facts', '--set', 'change-rate=weekly', '--set', 'citations=required']

/** Every question of the core rubric answered. */
const FULL = {
  need: 'both',
  symptoms: '[hallucination, off-tone]',
  'corpus-size': 'large',
  'change-rate': 'weekly',
  citations: 'helpful',
  'editable-knowledge': 'helpful',
  'learn-from-use': 'helpful',
  'output-format': 'persistent',
  'domain-gap': 'some',
  'task-mix': 'several',
  'user-diversity': 'segments',
  'repeat-users': 'some',
  latency: 'interactive',
  traffic: 'medium',
  privacy: 'private-cloud',
  regulated: 'no',
  'labeled-pairs': 'hundreds',
  'data-quality': 'mixed',
  timeline: 'months',
  budget: 'moderate',
  'ml-skills': 'some',
  'current-stack': '[prompting]',
  leaning: '[rag]',
}

const scratch = mkdtempSync(join(tmpdir(), 'bench-'))
const full = join(scratch, 'full.yaml')
writeFileSync(
  full,
  `answers:\n${Object.entries(FULL)
    .map(([id, value]) => `  ${id}: ${value}\n`)
    .join('')}`,
)

const decide = (...args) => [bin, 'decide', ...args]
const plainLimit = (base) => LIMIT * base
const fullLimit = (base) => LIMIT * base + ROBUSTNESS_ADDS
const JOBS = [
  { name: 'node -e 0', args: ['-e', '0'] },
  {
    name: 'decide --answers FILE.yaml --format json --no-robustness',
    args: decide('--answers', answers, '--format', 'json', '--no-robustness'),
    limit: plainLimit,
  },
  { name: 'decide --set … --format json --no-robustness', args: decide(...flags, '--format', 'json', '--no-robustness') },
  { name: 'decide --answers ALL-23.yaml --format json', args: decide('--answers', full, '--format', 'json'), limit: fullLimit },
  { name: 'decide --answers FILE.yaml --format json (18 open)', args: decide('--answers', answers, '--format', 'json') },
  { name: 'decide --answers FILE.yaml (text, 18 open)', args: decide('--answers', answers) },
  { name: 'rag-or-tune --version', args: [bin, '--version'] },
]

const option = (name, fallback) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : fallback)
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1]

// A certificate bundle in the environment alone costs 58 ms a start on Node 20.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

function run(args) {
  const before = process.hrtime.bigint()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  const after = process.hrtime.bigint()
  if (status !== 0) throw new Error(`exit ${status} of ${args.join(' ')}\n${stderr}`)
  return { milliseconds: Number(after - before) / 1e6, stdout }
}

let failed = false
function verdictOn(value, limit, shown) {
  if (value <= limit) return `  within the limit of ${shown}`
  failed = true
  return `  OVER the limit of ${shown}`
}

function startUp(rounds) {
  for (const { args } of JOBS) run(args)
  const times = JOBS.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [at, { args }] of JOBS.entries()) times[at].push(run(args).milliseconds)
  }
  const base = median(times[0])
  console.log(`Medians of ${rounds} runs each, taken in turn, Node ${process.version}; ratio to node -e 0`)
  for (const [at, { name, limit }] of JOBS.entries()) {
    const time = median(times[at])
    const verdict =
      limit === undefined ? '' : verdictOn(time, limit(base), limit === plainLimit ? `${LIMIT} ×` : `${LIMIT} × + ${ROBUSTNESS_ADDS} ms`)
    console.log(`${(time / base).toFixed(2).padStart(6)} × ${time.toFixed(1).padStart(7)} ms  ${name}${verdict}`)
  }
}

const MEASURE = `
import { readFileSync } from 'node:fs'
import { buildModel, buildState } from './src/engine/model.js'
import { judge, verdictsOf } from './src/engine/judge.js'
import { outlooks } from './src/engine/stability.js'
import { flipsOf } from './src/engine/flips.js'
import { decide } from './src/engine/decide.js'
const rubric = JSON.parse(readFileSync('dist/rubrics/core.json', 'utf8'))
const answers = new Map([['need', { value: 'facts', origin: 'flag' }]])
const timed = (work) => { const start = performance.now(); work(); return performance.now() - start }
const plain = timed(() => decide(rubric, { answers }, { tool: { name: 'bench', version: '0' } }))
const model = buildModel(rubric)
const state = buildState(model, answers)
const now = verdictsOf(judge(model, state))
const shares = timed(() => { if (outlooks(model, state, now).includes(null)) throw new Error('not counted') })
const flips = timed(() => flipsOf(model, state, now))
console.log(JSON.stringify({ plain, shares, flips }))
`

/** Exact shares and flips in a fresh process each, on the core rubric with one question answered. */
async function exactness(rounds) {
  const script = join(scratch, 'measure.mjs')
  await build({
    stdin: { contents: MEASURE, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
    logLevel: 'error',
  })
  const runs = Array.from({ length: rounds }, () => JSON.parse(run([script]).stdout))
  const of = (key) => median(runs.map((one) => one[key]))
  console.log(
    `\nThe core rubric with only "need: facts" answered, in a fresh process each (median of ${rounds}); ratio to one plain decision`,
  )
  for (const [key, name] of [
    ['plain', 'one plain decision'],
    ['shares', 'exact shares of all verdicts'],
    ['flips', 'smallest flips of all verdicts'],
  ]) {
    const verdict = key === 'plain' ? '' : verdictOn(of(key), MOST_EXACT, `${MOST_EXACT} ms`)
    console.log(`${(of(key) / of('plain')).toFixed(2).padStart(6)} × ${of(key).toFixed(1).padStart(7)} ms  ${name}${verdict}`)
  }
}

/** Proving whole rubrics, by the clock: as whoever waits for it counts. */
function proofs(rounds) {
  console.log(`\nProving rubrics over all answer sets (median of ${rounds}), in seconds`)
  for (const { name, args, limit } of PROOFS) {
    const times = Array.from({ length: rounds }, () => run([bin, 'rubric', 'check', ...args]).milliseconds / 1000)
    const time = median(times)
    console.log(`${time.toFixed(2).padStart(6)} s  ${name}${verdictOn(time, limit, `${limit} s`)}`)
  }
}

startUp(option('--rounds', 20))
await exactness(9)
proofs(3)
rmSync(scratch, { recursive: true })
if (failed && process.argv.includes('--strict')) process.exitCode = 1
