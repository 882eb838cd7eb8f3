import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeWriter } from '../../src/files/node-writer.js'
import { checkTargets, writeFiles } from '../../src/files/write.js'
import { problemsOf, valueIn } from './helpers.js'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'write-')))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

const at = (name: string): string => join(folder, name)
const put = (name: string, text = 'old'): string => {
  writeFileSync(at(name), text)
  return at(name)
}
const content = (name: string): string => readFileSync(at(name), 'utf8')
const NEW = { force: false, protect: [] }
const FORCE = { force: true, protect: [] }

/** Both refusals, before the interview and at the writing, must be the same. */
async function refused(paths: string[], options: { force: boolean; protect: string[] } = NEW): Promise<string[]> {
  const before = readdirSync(folder).sort()
  const early = await checkTargets(paths, options, nodeWriter)
  const late = problemsOf(
    await writeFiles(
      paths.map((path) => ({ path, text: 'new' })),
      options,
      nodeWriter,
    ),
  )
  expect(late).toEqual(early)
  expect(readdirSync(folder).sort()).toEqual(before)
  return early.map(({ code, message, hint, place }) => {
    expect(hint).toBeTruthy()
    return `${code} ${place?.file}: ${message}; ${hint}`
  })
}

describe('writing files', () => {
  it('writes new files whole, with the mode that was asked for', async () => {
    const big = '€'.repeat(400_000)
    const outputs = [
      { path: at('a.md'), text: 'one' },
      { path: at('b.yaml'), text: big, mode: 0o600 },
    ]
    expect(valueIn(await writeFiles(outputs, NEW, nodeWriter))).toEqual([at('a.md'), at('b.yaml')])
    expect(content('a.md')).toBe('one')
    expect(content('b.yaml')).toBe(big)
    expect(statSync(at('b.yaml')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['a.md', 'b.yaml'])
  })

  it('A-18 gives new answers files mode 0600 whatever the umask', async () => {
    const old = process.umask(0)
    try {
      valueIn(
        await writeFiles(
          [
            { path: at('a.yaml'), text: 'x', mode: 0o600 },
            { path: at('b.md'), text: 'x' },
          ],
          NEW,
          nodeWriter,
        ),
      )
    } finally {
      process.umask(old)
    }
    expect(statSync(at('a.yaml')).mode & 0o777).toBe(0o600)
    expect(statSync(at('b.md')).mode & 0o777).toBe(0o666)
  })

  it('takes relative paths from the current folder', async () => {
    const path = relative(process.cwd(), at('a.md'))
    expect(valueIn(await writeFiles([{ path, text: 'x' }], NEW, nodeWriter))).toEqual([at('a.md')])
  })

  it('writes nothing for no outputs', async () => {
    expect(valueIn(await writeFiles([], NEW, nodeWriter))).toEqual([])
  })

  it('F-20 keeps the mode of a file that is overwritten, and breaks its hard links', async () => {
    chmodSync(put('a.md'), 0o640)
    linkSync(at('a.md'), at('other-name.md'))
    valueIn(await writeFiles([{ path: at('a.md'), text: 'new', mode: 0o600 }], FORCE, nodeWriter))
    expect(content('a.md')).toBe('new')
    expect(statSync(at('a.md')).mode & 0o777).toBe(0o640)
    expect(content('other-name.md')).toBe('old')
  })

  it('overwrites several files with force, and leaves nothing else behind', async () => {
    const outputs = ['a', 'b', 'c'].map((name) => ({ path: put(name), text: `new ${name}` }))
    valueIn(await writeFiles(outputs, FORCE, nodeWriter))
    expect(
      readdirSync(folder)
        .sort()
        .map((name) => `${name}: ${content(name)}`),
    ).toEqual(['a: new a', 'b: new b', 'c: new c'])
  })
})

describe('targets that are refused, before the interview and at the writing', () => {
  it('F-01 a folder', async () => {
    mkdirSync(at('reports'))
    expect(await refused([at('reports')], FORCE)).toEqual([
      `write-folder ${at('reports')}: this is a folder, not a file; name a file in it`,
    ])
    expect(await refused([`${at('new')}/`])).toEqual([expect.stringContaining('write-folder')])
  })

  it('F-02 a folder or a file that may not be written', async () => {
    chmodSync(folder, 0o755)
    mkdirSync(at('locked'))
    writeFileSync(at('locked/old.md'), 'old')
    chmodSync(at('locked'), 0o555)
    writeFileSync(at('read-only.md'), 'old')
    chmodSync(at('read-only.md'), 0o444)
    const script = at('script.cjs')
    const resolveDir = fileURLToPath(new URL('../../src/files/', import.meta.url))
    const contents = `
      import { nodeWriter } from './node-writer.js'
      import { checkTargets, writeFiles } from './write.js'
      async function run() {
        const paths = process.argv.slice(2)
        const options = { force: true, protect: [] }
        const early = await checkTargets(paths, options, nodeWriter)
        const late = await writeFiles(paths.map((path) => ({ path, text: 'new' })), options, nodeWriter)
        console.log(JSON.stringify({ early, same: JSON.stringify(late.problems) === JSON.stringify(early) }))
      }
      run()`
    await build({
      stdin: { contents, resolveDir, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: script,
      logLevel: 'error',
    })
    const paths = [at('locked/new.md'), at('locked/old.md'), at('read-only.md')]
    // Permissions do not hold for root, so the test hands itself to nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const { stdout } = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8', env: {}, cwd: folder, ...nobody })
    const { early, same } = JSON.parse(stdout) as { early: { code: string; message: string; place: { file: string } }[]; same: boolean }
    expect(same).toBe(true)
    expect(early.map(({ code, place }) => `${code} ${place.file}`)).toEqual(paths.map((path) => `write-failed ${path}`))
    for (const { message } of early) expect(message).toBe('the file cannot be written: permission denied (EACCES)')
    expect(content('read-only.md')).toBe('old')
    chmodSync(at('locked'), 0o755)
    expect(readdirSync(at('locked'))).toEqual(['old.md'])
  })

  it('F-03 a file in a folder that is not there', async () => {
    expect(await refused([at("it's/new/a.md")])).toEqual([
      `write-no-folder ${at("it's/new/a.md")}: there is no folder ${at("it's/new")}; mkdir -p '${folder}/it'\\''s/new'`,
    ])
    expect(await refused([at('plain/a.md')])).toEqual([expect.stringContaining(`mkdir -p ${folder}/plain`)])
    put('file')
    expect(await refused([at('file/a.md')])).toEqual([expect.stringContaining('not a folder')])
  })

  it('F-04 a file that exists, without force', async () => {
    put('a.md')
    expect(await refused([at('a.md')])).toEqual([
      `write-exists ${at('a.md')}: the file exists; add --force to overwrite it, or name another file`,
    ])
    expect(content('a.md')).toBe('old')
    expect(await checkTargets([at('a.md')], FORCE, nodeWriter)).toEqual([])
  })

  it('F-05 a symbolic link, whatever it leads to', async () => {
    put('real.md')
    symlinkSync(at('real.md'), at('link.md'))
    symlinkSync(at('nowhere.md'), at('dangling.md'))
    symlinkSync(at('loop.md'), at('loop.md'))
    for (const name of ['link.md', 'dangling.md', 'loop.md'])
      expect(await refused([at(name)], FORCE)).toEqual([expect.stringMatching(/^write-link .*links are not followed/)])
    expect(content('real.md')).toBe('old')
    expect(lstatSync(at('link.md')).isSymbolicLink()).toBe(true)
  })

  it('F-06 a pipe, a socket and a device', async () => {
    execFileSync('mkfifo', [at('pipe')])
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve))
    const names = ['pipe', 'socket']
    // Only root may make a device node, and not everywhere; never touch a real one.
    if (spawnSync('mknod', [at('null'), 'c', '1', '3']).status === 0) names.push('null')
    const stats = names.map((name) => lstatSync(at(name)).mode)
    for (const name of names)
      expect(await refused([at(name)], FORCE)).toEqual([expect.stringMatching(/^write-special .*device, a pipe or a socket/)])
    expect(names.map((name) => lstatSync(at(name)).mode)).toEqual(stats)
    await new Promise((resolve) => server.close(resolve))
    expect((await checkTargets(['/dev/null'], FORCE, nodeWriter)).map(({ code }) => code)).toEqual(['write-special'])
  })

  it('F-13 an input of the same run, also by symbolic link, hard link or other case', async () => {
    const input = put('answers.yaml')
    symlinkSync(input, at('link.yaml'))
    linkSync(input, at('hard.yaml'))
    mkdirSync(at('sub'))
    symlinkSync(folder, at('sub/back'))
    const names = ['answers.yaml', 'link.yaml', 'hard.yaml', 'Answers.YAML', 'sub/../answers.yaml', 'sub/back/answers.yaml']
    for (const name of names)
      expect(await refused([`${folder}/${name}`], { force: true, protect: [input] })).toEqual([expect.stringContaining('write-input')])
    expect(await refused([input], { force: true, protect: [relative(process.cwd(), input)] })).toEqual([
      expect.stringContaining('write-input'),
    ])
    expect(await refused([input], { force: true, protect: [at('link.yaml')] })).toEqual([expect.stringContaining('write-input')])
    expect(content('answers.yaml')).toBe('old')
    expect(await checkTargets([at('report.md')], { force: false, protect: [input, at('missing.yaml')] }, nodeWriter)).toEqual([])
  })

  it('F-14 two outputs to one file', async () => {
    put('one.md')
    linkSync(at('one.md'), at('same.md'))
    mkdirSync(at('sub'))
    symlinkSync(folder, at('sub/back'))
    expect(await refused([at('a.md'), at('a.md')])).toEqual([expect.stringContaining(`write-twice ${at('a.md')}`)])
    expect(await refused([at('a.md'), at('A.md')])).toEqual([expect.stringContaining('write-twice')])
    expect(await refused([at('a.md'), at('sub/back/a.md')])).toEqual([expect.stringContaining('write-twice')])
    expect(await refused([at('one.md'), at('same.md')], FORCE)).toEqual([expect.stringContaining('write-twice')])
  })

  it('F-15 all of them when one is refused', async () => {
    put('b.md')
    expect(await refused([at('a.md'), at('b.md'), at('c.md')])).toEqual([expect.stringContaining('b.md')])
    expect(readdirSync(folder)).toEqual(['b.md'])
  })

  it('reports every refusal at once', async () => {
    put('a.md')
    mkdirSync(at('b.md'))
    expect((await refused([at('a.md'), at('b.md'), at('none/c.md'), ''])).map((one) => one.split(' ')[0])).toEqual([
      'write-exists',
      'write-folder',
      'write-no-folder',
      'write-no-path',
    ])
  })

  it('F-16 names that no file can have', async () => {
    expect(await refused([at('x'.repeat(300)), at('a\0b')])).toEqual([
      expect.stringContaining('ENAMETOOLONG'),
      expect.stringContaining('write-failed'),
    ])
  })
})
