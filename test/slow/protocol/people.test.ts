import { describe, expect, it } from 'vitest'
import { start } from '../../e2e/harness.js'
import { hold, randomPerson, type Send } from '../../protocol/client.js'
import { expectFair, expectSameDecision, inProcess } from '../../protocol/held.js'

describe('a client that knows nothing but the protocol reaches the decision of decide', () => {
  it.each([
    [101, 140],
    [141, 180],
    [181, 220],
    [221, 260],
    [261, 300],
  ])(
    'for the random people %i to %i',
    async (first, last) => {
      for (let seed = first; seed <= last; seed += 1) {
        const held = await hold(inProcess('core'), randomPerson(seed))
        expectFair(held)
        await expectSameDecision('core', held)
        expect(held.asked.length).toBeLessThanOrEqual(23)
      }
    },
    900_000,
  )

  it('for five more, over a real process and its standard input', async () => {
    const send: Send = (input) => (input === undefined ? start(['next', '--json']) : start(['next', '--answers', '-', '--json'], { input }))
    for (const seed of [1, 2, 3, 4, 5]) {
      const held = await hold(send, randomPerson(seed))
      expectFair(held)
      await expectSameDecision('core', held)
    }
  })
})
