// Checks the shipped rubrics with the real reader and writes them ready-made for the engine.
//   node scripts/rubrics.mjs --check rubrics/core.yaml           every problem of a rubric and its parts; exit code 2 if there is one
//   node scripts/rubrics.mjs --check-part rubrics/core-plan.yaml  the shape of one part on its own
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// Relative, so that problems name the files as a person would.
const rubrics = relative(process.cwd(), join(root, 'rubrics'))

/** The reader, bundled from its sources: when the build compiles the rubrics, its own bundle is not finished. */
async function reader() {
  const { build } = await import('esbuild')
  const folder = mkdtempSync(join(tmpdir(), 'rag-or-tune-'))
  try {
    const outfile = join(folder, 'reader.cjs')
    await build({
      entryPoints: [join(root, 'src', 'rubric', 'compile.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'warning',
      define: { 'import.meta.dirname': '__dirname' },
    })
    return createRequire(import.meta.url)(outfile)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Writes `<outDir>/<name>.json` for every shipped rubric, and `<outDir>/<file>.yaml.json` for every file of those that overlays build on. Warnings
 * are printed; problems are thrown as the message of an error, and then nothing is written.
 */
export async function compileRubrics(outDir) {
  const { compileShipped, readShipped } = await reader()
  const { texts, verdict } = await compileShipped(rubrics)
  if (verdict.broken) throw new Error(`the shipped rubrics have problems\n${verdict.text}`)
  if (verdict.text !== '') process.stderr.write(verdict.text)
  mkdirSync(outDir, { recursive: true })
  for (const [name, text] of [...texts, ...(await readShipped(rubrics))]) {
    const draft = join(outDir, `${name}.json.${process.pid}`)
    writeFileSync(draft, text)
    renameSync(draft, join(outDir, `${name}.json`))
  }
}

async function check(args) {
  const [flag, path, ...rest] = args
  if (!['--check', '--check-part'].includes(flag) || path === undefined || rest.length > 0) {
    process.stderr.write('usage: node scripts/rubrics.mjs --check FILE | --check-part FILE\n')
    return 2
  }
  const { checkFile, checkPartFile } = await reader()
  const { text, broken } = flag === '--check' ? await checkFile(path, rubrics) : await checkPartFile(path)
  process.stderr.write(text)
  if (!broken) process.stdout.write(`${path}: no problems${text === '' ? '' : ', only warnings'}\n`)
  return broken ? 2 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await check(process.argv.slice(2))
