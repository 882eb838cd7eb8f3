import type { WrittenChange } from '../../diff/result.js'
import { isNothing, type Share } from '../../diff/share.js'
import { grouped } from '../../report/document/words.js'

/** A share between 0 and 1 as a percentage with at most two decimals; 0% and 100% only where it is exactly that. */
export function percent(share: number): string {
  const hundredths = Math.round(share * 10_000)
  if (hundredths === 0 && share > 0) return 'less than 0.01%'
  if (hundredths === 10_000 && share < 1) return 'more than 99.99%'
  return `${hundredths / 100}%`
}

/** A share in a few words. */
export function shareWords(share: Share): string {
  if (share.kind === 'bound') return `${percent(share.low)} to ${percent(share.high)}`
  return `${share.kind === 'estimate' ? 'about ' : ''}${percent(share.share)}`
}

/** How a share is known. */
export function basisWords(share: Share): string {
  if (share.kind === 'exact') return isNothing(share) ? 'proved' : 'counted exactly'
  if (share.kind === 'bound') return 'proved to lie between'
  const { standardError, draws, low, high } = share
  return `estimated from ${grouped(draws)} draws, standard error ${percent(standardError)}; ${percent(low)} to ${percent(high)} with 99% confidence`
}

const NAMES: Readonly<Record<string, string>> = { when: 'condition', of: 'members', ready: 'ready line' }

/** Written changes, one to a line; what was only added or removed is listed by its kind. */
export function writtenLines(changes: readonly WrittenChange[]): string[] {
  const lines = new Map<string, string>()
  for (const { part, id, change, fields } of changes) {
    const said = fields.map(fieldWords).join('; ')
    const head = part === 'points' ? 'points of' : part
    if (change === 'changed' && id === '') lines.set(`${part} order`, `order of ${plural(part)} changed`)
    else if (change === 'changed') lines.set(`${part} ${id} ${lines.size}`, `${head} ${id}: ${said}`)
    else if (said !== '') lines.set(`${part} ${id} ${lines.size}`, `${head} ${id} ${change}: ${said}`)
    else {
      const key = `${part} ${change}`
      const before = lines.get(key)
      lines.set(key, before === undefined ? `${plural(part)} ${change}: ${id}` : `${before}, ${id}`)
    }
  }
  return [...lines.values()]
}

const PLURALS: Readonly<Record<string, string>> = { approach: 'approaches', criterion: 'criteria', alternatives: 'alternatives' }

function plural(part: string): string {
  return PLURALS[part] ?? `${part}s`
}

type Field = WrittenChange['fields'][number]

function fieldWords(field: Field): string {
  const name = NAMES[field.name] ?? field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const [before, after] = [shortly(field.before), shortly(field.after)]
  if (before !== undefined && after !== undefined) return `${name} ${after} (was ${before})`
  if (field.before === undefined) return after === undefined ? `${name} given` : `${name} ${after}`
  if (field.after === undefined) return before === undefined ? `${name} gone` : `${name} was ${before}`
  return `${name} changed`
}

const SHORT = 60

/** A value where it is short enough for a line. */
function shortly(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value.length <= SHORT ? value : undefined
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? shortly(value.join(', ')) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  return entries.every(([, one]) => typeof one === 'number') ? shortly(entries.map(([key, one]) => `${key} ${one}`).join(', ')) : undefined
}
