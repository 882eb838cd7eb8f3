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
