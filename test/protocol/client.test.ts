import { describe, expect, it } from 'vitest'
import { hold, randomPerson } from './client.js'
import { expectFair, expectSameDecision, inProcess } from './held.js'

// The other people, 200 in all, are in test/slow/protocol.
describe.each([
  ['core', 1],
  ['quick', 8],
])('a client that knows nothing but the protocol, over %s', (rubric, people) => {
  it('reaches the decision of decide, is asked nothing twice, and is never told of more than before', async () => {
    for (let seed = 1; seed <= people; seed += 1) {
      const held = await hold(inProcess(rubric), randomPerson(seed))
      expectFair(held)
      await expectSameDecision(rubric, held)
    }
  }, 60_000)
})

describe('ways to go through', () => {
  it('asks every question that applies with --all, and skips none', async () => {
    const all = await hold(inProcess('quick', true), randomPerson(7))
    expectFair(all)
    expect(all.asked.every(({ skipped }) => skipped.length === 0)).toBe(true)
    await expectSameDecision('quick', all)
  })

  it('refuses to decide for those who are unsure of everything, with the error of decide', async () => {
    const held = await hold(inProcess('quick'), () => 'unsure')
    expectFair(held)
    expect(held.end).toMatchObject({ error: { code: 'no-reason' } })
    await expectSameDecision('quick', held)
  })
})
