import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const SRC = join(ROOT, 'src')

interface Import {
  /** Our own file relative to `src`, or the name of a package or of a part of Node. */
  readonly to: string
  readonly typeOnly: boolean
}

interface File {
  /** Relative to `src`, with forward slashes. */
  readonly path: string
  readonly layer: string
  readonly text: string
  readonly imports: readonly Import[]
}

/** What each layer may import, besides itself. `shell` is everything that stands directly in `src`. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  files: [],
  answers: ['engine', 'files'],
  rubric: ['engine', 'files'],
  report: ['engine', 'files'],
  interview: ['engine', 'files', 'report', 'shell'],
  whatif: ['engine', 'report'],
  prove: ['engine'],
  diff: ['engine'],
  explain: ['engine', 'files', 'report'],
  protocol: ['engine', 'files', 'report', 'explain', 'interview'],
  cases: ['engine', 'files', 'answers', 'rubric', 'report'],
  check: ['engine', 'files', 'answers', 'report'],
  batch: ['engine', 'files', 'answers', 'report'],
  compare: ['engine', 'report'],
  adr: ['engine', 'files', 'report'],
  commands: [
    'engine',
    'files',
    'answers',
    'rubric',
    'report',
    'interview',
    'whatif',
    'explain',
    'protocol',
    'prove',
    'diff',
    'cases',
    'check',
    'batch',
    'compare',
    'adr',
    'shell',
  ],
  shell: ['engine', 'files', 'commands', 'report'],
}

const sourceFiles = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
const files: readonly File[] = sourceFiles.map(read)
const byPath = new Map(files.map((file) => [file.path, file]))

function read(path: string): File {
  const text = readFileSync(join(SRC, path), 'utf8')
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const imports: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) imports.push({ to: targetOf(path, specifier.text), typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { path, layer: path.includes('/') ? (path.split('/')[0] ?? '') : 'shell', text, imports }
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const names = clause.namedBindings
  return clause.name === undefined && names !== undefined && ts.isNamedImports(names) && names.elements.every((one) => one.isTypeOnly)
}

function targetOf(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return relative(SRC, resolve(SRC, dirname(from), specifier))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts')
}

const layerOf = (path: string): string | undefined => byPath.get(path)?.layer

/** The breaches of a rule, each as `file: what it does`. */
function breaches(rule: (file: File) => readonly string[]): string[] {
  return files.flatMap((file) => rule(file).map((what) => `${file.path}: ${what}`))
}

/** Every identifier in a file: comments and texts do not count. */
function identifiers(text: string): Set<string> {
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2023, false))
  return found
}

/** Packages and parts of Node that only certain files may import. */
const GATES: readonly { readonly what: RegExp; readonly only: RegExp; readonly breach: string }[] = [
  {
    what: /^inquirer$|^@inquirer\//,
    only: /^interview\/inquirer\.ts$/,
    breach: 'the interview could no longer be tested without a terminal',
  },
  { what: /^node:stream$/, only: /^interview\/screen\/keyboard\.ts$/, breach: 'keys would be read in two ways' },
  {
    what: /^interview\/(inquirer|screen\/keyboard)\.ts$/,
    only: /^(commands\/ask|interview\/inquirer)\.ts$/,
    breach: 'a run that asks nothing would load what draws questions',
  },
  { what: /^interview\/plain\.ts$/, only: /^commands\/ask\.ts$/, breach: 'a run that asks nothing would load what prints questions' },
  {
    what: /^files\//,
    only: /^(?!interview\/)|^interview\/draft\.ts$/,
    breach: 'the interview would know what a file is',
  },
  {
    what: /^interview\/(?!words\.ts)/,
    only: /^(?!protocol\/)/,
    breach: 'a program that holds the interview itself would load ours',
  },
  { what: /^chalk$/, only: /^style\.ts$/, breach: 'colours would be decided in two places, and a run for a program would load them' },
  { what: /^commander$/, only: /^cli\.ts$/, breach: 'commands would depend on how the command line is parsed' },
  { what: /^yaml$/, only: /^files\//, breach: 'a file could be read past the strict reader' },
  { what: /^zod$/, only: /^rubric\//, breach: 'a scripted run would load a validator that it does not need' },
  { what: /^string-width$|^wrap-ansi$/, only: /^report\/text\//, breach: 'the JSON path would load tables of character widths' },
  {
    what: /^node:fs/,
    only: /^(context|files\/node-reader|files\/node-writer|rubric\/shipped|rubric\/parts)\.ts$/,
    breach: 'files would be read or written past the ports',
  },
  { what: /^node:crypto$/, only: /^(files\/write|rubric\/digest)\.ts$/, breach: 'starting would cost 5 ms more' },
  { what: /^node:path$/, only: /^(files|rubric|commands)\//, breach: 'the engine and the reports would know what a file system is' },
]

const KNOWN = /^(node:(fs|fs\/promises|path|crypto|stream)|inquirer|@inquirer\/core|chalk|commander|yaml|zod|string-width|wrap-ansi)$/

describe('import rules', () => {
  it('every file belongs to a layer: else no rule watches it', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(breaches((file) => (Object.hasOwn(LAYERS, file.layer) ? [] : ['is in no layer']))).toEqual([])
  })

  it('layers import only what lies below them: else a change spreads upwards', () => {
    const rule = (file: File): string[] =>
      file.imports
        .filter(({ to }) => byPath.has(to))
        .map(({ to }) => to)
        .filter((to) => layerOf(to) !== file.layer && !LAYERS[file.layer]?.includes(layerOf(to) ?? ''))
        .map((to) => `imports ${to}`)
    expect(breaches(rule)).toEqual([])
  })

  it('every import leads to a file of ours or to a known package: else something slips in unseen', () => {
    const known = (to: string): boolean => byPath.has(to) || KNOWN.test(to) || to === '../package.json'
    expect(breaches((file) => file.imports.filter(({ to }) => !known(to)).map(({ to }) => `imports ${to}`))).toEqual([])
  })

  it('the engine imports nothing but itself: else it no longer runs in a browser, or decides by something unseen', () => {
    const rule = (file: File): string[] =>
      file.layer === 'engine' ? file.imports.filter(({ to }) => layerOf(to) !== 'engine').map(({ to }) => `imports ${to}`) : []
    expect(breaches(rule)).toEqual([])
  })

  it.each(GATES)('only $only imports $what: else $breach', ({ what, only }) => {
    const rule = (file: File): string[] =>
      only.test(file.path) ? [] : file.imports.filter(({ to }) => what.test(to)).map(({ to }) => `imports ${to}`)
    expect(breaches(rule)).toEqual([])
  })

  it('no import goes round in a circle: else the order of loading decides what works', () => {
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (path: string, above: readonly string[]): void => {
      if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' > '))
      if (above.includes(path) || done.has(path)) return
      for (const { to, typeOnly } of byPath.get(path)?.imports ?? []) if (!typeOnly && byPath.has(to)) visit(to, [...above, path])
      done.add(path)
    }
    for (const { path } of files) visit(path, [])
    expect(circles).toEqual([])
  })
})

describe('what code may touch', () => {
  it('the process is touched only in context.ts: else a command cannot be tested in process', () => {
    const rule = (file: File): string[] => (file.path !== 'context.ts' && identifiers(file.text).has('process') ? ['names process'] : [])
    expect(breaches(rule)).toEqual([])
  })

  it('the engine, the reports and the interview hold no clock, no chance, no locale: else two machines decide differently', () => {
    const banned = /\b(Date|Intl|performance)\b|\bMath\.(exp|pow|log|random|sin|cos|tan|tanh)\b|localeCompare|toLocale\w+/
    const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replaceAll(/'[^'\n]*'|`[^`]*`/g, "''")
    const rule = (file: File): string[] => {
      const found = [
        'engine',
        'report',
        'interview',
        'whatif',
        'explain',
        'protocol',
        'cases',
        'check',
        'batch',
        'compare',
        'adr',
      ].includes(file.layer)
        ? banned.exec(code(file.text))
        : null
      return found === null ? [] : [`uses ${found[0]}`]
    }
    expect(breaches(rule)).toEqual([])
  })

  it('nothing is exported by default: else one thing goes by many names', () => {
    expect(breaches((file) => (/^export default/m.test(file.text) ? ['has a default export'] : []))).toEqual([])
  })
})

describe('the bundle', () => {
  const stampFile = join(ROOT, 'dist', '.stamp')
  const chunks = (): Readonly<Record<string, readonly string[]>> => {
    if (!existsSync(stampFile)) throw new Error('not built: run npm run build')
    return JSON.parse(readFileSync(stampFile, 'utf8')).chunks
  }
  const packagesIn = (chunk: string): string[] => {
    const inputs = chunks()[chunk]
    if (inputs === undefined) throw new Error(`there is no chunk ${chunk}`)
    const names = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [])
    return [...new Set(names)].sort()
  }

  it.each([
    ['main.cjs', ['commander']],
    ['commands-decide.cjs', []],
    ['commands-check.cjs', []],
    ['commands-decide-lock.cjs', []],
    ['commands-next.cjs', []],
    ['protocol-decided.cjs', []],
    ['commands-what-if.cjs', []],
    ['whatif-document.cjs', []],
    ['whatif-json.cjs', []],
    ['commands-compare.cjs', []],
    ['commands-batch.cjs', []],
    ['batch-markdown.cjs', []],
    ['batch-csv.cjs', []],
    ['batch-ndjson.cjs', []],
    ['compare-document.cjs', []],
    ['compare-json.cjs', []],
    ['commands-explain.cjs', []],
    ['explain-here-here.cjs', []],
    ['explain-document-document.cjs', []],
    ['check-reporters-json.cjs', []],
    ['check-reporters-github.cjs', []],
    ['check-reporters-junit.cjs', []],
    ['check-reporters-sarif.cjs', []],
    ['check-reporters-markdown.cjs', []],
    ['commands-workflow-files.cjs', []],
    ['report-json.cjs', []],
    ['report-markdown.cjs', []],
    ['commands-missing.cjs', []],
    ['commands-rubric-test.cjs', []],
    ['cases-report.cjs', []],
    ['files-parse.cjs', ['yaml']],
    ['rubric-load.cjs', ['yaml', 'zod']],
  ])('%s holds of other packages only %j: else a scripted run starts more slowly', (chunk, packages) => {
    expect(packagesIn(chunk)).toEqual(packages)
  })

  it('questions are drawn or printed only where something is asked, and no library of prompts comes with printed ones', () => {
    const names = Object.keys(chunks())
    const loads = (chunk: string, what: string): boolean => readFileSync(join(ROOT, 'dist', chunk), 'utf8').includes(`"./${what}"`)
    const loadersOf = (what: string): readonly string[] => names.filter((chunk) => loads(chunk, what))
    expect(loadersOf('commands-ask.cjs')).toEqual(['commands-decide.cjs'])
    for (const chunk of ['interview-inquirer.cjs', 'interview-plain.cjs']) expect(loadersOf(chunk)).toEqual(['commands-ask.cjs'])
    const drawing = names.filter((chunk) => packagesIn(chunk).some((name) => name.includes('inquirer')))
    expect(drawing).toEqual(['interview-inquirer.cjs'])
  })

  it('what a scripted run loads makes no code from text, and starts no process', () => {
    for (const chunk of Object.keys(chunks())) {
      const code = readFileSync(join(ROOT, 'dist', chunk), 'utf8')
      expect(code, chunk).not.toMatch(/\beval\(|new Function\b|require\("(node:)?child_process"\)/)
    }
  })

  it('lists the licence of every package in it', () => {
    const names = new Set(Object.keys(chunks()).flatMap(packagesIn))
    const licences = readFileSync(join(ROOT, 'THIRD_PARTY_LICENSES'), 'utf8')
    expect(names.size).toBeGreaterThan(5)
    for (const name of names) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
  })
})
