import { md } from '../encode.js'

/** A record whose place is taken. */
export interface Superseded {
  /** Its number as its file name writes it. */
  readonly number: string
  /** The name of its file, in the same folder. */
  readonly file: string
  /** What it decided, approach by approach. */
  readonly verdicts: ReadonlyMap<string, string>
  /** Its status until now; nothing where it had none. */
  readonly status?: string
  /** The number of the record that superseded it before and was rejected, so that it stood again. */
  readonly rejected?: string
}

/** Returns a link to a record in the same folder. */
export function recordLink({ number, file }: Pick<Superseded, 'number' | 'file'>): string {
  return `[${md(`ADR-${number}`, 'inside')}](${linkTarget(file)})`
}

/** The name as a link target that no character of it can end or lead elsewhere. */
function linkTarget(file: string): string {
  return encodeURIComponent(file.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
