import type * as z from 'zod'
import { echo } from '../files/characters.js'
import { checkId, ID_RULE } from '../files/ids.js'
import { nearest } from '../files/nearest.js'
import type { Detail, Path, Problems } from './problems.js'
import { PATTERN_CODES, type TextCode } from './schema/text.js'
import { describe } from './words.js'

type Raw = z.core.$ZodRawIssue
type Issue = z.core.$ZodIssue

/** What is read of a schema here: enough to name keys and to pick the branch of a union that the author meant. */
interface Schema {
  readonly _zod: { readonly def: Shaped }
}
interface Shaped {
  readonly type: string
  readonly shape?: Readonly<Record<string, unknown>>
  readonly options?: readonly Schema[]
}

interface Misfit {
  readonly code: Parameters<Problems['add']>[0]
  readonly path: Path
  readonly message: string
  readonly detail?: Detail
  /** The known key that an unknown one was most likely meant to be. */
  readonly meant?: string
}

/** For more unknown keys than this in one mapping, nobody is told what each was meant to be: that takes time, and helps nobody. */
const MOST_GUESSED = 1000

/**
 * Checks a value against a schema and adds each misfit to `problems`.
 * Returns the paths at which something is wrong; none means that the value has the shape.
 */
export function checkShape(schema: z.ZodType, value: unknown, problems: Problems): readonly Path[] {
  const raws: Raw[] = []
  const result = schema.safeParse(value, {
    jitless: true,
    // Each issue carries the number of its raw issue as its message: the raw one still knows its schema and its input.
    error: (raw) => String(raws.push(raw as Raw) - 1),
  })
  if (result.success) return []
  const misfits = result.error.issues.flatMap((issue) => misfitsOf(issue, [], raws))
  const misspelt = new Set(
    misfits.flatMap(({ path, meant }) => (meant === undefined ? [] : [JSON.stringify([...path.slice(0, -1), meant])])),
  )
  for (const { code, path, message, detail } of misfits) {
    // A key that is only misspelt is not missing as well.
    if (code === 'shape-missing-key' && misspelt.has(JSON.stringify(path))) continue
    if (code === 'shape-missing-key') problems.add(code, path.slice(0, -1), message, { ...detail, missing: String(path.at(-1)) })
    else problems.add(code, path, message, detail)
  }
  return misfits.map((misfit) => misfit.path)
}

function misfitsOf(issue: Issue, prefix: Path, raws: readonly Raw[]): readonly Misfit[] {
  const raw = raws[Number(issue.message)]
  const path: Path = [...prefix, ...(issue.path as Path)]
  const input = raw?.input
  if (input === undefined) return [missing(path)]
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(path, input, [issue.expected])]
    case 'invalid_value':
      return [wrongValue(path, input, issue.values.map(String))]
    case 'unrecognized_keys':
      return unknownKeys(path, issue.keys, Object.keys(defOf(raw)?.shape ?? {}))
    case 'invalid_union': {
      const branches = defOf(raw)?.options ?? []
      const meant = branchMeant(branches, input)
      const nested = meant === undefined ? undefined : issue.errors[meant]
      return nested?.flatMap((inner) => misfitsOf(inner, path, raws)) ?? outsideUnion(path, input, branches)
    }
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        misfitsOf(inner, path, raws).map((misfit) => ({ ...misfit, detail: { ...misfit.detail, at: 'key' as const } })),
      )
    case 'invalid_format':
      return [wrongText(path, String(input), ('pattern' in issue ? PATTERN_CODES.get(issue.pattern ?? '') : undefined) ?? 'shape-id')]
    case 'too_big':
    case 'too_small':
      return [wrongSize(path, issue)]
    case 'custom':
      return [wrongText(path, String(input), issue.params?.['code'] === 'shape-date' ? 'shape-date' : 'shape-id')]
    default:
      return [wrongText(path, String(input), 'shape-id')]
  }
}

function defOf(raw: Raw | undefined): Shaped | undefined {
  return (raw?.inst as Schema | undefined)?._zod.def
}

/** The branch whose kind fits the input; among mappings, the one that shares most keys with it. */
function branchMeant(branches: readonly Schema[], input: unknown): number | undefined {
  const kind = Array.isArray(input) ? 'array' : input === null ? 'null' : typeof input
  const fitting = branches.flatMap((branch, index) => {
    const { type, shape = {} } = branch._zod.def
    if (type !== kind && !(type === 'enum' && kind === 'string')) return []
    const shared = kind === 'object' ? Object.keys(input as object).filter((key) => Object.hasOwn(shape, key)).length : 0
    return [{ index, shared }]
  })
  if (fitting.length < 2) return fitting[0]?.index
  const best = fitting.reduce((a, b) => (b.shared > a.shared ? b : a))
  return best.shared > 0 ? best.index : undefined
}

const CONDITION_HINT =
  'write {question: ID, is: OPTION}, {question: ID, chosen: {least: 2}} or {approach: ID, verdict: VERDICT}, or all, any, not around such conditions'

/** What to say of an input that no branch of a union fits. Only conditions have several branches that are mappings. */
function outsideUnion(path: Path, input: unknown, branches: readonly Schema[]): readonly Misfit[] {
  const shapes = branches.map((branch) => branch._zod.def)
  if (!shapes.every((shape) => shape.type === 'object')) {
    const kinds = shapes.map((shape) => shape.type)
    return [wrongType(path, input, kinds)]
  }
  const known = [...new Set(shapes.flatMap((shape) => Object.keys(shape.shape ?? {})))]
  const found = describe(input) === 'a mapping' ? Object.keys(input as object) : undefined
  if (found !== undefined && found.length > 0) return unknownKeys(path, found, known)
  const message =
    found === undefined
      ? `a condition is a mapping, not ${describe(input)}; it is data and nothing in it is evaluated`
      : 'this condition is empty'
  return [{ code: 'condition-shape', path, message, detail: { hint: CONDITION_HINT } }]
}

const VERSION_HINT = 'write three numbers, as in 1.4.0'

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['enum', 'a word'],
  ['array', 'a list'],
  ['object', 'a mapping'],
  ['record', 'a mapping'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
])

function missing(path: Path): Misfit {
  const key = String(path.at(-1))
  return { code: 'shape-missing-key', path, message: `the key \`${key}\` is missing here`, detail: { hint: `add \`${key}:\`` } }
}

function wrongType(path: Path, input: unknown, expected: readonly string[]): Misfit {
  const kinds = [...new Set(expected.map((kind) => KINDS.get(kind) ?? kind))].join(' or ')
  if (input === null) {
    const hint = path.at(-1) === 'id' ? ID_RULE : 'write it after the colon, or leave the key out where it is optional'
    return { code: 'shape-no-value', path, message: `${nameOf(path)} has no value; it takes ${kinds}`, detail: { at: 'key', hint } }
  }
  const hint = hintForType(path, input, expected)
  return { code: 'shape-type', path, message: `${nameOf(path)} takes ${kinds}, not ${describe(input)}`, detail: { hint } }
}

function hintForType(path: Path, input: unknown, expected: readonly string[]): string {
  if (path.at(-1) === 'version') return VERSION_HINT
  const isText = expected.some((kind) => kind === 'string' || kind === 'enum')
  if (isText && typeof input === 'boolean') return `put it in quotes: ${echo(String(input))}`
  // Digits in quotes would still be no id, and a number no longer knows how it was written.
  if (isText && typeof input === 'number') return path.at(-1) === 'id' ? ID_RULE : 'put it in quotes'
  if (expected.some((kind) => kind === 'number' || kind === 'int')) return 'write a whole number in plain digits, without quotes, such as 6'
  if (expected.includes('boolean')) return 'write true or false, without quotes'
  if (expected.includes('array')) return 'write a list: one entry to a line, each after "- "'
  return expected.some((kind) => kind === 'object' || kind === 'record') ? 'write one "key: value" to a line' : 'write one text'
}

function wrongValue(path: Path, input: unknown, values: readonly string[]): Misfit {
  if (path.length === 1 && path[0] === 'format' && typeof input === 'number' && input > 1) {
    const message = `this rubric is written in format ${input}; this version of rag-or-tune reads format 1`
    return { code: 'rubric-format', path, message, detail: { hint: 'update rag-or-tune' } }
  }
  const close = typeof input === 'string' ? nearest(input, values) : undefined
  const hint = close === undefined ? undefined : `did you mean \`${close}\`?`
  return { code: 'shape-value', path, message: `${nameOf(path)} cannot be ${describe(input)}`, detail: { allowed: values, hint } }
}

function unknownKeys(path: Path, keys: readonly string[], known: readonly string[]): readonly Misfit[] {
  return keys.map((key, at) => unknownKey(path, key, known, at < MOST_GUESSED))
}

function unknownKey(path: Path, key: string, known: readonly string[], guess: boolean): Misfit {
  const close = guess ? nearest(key, known) : undefined
  const hint = close === undefined ? undefined : `did you mean \`${close}\`?`
  const odd = /[^ -~]/.test(key) ? checkId(key) : undefined
  const message = `there is no key ${echo(key)} here${odd === undefined ? '' : `; it ${odd}`}`
  return {
    code: 'shape-unknown-key',
    path: [...path, key],
    message,
    detail: { at: 'key', allowed: known, hint },
    ...(close !== undefined && { meant: close }),
  }
}

function wrongText(path: Path, input: string, code: TextCode): Misfit {
  switch (code) {
    case 'shape-id':
      return { code, path, message: `${echo(input)} is not an id: it ${checkId(input) ?? 'is not allowed'}`, detail: { hint: ID_RULE } }
    case 'shape-version':
      return { code, path, message: `${echo(input)} is not a version`, detail: { hint: VERSION_HINT } }
    case 'shape-date':
      return {
        code,
        path,
        message: `${echo(input)} is not a day of the calendar`,
        detail: { hint: 'write year, month and day, as in 2027-01-31' },
      }
    case 'shape-line-break':
      return { code, path, message: `${nameOf(path)} has a line break`, detail: { hint: 'keep it on one line' } }
    case 'shape-empty-text':
      return {
        code,
        path,
        message: `${nameOf(path)} is empty`,
        detail: { hint: 'write the text, or leave the key out where it is optional' },
      }
  }
}

function wrongSize(path: Path, issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Misfit {
  const tooBig = issue.code === 'too_big'
  const limit = Number(tooBig ? issue.maximum : issue.minimum)
  if (issue.origin === 'string') {
    return { code: 'shape-too-long', path, message: `${nameOf(path)} is longer than ${limit} characters`, detail: { hint: 'shorten it' } }
  }
  if (issue.origin !== 'array') {
    const message = `${nameOf(path)} is out of range: it can be ${tooBig ? 'at most' : 'at least'} ${limit}`
    return { code: 'shape-range', path, message, detail: { hint: `write ${limit}, or a number ${tooBig ? 'below' : 'above'} it` } }
  }
  if (tooBig) {
    const hint = `keep ${limit} of them, or fewer`
    return { code: 'shape-too-many', path, message: `${nameOf(path)} has more than ${limit} entries`, detail: { at: 'key', hint } }
  }
  const hint = 'add an entry, or leave the key out where it is optional'
  return {
    code: 'shape-empty-list',
    path,
    message: `${nameOf(path)} is an empty list; it needs at least one entry`,
    detail: { at: 'key', hint },
  }
}

/** "`label`", or "entry 2 of `options`" for a place in a list. */
function nameOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'the file'
  if (typeof last === 'string') return /^[a-z-]{1,64}$/.test(last) ? `\`${last}\`` : echo(last)
  const owner = path.at(-2)
  return typeof owner === 'string' ? `entry ${last + 1} of \`${owner}\`` : `entry ${last + 1}`
}
