import * as z from 'zod'
import { isDate } from '../../engine/calendar.js'
import { checkId } from '../../files/ids.js'
import { LIMITS } from '../limits.js'

// Patterns are ours and are built once: a rubric brings none of its own.
const ID = /^[a-z][a-z0-9-]{0,63}$/
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9a-z]+(\.[0-9a-z]+)*)?$/
const ONE_LINE = /^[^\n\r]*$/
const SOME_TEXT = /\S/

/** An id of at most 64 characters; words that every object knows are refused by name. */
export const id = z
  .string()
  .regex(ID, { abort: true })
  .refine((word) => checkId(word) === undefined)

/** One line of at most 200 characters: a title, a label, a name. */
export const label = z.string().regex(SOME_TEXT).regex(ONE_LINE).max(LIMITS.label)

/** The id of the thing itself. */
export const ownId = id.meta({ description: 'Its id, unique among its kind: small letters, digits and hyphens.' })

/** The title of the thing itself. */
export const title = label.meta({ description: 'Its title, on one line.' })

/** A text of at most 4,000 characters. */
export const text = z.string().regex(SOME_TEXT).max(LIMITS.text)

/** Three numbers, as in 1.4.0; a pre-release tail is allowed. */
export const semver = z.string().regex(SEMVER).max(LIMITS.label)

/** A day of the calendar as YYYY-MM-DD. */
export const day = z.string().refine(isDate, { params: { code: 'shape-date' } })

/** Whole points in decibans, from -100 to 100. */
export const points = z.int().min(-LIMITS.points).max(LIMITS.points)

/** Ids of references; which ones exist is a rule, not a shape. */
export const evidence = z.array(id).max(LIMITS.entries).meta({ description: 'Ids of the references that support it.' })

export type TextCode = 'shape-id' | 'shape-version' | 'shape-date' | 'shape-line-break' | 'shape-empty-text'

/** What a text that misses a pattern is to blame for. */
export const PATTERN_CODES: ReadonlyMap<string, TextCode> = new Map([
  [String(ID), 'shape-id'],
  [String(SEMVER), 'shape-version'],
  [String(ONE_LINE), 'shape-line-break'],
  [String(SOME_TEXT), 'shape-empty-text'],
])
