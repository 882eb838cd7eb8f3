// Bundles src/ into CommonJS chunks in dist/: one for the entry, one for every module that is imported dynamically.
// CommonJS, because it starts a quarter faster than ESM on Node 20. `--quiet` prints nothing, `--force` builds even if nothing changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const stampFile = join(dist, '.stamp')
const entry = join(root, 'src', 'main.ts')

/** Every file below a folder, sorted, as absolute paths. */
function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .sort()
}

/** A digest of everything that decides what the build produces. */
function inputDigest() {
  const files = ['src', 'rubrics', 'scripts'].flatMap((name) => filesBelow(join(root, name)))
  const hash = createHash('sha256')
  for (const file of [...files, join(root, 'package.json'), join(root, 'package-lock.json')]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function isCurrent(digest) {
  if (!existsSync(stampFile)) return false
  const stamp = JSON.parse(readFileSync(stampFile, 'utf8'))
  return stamp.inputs === digest && stamp.outputs.every((name) => existsSync(join(dist, name)))
}

/** `src/commands/decide.ts` becomes `commands-decide.cjs`; the entry becomes `main.cjs`. */
function chunkName(file) {
  return `${relative(join(root, 'src'), file).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-')}.cjs`
}

/** Turns `import('./x.js')` into a chunk of its own, which the caller then builds too. */
function dynamicImportsAsChunks(found) {
  return {
    name: 'dynamic-imports-as-chunks',
    setup(build) {
      build.onResolve({ filter: /^\./ }, async (args) => {
        if (args.kind !== 'dynamic-import') return undefined
        const target = await build.resolve(args.path, { kind: 'import-statement', resolveDir: args.resolveDir, importer: args.importer })
        if (target.errors.length > 0) return { errors: target.errors }
        found.add(target.path)
        return { path: `./${chunkName(target.path)}`, external: true }
      })
    },
  }
}

/** What the bundled libraries can do but this tool never asks of them. Each costs start-up time or size. */
const UNUSED = [
  // Commander starts other programs for stand-alone subcommands; there are none. Saves 4 ms of every start.
  { what: /^node:child_process$/, from: /node_modules.commander/, contents: 'module.exports = {}' },
  // Inquirer's editor question, with its 500 kB of character tables.
  {
    what: /^@inquirer\/external-editor$/,
    from: /node_modules.@inquirer/,
    contents: 'export const editAsync = () => { throw new Error("there is no editor question") }; export const ExternalEditor = undefined',
  },
]

const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup(build) {
    for (const [index, { what, from, contents }] of UNUSED.entries()) {
      build.onResolve({ filter: what }, (args) => (from.test(args.importer) ? { path: String(index), namespace: 'unused' } : undefined))
      build.onLoad({ filter: new RegExp(`^${index}$`), namespace: 'unused' }, () => ({ contents, loader: 'js' }))
    }
    // The browser build of `yaml` is the same code as ES modules, so that what is not used is left out.
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: join(root, 'node_modules', 'yaml', 'browser', 'index.js'), sideEffects: false }))
    // Of package.json, the bundle needs only the name and the version.
    build.onLoad({ filter: /package\.json$/ }, (args) => {
      if (args.path !== join(root, 'package.json')) return undefined
      const { name, version } = JSON.parse(readFileSync(args.path, 'utf8'))
      return { contents: JSON.stringify({ name, version }), loader: 'json' }
    })
  },
}

async function bundle(file, found) {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // ASCII alone, so that V8 keeps the source in one byte a character.
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    plugins: [dynamicImportsAsChunks(found), withoutUnusedParts],
  })
  return { name: chunkName(file), code: result.outputFiles[0].contents, inputs: Object.keys(result.metafile.inputs) }
}

async function bundleAll() {
  const files = new Set([entry])
  const chunks = []
  for (const file of files) chunks.push(await bundle(file, files))
  return chunks.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Replaces a file in one step: others may be running the old one. */
function put(file, contents) {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, contents)
  renameSync(draft, file)
}

/** The same JSON in ASCII: one byte a character is read and parsed in half the time. */
function asciiJson(text) {
  return text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

async function compileRubrics() {
  const compiler = join(root, 'scripts', 'rubrics.mjs')
  if (!existsSync(compiler)) return
  const rubrics = await import(pathToFileURL(compiler).href)
  await rubrics.compileRubrics(join(dist, 'rubrics'))
  for (const file of filesBelow(join(dist, 'rubrics'))) put(file, asciiJson(readFileSync(file, 'utf8')))
}

async function build({ quiet, force }) {
  const digest = inputDigest()
  if (!force && isCurrent(digest)) return
  const chunks = await bundleAll()
  for (const { name, code } of chunks) put(join(dist, name), code)
  await compileRubrics()
  const { licences } = await import('./licences.mjs')
  put(join(root, 'THIRD_PARTY_LICENSES'), licences(root, new Set(chunks.flatMap((one) => one.inputs))))
  const rubrics = filesBelow(join(dist, 'rubrics')).map((file) => relative(dist, file))
  const outputs = [...chunks.map((one) => one.name), ...rubrics]
  for (const file of filesBelow(dist)) {
    const name = relative(dist, file)
    if (name !== '.stamp' && !outputs.includes(name) && !/\.\d+$/.test(name)) rmSync(file)
  }
  put(
    stampFile,
    `${JSON.stringify({ inputs: digest, outputs, chunks: Object.fromEntries(chunks.map((one) => [one.name, one.inputs])) })}\n`,
  )
  if (quiet) return
  for (const { name, code } of chunks) console.log(`dist/${name}  ${(code.length / 1000).toFixed(1)} kB`)
}

await build({ quiet: process.argv.includes('--quiet'), force: process.argv.includes('--force') })
