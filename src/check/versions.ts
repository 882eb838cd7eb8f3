const NUMBER = '(?:0|[1-9][0-9]*)'
const LABEL = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`
const VERSION = new RegExp(`^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${LABEL}(?:\\.${LABEL})*))?$`)
const LONGEST = 200

/** Whether a text is a version of a program or a rubric: three numbers, and perhaps what it is a pre-release of. */
export function isVersion(text: string): boolean {
  return text.length <= LONGEST && VERSION.test(text)
}

/** Whether one version of a program is older than another, by the rules of semantic versions: a pre-release is older than its release. */
export function isOlder(version: string, than: string): boolean {
  const [core, before] = partsOf(version)
  const [otherCore, otherBefore] = partsOf(than)
  const byCore = firstOf(core.map((part, at) => compare(part, otherCore[at] ?? '')))
  if (byCore !== 0) return byCore < 0
  if (before === undefined || otherBefore === undefined) return before !== undefined && otherBefore === undefined
  const byLabel = firstOf(before.map((part, at) => compare(part, otherBefore[at])))
  return byLabel === 0 ? before.length < otherBefore.length : byLabel < 0
}

function firstOf(orders: readonly number[]): number {
  return orders.find((one) => one !== 0) ?? 0
}

/** Numbers by their size, and before words; what has a part more comes later. */
function compare(part: string, other: string | undefined): number {
  if (other === undefined) return 1
  const [isNumber, isOtherNumber] = [part, other].map((one) => /^[0-9]+$/.test(one))
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1
  if (isNumber && part.length !== other.length) return part.length - other.length
  return part < other ? -1 : part > other ? 1 : 0
}

function partsOf(version: string): readonly [readonly string[], readonly string[] | undefined] {
  const dash = version.indexOf('-')
  const core = dash < 0 ? version : version.slice(0, dash)
  return [core.split('.'), dash < 0 ? undefined : version.slice(dash + 1).split('.')]
}
