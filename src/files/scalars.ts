/** What a text without quotes stands for: a value, or the reason why it is refused. */
export type Plain =
  | { readonly kind: 'text' | 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'refused'; readonly because: string }

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
])

const NOT_FINITE = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/
const OTHER_BASE = /^[-+]?0(?:[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)$/
const NUMBER = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9_]+)?$/

/**
 * Reads a text without quotes by the core rules of YAML 1.2, and refuses every number that other readers take for something else
 * (`017`, `0x10`, `1_000`, `1e3`) or that cannot be held exactly. Minus zero reads as zero.
 */
export function readUnquoted(source: string): Plain {
  const constant = CONSTANTS.get(source)
  if (constant !== undefined) return { kind: 'value', value: constant }
  if (NOT_FINITE.test(source)) return refused('is not a finite number')
  if (OTHER_BASE.test(source)) return refused('is a number that is not written in decimal digits')
  if (!NUMBER.test(source)) return { kind: 'text', value: source }
  if (source.includes('_')) return refused('is a number with underscores, which not every reader takes for a number')
  if (/[eE]/.test(source)) return refused('is a number in exponent notation')
  if (/^[-+]?0[0-9]/.test(source)) return refused('is ambiguous: a number with a leading zero is octal to some readers')
  const value = Number(source)
  const whole = /^[-+]?[0-9]+$/.test(source)
  if (whole ? !Number.isSafeInteger(value) : source.replace(/^[-+]?[0.]*|\./g, '').length > 15) {
    return refused('is a number with more digits than can be held exactly')
  }
  return { kind: 'value', value: value === 0 ? 0 : value }
}

function refused(because: string): Plain {
  return { kind: 'refused', because }
}
