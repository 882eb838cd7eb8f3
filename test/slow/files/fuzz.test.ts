import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetFromDocument } from '../../../src/answers/document.js'
import { renderDiagnostics } from '../../../src/files/frame.js'
import { parseSource } from '../../../src/files/parse.js'
import { readSource } from '../../../src/files/read.js'
import { SMALL } from '../../answers/small-rubric.js'
import { fixture, fixtureText, unseenIn } from '../../files/helpers.js'

const SEEDS = ['yaml', 'json', 'answers'].flatMap((folder) =>
  readdirSync(fixture(folder))
    .filter((name) => /\.(?:yaml|json)$/.test(name))
    .map((name) => fixtureText(`${folder}/${name}`)),
)

/** Reads bytes as an answers file; whatever they are, this returns, quickly, and what it says is safe to print. */
async function survive(bytes: Uint8Array): Promise<void> {
  const start = performance.now()
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  const source = await readSource('-', { readRegular: () => Promise.reject(new Error('not asked for')), stdin })
  const parsed = source.ok ? parseSource(source.value) : source
  const checked = parsed.ok ? sheetFromDocument(parsed.value, SMALL) : parsed
  const problems = checked.ok ? checked.warnings : checked.problems
  if (!checked.ok) expect(problems.length).toBeGreaterThan(0)
  for (const { place } of problems) expect(place?.file).toBe('<stdin>')
  expect(unseenIn(renderDiagnostics(problems, { colour: false }))).toEqual([])
  expect(performance.now() - start).toBeLessThan(2000)
}

describe('Y-35 whatever bytes come', () => {
  it('Y-35 survives random bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), survive), { numRuns: 20_000 })
  })

  it('Y-35 survives random marks of YAML', async () => {
    const marks = fc.string({ unit: fc.constantFrom(...'{}[]:,-?&*!|>%@`\'"#~ \n\t\r.<=0e1_xaé\u0000\u200b\ud800\u001f'), maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(marks, (text) => survive(new TextEncoder().encode(text))),
      { numRuns: 30_000 },
    )
  })

  it('Y-35 survives every fixture with pieces cut out and swapped', async () => {
    const edited = fc.tuple(fc.constantFrom(...SEEDS), fc.constantFrom(...SEEDS), fc.nat(200), fc.nat(60), fc.nat(200), fc.nat(60))
    await fc.assert(
      fc.asyncProperty(edited, ([a, b, at, cut, from, length]) =>
        survive(new TextEncoder().encode(a.slice(0, at) + b.slice(from, from + length) + a.slice(at + cut))),
      ),
      { numRuns: 30_000 },
    )
  })
})
