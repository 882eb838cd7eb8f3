import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lock, type LockedVerdict, lockText } from '../../src/check/lock.js'
import { isLockPath, lockPathOf, mayHoldAnswers, stemOf } from '../../src/check/lock-path.js'
import { readLock } from '../../src/check/read-lock.js'
import { isOlder } from '../../src/check/versions.js'
import { digestOf } from '../../src/rubric/digest.js'
import { valueIn } from '../files/helpers.js'
import { lockFor } from './helpers.js'

const read = (text: string) => readLock({ file: 'in.lock.json', text }, 'UPDATE')
const problemsIn = async (text: string): Promise<readonly string[]> => {
  const lock = await read(text)
  return lock.ok ? [] : lock.problems.map(({ code, message, place, hint }) => `${place?.line ?? '-'} ${code}: ${message}; ${hint}`)
}
const LOCK = lockFor(
  'review-after: 2027-03-31\nanswers:\n  need: facts\n  labeled-pairs: 250\n  symptoms: [stale-answers, hallucination]\n  regulated: "no"\n',
)
const TEXT = lockText(LOCK)

describe('a lock', () => {
  it('is sorted JSON with one answer and one approach to a line', () => {
    expect(TEXT.replace(/"[0-9a-f]{64}"/g, '"…"').replace(/"version": "[^"]*"/, '"version": "…"')).toMatchInlineSnapshot(`
      "{
        "answers": {
          "digest": "…",
          "values": {
            "labeled-pairs": 250,
            "need": "facts",
            "regulated": "no",
            "symptoms": ["hallucination", "stale-answers"]
          }
        },
        "digest": "…",
        "lockVersion": 1,
        "review": {"after": "2027-03-31", "from": "answers"},
        "rubric": {
          "digest": "…",
          "id": "core",
          "version": "…"
        },
        "tool": {
          "name": "rag-or-tune",
          "version": "1.2.0"
        },
        "verdicts": {
          "fine-tuning": {"margin": {"at": "pilot", "points": 16, "to": "line"}, "verdict": "skip"},
          "long-context": {"margin": {"at": "rag", "points": 15, "to": "alternative"}, "verdict": "skip"},
          "prompting": {"margin": null, "verdict": "adopt"},
          "rag": {"margin": {"at": "adopt", "points": 9, "to": "line"}, "verdict": "adopt"},
          "self-learning": {"margin": {"at": "pilot", "points": 3, "to": "line"}, "verdict": "skip"},
          "self-model": {"margin": {"at": "pilot", "points": 3, "to": "line"}, "verdict": "skip"}
        }
      }
      "
    `)
    expect(JSON.parse(TEXT)).toMatchObject({ lockVersion: 1, tool: { name: 'rag-or-tune', version: '1.2.0' } })
  })

  it('holds no free text, and the same bytes whatever the order of the answers', () => {
    const again = lockFor(
      'title: secret\nowner: me\nreview-after: 2027-03-31\nanswers:\n  regulated: "no"\n  symptoms: [hallucination, stale-answers]\n  labeled-pairs: 250\n  need: facts\n',
    )
    expect(lockText(again)).toBe(TEXT)
  })

  it('tells a number from its band, and an open question from one that nobody looked at', () => {
    const digest = (line: string): string => lockFor(`answers:\n  need: facts\n  ${line}\n`).answers.digest
    expect(
      new Set([
        digest('labeled-pairs: 250'),
        digest('labeled-pairs: 251'),
        digest('labeled-pairs: hundreds'),
        digest('labeled-pairs: unsure'),
      ]).size,
    ).toBe(4)
  })

  it('has another text when one answer differs, on three lines: the answer and the two digests', () => {
    const other = lockText(
      lockFor(
        'review-after: 2027-03-31\nanswers:\n  need: facts\n  labeled-pairs: 251\n  symptoms: [stale-answers, hallucination]\n  regulated: "no"\n',
      ),
    )
    const lines = TEXT.split('\n')
    expect(other.split('\n').filter((line, at) => line !== lines[at])).toHaveLength(3)
  })

  it('reads back as the same (property)', async () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).filter((one) => one !== 'constructor' && one !== 'prototype')
    const margin = fc.record(
      { points: fc.nat(99), to: fc.constantFrom('line', 'alternative', 'readiness'), at: id },
      { noNullPrototype: true },
    )
    const verdict = fc.record(
      { verdict: fc.constantFrom('adopt', 'pilot', 'later', 'skip'), margin: fc.option(margin) },
      { noNullPrototype: true },
    )
    const value = fc.oneof(
      id,
      fc.nat(10 ** 9),
      fc.uniqueArray(id).map((ids) => [...ids].sort()),
    )
    const sorted = <T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
      new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
    const locks = fc.record({
      values: fc.uniqueArray(fc.tuple(id, value), { selector: ([one]) => one }).map(sorted),
      verdicts: fc.uniqueArray(fc.tuple(id, verdict as fc.Arbitrary<LockedVerdict>), { selector: ([one]) => one }).map(sorted),
      review: fc.constantFrom(null, { after: '2027-03-31', from: 'date' as const }),
      rubric: id,
    })
    await fc.assert(
      fc.asyncProperty(locks, async ({ values, verdicts, review, rubric }) => {
        const lock: Lock = {
          tool: { name: 'rag-or-tune', version: '1.2.3-beta.1' },
          rubric: { id: rubric, version: '1.0.0', digest: digestOf('a') },
          answers: { digest: digestOf('b'), values },
          review,
          verdicts,
          digest: digestOf('c'),
        }
        const text = lockText(lock)
        const again = valueIn(await read(text))
        expect(again).toEqual(lock)
        expect(() => JSON.parse(text)).not.toThrow()
        expect(lockText(again)).toBe(text)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a lock that cannot be read', () => {
  it.each([
    ['', '- lock-shape: the lock is empty; UPDATE'],
    [
      '{"version": 1}',
      '- lock-foreign: this file stands where the lock belongs, and is none; give the answers file, or this one, another name',
    ],
    [
      '{"lockVersion": 2}',
      '1 lock-newer: the lock has the format 2, and this version of rag-or-tune reads 1; run the version of rag-or-tune that wrote it, or a later one',
    ],
    [TEXT.replace('"lockVersion": 1', '"lockVersion": "1"'), '12 lock-shape: the lock is damaged: lockVersion is not 1; UPDATE'],
    [
      TEXT.replace('"need": "facts"', '"need": "<b>"'),
      '6 lock-shape: the lock is damaged: answers.values.need is neither an option, a number nor a list of options; UPDATE',
    ],
    [TEXT.replace('"need": "facts"', '"need": -1'), '6 lock-shape'],
    [TEXT.replace('"need": "facts"', '"Need": "facts"'), '6 lock-shape: the lock is damaged: answers.values.Need is not an id; UPDATE'],
    [
      TEXT.replace('"verdict": "adopt"', '"verdict": "adept"'),
      'lock-shape: the lock is damaged: verdicts.prompting.verdict is not what a lock holds there; UPDATE',
    ],
    [TEXT.replace('2027-03-31', '2027-02-31'), '13 lock-shape: the lock is damaged: review.after is not what a lock holds there; UPDATE'],
    [TEXT.replace(/"digest": "[0-9a-f]{64}",\n {4}"id"/, '"id"'), 'lock-shape: the lock is damaged: rubric.digest is missing; UPDATE'],
    [TEXT.replace(/"points": \d+/, '"points": 1.5'), 'points is not a whole number'],
    [TEXT.replace('"margin": null, ', ''), 'verdicts.prompting.margin is missing'],
    [TEXT.replace('"1.2.0"', '"1.2.00"'), 'tool.version is not what a lock holds there'],
    [TEXT.replace('"1.2.0"', '"01.2.0"'), 'tool.version is not what a lock holds there'],
    [
      TEXT.replace('  "lockVersion"', '  "note": 1,\n  "lockVersion"'),
      '12 lock-shape: the lock is damaged: note is nothing that a lock holds',
    ],
    [TEXT.replace('"margin": null', '"margin": null, "why": "x"'), 'verdicts.prompting.why is nothing that a lock holds'],
    [TEXT.replace('"points"', '"by": 1, "points"'), 'margin.by is nothing that a lock holds'],
    [TEXT.replace('"from": "answers"', '"from": "me"'), 'review.from is not what a lock holds there'],
    [TEXT.replace(/ {2}"review": .*\n/, ''), 'review.after is missing'],
  ])('%#', async (text, message) => {
    expect((await problemsIn(text))[0]).toContain(message)
  })

  it('names a merge that nobody finished for what it is, at its line', async () => {
    const text = TEXT.replace(
      '      "need": "facts",',
      '<<<<<<< HEAD\n      "need": "facts",\n=======\n      "need": "both",\n>>>>>>> other',
    )
    expect(await problemsIn(text)).toEqual([
      '6 lock-conflict: the lock holds the marks of a merge that nobody finished; finish the merge of the answers file, then UPDATE',
    ])
  })

  it('that is broken says where, and how to write it anew', async () => {
    const said = await problemsIn(TEXT.slice(0, 200))
    expect(said[0]).toBe('- lock-shape: the lock is damaged: it cannot be read; UPDATE')
    expect(said.length).toBeGreaterThan(1)
  })

  it('with a key twice is damaged, too: JSON alone would take the last', async () => {
    expect((await problemsIn(TEXT.replace('"need": "facts"', '"need": "facts",\n      "need": "both"')))[1]).toContain('yaml-duplicate-key')
  })
})

describe('where a lock lies', () => {
  it.each([
    ['team.yaml', 'team.lock.json'],
    ['a/b.c/team.yml', 'a/b.c/team.lock.json'],
    ['team.JSON', 'team.lock.json'],
    ['team', 'team.lock.json'],
    ['team.txt', 'team.txt.lock.json'],
    ['.yaml', '.lock.json'],
  ])('%s: %s', (path, lock) => {
    expect(lockPathOf(path)).toBe(lock)
  })

  it('leads back to its answers file', () => {
    expect(stemOf('a/team.lock.json')).toBe('a/team')
    expect([isLockPath('team.lock.json'), isLockPath('lock.json'), mayHoldAnswers('team.lock.json'), mayHoldAnswers('a.yml')]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('which version is older', () => {
  it.each([
    ['1.2.3', '1.2.4', true],
    ['1.9.0', '1.10.0', true],
    ['2.0.0', '1.9.9', false],
    ['1.0.0', '1.0.0', false],
    ['1.0.0-beta.1', '1.0.0', true],
    ['1.0.0', '1.0.0-beta.1', false],
    ['1.0.0-beta.1', '1.0.0-beta.2', true],
    ['1.0.1-beta.1', '1.0.0', false],
    ['0.1.0-rc.9', '0.1.0-rc.10', true],
    ['0.1.0-rc.10', '0.1.0-rc.9', false],
    ['1.0.0-1', '1.0.0-a', true],
    ['1.0.0-a', '1.0.0-1', false],
    ['1.0.0-a', '1.0.0-a.1', true],
    ['1.0.0-a.b', '1.0.0-a', false],
  ])('%s is older than %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older)
  })
})
