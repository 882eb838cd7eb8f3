import { afterEach, beforeEach, vi } from 'vitest'

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const

beforeEach(() => {
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      throw new Error(`console.${method} was called in a test: ${values.map(String).join(' ')}`)
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})
