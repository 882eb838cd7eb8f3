import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run, withFolder } from './harness.js'

it('A-18 a saved answers file that is new can be read by its owner only', () =>
  withFolder((folder) => {
    const path = join(folder, 'answers.yaml')
    expect(run(['--set', 'need=facts', '--save', path, '--quiet', '--format', 'json']).code).toBe(0)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  }))
