import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run, withFolder } from '../e2e/harness.js'
import { commandsFor, HOSTILE, rowOf } from '../hostile/index.js'
import { brief, expectRefusal, expectSuccess, hostile } from './support.js'

/** One file for each way in which reading can end; the slow tests take all of them. */
const SAMPLE = [
  'Y-01-billion-laughs.yaml',
  'Y-10-version-1-1.yaml',
  'Y-16-crlf.rubric.yaml',
  'Y-22-empty.yaml',
  'Y-23-raw-escape.yaml',
  'Y-24-utf-16.yaml',
  'Y-25-look-alike-key.rubric.yaml',
  'Y-26-proto.yaml',
  'Y-29-numbers.rubric.yaml',
  'J-01-duplicate.json',
  'J-02-bom.json',
  'J-04-proto.json',
]

describe('hostile files, given to the real command', () => {
  for (const one of HOSTILE.filter(({ file }) => SAMPLE.includes(file))) {
    for (const args of commandsFor(one, hostile)) {
      it(`${rowOf(one)} ${one.exit === 0 ? 'accepts' : 'refuses'} ${one.file.slice(5)} as ${args[0]}`, async () => {
        if (one.exit === 0) expectSuccess(run([...args, '--format', 'json']))
        else {
          await withFolder((folder) => {
            expect(brief(expectRefusal(run([...args, '--save', 'saved.yaml', '--output', 'report.md'], { cwd: folder })))).toEqual(
              one.found,
            )
            expect(brief(expectRefusal(run([...args, '--format', 'json'], { cwd: folder }), 'json'))).toEqual(one.found)
            expect(readdirSync(folder)).toEqual([])
          })
        }
      })
    }
  }

  it('A-01 and A-19 in one: every wrong answer of flags and file, with its place, on standard error and in JSON', async () => {
    await withFolder(
      (folder) => {
        const ran = run(['--answers', 'team.yaml', '--set', 'trafic=high', '--format', 'json'], { cwd: folder })
        const problems = expectRefusal(ran, 'json')
        expect(problems.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
          ['team.yaml', 2, 9, 'answer-unknown-option'],
          ['team.yaml', 3, 3, 'answer-unknown-question'],
          ['--set', undefined, undefined, 'answer-unknown-question'],
        ])
      },
      { 'team.yaml': 'answers:\n  need: fact\n  corpus-szie: large\n' },
    )
  })
})
