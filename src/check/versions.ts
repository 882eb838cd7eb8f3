/** Whether one version of a program is older than another; a pre-release is older than its release. */
export function isOlder(version: string, than: string): boolean {
  const [core, before] = partsOf(version)
  const [otherCore, otherBefore] = partsOf(than)
  for (const [at, part] of core.entries()) {
    const other = otherCore[at] ?? 0
    if (part !== other) return part < other
  }
  if (before === undefined || otherBefore === undefined) return before !== undefined && otherBefore === undefined
  return before < otherBefore
}

function partsOf(version: string): readonly [readonly number[], string | undefined] {
  const dash = version.indexOf('-')
  const core = dash < 0 ? version : version.slice(0, dash)
  return [core.split('.').map(Number), dash < 0 ? undefined : version.slice(dash + 1)]
}
