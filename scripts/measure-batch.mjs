// How quickly `batch` decides many sheets, against reading and JSON-parsing the same file with Node alone; and how much memory it takes. Whole processes,
// in turn. `--strict` fails beyond a limit; `--rows N` (default 200000), `--rounds N` (default 7).
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The rate of `batch` as a share of that of JSON.parse. */
const LEAST_RATE = 0.5
/** Peak memory, in megabytes. */
const MOST_MEMORY = 200
/** Of so many rows, one is broken. */
const BROKEN = 100

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'bin', 'rag-or-tune.js')
const scratch = mkdtempSync(join(tmpdir(), 'batch-'))

const option = (name, fallback) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : fallback)
const ROWS = option('--rows', 200_000)
const ROUNDS = option('--rounds', 7)
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1]
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

function numbersFrom(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

/** A sheet that a person might fill in: most questions answered, some unsure, a few left out. */
function sheetFrom(random, questions, number) {
  const answers = { need: 'facts' }
  for (const { id, kind, unit, options } of questions) {
    const draw = random(10)
    if (draw === 0) continue
    if (draw === 1) answers[id] = 'unsure'
    else if (kind === 'many') answers[id] = options.filter(() => random(5) === 0).map((one) => one.id)
    else answers[id] = unit !== undefined && draw === 2 ? random(2000) : options[random(options.length)].id
  }
  if (answers.need === 'unsure') answers.need = 'facts'
  return { id: `sheet-${number}`, title: `Product ${number} of the organisation`, answers }
}

/** Ways to break a row. */
const BREAKS = [
  (sheet) => JSON.stringify(sheet).slice(0, -1),
  (sheet) => `x${JSON.stringify(sheet)}`,
  (sheet) => JSON.stringify({ ...sheet, answers: { ...sheet.answers, need: 'fact' } }),
  (sheet) => JSON.stringify({ ...sheet, answers: { ...sheet.answers, nede: 'facts' } }),
  (sheet) => JSON.stringify({ ...sheet, answers: { ...sheet.answers, budget: ['small'] } }),
  (sheet) => JSON.stringify({ ...sheet, answers: [] }),
  (sheet) => JSON.stringify({ ...sheet, answers: {} }),
  (sheet) => JSON.stringify({ ...sheet, tilte: 'x' }),
  (sheet) => JSON.stringify({ ...sheet, rubric: 'cor' }),
  (sheet) => JSON.stringify({ ...sheet, id: [1] }),
]

/** Writes so many sheets, of which each `broken`th is broken. */
function writeSheets(name, rows, broken = 0) {
  const { questions } = JSON.parse(readFileSync(join(root, 'dist', 'rubrics', 'core.json'), 'utf8'))
  const random = numbersFrom(1)
  const path = join(scratch, name)
  const file = openSync(path, 'w')
  let text = ''
  for (let row = 1; row <= rows; row++) {
    const sheet = sheetFrom(random, questions, row)
    const breaks = broken > 0 && row % broken === 0 ? BREAKS[(row / broken) % BREAKS.length] : JSON.stringify
    text += `${breaks(sheet)}\n`
    if (text.length < 1 << 20 && row < rows) continue
    writeSync(file, text)
    text = ''
  }
  closeSync(file)
  return path
}

/** What everything is measured against: the file in pieces, split into lines, each parsed. */
const BASELINE = `
import { openSync, readSync } from 'node:fs'
const file = openSync(process.argv[2], 'r')
const piece = Buffer.alloc(256 * 1024)
let rest = Buffer.alloc(0)
let rows = 0
for (let got = readSync(file, piece); got > 0; got = readSync(file, piece)) {
  const all = Buffer.concat([rest, piece.subarray(0, got)])
  let at = 0
  for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10, at)) {
    if (typeof JSON.parse(all.toString('utf8', at, end)) === 'object') rows += 1
    at = end + 1
  }
  rest = Buffer.from(all.subarray(at))
}
if (rows !== Number(process.argv[3])) throw new Error(String(rows))
`

/** Says at its end how much memory a process took at most, in kilobytes. */
const METER = `process.on('exit', () => require('node:fs').writeFileSync(process.env.METER_FILE, String(process.resourceUsage().maxRSS)))`

/** Standard output to the null device as a shell opens it: for writing only. */
const nowhere = openSync(devNull, 'w')

function run(args, output = nowhere) {
  const meter = join(scratch, 'meter.cjs')
  const measured = join(scratch, 'measured')
  writeFileSync(meter, METER)
  const before = process.hrtime.bigint()
  const ran = spawnSync(process.execPath, ['--require', meter, ...args], {
    env: { ...env, METER_FILE: measured },
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 512 << 20,
  })
  const seconds = Number(process.hrtime.bigint() - before) / 1e9
  return { ...ran, seconds, megabytes: (Number(readFileSync(measured, 'utf8')) * 1024) / 1e6 }
}

function expectDone(ran) {
  if (ran.status !== 0) throw new Error(`exit ${ran.status}\n${ran.stderr}`)
  return ran
}

let failed = false
function verdictOn(isMet, shown) {
  if (!isMet) failed = true
  return isMet ? `  ${shown}: met` : `  ${shown}: NOT MET`
}

const batch = (path, ...more) => [bin, 'batch', path, '--format', 'ndjson', '--quiet', ...more]

function speed() {
  const path = writeSheets('sheets.ndjson', ROWS)
  const script = join(scratch, 'baseline.mjs')
  writeFileSync(script, BASELINE)
  const jobs = {
    parse: () => expectDone(run([script, path, String(ROWS)])),
    verdicts: () => expectDone(run(batch(path, '--verdicts-only'))),
    summary: () => expectDone(run(batch(path, '--summary-only'))),
  }
  const times = { parse: [], verdicts: [], summary: [] }
  const memory = { parse: 0, verdicts: 0, summary: 0 }
  for (const job of Object.values(jobs)) job()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const { seconds, megabytes } = job()
      times[name].push(seconds)
      memory[name] = Math.max(memory[name], megabytes)
    }
  }
  const size = statSync(path).size
  console.log(
    `\n${ROWS} sheets, ${(size / 1e6).toFixed(0)} MB, ${Math.round(size / ROWS)} bytes each (medians of ${ROUNDS} whole processes, in turn, Node ${process.version})`,
  )
  const line = (name, title) => {
    const time = median(times[name])
    const figures = [
      `${time.toFixed(2)} s`,
      `${(ROWS / time / 1000).toFixed(0)} k/s`.padStart(7),
      `${memory[name].toFixed(0)} MB`.padStart(6),
    ]
    return `${(median(times.parse) / time).toFixed(2).padStart(6)} × ${figures.join('  ')}  ${title}`
  }
  console.log(line('parse', 'reading and JSON.parse alone'))
  const rate = median(times.parse) / median(times.verdicts)
  console.log(
    `${line('verdicts', 'batch --verdicts-only --format ndjson')}${verdictOn(rate >= LEAST_RATE, `at least ${LEAST_RATE} ×`)}${verdictOn(memory.verdicts < MOST_MEMORY, `under ${MOST_MEMORY} MB`)}`,
  )
  console.log(line('summary', 'batch --summary-only'))
}

/** Every broken row has to be reported with its line, and no other. */
function broken() {
  const path = writeSheets('broken.ndjson', ROWS, BROKEN)
  const ran = run(batch(path, '--verdicts-only'), 'pipe')
  const lines = [...ran.stderr.matchAll(/broken\.ndjson:(\d+):(?:\d+:)? /g)].map(([, line]) => Number(line))
  const named = new Set(lines)
  const wanted = Math.floor(ROWS / BROKEN)
  const isRight = ran.status === 2 && named.size === wanted && lines.every((line) => line % BROKEN === 0)
  const rows = ran.stdout.split('\n').length - 1
  console.log(
    `${ran.seconds.toFixed(2)} s, ${ran.megabytes.toFixed(0)} MB  the same with ${wanted} broken rows: ${named.size} named with their line, ${rows} rows, exit ${ran.status}` +
      verdictOn(isRight && rows === ROWS, 'each with its line'),
  )
}

try {
  speed()
  broken()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (failed && process.argv.includes('--strict')) process.exitCode = 1
