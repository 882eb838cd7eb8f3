import { describe, expect, it } from 'vitest'
import { programOf } from '../../src/commands/program.js'

describe('how to start the program again', () => {
  it.each([
    ['installed', {}, 'rag-or-tune'],
    ['by npx', { npm_lifecycle_event: 'npx' }, 'npx rag-or-tune'],
    ['from a clone', { npm_lifecycle_event: 'start', npm_package_name: 'rag-or-tune' }, 'npm start --'],
    ['from a script of another package', { npm_lifecycle_event: 'start', npm_package_name: 'ours' }, 'rag-or-tune'],
  ])('%s', (_, env, program) => {
    expect(programOf(env)).toBe(program)
  })
})
