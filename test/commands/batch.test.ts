import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import schema from '../../schema/error.schema.json' with { type: 'json' }
import { main } from '../../src/cli.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { MAX_BYTES } from '../../src/files/read.js'
import { rowsIn } from '../batch/helpers.js'
import { type Fake, type FakeOptions, fakeContext } from '../cli/fake-context.js'
import { withFolder } from '../e2e/harness.js'
import { edited } from './rubric-folder.js'

const validate = new Ajv({ allErrors: true }).compile(schema)

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function runIn(fake: Fake): Promise<Ran> {
  return { code: await main(fake.context), ...fake.said }
}

const run = (args: readonly string[], options: FakeOptions = {}): Promise<Ran> =>
  runIn(fakeContext({ ...options, args: ['batch', ...args] }))
/** Rows through standard input. */
const rows = (input: string, ...args: string[]): Promise<Ran> => run(['-', ...args], { input })
const never = (): never => {
  throw new Error('not read in pieces')
}
const ndjson = (input: string, ...args: string[]): Promise<Ran> => rows(input, '--format', 'ndjson', ...args)

const FACTS =
  '{"title":"Help desk","id":"hd-1","answers":{"need":"facts","change-rate":"daily","citations":"required","corpus-size":"large"}}'
const STYLE =
  '{"title":"Tone of voice","answers":{"need":"behavior","output-format":"persistent","labeled-pairs":4000,"data-quality":"clean"}}'
const BARE = '{"answers":{"need":"neither"}}'
const THREE = `${FACTS}\n${STYLE}\n\n${BARE}\n`

describe('a table of rows', () => {
  it('as text, in a terminal of 80 columns', async () => {
    const { code, stdout } = await run(['-'], { input: THREE, terminals: ['stdout'], columns: 80, env: { LANG: 'C.UTF-8' } })
    expect(code).toBe(0)
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    expect(stdout).toMatchInlineSnapshot(`
      "1 prompting, 2 long-context, 3 rag, 4 fine-tuning, 5 self-learning,
      6 self-model

         line  id: title    1      2      3      4      5      6      open  stability
      ───────────────────────────────────────────────────────────────────────────────
            1  hd-1: Help…  adopt  skip   adopt  skip   skip   skip     19        51%
        Build Prompting and Retrieval (RAG); leave out User model (self-model),
        Self-learning memory, Long context and Fine-tuning.
            2  Tone of vo…  adopt  skip   skip   adopt  skip   skip     18        60%
        Build Prompting and Fine-tuning; leave out User model (self-model),
        Self-learning memory, Retrieval (RAG) and Long context.
            4               adopt  skip   skip   skip   skip   skip     20        72%
        Build Prompting; leave out User model (self-model), Self-learning memory,
        Retrieval (RAG), Long context and Fine-tuning.

      Stability: the share of all ways to answer what is open that keeps the verdict,
      for the approach of the row that is least sure.

      3 sheets decided, none bad.

                     adopt  pilot  later  skip
      prompting          3      0      0     0
      long-context       0      0      0     3
      rag                1      0      0     2
      fine-tuning        1      0      0     2
      self-learning      0      0      0     3
      self-model         0      0      0     3
      "
    `)
  })

  it('as text of wide lines, with the approaches over their columns', async () => {
    const { stdout } = await run(['-', '--verdicts-only'], { input: THREE, terminals: ['stdout'], columns: 140, env: { LANG: 'C' } })
    expect(stdout).toMatchInlineSnapshot(`
      "   line  id: title                                 prompting  long-context  rag    fine-tuning  self-learning  self-model
      -------------------------------------------------------------------------------------------------------------------------
            1  hd-1: Help desk                           adopt      skip          adopt  skip         skip           skip
            2  Tone of voice                             adopt      skip          skip   adopt        skip           skip
            4                                            adopt      skip          skip   skip         skip           skip

      3 sheets decided, none bad.

                     adopt  pilot  later  skip
      prompting          3      0      0     0
      long-context       0      0      0     3
      rag                1      0      0     2
      fine-tuning        1      0      0     2
      self-learning      0      0      0     3
      self-model         0      0      0     3
      "
    `)
  })

  it('as text of narrow lines, with the verdicts in words', async () => {
    const { stdout } = await run(['-'], { input: FACTS, terminals: ['stdout'], columns: 40, env: { LANG: 'C.UTF-8' } })
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(40)
    expect(stdout).toMatchInlineSnapshot(`
      "      1  hd-1: Help desk
        adopt: prompting, rag; skip:
        long-context, fine-tuning,
        self-learning, self-model
        open: 19, stability: 51%
        Build Prompting and Retrieval (RAG);
        leave out User model (self-model),
        Self-learning memory, Long context
        and Fine-tuning.

      Stability: the share of all ways to
      answer what is open that keeps the
      verdict, for the approach of the row
      that is least sure.

      1 sheet decided, none bad.

                     adopt  pilot  later  skip
      prompting          1      0      0     0
      long-context       0      0      0     1
      rag                1      0      0     0
      fine-tuning        0      0      0     1
      self-learning      0      0      0     1
      self-model         0      0      0     1
      "
    `)
  })

  it('as Markdown', async () => {
    expect((await rows(THREE, '--format', 'markdown')).stdout).toMatchInlineSnapshot(`
      "| line | id | title | prompting | long-context | rag | fine-tuning | self-learning | self-model | headline | open | stability | mistakes |
      | ---: | --- | --- | --- | --- | --- | --- | --- | --- | --- | ---: | ---: | --- |
      | 1 | hd-1 | Help desk | **adopt** | skip | **adopt** | skip | skip | skip | Build Prompting and Retrieval (RAG); leave out User model (self-model), Self-learning memory, Long context and Fine-tuning. | 19 | 51% |   |
      | 2 |   | Tone of voice | **adopt** | skip | skip | **adopt** | skip | skip | Build Prompting and Fine-tuning; leave out User model (self-model), Self-learning memory, Retrieval (RAG) and Long context. | 18 | 60% |   |
      | 4 |   |   | **adopt** | skip | skip | skip | skip | skip | Build Prompting; leave out User model (self-model), Self-learning memory, Retrieval (RAG), Long context and Fine-tuning. | 20 | 72% |   |

      Stability: the share of all ways to answer what is open that keeps the verdict, for the approach of the row that is least sure.

      3 sheets decided, none bad.

      | approach | adopt | pilot | later | skip |
      | --- | ---: | ---: | ---: | ---: |
      | prompting | 3 | 0 | 0 | 0 |
      | long-context | 0 | 0 | 0 | 3 |
      | rag | 1 | 0 | 0 | 2 |
      | fine-tuning | 1 | 0 | 0 | 2 |
      | self-learning | 0 | 0 | 0 | 3 |
      | self-model | 0 | 0 | 0 | 3 |
      "
    `)
  })

  it('as CSV, with the summary on standard error', async () => {
    const { stdout, stderr } = await rows(THREE, '--format', 'csv')
    expect(stdout.replaceAll('\r\n', '<\n')).toMatchInlineSnapshot(`
      "line,id,title,prompting,long-context,rag,fine-tuning,self-learning,self-model,headline,open,stability,mistakes<
      1,hd-1,Help desk,adopt,skip,adopt,skip,skip,skip,"Build Prompting and Retrieval (RAG); leave out User model (self-model), Self-learning memory, Long context and Fine-tuning.",19,51%,<
      2,,Tone of voice,adopt,skip,skip,adopt,skip,skip,"Build Prompting and Fine-tuning; leave out User model (self-model), Self-learning memory, Retrieval (RAG) and Long context.",18,60%,<
      4,,,adopt,skip,skip,skip,skip,skip,"Build Prompting; leave out User model (self-model), Self-learning memory, Retrieval (RAG), Long context and Fine-tuning.",20,72%,<
      "
    `)
    expect(stderr).toMatchInlineSnapshot(`
      "3 sheets decided, none bad.

                     adopt  pilot  later  skip
      prompting          3      0      0     0
      long-context       0      0      0     3
      rag                1      0      0     2
      fine-tuning        1      0      0     2
      self-learning      0      0      0     3
      self-model         0      0      0     3
      "
    `)
  })

  it('as NDJSON', async () => {
    const { stdout } = await ndjson(THREE)
    expect(rowsIn(stdout)).toMatchInlineSnapshot(`
      [
        {
          "headline": "Build Prompting and Retrieval (RAG); leave out User model (self-model), Self-learning memory, Long context and Fine-tuning.",
          "id": "hd-1",
          "line": 1,
          "mistakes": [],
          "openQuestions": [
            "symptoms",
            "editable-knowledge",
            "learn-from-use",
            "output-format",
            "domain-gap",
            "task-mix",
            "user-diversity",
            "repeat-users",
            "latency",
            "traffic",
            "privacy",
            "regulated",
            "labeled-pairs",
            "data-quality",
            "timeline",
            "budget",
            "ml-skills",
            "current-stack",
            "leaning",
          ],
          "stability": {
            "part": "23066",
            "percent": 51,
            "whole": "45198",
          },
          "title": "Help desk",
          "verdicts": {
            "fine-tuning": "skip",
            "long-context": "skip",
            "prompting": "adopt",
            "rag": "adopt",
            "self-learning": "skip",
            "self-model": "skip",
          },
        },
        {
          "headline": "Build Prompting and Fine-tuning; leave out User model (self-model), Self-learning memory, Retrieval (RAG) and Long context.",
          "line": 2,
          "mistakes": [],
          "openQuestions": [
            "symptoms",
            "corpus-size",
            "citations",
            "editable-knowledge",
            "learn-from-use",
            "domain-gap",
            "task-mix",
            "user-diversity",
            "repeat-users",
            "latency",
            "traffic",
            "privacy",
            "regulated",
            "timeline",
            "budget",
            "ml-skills",
            "current-stack",
            "leaning",
          ],
          "stability": {
            "part": "27050",
            "percent": 60,
            "whole": "45198",
          },
          "title": "Tone of voice",
          "verdicts": {
            "fine-tuning": "adopt",
            "long-context": "skip",
            "prompting": "adopt",
            "rag": "skip",
            "self-learning": "skip",
            "self-model": "skip",
          },
        },
        {
          "headline": "Build Prompting; leave out User model (self-model), Self-learning memory, Retrieval (RAG), Long context and Fine-tuning.",
          "line": 4,
          "mistakes": [],
          "openQuestions": [
            "symptoms",
            "corpus-size",
            "editable-knowledge",
            "learn-from-use",
            "output-format",
            "domain-gap",
            "task-mix",
            "user-diversity",
            "repeat-users",
            "latency",
            "traffic",
            "privacy",
            "regulated",
            "labeled-pairs",
            "data-quality",
            "timeline",
            "budget",
            "ml-skills",
            "current-stack",
            "leaning",
          ],
          "stability": {
            "part": "32538",
            "percent": 72,
            "whole": "45198",
          },
          "verdicts": {
            "fine-tuning": "skip",
            "long-context": "skip",
            "prompting": "adopt",
            "rag": "skip",
            "self-learning": "skip",
            "self-model": "skip",
          },
        },
      ]
    `)
    expect((await ndjson(THREE, '--verdicts-only')).stdout).toMatchInlineSnapshot(`
      "{"line":1,"id":"hd-1","title":"Help desk","verdicts":{"prompting":"adopt","long-context":"skip","rag":"adopt","fine-tuning":"skip","self-learning":"skip","self-model":"skip"}}
      {"line":2,"title":"Tone of voice","verdicts":{"prompting":"adopt","long-context":"skip","rag":"skip","fine-tuning":"adopt","self-learning":"skip","self-model":"skip"}}
      {"line":4,"verdicts":{"prompting":"adopt","long-context":"skip","rag":"skip","fine-tuning":"skip","self-learning":"skip","self-model":"skip"}}
      "
    `)
  })

  it('says nothing on standard error with --quiet', async () => {
    for (const format of ['csv', 'ndjson', 'text']) expect((await rows(THREE, '--format', format, '--quiet')).stderr).toBe('')
  })
})

describe('a summary alone', () => {
  it.each(['text', 'markdown', 'csv', 'ndjson'])('as %s, on standard output', async (format) => {
    const { code, stdout, stderr } = await rows(THREE, '--summary-only', '--format', format)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatchSnapshot()
  })
})

describe('filters', () => {
  const linesWith = async (...filters: string[]): Promise<unknown> => {
    const { stdout } = await ndjson(THREE, '--verdicts-only', ...filters.flatMap((one) => ['--filter', one]))
    return rowsIn(stdout).map(({ line }) => line)
  }

  it('keep the sheets with a verdict, with one of several, or without it, and all of them have to hold', async () => {
    expect(await linesWith('rag=adopt')).toEqual([1])
    expect(await linesWith('rag=adopt,skip')).toEqual([1, 2, 4])
    expect(await linesWith('rag!=adopt')).toEqual([2, 4])
    expect(await linesWith('rag!=adopt', 'fine-tuning=adopt')).toEqual([2])
    expect(await linesWith('rag=adopt', 'rag!=adopt')).toEqual([])
  })

  it('keep the same sheets where all is shown', async () => {
    const { stdout } = await ndjson(THREE, '--filter', 'fine-tuning=adopt')
    expect(rowsIn(stdout)).toMatchObject([{ line: 2, headline: expect.any(String) }])
  })

  it('are named in the summary, which counts what they let through', async () => {
    const { code, stdout } = await rows(THREE, '--filter', 'rag=adopt', '--summary-only')
    expect(code).toBe(0)
    expect(stdout).toContain('3 sheets decided, none bad. Of these, 1 of 3 with rag=adopt.')
    expect(stdout).toMatch(/^rag +1 +0 +0 +0$/m)
  })

  it('end the run where the rubric has no such approach, with the nearest one', async () => {
    const { code, stdout, stderr } = await rows(THREE, '--filter', 'rga=adopt')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('there is no approach "rga" (unknown-approach)')
    expect(stderr).toContain('did you mean rag?')
  })

  it('end the run where there is no such verdict, all faults at once', async () => {
    const { code, stderr } = await rows(THREE, '--filter', 'rag=adopted', '--filter', 'rag')
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean adopt?')
    expect(stderr).toContain('(expect-shape)')
  })
})

describe('bad rows', () => {
  const BAD = [
    ['not json', 'row-json'],
    ['{"answers":{"need":"facts"}', 'row-json'],
    ["{'answers':{}}", 'row-json'],
    ['[1]', 'row-json'],
    ['"text"', 'row-json'],
    ['null', 'row-json'],
    ['{"answers":{"need":"facts"}} {}', 'row-json'],
    ['{}', 'answers-shape'],
    ['{"answers":[]}', 'answers-shape'],
    ['{"answers":{}}', 'no-reason'],
    ['{"answers":{"budget":"small"}}', 'no-reason'],
    ['{"answers":{"need":"fact"}}', 'answer-unknown-option'],
    ['{"answers":{"nede":"facts"}}', 'answer-unknown-question'],
    ['{"answers":{"need":["facts"]}}', 'answer-list'],
    ['{"answers":{"symptoms":"off-tone"}}', 'answer-not-a-list'],
    ['{"answers":{"symptoms":["off-tone","off-tone"]}}', 'answer-repeated'],
    ['{"answers":{"need":true}}', 'answer-kind'],
    ['{"answers":{"labeled-pairs":-3,"need":"facts"}}', 'answer-range'],
    ['{"answers":{"need":7}}', 'answer-number'],
    ['{"tilte":"x","answers":{"need":"facts"}}', 'answers-unknown-key'],
    ['{"title":7,"answers":{"need":"facts"}}', 'answers-text'],
    ['{"review-after":"2027-02-30","answers":{"need":"facts"}}', 'answers-date'],
    ['{"id":[1],"answers":{"need":"facts"}}', 'row-id'],
    ['{"id":1.5,"answers":{"need":"facts"}}', 'row-id'],
    ['{"rubric":"cor","answers":{"need":"facts"}}', 'rubric-unknown'],
    ['{"rubric":"./nowhere.yaml","answers":{"need":"facts"}}', 'row-rubric'],
    ['{"expect":{"verdicts":{"rga":"adopt"}},"answers":{"need":"facts"}}', 'unknown-approach'],
    [`{"answers":{"need":"${'x'.repeat(MAX_BYTES)}"}}`, 'row-too-long'],
    [`"${'x'.repeat(2 * MAX_BYTES)}`, 'row-too-long'],
  ] as const

  it('are named by their id, on standard error and in NDJSON', async () => {
    const bad = [
      '{"id":"p04","answers":{"need":"fact"}}',
      '{"id":12,"answers":{}}',
      '{"id":"a\\u001b[2J","rubric":"cor","answers":{"need":"facts"}}',
      '{"answers":{"need":"fact"}}',
    ]
    const { stdout, stderr } = await ndjson(`${bad.join('\n')}\n`)
    expect(stderr).toContain('<stdin>:1: id "p04": need has no option "fact" (answer-unknown-option)')
    expect(stderr).toContain('<stdin>:2: id 12: there is nothing to decide')
    expect(stderr).toMatch(/<stdin>:3: id "a\\{1,2}x1b\[2J": .*\(rubric-unknown\)/)
    expect(stderr).toContain('<stdin>:4: need has no option "fact" (answer-unknown-option)')
    const found = rowsIn(stdout) as readonly { line: number; id?: unknown; error: { message: string } }[]
    expect(found.map(({ line, id }) => [line, id])).toEqual([
      [1, 'p04'],
      [2, 12],
      [3, 'a\u001b[2J'],
      [4, undefined],
    ])
    expect(found[0]?.error.message).toBe('need has no option "fact"')
  })

  it('tell the column of a slip in the JSON, where JSON.parse tells it', async () => {
    const { stdout, stderr } = await ndjson('{"title":"Ü" "answers":{"need":"facts"}}\n{"title": "x in JSON at position 3"} {}\n')
    expect(stderr).toContain('<stdin>:1:14: this is not valid JSON (row-json)')
    expect(stderr).toContain('<stdin>:2:38: this is not valid JSON (row-json)')
    expect(rowsIn(stdout)[0]).toMatchObject({ line: 1, error: { code: 'row-json', column: 14 } })
  })

  it('wait until the table has ended where both go to one terminal, and no longer than they can be kept', async () => {
    const said: string[] = []
    const watched = async (count: number, terminals: readonly ('stdout' | 'stderr')[]): Promise<string> => {
      said.length = 0
      const bad = '{"answers":{"need":"fact"}}\n'.repeat(count)
      const fake = fakeContext({ args: ['batch', '-', '--verdicts-only', '--quiet'], input: `${FACTS}\n${bad}${FACTS}\n`, terminals })
      const { stdout, stderr } = fake.context
      const write = (name: string) => (text: string) => {
        said.push(...[...text.matchAll(/Help desk|answer-unknown-option|sheets decided|rows-bad/g)].map(([word]) => `${name} ${word}`))
        return { ok: true as const }
      }
      await main({ ...fake.context, stdout: { ...stdout, write: write('out') }, stderr: { ...stderr, write: write('err') } })
      return said.filter((one, at) => one !== said[at - 1]).join(', ')
    }
    expect(await watched(1, ['stdout', 'stderr'])).toBe('out Help desk, out sheets decided, err answer-unknown-option, err rows-bad')
    const many = await watched(3000, ['stdout', 'stderr'])
    expect(many.indexOf('answer-unknown-option')).toBeLessThan(many.lastIndexOf('Help desk'))
    expect(said.filter((one) => one === 'err answer-unknown-option')).toHaveLength(3000)
  })

  it.each(BAD)('%.60s is reported with its line, and stops nothing', async (row, code) => {
    const { code: exit, stdout, stderr } = await ndjson(`${FACTS}\n${row}\n${BARE}\n`, '--verdicts-only')
    expect(exit).toBe(2)
    expect(stderr).toMatch(new RegExp(`^<stdin>:2(?::\\d+)?: .*\\(${code}\\)$`, 'm'))
    expect(stderr).toContain('1 of 3 rows could not be decided (rows-bad)')
    expect(rowsIn(stdout).map(({ line, error }) => [line, (error as { code: string } | undefined)?.code])).toEqual([
      [1, undefined],
      [2, code],
      [3, undefined],
    ])
  })

  it('each kind, also where a table has no place for them, and where all is shown', async () => {
    const all = BAD.map(([row]) => row).join('\n')
    for (const format of ['text', 'csv', 'markdown', 'ndjson']) {
      const { code, stderr } = await rows(`${all}\n${FACTS}`, '--format', format)
      expect(code).toBe(2)
      for (const [at, [, kind]] of BAD.entries()) expect(stderr).toMatch(new RegExp(`^<stdin>:${at + 1}(?::\\d+)?: .*\\(${kind}\\)$`, 'm'))
      expect(stderr).toContain(`${BAD.length} of ${BAD.length + 1} rows could not be decided`)
    }
  })

  it('say what is allowed, and the next step, in JSON too', async () => {
    const { stdout } = await ndjson('{"answers":{"need":"fact"}}')
    expect(rowsIn(stdout)).toEqual([
      {
        line: 1,
        error: {
          code: 'answer-unknown-option',
          message: 'need has no option "fact"',
          path: 'answers.need',
          allowed: ['facts', 'behavior', 'both', 'neither', 'unsure'],
          hint: 'did you mean facts?',
        },
      },
    ])
  })

  it('say everything that is wrong with them', async () => {
    const { stdout, stderr } = await ndjson('{"answers":{"need":"fact","citations":"maybe"},"x":1}')
    expect(stderr.match(/<stdin>:1: /g)).toHaveLength(3)
    expect(rowsIn(stdout)[0]?.['error']).toMatchObject({ code: 'answers-unknown-key', problems: [{ line: 1 }, { line: 1 }, { line: 1 }] })
  })

  it('show nothing of what stands in them but ids', async () => {
    const secret = 'a secret of the house'
    const { stdout, stderr } = await ndjson(
      `{"title":"${secret}","answers":{"need":"${secret}"\n{"title":"${secret}","owner":["${secret}"],"answers":{}}`,
    )
    expect(stdout + stderr).not.toContain(secret)
  })

  it('are no rows of a filtered table', async () => {
    const { code, stdout } = await ndjson(`${FACTS}\nnot json`, '--filter', 'rag=adopt')
    expect([code, rowsIn(stdout).length]).toEqual([2, 1])
  })

  it('alone are an error, and no success of an empty table', async () => {
    const { code, stdout, stderr } = await rows('not json')
    expect(code).toBe(2)
    expect(stdout).toBe('0 sheets decided, 1 bad.\n')
    expect(stderr).toContain('1 of 1 row could not be decided')
  })

  it.each(['', '\n\n', ' \r\n\t\n', '\uFEFF'])('%j holds no row at all, which is an error', async (input) => {
    const { code, stdout, stderr } = await rows(input)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('<stdin>: there is no row to decide (rows-none)')
  })
})

describe('the rubric of a row', () => {
  it('is the one that it names, and otherwise core; --rubric decides all of them', async () => {
    const two = '{"rubric":"quick","answers":{"need":"facts"}}\n{"answers":{"need":"facts"}}'
    const open = (stdout: string): unknown => rowsIn(stdout).map(({ openQuestions }) => (openQuestions as string[]).length)
    expect(open((await ndjson(two)).stdout)).toEqual([5, 22])
    const forced = await ndjson(two, '--rubric', 'core')
    expect(open(forced.stdout)).toEqual([22, 22])
    expect(forced.stderr).toContain(
      '<stdin>:1: warning: --rubric core is used, not the rubric that the sheet names (quick) (rubric-overridden)',
    )
  })

  it('that leaves a question out keeps its answer out, and says so once, however many there are', async () => {
    const { code, stderr } = await ndjson(`${FACTS}\n${FACTS}\n${FACTS}`, '--rubric', 'quick')
    expect(code).toBe(0)
    expect(stderr).toContain(
      '<stdin>:1: warning: the rubric quick does not ask corpus-size; the answer is not used, and 2 more like it (answer-absent-question)',
    )
  })

  it('counts from the folder of the file, is read once, and needs the approaches of the first', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'rows'))
      writeFileSync(join(folder, 'rubric.yaml'), edited())
      writeFileSync(join(folder, 'rows', 'broken.yaml'), 'id: broken')
      const own = '{"rubric":"../rubric.yaml","answers":{}}'
      const path = join(folder, 'rows', 'a.ndjson')
      writeFileSync(path, `${BARE}\n${own}\n${own}\n{"rubric":"./broken.yaml","answers":{}}\n{"rubric":"./broken.yaml","answers":{}}`)
      const fake = fakeContext({ args: ['batch', path] })
      const read: string[] = []
      const files = {
        ...fake.context.files,
        readRegular(one: string, most: number) {
          read.push(one)
          return nodeReader.readRegular(one, most)
        },
      }
      const { code, stderr } = await runIn({ ...fake, context: { ...fake.context, files } })
      expect(code).toBe(2)
      expect(stderr).toMatch(/a\.ndjson:2: the rubric .* has other approaches than core, the rubric of the first row \(row-approaches\)/)
      expect(stderr).toMatch(/a\.ndjson:4: the rubric .*broken\.yaml cannot be used, line 1: .*\(row-rubric\)/)
      expect(read.map((one) => one.split('/').at(-1))).toEqual(['rubric.yaml', 'broken.yaml'])
    })
  })

  it('may be a file that is called like a shipped rubric', async () => {
    const core = edited().replace(/^id: .*$/m, 'id: ours')
    await withFolder(
      async (folder) => {
        const fake = fakeContext({ args: ['batch', '.', '--format', 'ndjson'] })
        const files = {
          ...nodeReader,
          readRegular: (path: string, most: number) => nodeReader.readRegular(join(folder, path), most),
          readPieces: (path: string) => (nodeReader.readPieces ?? never)(join(folder, path)),
          entries: (path: string) => nodeReader.entries?.(join(folder, path)) ?? [],
          stdin: nodeReader.stdin,
        }
        const { code, stderr } = await runIn({ ...fake, context: { ...fake.context, files } })
        expect(code).toBe(2)
        expect(stderr).toMatch(/b\.yaml.*the rubric ours .*has other approaches than core/)
      },
      { 'a.yaml': 'answers:\n  need: facts\n', 'b.yaml': 'rubric: ./core\nanswers: {}\n', core },
    )
  })

  it('of the flag ends the run where it cannot be used', async () => {
    const { code, stdout, stderr } = await ndjson(FACTS, '--rubric', 'cor')
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean core?')
    expect(rowsIn(stdout)).toMatchObject([{ error: { code: 'rubric-unknown', problems: [{ hint: expect.any(String) }] } }])
    for (const document of rowsIn(stdout)) expect([validate(document), validate.errors]).toEqual([true, null])
  })
})

describe('a folder', () => {
  const NEED = 'title: Desk\nanswers:\n  need: facts\n'
  const files = {
    'b.yaml': NEED,
    'a.yml': 'answers:\n  need: [facts]\n',
    'c.json': '{"answers": {"need": "behavior"}}',
    'notes.txt': 'x',
    'd.yaml': 'x: 1\n',
  }

  it('is decided file by file, in order; a bad one is reported with its line and column', async () => {
    await withFolder(async (folder) => {
      symlinkSync('.', join(folder, 'round'))
      const { code, stdout, stderr } = await run([folder, '--format', 'ndjson', '--verdicts-only'])
      expect(code).toBe(2)
      expect(rowsIn(stdout).map(({ file, title, error }) => [String(file).slice(folder.length), title, error === undefined])).toEqual([
        ['/a.yml', undefined, false],
        ['/b.yaml', 'Desk', true],
        ['/c.json', undefined, true],
      ])
      expect(stderr).toContain('a.yml:2:9: need takes one option, not a list (answer-list)')
      expect(stderr).toContain('one other file is no answers file, and left alone (files-left)')
      expect(stderr).toContain('one folder is a link, and was not entered (files-left)')
      expect(stderr).toContain('1 of 3 files could not be decided')
    }, files)
  })

  it('shows paths within it', async () => {
    await withFolder(async (folder) => {
      const { stdout } = await run([`${folder}/`])
      expect(stdout).toMatch(/^b\.yaml +Desk +adopt/m)
      const csv = (await run([folder, '--format', 'csv'])).stdout
      expect(csv.split('\r\n')[0]).toMatch(/^file,title,prompting,/)
    }, files)
  })

  it('without an answers file is an error', async () => {
    await withFolder(async (folder) => {
      const { code, stderr } = await run([folder])
      expect(code).toBe(2)
      expect(stderr).toContain('there is no answers file in')
    })
  })
})

describe('a source', () => {
  it('that is not there is named, with the one beside it that was meant', async () => {
    await withFolder(
      async (folder) => {
        const { code, stderr } = await run([join(folder, 'product.ndjson')])
        expect(code).toBe(2)
        expect(stderr).toContain('(file-missing)')
        expect(stderr).toContain(`did you mean ${join(folder, 'products.ndjson')}?`)
      },
      { 'products.ndjson': FACTS },
    )
  })

  it.each([
    ['team.yaml', 'usage'],
    ['/dev/null', 'file-not-regular'],
  ])('%s is refused', async (path, code) => {
    const ran = await run([path])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(`(${code})`)
  })

  it('on standard input is not waited for in a terminal', async () => {
    const { code, stderr } = await run(['-'], { terminals: ['stdin'] })
    expect(code).toBe(2)
    expect(stderr).toContain('which is a terminal here (usage)')
  })

  it('that stops half-way is an error, and what was read is shown', async () => {
    const fake = fakeContext({ args: ['batch', '-'] })
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${FACTS}\n`)
      throw Object.assign(new Error('broken'), { code: 'EIO' })
    }
    const { code, stdout, stderr } = await runIn({ ...fake, context: { ...fake.context, files: { ...nodeReader, stdin } } })
    expect(code).toBe(2)
    expect(stdout).toContain('1 sheet decided')
    expect(stderr).toContain('<stdin>: reading stopped: the device reports an input/output error (EIO) (file-unreadable)')
  })
})

describe('standard output', () => {
  const many = `${FACTS}\n`.repeat(2000)

  it('that nobody reads any more ends the run quietly, with 0 and without reading on', async () => {
    const fake = fakeContext({ args: ['batch', '-', '--verdicts-only'], written: { ok: false, readerLeft: true, detail: 'EPIPE' } })
    let pieces = 0
    async function* stdin(): AsyncGenerator<Uint8Array> {
      for (; pieces < 1000; pieces++) yield new TextEncoder().encode(many)
    }
    const { code, stderr } = await runIn({ ...fake, context: { ...fake.context, files: { ...nodeReader, stdin } } })
    expect([code, stderr]).toEqual([0, ''])
    expect(pieces).toBeLessThan(3)
  })

  it('that cannot be written ends the run with 2', async () => {
    const { code, stderr } = await run(['-'], { input: FACTS, written: { ok: false, readerLeft: false, detail: 'ENOSPC' } })
    expect(code).toBe(2)
    expect(stderr).toBe('error: standard output cannot be written: ENOSPC (stdout-failed)\n')
  })

  it('is written in blocks, not row by row', async () => {
    const fake = fakeContext({ args: ['batch', '-', '--verdicts-only', '--format', 'ndjson'], input: many })
    let writes = 0
    const { write } = fake.context.stdout
    const stdout = {
      ...fake.context.stdout,
      write(text: string) {
        writes += 1
        return write(text)
      },
    }
    await runIn({ ...fake, context: { ...fake.context, stdout } })
    expect(rowsIn(fake.said.stdout)).toHaveLength(2000)
    expect(writes).toBeLessThan(20)
  })
})

describe('progress', () => {
  const many = `${FACTS}\n`.repeat(5000)
  const looked = async (args: readonly string[], options: FakeOptions): Promise<string> =>
    (await run([...args, '--verdicts-only', '--format', 'ndjson'], options)).stderr

  it('is drawn where standard error is a terminal, and wiped away', async () => {
    await withFolder(
      async (folder) => {
        const path = join(folder, 'a.ndjson')
        const stderr = await looked([path], { terminals: ['stderr'], columns: 80, env: { LANG: 'C.UTF-8' } })
        const drawn = stderr.split('\r').filter((one) => one.includes('%'))
        expect(drawn.length).toBeGreaterThan(5)
        expect(drawn.length).toBeLessThanOrEqual(101)
        expect(drawn.at(-1)).toBe(`${'█'.repeat(24)} 100%  5,000 rows`)
        expect(stderr).toContain(`\r${' '.repeat(41)}\r5,000 sheets decided`)
        const ascii = await looked([path], { terminals: ['stderr'], columns: 80, env: { LANG: 'C' } })
        expect(ascii).toContain(`${'#'.repeat(24)} 100%`)
        expect(ascii).toMatch(/^[ -~\r\n]*$/)
      },
      { 'a.ndjson': many },
    )
  })

  it('counts rows where the size is not known', async () => {
    const stderr = await looked(['-'], { input: many, terminals: ['stderr'] })
    expect(
      stderr
        .split('\r')
        .filter((one) => / rows/.test(one))
        .at(-1),
    ).toBe('5,000 rows')
  })

  it('is none with --quiet, and none where nobody looks on', async () => {
    expect(await looked(['-', '--quiet'], { input: many, terminals: ['stderr'] })).toBe('')
    expect(await looked(['-'], { input: many })).not.toContain('\r')
  })

  it('gives way to what is said of bad rows', async () => {
    await withFolder(
      async (folder) => {
        const stderr = await looked([join(folder, 'a.ndjson')], { terminals: ['stderr'], columns: 80 })
        expect(stderr).toMatch(/% +4,\d+ rows\r +\r[^\r]*a\.ndjson:5001: this is no JSON \(row-json\)\n/)
      },
      { 'a.ndjson': `${many}not json\n${many}` },
    )
  })
})
