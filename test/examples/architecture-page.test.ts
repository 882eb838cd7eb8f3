import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../e2e/harness.js'

const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
const quoted = [...page.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')

describe('ARCHITECTURE.md', () => {
  it('names every folder of src, in the tree and in the table of layers', () => {
    const folders = sources.filter((path) => !path.includes('/') && !path.includes('.'))
    expect(folders.length).toBeGreaterThan(10)
    for (const folder of folders) {
      expect(page).toContain(`\n  ${folder}/ `)
      expect(page, folder).toMatch(new RegExp(`^\\| .*\`${folder}\`.* \\| .* \\|$`, 'm'))
    }
  })

  it('names no source file that is not there', () => {
    const files = quoted.filter((text) => /^(?:[a-z-]+\/)*[a-z-]+\.ts$/.test(text) && !text.startsWith('test/'))
    expect(files.length).toBeGreaterThan(50)
    const there = (file: string): boolean => sources.some((path) => path === file.replace(/^src\//, '') || path.endsWith(`/${file}`))
    expect(files.filter((file) => !there(file))).toEqual([])
  })

  it('says of every chunk when it is loaded, and of none that is not built', () => {
    const chunks = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.cjs'))
    const patterns = quoted
      .filter((text) => text.endsWith('.cjs'))
      .map((text) => ({ text, pattern: new RegExp(`^${text.replace('.', '\\.').replace('…', '[a-z-]+')}$`) }))
    expect(chunks.filter((name) => !patterns.some(({ pattern }) => pattern.test(name)))).toEqual([])
    expect(patterns.filter(({ pattern }) => !chunks.some((name) => pattern.test(name))).map(({ text }) => text)).toEqual([])
  })
})
