import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppendSink, appendText, type FileAppender } from '../../src/files/append.js'
import { nodeAppender } from '../../src/files/node-writer.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const at = (name: string): string => join(folder, name)
const append = (name: string, text = 'new\n') => appendText(at(name), () => text, nodeAppender)

describe('appendText', () => {
  it('adds to what is there, and is told how much that is', async () => {
    writeFileSync(at('a'), 'öld\n')
    expect(await appendText(at('a'), (size) => `after ${size} bytes\n`, nodeAppender)).toBeUndefined()
    expect(readFileSync(at('a'), 'utf8')).toBe('öld\nafter 5 bytes\n')
  })

  it('makes a file where there is none', async () => {
    expect(await append('a')).toBeUndefined()
    expect(readFileSync(at('a'), 'utf8')).toBe('new\n')
  })

  it('leaves a link, and what it leads to, alone', async () => {
    writeFileSync(at('target'), 'old')
    symlinkSync(at('target'), at('link'))
    symlinkSync(at('nowhere'), at('dangling'))
    for (const name of ['link', 'dangling']) {
      expect(await append(name)).toMatchObject({ code: 'append-failed', severity: 'error', place: { file: at(name) } })
    }
    expect(readFileSync(at('target'), 'utf8')).toBe('old')
    expect(existsSync(at('nowhere'))).toBe(false)
  })

  it('does not wait for whoever should read a pipe', async () => {
    execFileSync('mkfifo', [at('pipe')])
    expect((await append('pipe'))?.message).toBe('this file cannot be added to: it is no regular file')
  })

  it.each([
    ['a folder', 'folder', 'it is no regular file'],
    ['a missing folder', 'missing/a', 'no such file or folder (ENOENT)'],
    ['a path that none may be', 'a\u0000b', 'the path holds a character that no path may hold (ERR_INVALID_ARG_VALUE)'],
  ])('says why it cannot, for %s', async (_, name, reason) => {
    mkdirSync(at('folder'))
    const found = await append(name)
    expect(found?.message).toBe(`this file cannot be added to: ${reason}`)
    expect(found?.hint).toBeTruthy()
  })

  it('writes to no device that took the place of the file meanwhile, and closes what it opened', async () => {
    const calls: string[] = []
    const sink: AppendSink = {
      facts: async () => ({ kind: 'special', size: 0 }),
      append: async () => void calls.push('append'),
      close: async () => void calls.push('close'),
    }
    const io: FileAppender = { lstat: async () => ({ kind: 'file' }), open: async () => sink }
    expect((await appendText('x', () => 'text', io))?.code).toBe('append-failed')
    expect(calls).toEqual(['close'])
  })

  it('closes a file that is full', async () => {
    const calls: string[] = []
    const sink: AppendSink = {
      facts: async () => ({ kind: 'file', size: 0 }),
      append: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })),
      close: async () => void calls.push('close'),
    }
    const io: FileAppender = { lstat: async () => undefined, open: async () => sink }
    expect((await appendText('x', () => 'text', io))?.message).toContain('no space is left on the device')
    expect(calls).toEqual(['close'])
  })
})
