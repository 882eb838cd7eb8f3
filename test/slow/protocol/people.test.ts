import { describe, expect, it } from 'vitest'
import { start } from '../../e2e/harness.js'
import { hold, randomPerson, type Send } from '../../protocol/client.js'
import { expectFair, expectSameDecision, inProcess } from '../../protocol/held.js'

describe('a client that knows nothing but the protocol', () => {
  it('reaches the decision of decide, for 200 random people', async () => {
    const counts: number[] = []
    for (let seed = 101; seed <= 300; seed += 1) {
      const held = await hold(inProcess('core'), randomPerson(seed))
      expectFair(held)
      await expectSameDecision('core', held)
      counts.push(held.asked.length)
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(23)
  })

  it('does so over a real process and its standard input, for 5 more', async () => {
    const send: Send = (input) => (input === undefined ? start(['next', '--json']) : start(['next', '--answers', '-', '--json'], { input }))
    for (const seed of [1, 2, 3, 4, 5]) {
      const held = await hold(send, randomPerson(seed))
      expectFair(held)
      await expectSameDecision('core', held)
    }
  })
})
