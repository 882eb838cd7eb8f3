import type { Rubric } from '../../src/engine/rubric.js'
import { shippedRubric } from '../../src/rubric/shipped.js'
import { deepFreeze } from './small-rubric.js'

function shipped(name: string): Rubric {
  const rubric = shippedRubric(name)
  if (rubric === undefined) throw new Error(`no rubric ${name}`)
  return deepFreeze(rubric)
}

/** The shipped rubrics as the build makes them, frozen. */
export const core = shipped('core')
export const quick = shipped('quick')
