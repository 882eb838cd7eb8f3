// How long interviews are: walks of seeded random people through the shipped rubrics, and the time it takes to say what is asked next.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const PEOPLE = 200
/** Median time to say what is asked next, in milliseconds; a person feels nothing below. */
const MOST = 50

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const scratch = mkdtempSync(join(tmpdir(), 'interview-'))
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1]

function numbersFrom(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

function walk(courseOf, rubric, seed, times) {
  const random = numbersFrom(seed)
  const answers = new Map()
  const put = new Set()
  for (;;) {
    const start = performance.now()
    const next = courseOf(rubric, answers, put).ask[0]
    times.push(performance.now() - start)
    if (next === undefined) return put.size
    const { id, kind, options } = next.question
    const chosen = kind === 'single' ? options[random(options.length)].id : options.filter(() => random(4) === 0).map((one) => one.id)
    answers.set(id, { value: random(10) === 0 ? 'unsure' : chosen, origin: 'asked' })
    put.add(id)
  }
}

try {
  const outfile = join(scratch, 'course.mjs')
  await build({
    entryPoints: [join(root, 'src', 'engine', 'course.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  const { courseOf } = await import(pathToFileURL(outfile).href)
  for (const name of ['core', 'quick']) {
    const rubric = JSON.parse(readFileSync(join(root, 'dist', 'rubrics', `${name}.json`), 'utf8'))
    const times = []
    const asked = Array.from({ length: PEOPLE }, (_, person) => walk(courseOf, rubric, person + 1, times))
    const range = `${Math.min(...asked)} to ${Math.max(...asked)}`
    const time = median(times)
    const verdict = time <= MOST ? `within the limit of ${MOST} ms` : `OVER the limit of ${MOST} ms`
    console.log(
      `Interview over ${name}: the median of ${PEOPLE} random people is asked ${median(asked)} of ${rubric.questions.length} questions (${range}); ` +
        `the next question takes ${time.toFixed(1)} ms, at most ${Math.max(...times).toFixed(0)} ms  ${verdict}`,
    )
    if (time > MOST) process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
