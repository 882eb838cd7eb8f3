import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ran, run, shell, start, withFolder } from '../e2e/harness.js'
import { bash, canMount, publicCopy, withFileLimit } from './process.js'
import { errorDocument, expectRefusal, expectSuccess, fakeTerminals, hostile, runHere, type Told, told } from './support.js'

const SET = ['--set', 'need=facts']

/** Everything below a folder: names, kinds, rights and contents. */
function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const stats = lstatSync(path)
      const content = stats.isFile() ? readFileSync(path, 'utf8') : stats.isSymbolicLink() ? readlinkSync(path) : ''
      return `${name} ${stats.mode.toString(8)} ${stats.ino} ${stats.rdev} ${content}`
    })
}

/** Runs the command in a folder and expects that it refuses and leaves everything there as it was. */
function refusedUntouched(folder: string, args: readonly string[]): Told[] {
  const before = everythingIn(folder)
  const ran = run([...SET, ...args], { cwd: folder })
  const problems = expectRefusal(ran)
  expect(everythingIn(folder)).toEqual(before)
  return problems
}

const only = (problems: readonly Told[]): Told => {
  expect(problems).toHaveLength(1)
  return problems[0] as Told
}

describe('targets that cannot be written', () => {
  it('F-01 refuses a folder, and leaves nothing in it or beside it', async () => {
    await withFolder((folder) => {
      mkdirSync(join(folder, 'reports.md'))
      for (const args of [
        ['--output', 'reports.md'],
        ['--output', 'reports.md', '--force'],
        ['--save', 'reports.md', '--output', '-'],
        ['--save', '.', '--force'],
        ['--save', 'new/', '--force'],
      ]) {
        expect(only(refusedUntouched(folder, args)).code).toBe('write-folder')
      }
      const named = only(refusedUntouched(folder, ['--output', 'reports.md/']))
      expect(named.code).toBe('write-folder')
      expect(named.below).toContain('name a file in it; with --format adr, it takes a decision record')
    })
  })

  it('F-02 refuses a folder and a file that may not be written, by name, as somebody who is not root', async () => {
    await withFolder((folder) => {
      chmodSync(folder, 0o755)
      const bin = publicCopy(folder)
      for (const [name, mode] of [
        ['closed', 0o555],
        ['open', 0o777],
      ] as const) {
        mkdirSync(join(folder, name))
        writeFileSync(join(folder, name, 'old.md'), 'old')
        chmodSync(join(folder, name, 'old.md'), 0o444)
        chmodSync(join(folder, name), mode)
      }
      try {
        const as = { user: 'nobody', bin } as const
        // Permission tests prove nothing as root: the first line shows that this user is held back.
        expect(bash('echo x > closed/x || echo x > open/old.md', folder, as).code).not.toBe(0)
        for (const [path, args] of [
          ['closed/new.md', '--output closed/new.md'],
          ['closed/old.md', '--output closed/old.md --force'],
          ['open/old.md', '--output open/old.md --force'],
          ['closed/team.yaml', '--save closed/team.yaml'],
        ] as const) {
          const problem = only(expectRefusal(bash(`tool --set need=facts ${args}`, folder, as)))
          expect(problem).toMatchObject({ file: path, code: 'write-failed' })
          expect(problem.message).toContain('permission denied (EACCES)')
        }
        expect(readdirSync(join(folder, 'closed'))).toEqual(['old.md'])
        expect(readdirSync(join(folder, 'open'))).toEqual(['old.md'])
        expect(readFileSync(join(folder, 'open', 'old.md'), 'utf8')).toBe('old')
        expect(bash('tool --set need=facts --output open/new.md', folder, as).code).toBe(0)
      } finally {
        chmodSync(join(folder, 'closed'), 0o755)
      }
    })
  })

  it('F-03 refuses a missing parent, and says how to make it', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'file'), '')
      const missing = only(refusedUntouched(folder, ['--output', 'no/such/plan.md']))
      expect(missing).toMatchObject({ code: 'write-no-folder', file: 'no/such/plan.md' })
      expect(missing.below).toContain('hint: mkdir -p no/such')
      expect(only(refusedUntouched(folder, ['--save', "it's/team.yaml"])).below).toContain(`hint: mkdir -p 'it'\\''s'`)
      refusedUntouched(folder, ['--output', 'file/plan.md'])
    })
  })

  it('F-04 leaves a file that exists unless it is forced', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'plan.md'), 'old')
      writeFileSync(join(folder, 'team.yaml'), 'old')
      expect(only(refusedUntouched(folder, ['--output', 'plan.md'])).below).toContain('add --force')
      expect(refusedUntouched(folder, ['--output', 'plan.md', '--save', 'team.yaml']).map(({ code }) => code)).toEqual([
        'write-exists',
        'write-exists',
      ])
      expectSuccess(run([...SET, '--output', 'plan.md', '--force', '--quiet'], { cwd: folder }))
      expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toMatch(/^# /)
      expect(readdirSync(folder).sort()).toEqual(['plan.md', 'team.yaml'])
    })
  })
  it('F-04 finds that out before it asks a question', async () => {
    await withFolder(
      async (folder) => {
        const ran = await runHere(['--interview', '--output', join(folder, 'plan.md')], fakeTerminals)
        expect(only(expectRefusal(ran)).code).toBe('write-exists')
      },
      { 'plan.md': 'old' },
    )
  })

  it('F-05 follows no symbolic link, wherever it leads', async () => {
    await withFolder((folder) => {
      mkdirSync(join(folder, 'elsewhere'))
      writeFileSync(join(folder, 'elsewhere', 'plan.md'), 'old')
      symlinkSync('elsewhere/plan.md', join(folder, 'link.md'))
      symlinkSync('nowhere.md', join(folder, 'dangling.md'))
      symlinkSync('loop.md', join(folder, 'loop.md'))
      symlinkSync('/dev/null', join(folder, 'device.md'))
      for (const name of ['link.md', 'dangling.md', 'loop.md', 'device.md']) {
        for (const args of [
          ['--output', name],
          ['--output', name, '--force'],
          ['--save', name, '--force'],
        ]) {
          expect(only(refusedUntouched(folder, args))).toMatchObject({ code: 'write-link', file: name })
        }
      }
      expect(existsSync(join(folder, 'nowhere.md'))).toBe(false)
    })
  })

  it('F-06 writes no device, pipe or socket, and leaves it what it is', async () => {
    await withFolder(async (folder) => {
      // Private nodes, never the machine's own; a user who may make no device has the pipe and the socket.
      bash('mkfifo pipe.md; mknod null.md c 1 3 2>/dev/null; mknod null.yaml c 1 3 2>/dev/null; true', folder)
      const server = createServer().listen(join(folder, 'socket.md'))
      try {
        const nodes = readdirSync(folder)
        expect(nodes.length).toBeGreaterThanOrEqual(2)
        for (const name of nodes) {
          const before = everythingIn(folder)
          for (const args of [
            ['--output', name.replace('yaml', 'md')],
            ['--save', name],
            ['--save', `./${name}`, '--format', 'text'],
          ]) {
            const ran = await start([...SET, ...args, '--force'], { cwd: folder })
            expect(only(expectRefusal(ran)).code).toBe('write-special')
          }
          expect(everythingIn(folder)).toEqual(before)
          expect(statSync(join(folder, name)).isFile()).toBe(false)
        }
      } finally {
        server.close()
      }
    })
  })
  it('F-06 takes - and /dev/stdout for standard output', () => {
    const plain = expectSuccess(run([...SET, '--format', 'markdown']))
    for (const path of ['-', '/dev/stdout']) expect(expectSuccess(run([...SET, '--format', 'markdown', '--output', path]))).toBe(plain)
    expect(expectSuccess(shell('tool --set need=facts --format markdown --output /dev/stdout | cat'))).toBe(plain)
  })
})

describe('a disk that is full', () => {
  const fill = 'head -c 3000 /dev/zero | tr "\\0" x > plan.json'

  it('F-07 keeps the old file whole, removes what it began, and says why', async () => {
    await withFolder((folder) => {
      const mounted = canMount(folder)
      const work = `${fill} && cksum < plan.json && tool --set need=facts --output plan.json --force; code=$?; cksum < plan.json; ls -A; exit $code`
      const ran = mounted ? bash(work, folder, { disk: '16k' }) : bash(withFileLimit(16, work), folder)
      expect(ran.code).toBe(2)
      expect(only(told(ran.stderr))).toMatchObject({ code: 'write-failed', file: 'plan.json' })
      expect(ran.stderr).toContain(mounted ? 'no space is left on the device (ENOSPC)' : '(EFBIG)')
      const [before, after, ...names] = ran.stdout.trim().split('\n')
      expect(after).toBe(before)
      expect(names).toEqual(['plan.json'])
    })
  })
  it('F-07 does the same when the system stops a file from growing', async () => {
    await withFolder((folder) => {
      const ran = bash(
        withFileLimit(16, `${fill}; tool --set need=facts --output plan.json --save team.yaml --force; code=$?; ls -A; exit $code`),
        folder,
      )
      expect(ran).toMatchObject({ code: 2, stdout: 'plan.json\n' })
      expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe('x'.repeat(3000))
    })
  })

  it('F-08 does not pass for a success when standard output is full', () => {
    for (const format of ['json', 'markdown', 'text']) {
      const ran = shell(`tool --set need=facts --format ${format} > /dev/full`)
      expect(ran.code).toBe(2)
      expect(only(told(ran.stderr))).toMatchObject({ code: 'stdout-failed' })
      expect(ran.stderr).toContain('ENOSPC')
    }
    expect(shell('tool --help > /dev/full').code).toBe(2)
    expect(shell('tool --version > /dev/full').code).toBe(2)
  })
  it('F-08 says which files were written before standard output failed', async () => {
    await withFolder((folder) => {
      const ran = shell('tool --set need=facts --output plan.md --output - > /dev/full', { cwd: folder })
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain('wrote plan.md')
      expect(readdirSync(folder)).toEqual(['plan.md'])
    })
  })
})

describe('standard output that nobody reads', () => {
  it('F-11 is silent when the reader of a pipe has had enough', () => {
    for (const reader of ['head -1', 'head -c 1', 'true']) {
      const ran = shell(`tool --set need=facts --format json | ${reader}; exit \${PIPESTATUS[0]}`)
      expect(ran).toMatchObject({ code: 0, stderr: '' })
    }
    expect(shell('set -o pipefail; tool --help | head -1')).toMatchObject({ code: 0, stderr: '' })
  })
  it('F-11 writes more than a pipe holds to a reader that is slow', () => {
    const whole = expectSuccess(run([...SET, '--format', 'json']))
    expect(whole.length).toBeGreaterThan(65_536)
    const ran = shell('tool --set need=facts --format json | (sleep 0.4; cat)')
    expect(expectSuccess(ran)).toBe(whole)
  })

  it('F-12 does not pass for a success when standard output is closed', () => {
    const ran = shell('tool --set need=facts >&-')
    expect(ran.code).toBe(2)
    expect(only(told(ran.stderr)).code).toBe('stdout-failed')
  })
  it('F-12 needs no standard output when the result goes to a file or is thrown away on purpose', async () => {
    await withFolder((folder) => {
      expect(shell('tool --set need=facts --output plan.md --quiet >&-', { cwd: folder })).toMatchObject({ code: 0, stderr: '' })
      expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toMatch(/^# /)
      expect(shell('tool --set need=facts > /dev/null')).toMatchObject({ code: 0, stderr: '' })
      expect(shell('tool --set need=facts <&-', { cwd: folder }).code).toBe(0)
    })
  })
})

describe('several outputs, and inputs', () => {
  it('F-13 never writes over an input, by whatever name', async () => {
    await withFolder((folder) => {
      writeFileSync(join(folder, 'team.json'), readFileSync(hostile('ok-need.yaml')))
      writeFileSync(join(folder, 'rubric.json'), readFileSync(hostile('ok-rubric.yaml')))
      mkdirSync(join(folder, 'real'))
      symlinkSync('.', join(folder, 'here'))
      symlinkSync('team.json', join(folder, 'link.json'))
      linkSync(join(folder, 'team.json'), join(folder, 'hard.json'))
      linkSync(join(folder, 'rubric.json'), join(folder, 'hard-rubric.json'))
      const names = ['team.json', './team.json', 'here/team.json', 'TEAM.json', 'hard.json', 'link.json', 'rubric.json', 'hard-rubric.json']
      const refuse = (input: readonly string[], path: string, flag: string): void => {
        const before = everythingIn(folder)
        const problems = expectRefusal(run([...input, flag, path, '--force'], { cwd: folder }))
        expect(only(problems).code, `${flag} ${path}`).toBe('write-input')
        expect(everythingIn(folder)).toEqual(before)
      }
      for (const [index, path] of names.entries()) {
        refuse(['--answers', 'team.json', '--rubric', 'rubric.json'], path, index % 2 === 0 ? '--output' : '--save')
      }
      const otherwise = ['--answers', './real/../team.json', '--rubric', join(folder, 'rubric.json')]
      refuse(otherwise, 'team.json', '--save')
      refuse(otherwise, 'Rubric.json', '--output')
    })
  })
  it('F-13 protects the parts of a rubric too', async () => {
    await withFolder((folder) => {
      const whole = readFileSync(hostile('ok-rubric.yaml'), 'utf8')
      const at = whole.indexOf('plans:')
      writeFileSync(join(folder, 'rubric.yaml'), `${whole.slice(0, at)}parts: [plans.yaml]\n`)
      writeFileSync(join(folder, 'plans.yaml'), whole.slice(at))
      expectSuccess(run([...SET, '--rubric', 'rubric.yaml', '--quiet'], { cwd: folder }))
      const problems = refusedUntouched(folder, ['--rubric', 'rubric.yaml', '--save', 'plans.yaml', '--force'])
      expect(only(problems).code).toBe('write-input')
    })
  })

  it('F-14 refuses two outputs to one path, by whatever name', async () => {
    await withFolder((folder) => {
      symlinkSync('.', join(folder, 'here'))
      writeFileSync(join(folder, 'one.md'), 'old')
      linkSync(join(folder, 'one.md'), join(folder, 'other.md'))
      for (const [args, code] of [
        [['--output', 'plan.md', '--output', 'plan.md'], 'write-twice'],
        [['--output', 'plan.md', '--output', './plan.md'], 'write-twice'],
        [['--output', 'plan.md', '--output', 'PLAN.md'], 'write-twice'],
        [['--output', 'plan.md', '--output', 'here/plan.md'], 'write-twice'],
        [['--output', 'plan.json', '--save', 'plan.json'], 'write-twice'],
        [['--output', 'one.md', '--output', 'other.md', '--force'], 'write-twice'],
      ] as const) {
        expect(only(refusedUntouched(folder, args)).code).toBe(code)
      }
    })
  })

  const three = '--output a.txt --output b.json --output c.md --save d.yaml --force'
  it('F-15 writes none of several files when one cannot be written', async () => {
    await withFolder((folder) => {
      const problems = refusedUntouched(folder, ['--output', 'a.txt', '--output', 'no/b.json', '--output', 'c.md', '--save', 'no/d.yaml'])
      expect(problems.map(({ file }) => file)).toEqual(['no/b.json', 'no/d.yaml'])
    })
    await withFolder((folder) => {
      const sizes: Record<string, number> = {}
      expect(bash(`tool --set need=facts ${three} --quiet`, folder).code).toBe(0)
      for (const name of readdirSync(folder)) sizes[name] = statSync(join(folder, name)).size
      expect(sizes['b.json']).toBeGreaterThan((sizes['a.txt'] ?? 0) + 4096)
      for (const name of Object.keys(sizes)) writeFileSync(join(folder, name), `old ${name}`)
      const before = everythingIn(folder)
      const limit = Math.ceil((sizes['a.txt'] ?? 0) / 1024) + 1
      const ran: Ran = bash(withFileLimit(limit, `tool --set need=facts ${three}`), folder)
      expect(ran).toMatchObject({ code: 2, stdout: '' })
      expect(told(ran.stderr)).toMatchObject([{ file: 'b.json', code: 'write-failed' }])
      expect(ran.stderr).not.toContain('wrote')
      expect(everythingIn(folder)).toEqual(before)
    })
  })
  it('F-15 tells a program which file it was', async () => {
    await withFolder((folder) => {
      const ran = run([...SET, '--output', 'a.md', '--output', 'no/b.md', '--format', 'json'], { cwd: folder })
      expectRefusal(ran, 'json')
      expect(errorDocument(ran.stdout).error.problems).toMatchObject([{ code: 'write-no-folder', file: 'no/b.md' }])
      expect(readdirSync(folder)).toEqual([])
    })
  })
})
