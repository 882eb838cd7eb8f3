import type { Checked, Diagnostic, Place } from '../files/diagnostic.js'

const KEY = `(["']?)(?:title|owner|workflow|users|objective|data)\\2\\s*:\\s*`
/** A key that takes a free text at the start of a line: the text goes on to its end. */
const IN_BLOCK = new RegExp(`^(\\s*${KEY})(.*)`)
/** The same inside brackets, where the text ends with its quotes, or before a comma or the closing bracket. */
const IN_BRACKETS = new RegExp(`([{,]\\s*${KEY})("(?:[^"\\\\]|\\\\.)*"?|'(?:[^']|'')*'?|[^,}]*)`, 'g')

/**
 * The same result, in which no source line shows a free text of the answers file: it may hold what should not be repeated in a log. Dots stand in
 * its place, so that carets still point at the right column.
 */
export function withoutFreeTexts<T>(checked: Checked<T>, file: string): Checked<T> {
  // A thousand problems may stand on one line of half a million characters.
  const hidden = new Map<string, string>()
  const hide = (one: Diagnostic): Diagnostic => {
    const { place } = one
    if (place?.sourceLine === undefined || place.file !== file) return one
    const sourceLine = hidden.get(place.sourceLine) ?? hideFreeTexts(place.sourceLine)
    hidden.set(place.sourceLine, sourceLine)
    return { ...one, place: { ...place, sourceLine } }
  }
  return checked.ok ? { ...checked, warnings: checked.warnings.map(hide) } : { ok: false, problems: checked.problems.map(hide) }
}

/** The same place, in whose source line no free text shows. */
export function placeWithoutFreeTexts(place: Place): Place {
  return place.sourceLine === undefined ? place : { ...place, sourceLine: hideFreeTexts(place.sourceLine) }
}

function hideFreeTexts(line: string): string {
  const dots = (_: string, key: string, _quote: string, text: string): string => key + '.'.repeat(text.length)
  return line.replace(IN_BLOCK, dots).replace(IN_BRACKETS, dots)
}
