/** A part of a whole. A whole of nothing has no share. */
export interface Share {
  readonly part: number
  readonly of: number
}

/** Whether a share reaches a percentage in hundredths of a percent, compared exactly. A share of nothing reaches every one. */
export function atLeast({ part, of }: Share, hundredths: number): boolean {
  return part * 10_000 >= hundredths * of
}

/** A share as a percentage with one decimal, rounded down, so that only a whole is 100.0%; `–` for a share of nothing. */
export function percentText({ part, of }: Share): string {
  if (of === 0) return '–'
  const tenths = Math.floor((part * 1000) / of)
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`
}
