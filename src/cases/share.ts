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

/** Hundredths of a percent as a person writes them: `85%`, `91.5%`. */
export function hundredthsText(hundredths: number): string {
  return `${hundredths / 100}%`
}

/** A percentage of at most 100 as a person types it (`80`, `80%`, `82.5%`), in hundredths of a percent; undefined for anything else. */
export function readPercentage(text: string): number | undefined {
  const digits = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(text)
  if (digits === null) return undefined
  const hundredths = Number(digits[1]) * 100 + Number((digits[2] ?? '').padEnd(2, '0'))
  return hundredths <= 10_000 ? hundredths : undefined
}
