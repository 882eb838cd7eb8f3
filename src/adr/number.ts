/** A file whose name begins with a number, as records are named. */
export interface NumberedName {
  readonly name: string
  /** The number as it is written, such as `0007`. */
  readonly digits: string
  readonly number: number
}

const NUMBERED = /^(\d{1,6})-[\s\S]*\.md$/i
/** Some folders name their files by the day instead. */
const DATED = /^\d{4}-\d{2}-\d{2}(?!\d)/

/** Digits of the first number in a folder. */
const USUAL_WIDTH = 4

/** Returns the names of the form `NNNN-….md`, the highest number first; names that begin with a date are none of them. */
export function numberedNames(names: readonly string[]): readonly NumberedName[] {
  const found = names.flatMap((name): NumberedName[] => {
    const digits = DATED.test(name) ? undefined : NUMBERED.exec(name)?.[1]
    return digits === undefined ? [] : [{ name, digits, number: Number(digits) }]
  })
  return found.sort((a, b) => b.number - a.number || (a.name < b.name ? -1 : 1))
}

/** Returns the next number, one above the highest there is, with as many digits as that has; `0001` in a folder without any. */
export function nextNumber(names: readonly string[]): string {
  const numbered = numberedNames(names)
  const highest = numbered[0]
  if (highest === undefined) return '1'.padStart(USUAL_WIDTH, '0')
  const width = Math.max(...numbered.filter(({ number }) => number === highest.number).map(({ digits }) => digits.length))
  return String(highest.number + 1).padStart(width, '0')
}
