import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BIN, type Ran } from './harness.js'

const { PATH } = process.env

/** What a runner of continuous integration gives a command: no home, no terminal, no settings of anybody. */
export const BARE: NodeJS.ProcessEnv = { PATH, CI: 'true' }

const GIT: NodeJS.ProcessEnv = { PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }

const LONGEST_RUN = 30_000

const ranOf = ({ status, stdout, stderr, error }: SpawnSyncReturns<string>): Ran => {
  return { code: status, stdout, stderr: error === undefined ? stderr : `${stderr}${error.message}` }
}

/** A git repository of one test. Paths are relative to it. */
export interface Repository {
  readonly folder: string
  /** Runs git, which has to succeed, and returns what it printed. */
  git(...args: readonly string[]): string
  /** Runs git, whatever comes of it; `env` is added to its environment. */
  tryGit(args: readonly string[], env?: NodeJS.ProcessEnv): Ran
  /** Runs the built command in it, with nothing on standard input. */
  tool(...args: readonly string[]): Ran
  read(path: string): string
  /** Writes a file, and the folders that it is in. */
  write(path: string, text: string): void
  /** Replaces a piece of a file, which has to be there once. */
  edit(path: string, from: string, to: string): void
  /** Removes a file. */
  remove(path: string): void
  /** Commits everything that is there. */
  commit(message: string): void
  /** Removes the repository itself. */
  dispose(): void
}

/** Makes a new repository with these files in its first commit; neither git nor the command sees a setting of the machine. */
export function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'rag-or-tune-git-'))
  const at = (path: string): string => join(folder, path)
  const tryGit = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran =>
    ranOf(
      spawnSync('git', args, {
        cwd: folder,
        env: { ...GIT, ...env },
        encoding: 'utf8',
        timeout: LONGEST_RUN,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
  const repository: Repository = {
    folder,
    tryGit,
    git(...args) {
      const { code, stdout, stderr } = tryGit(args)
      if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
      return stdout
    },
    tool: (...args) =>
      ranOf(
        spawnSync(process.execPath, [BIN, ...args], {
          cwd: folder,
          env: BARE,
          encoding: 'utf8',
          timeout: LONGEST_RUN,
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
    read: (path) => readFileSync(at(path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), text)
    },
    edit(path, from, to) {
      const text = repository.read(path)
      if (text.split(from).length !== 2) throw new Error(`${path} does not hold this once: ${from}`)
      repository.write(
        path,
        text.replace(from, () => to),
      )
    },
    remove: (path) => rmSync(at(path)),
    commit(message) {
      repository.git('add', '--all')
      repository.git('commit', '--quiet', '--message', message)
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
  repository.git('init', '--quiet', '--initial-branch', 'main')
  repository.git('config', 'user.name', 'Team')
  repository.git('config', 'user.email', 'team@example.org')
  for (const [path, text] of Object.entries(files)) repository.write(path, text)
  repository.commit('Begin')
  return repository
}
