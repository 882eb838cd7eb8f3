import { describe, expect, it } from 'vitest'
import { findSubject } from '../../src/explain/find.js'
import { nameOf, subjectsOf } from '../../src/explain/subject.js'
import { CORE, SMALL } from './small-case.js'

const find = (text: string) => {
  const found = findSubject(SMALL, text)
  return found.ok ? { kind: found.subject.kind, name: nameOf(found.subject), also: found.also } : found
}

describe('what a text names', () => {
  it.each([
    ['search', 'approach', 'search'],
    ['gap', 'question', 'gap'],
    ['gap=facts', 'option', 'gap.facts'],
    ['gap.facts', 'option', 'gap.facts'],
    ['facts', 'option', 'gap.facts'],
    ['option:facts', 'option', 'gap.facts'],
    ['no-pairs', 'gate', 'no-pairs'],
    ['training-facts', 'mistake', 'training-facts'],
    ['test-set', 'precondition', 'test-set'],
    ['both', 'set-rule', 'both'],
    ['watch', 'layer', 'watch'],
    ['layer:search', 'layer', 'search'],
    ['beta', 'reference', 'beta'],
    ['base-always', 'claim', 'base-always'],
    ['claim:base-always', 'claim', 'base-always'],
  ])('%s', (text, kind, name) => {
    expect(find(text)).toMatchObject({ kind, name })
  })

  it('is the approach when it is several things, and says which', () => {
    expect(find('search')).toEqual({
      kind: 'approach',
      name: 'search',
      also: [
        { kind: 'layer', name: 'layer:search' },
        { kind: 'option', name: 'plan.search' },
        { kind: 'option', name: 'stack.search' },
      ],
    })
  })

  it('is nothing where an option belongs to several questions', () => {
    expect(find('none')).toEqual({ ok: false, why: 'ambiguous', candidates: ['size.none', 'pairs.none'] })
  })

  it.each([
    ['serch', { ok: false, why: 'unknown', nearest: ['search'] }],
    ['layer:wathc', { ok: false, why: 'unknown', nearest: ['watch'] }],
    ['base-alway', { ok: false, why: 'unknown', nearest: ['base-always'] }],
    ['claim:more-is-stuffed', { ok: false, why: 'unknown', nearest: ['more-is-never-stuffed'] }],
    ['zzzzzzzz', { ok: false, why: 'unknown', nearest: [] }],
    ['', { ok: false, why: 'unknown', nearest: [] }],
    [
      'gap.fact',
      { ok: false, why: 'option', question: 'gap', option: 'fact', options: ['facts', 'manner', 'nothing'], nearest: ['facts'] },
    ],
    ['gpa=facts', { ok: false, why: 'unknown', nearest: ['gap.facts'] }],
    ['siz.none', { ok: false, why: 'unknown', nearest: ['size.none'] }],
    ['gpa.zzz', { ok: false, why: 'unknown', nearest: ['gap'] }],
    [
      'gap=facts=more',
      { ok: false, why: 'option', question: 'gap', option: 'facts=more', options: ['facts', 'manner', 'nothing'], nearest: [] },
    ],
    ['constructor', { ok: false, why: 'unknown', nearest: [] }],
    ['__proto__', { ok: false, why: 'unknown', nearest: [] }],
  ])('%j is not there', (text, outcome) => {
    expect(find(text)).toEqual(outcome)
  })
})

it('everything in the core rubric is found by its name', () => {
  const all = subjectsOf(CORE)
  expect(all.length).toBeGreaterThan(250)
  for (const subject of all) {
    const found = findSubject(CORE, subject.kind === 'option' ? nameOf(subject) : `${subject.kind}:${nameOf(subject)}`)
    expect(found.ok && found.subject.source).toBe(subject.source)
  }
})
