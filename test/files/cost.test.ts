import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Meter, startMeter } from './meter.js'

const KIB = 1024
let meter: Meter
beforeAll(async () => {
  meter = await startMeter()
})
afterAll(() => meter.dispose())

describe('what a hostile input costs', () => {
  it.each([600 * KIB, 5 * KIB * KIB, 50 * KIB * KIB])('Y-19 refuses a file of %i bytes within a second and 150 MB', (size) => {
    const { codes, ms, mib } = meter.cost('a: b\n'.repeat(size / 5))
    expect(codes[0]).toBe('file-too-large')
    expect(ms).toBeLessThan(1000)
    expect(mib).toBeLessThan(150)
  })

  it('Y-19 refuses a device, and an endless standard input', () => {
    expect(meter.cost({ path: '/dev/zero' }).codes[0]).toBe('file-not-regular')
    const { codes, mib } = meter.cost({ stdin: new Uint8Array(20 * KIB * KIB) })
    expect(codes[0]).toBe('file-too-large')
    expect(mib).toBeLessThan(150)
  })

  it('Y-32 refuses one line of 5 MB', () => {
    const { codes, ms, mib } = meter.cost(`a: ${'x'.repeat(5_000_000)}\n`)
    expect(codes[0]).toBe('file-too-large')
    expect(ms).toBeLessThan(1000)
    expect(mib).toBeLessThan(150)
  })

  it('Y-08 reads one mapping of 30,000 keys in less than 2 seconds', () => {
    const { codes, ms } = meter.cost(Array.from({ length: 30_000 }, (_, index) => `key-${index}: v\n`).join(''))
    expect(codes[0]).toBe('ok')
    expect(ms).toBeLessThan(2000)
  })

  it('Y-20 refuses depth with a small stack', () => {
    for (const text of [
      '['.repeat(20_000),
      '{a: '.repeat(20_000),
      '- '.repeat(20_000),
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    ]) {
      expect(meter.cost(text, ['--stack-size=200']).codes[1]).toBe('yaml-depth')
    }
    expect(meter.cost('['.repeat(32) + ']'.repeat(32), ['--stack-size=200']).codes[0]).toBe('ok')
  })

  it('evaluates no text as code', () => {
    const flags = ['--disallow-code-generation-from-strings', '--disable-proto=throw', '--frozen-intrinsics', '--no-warnings']
    expect(meter.cost('a: &b 1\nc: {d: [e, "f"]}\n', flags).codes[0]).toBe('yaml-anchor')
  })
})
