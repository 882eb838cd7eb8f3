// Start-up time as a ratio to `node -e 0`, because absolute times belong to a machine. `--strict` fails over the limit; `--rounds N` (default 20).
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LIMIT = 2.6
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'bin', 'rag-or-tune.js')
const answers = join(root, 'examples', 'support-bot.yaml')
const flags = ['--set', 'need=facts', '--set', 'change-rate=weekly', '--set', 'citations=required']

const JOBS = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'decide --answers FILE.yaml --format json', args: [bin, 'decide', '--answers', answers, '--format', 'json'], limited: true },
  { name: 'decide --set … --format json', args: [bin, 'decide', ...flags, '--format', 'json'] },
  { name: 'decide --answers FILE.yaml --format markdown', args: [bin, 'decide', '--answers', answers, '--format', 'markdown'] },
  { name: 'decide --answers FILE.yaml (text)', args: [bin, 'decide', '--answers', answers] },
  { name: 'rag-or-tune --version', args: [bin, '--version'] },
]

const option = (name, fallback) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : fallback)
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1]

// A certificate bundle in the environment alone costs 58 ms a start on Node 20.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

function milliseconds(args) {
  const before = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  const after = process.hrtime.bigint()
  if (status !== 0) throw new Error(`exit ${status} of ${args.join(' ')}\n${stderr}`)
  return Number(after - before) / 1e6
}

const rounds = option('--rounds', 20)
for (const { args } of JOBS) milliseconds(args)
const times = JOBS.map(() => [])
for (let round = 0; round < rounds; round++) {
  for (const [at, { args }] of JOBS.entries()) times[at].push(milliseconds(args))
}

const base = median(times[0])
console.log(`Medians of ${rounds} runs each, taken in turn, Node ${process.version}; ratio to node -e 0`)
let failed = false
for (const [at, { name, limited }] of JOBS.entries()) {
  const ratio = median(times[at]) / base
  const verdict = limited ? (ratio <= LIMIT ? `  within the limit of ${LIMIT}` : `  OVER the limit of ${LIMIT}`) : ''
  if (limited && ratio > LIMIT) failed = true
  console.log(`${ratio.toFixed(2).padStart(6)} × ${median(times[at]).toFixed(1).padStart(7)} ms  ${name}${verdict}`)
}
if (failed && process.argv.includes('--strict')) process.exitCode = 1
