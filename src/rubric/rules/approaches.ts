import { echo } from '../../files/characters.js'
import type { WrittenApproach } from '../schema/knowledge.js'
import type { Rule } from './rule.js'

/** The lines an approach is measured against, in points, when the rubric says nothing. */
export const DEFAULT_LINES = { adopt: 5, pilot: 2, ready: 0 } as const

/** A prior other than 0 says why. */
export const priorsAreExplained: Rule = (view, problems) => {
  for (const { value, path } of view.items('approaches')) {
    if ((value.prior ?? 0) === 0 || value['prior-because'] !== undefined) continue
    problems.add('approach-prior', [...path, 'prior'], `the prior of \`${value.id}\` has no reason`, {
      at: 'key',
      hint: 'add `prior-because:`',
    })
  }
}

/** The pilot line never stands above the adopt line. */
export const linesAreInOrder: Rule = (view, problems) => {
  const check = (lines: WrittenApproach['lines'], base: typeof lines, path: readonly (string | number)[]): void => {
    const adopt = lines?.adopt ?? base?.adopt ?? DEFAULT_LINES.adopt
    const pilot = lines?.pilot ?? base?.pilot ?? DEFAULT_LINES.pilot
    if (lines === undefined || pilot <= adopt) return
    problems.add('approach-lines', path, `the pilot line (${pilot}) stands above the adopt line (${adopt})`, {
      at: 'key',
      hint: 'lower the pilot line',
    })
  }
  const base = view.sound(['lines']) ? (view.raw['lines'] as WrittenApproach['lines']) : undefined
  check(base, undefined, ['lines'])
  for (const { value, path } of view.items('approaches')) check(value.lines, base, [...path, 'lines'])
}

/** `always: adopt` is backed by a require gate without a condition. */
export const baselinesAreRequired: Rule = (view, problems) => {
  if (!view.whole('gates') && view.raw['gates'] !== undefined) return
  const required = new Set(
    view.items('gates').flatMap(({ value }) => (value.effect === 'require' && value.when === undefined ? [value.approach] : [])),
  )
  for (const { value, path } of view.items('approaches')) {
    if (value.always === undefined || required.has(value.id)) continue
    problems.add('approach-always', [...path, 'always'], `\`${value.id}\` is always adopted, but no gate requires it without a condition`, {
      at: 'key',
      hint: `add a gate {approach: ${value.id}, effect: require, because: …}`,
    })
  }
}

/** What is declared never to be a verdict is named once, and nothing of the kind is said of what is always adopted. */
export const neverLeavesVerdicts: Rule = (view, problems) => {
  for (const { value, path } of view.items('approaches')) {
    const never = value.never ?? []
    if (value.always !== undefined && never.length > 0) {
      problems.add('approach-never', [...path, 'never'], `\`${value.id}\` is always adopted, so every other verdict is ruled out already`, {
        at: 'key',
        hint: 'remove `never`, or `always`',
      })
    }
    for (const [index, verdict] of never.entries()) {
      if (never.indexOf(verdict) === index) continue
      problems.add('name-twice', [...path, 'never', index], `${echo(verdict)} is listed twice here`, { hint: 'remove one of the two' })
    }
  }
}

/** Every hold names what lifts it. */
export const holdsCanBeLifted: Rule = (view, problems) => {
  for (const { value, path } of view.items('gates')) {
    if (value.effect !== 'hold' || value.unlock !== undefined) continue
    problems.add('gate-unlock', [...path, 'effect'], `the hold \`${value.id}\` does not say what lifts it`, {
      hint: 'add `unlock:`, or make it a block if the team cannot change it',
    })
  }
}

/** What is adopted whatever is answered cannot lose to an alternative. */
export const baselinesDoNotCompete: Rule = (view, problems) => {
  const always = new Set(view.items('approaches').flatMap(({ value }) => (value.always === undefined ? [] : [value.id])))
  for (const { value, path } of view.items('alternatives')) {
    for (const [index, approach] of value.of.entries()) {
      if (!always.has(approach)) continue
      problems.add('approach-always', [...path, 'of', index], `\`${approach}\` is always adopted, so it cannot compete`, {
        hint: 'take it out of the group, or remove its `always:`',
      })
    }
  }
}

/** A group of alternatives has at least two members, and no approach is in two groups. */
export const alternativesCompete: Rule = (view, problems) => {
  const groupOf = new Map<string, string>()
  for (const { value, path } of view.items('alternatives')) {
    if (new Set(value.of).size < 2) {
      problems.add('alternatives-few', [...path, 'of'], `\`${value.id}\` needs at least two approaches to choose between`, {
        at: 'key',
        hint: 'name the approaches that do the same job, or remove the group',
      })
    }
    for (const [index, approach] of value.of.entries()) {
      const other = groupOf.get(approach)
      if (other !== undefined && other !== value.id) {
        problems.add('alternatives-shared', [...path, 'of', index], `\`${approach}\` competes in the group \`${other}\` already`, {
          hint: 'an approach is in one group only: join the groups or remove it here',
        })
      } else groupOf.set(approach, value.id)
    }
  }
}
