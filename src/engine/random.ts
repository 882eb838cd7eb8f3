/**
 * A seeded stream of whole numbers: call it with n for one of 0 … n − 1, each equally likely
 * (to within n in four billion; for n below 2^20 the products are exact).
 * sfc32 by Chris Doty-Humphrey (PractRand), 32-bit integer arithmetic only, so every machine draws the same.
 */
export function randomFrom(seed: number): (below: number) => number {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = seed | 0
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 15; warm++) next()
  return (below) => Math.floor((next() * below) / 0x100000000)
}
