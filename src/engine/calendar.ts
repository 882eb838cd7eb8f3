const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a text is a real calendar date, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The ISO date so many days after an ISO date; by counting, because an engine holds no clock and no time zone. */
export function addDays(date: string, days: number): string {
  let [year, month, day] = date.split('-').map(Number) as [number, number, number]
  let rest = days
  while (rest > daysIn(year, month) - day) {
    rest -= daysIn(year, month) - day + 1
    day = 1
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day + rest, 2)}`
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] as number)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
