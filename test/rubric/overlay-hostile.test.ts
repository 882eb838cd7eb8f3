import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeReader } from '../../src/files/node-reader.js'
import { loadRubric } from '../../src/rubric/load.js'
import { codes, listOf, MINIMAL, read } from './reading.js'

const overlay = (base: string, more = ''): string =>
  `format: 1\nid: ours\nversion: 1.0.0\ntitle: Ours\nextends: ${JSON.stringify(base)}\n${more}`

describe('reliability, X-06: what an overlay builds on lies in its own folder tree', () => {
  let root = ''
  const put = (name: string, text: string): void => writeFileSync(join(root, name), text)
  const load = (name: string) => loadRubric(join(root, name), nodeReader)

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'overlays-')))
    for (const name of ['tree', 'tree/below', 'outside']) mkdirSync(join(root, name))
    put('outside/secret.yaml', MINIMAL)
    put('tree/base.yaml', MINIMAL)
    put('tree/below/base.yaml', MINIMAL)
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test.each(['./base.yaml', './below/base.yaml', './below/../base.yaml', '././base.yaml', '../tree/base.yaml'])(
    'X-06 extends: %s is followed',
    async (base) => {
      put('tree/ours.yaml', overlay(base))
      expect(codes(await load('tree/ours.yaml'))).toEqual([])
    },
  )

  test.each([
    ['../outside/secret.yaml', 'base-outside'],
    ['../../secret.yaml', 'base-outside'],
    ['./below/../../outside/secret.yaml', 'base-outside'],
    ['..', 'base-path'],
    ['./..', 'base-path'],
    ['./../tree.yaml/../outside/secret.yaml', 'base-outside'],
    ['/etc/passwd', 'base-path'],
    ['/etc/passwd.yaml', 'base-path'],
    ['~/secret.yaml', 'base-path'],
    ['file:///etc/passwd.yaml', 'base-path'],
    ['https://example.org/base.yaml', 'base-path'],
    ['//host/share/base.yaml', 'base-path'],
    ['..\\outside\\secret.yaml', 'base-path'],
    ['C:\\secret.yaml', 'base-path'],
    ['./C:/secret.yaml', 'base-path'],
    ['./base', 'base-path'],
    ['./base.yaml?x', 'base-path'],
    ['.\u002fbase.yaml\u0020', 'base-path'],
    ['./gone.yaml', 'base-unreadable'],
    ['./below', 'base-path'],
    ['./ours.yaml', 'base-cycle'],
    ['./below/../ours.yaml', 'base-cycle'],
    ['none', 'unknown-base'],
    ['Core', 'unknown-base'],
    ['quick', 'unknown-base'],
    ['core.yaml', 'base-path'],
    ['', 'shape-empty-text'],
    ['constructor', 'unknown-base'],
  ])('X-06 extends: %j is refused as %s', async (base, code) => {
    put('tree/ours.yaml', overlay(base))
    const checked = await load('tree/ours.yaml')
    expect(checked.ok).toBe(false)
    expect(codes(checked)[0]).toBe(code)
    for (const { place } of listOf(checked)) expect([place?.line, place?.column]).toEqual([5, 10])
  })

  test('X-06 a link that leads out is refused, also through a folder; one inside is followed', async () => {
    symlinkSync(join(root, 'outside', 'secret.yaml'), join(root, 'tree', 'link.yaml'))
    symlinkSync(join(root, 'outside'), join(root, 'tree', 'way'))
    symlinkSync(join(root, 'tree', 'below', 'base.yaml'), join(root, 'tree', 'inner.yaml'))
    put('tree/a.yaml', overlay('./link.yaml'))
    put('tree/b.yaml', overlay('./way/secret.yaml'))
    put('tree/c.yaml', overlay('./inner.yaml'))
    expect(codes(await load('tree/a.yaml'))).toEqual(['base-outside'])
    expect(codes(await load('tree/b.yaml'))).toEqual(['base-outside'])
    expect(codes(await load('tree/c.yaml'))).toEqual([])
  })

  test('X-06 a base further down the chain cannot lead out either, and the tree is that of the first file', async () => {
    put('tree/below/mid.yaml', overlay('../base.yaml'))
    put('tree/below/out.yaml', overlay('../../outside/secret.yaml'))
    put('tree/ours.yaml', overlay('./below/mid.yaml'))
    put('tree/bad.yaml', overlay('./below/out.yaml'))
    expect(codes(await load('tree/ours.yaml'))).toEqual([])
    const bad = await load('tree/bad.yaml')
    expect(listOf(bad).map(({ code, place }) => [code, place?.file])).toEqual([['base-outside', join(root, 'tree', 'below', 'out.yaml')]])
    expect(codes(await load('tree/below/mid.yaml'))).toEqual(['base-outside'])
  })

  test('X-06 a circle of several files, and one closed by a link, end', async () => {
    put('tree/a.yaml', overlay('./b.yaml'))
    put('tree/b.yaml', overlay('./c.yaml'))
    put('tree/c.yaml', overlay('./again.yaml'))
    symlinkSync(join(root, 'tree', 'a.yaml'), join(root, 'tree', 'again.yaml'))
    const checked = await load('tree/a.yaml')
    expect(listOf(checked).map(({ code, place }) => [code, place?.file])).toEqual([['base-cycle', join(root, 'tree', 'c.yaml')]])
  })

  test('X-06 twenty overlays on each other are refused after the fifth', async () => {
    for (let at = 0; at < 20; at++) put(`tree/${at}.yaml`, overlay(`./${at + 1}.yaml`))
    put('tree/20.yaml', MINIMAL)
    expect(codes(await load('tree/0.yaml'))).toEqual(['base-depth'])
  })

  test('X-06 a folder is not read as a base, and a part of a base stays in the folder of the base', async () => {
    mkdirSync(join(root, 'tree', 'folder.yaml'))
    put('tree/ours.yaml', overlay('./folder.yaml'))
    expect(codes(await load('tree/ours.yaml'))).toEqual(['base-unreadable'])
    put('tree/below/split.yaml', MINIMAL.replace('summary: The', 'parts: [../base.yaml]\nsummary: The'))
    put('tree/parts.yaml', overlay('./below/split.yaml'))
    expect(codes(await load('tree/parts.yaml'))).toEqual(['part-name'])
  })

  test('a rubrics folder of the user is not taken for the shipped one', async () => {
    mkdirSync(join(root, 'tree', 'rubrics'))
    put('tree/rubrics/core.yaml', 'format: 1\nid: fake\n')
    put('tree/ours.yaml', overlay('core'))
    expect(codes(await load('tree/ours.yaml'))).toEqual([])
  })
})

describe('an overlay meant to harm', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('cannot name %s', async (name) => {
    const texts = [
      `remove: {questions: [${name}]}\n`,
      `remove: {${name}: [need]}\n`,
      `remove: {options: [${name}.facts], points: [${name}.${name}.${name}], components: [${name}.x]}\n`,
      `plans: {${name}: {does: [x]}}\n`,
      `questions: [{id: ${name}, title: T}]\n`,
      `questions: [{id: need, ${name}: T}]\n`,
      `questions: [{id: need, before: ${name}}]\n`,
    ]
    for (const text of texts) {
      const checked = await read(overlay('./base.yaml', text), { 'base.yaml': MINIMAL })
      expect(checked.ok, text).toBe(false)
    }
    expect(({} as Record<string, unknown>)['does']).toBeUndefined()
  })

  test('with thousands of changes and removals is refused within two seconds', async () => {
    const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join('')
    const gate = (id: string): string => `  - {id: ${id}, approach: rag, effect: block, because: B.}\n`
    const base = MINIMAL.replace('gates:\n', `gates:\n${many(1900, (at) => gate(`g${at}`))}`)
    const texts = [
      `remove:\n  gates:\n${many(2000, (at) => `  - none-${at}\n`)}`,
      `remove:\n  options:\n${many(2000, (at) => `  - need.none-${at}\n`)}`,
      `gates:\n${many(1900, (at) => `  - {id: g${at}, before: g${1899 - at}}\n`)}`,
      `gates:\n${many(1900, (at) => `  - {id: g${at}, after: h${at}}\n`)}`,
      `gates:\n${many(6000, (at) => gate(`n${at}`))}`,
    ]
    for (const text of texts) {
      const started = performance.now()
      await read(overlay('./base.yaml', text), { 'base.yaml': base })
      expect(performance.now() - started).toBeLessThan(4000)
    }
  }, 30_000)
})
