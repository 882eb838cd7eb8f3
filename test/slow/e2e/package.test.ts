import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TOOL } from '../../../src/version.js'
import { ENV, ROOT, withFolder } from '../../e2e/harness.js'

const { HOME } = process.env
const env = (folder: string): NodeJS.ProcessEnv => ({
  ...ENV,
  HOME: HOME ?? folder,
  npm_config_cache: join(folder, 'cache'),
  npm_config_update_notifier: 'false',
})

const npm = (command: 'npm' | 'npx', args: readonly string[], cwd: string, folder: string): string =>
  execFileSync(command, args, { cwd, env: env(folder), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

const distHash = (): string => {
  const hash = createHash('sha256')
  const folder = join(ROOT, 'dist')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(cjs|json)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

describe('the package', () => {
  it('runs from its tarball with an empty cache and without scripts (C-16, E-07)', async () => {
    await withFolder((folder) => {
      const [packed] = JSON.parse(npm('npm', ['pack', '--json', '--pack-destination', folder], ROOT, folder).replace(/^[^[]*/, ''))
      const names: string[] = packed.files.map((file: { path: string }) => file.path)
      expect(names).toEqual(
        expect.arrayContaining([
          'THIRD_PARTY_LICENSES',
          'bin/rag-or-tune.js',
          'dist/main.cjs',
          'dist/rubrics/core.json',
          'rubrics/core.yaml',
          'schema/check.schema.json',
          'schema/error.schema.json',
          'docs/ci.md',
          'skills/rag-or-tune/SKILL.md',
        ]),
      )
      expect(names.filter((name) => /^(src|test|scripts|node_modules)\/|\.stamp$/.test(name))).toEqual([])
      expect(packed.bundled).toEqual([])
      const tarball = `file:${join(folder, packed.filename)}`
      const npx = (...args: string[]): string =>
        npm('npx', ['--yes', '--offline', '--ignore-scripts', '--package', tarball, '--', 'rag-or-tune', ...args], folder, folder)
      expect(npx('--version')).toBe(`${TOOL.version}\n`)
      expect(JSON.parse(npx('--set', 'need=facts', '--format', 'json')).set).toContain('rag')
      writeFileSync(join(folder, 'team.yaml'), 'answers:\n  need: facts\n')
      npx('--answers', 'team.yaml', '--lock', '--brief')
      expect(npx('check', 'team.yaml')).toContain('1 passed')
      expect(npx('batch', '.', '--format', 'csv', '--quiet')).toContain('team.yaml')
    })
  })

  it('needs no package at run time and no install script', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(manifest.dependencies).toBeUndefined()
    expect(Object.keys(manifest.scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([])
  })

  it('builds the same bytes again (S-04)', () => {
    const before = distHash()
    const licences = readFileSync(join(ROOT, 'THIRD_PARTY_LICENSES'), 'utf8')
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs'), '--quiet', '--force'], { cwd: ROOT, env: ENV })
    expect(distHash()).toBe(before)
    expect(readFileSync(join(ROOT, 'THIRD_PARTY_LICENSES'), 'utf8')).toBe(licences)
    expect(existsSync(join(ROOT, 'dist', '.stamp'))).toBe(true)
  })
})
