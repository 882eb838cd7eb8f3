import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHead } from '../../src/adr/record.js'
import { parseSource } from '../../src/files/parse.js'
import { renderAdr } from '../../src/report/adr.js'
import { SAMPLE } from '../report/sample-decision.js'

const OURS = `---
status: accepted
rag-or-tune:
  decision: bot
  rubric: core
  version: "1.1.0"
  verdicts:
    rag: adopt
---

# Bot
`
const read = (text: string) => readHead('0001-x.md', text, parseSource)

describe('the head of a file', () => {
  it('of a record as it is written says what was decided', () => {
    const head = read(renderAdr(SAMPLE))
    expect(head).toEqual({
      kind: 'record',
      entry: {
        decision: 'support-bot-for-tariff-questions',
        rubric: 'core',
        version: '1.0.0',
        status: 'proposed',
        verdicts: new Map([
          ['fine-tuning', 'later'],
          ['long-context', 'skip'],
          ['prompting', 'adopt'],
          ['rag', 'adopt'],
          ['self-learning', 'skip'],
          ['self-model', 'skip'],
        ]),
      },
    })
  })

  it.each([
    ['CRLF', OURS.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${OURS}`],
    ['blanks after the fences', OURS.replaceAll('---\n', '---  \n')],
    ['keys of others', OURS.replace('status: accepted', 'parent: Decisions\nstatus: accepted\ninformed: [a, b]')],
    ['nothing after it', OURS.slice(0, OURS.indexOf('\n\n#'))],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'record', entry: { decision: 'bot', status: 'accepted' } })
  })

  it.each([
    ['no front matter', '# 1. Record architecture decisions\n\n## Status\n\nAccepted\n'],
    ['nothing', ''],
    ['an empty front matter', '---\n---\n# X\n'],
    ['the front matter of others', '---\nstatus: accepted\n---\n# X\n'],
    ['a list as front matter', '---\n- a\n---\n# X\n'],
    ['what is only too free for us', '---\nstatus: &a accepted\nid: 0012\nx: *a\n---\n# X\n'],
    ['a rule after some text', 'text\n---\nrag-or-tune: x\n---\n'],
  ])('with %s is somebody else’s', (_, text) => expect(read(text)).toEqual({ kind: 'foreign' }))

  it.each([
    ['no end', '---\nstatus: accepted\n# X\n', 1, 'does not end'],
    ['broken YAML', '---\nstatus: accepted\nx: [a\n---\n# X\n', undefined, 'cannot be read'],
    ['broken YAML of ours', OURS.replace('  decision: bot', '  decision: [bot'), undefined, 'cannot be read'],
    ['what the strict reader refuses, in ours', OURS.replace('accepted', '&a accepted'), 2, 'cannot be read'],
    ['an entry that is a text', OURS.replace(/rag-or-tune:[\s\S]*adopt/, 'rag-or-tune: yes'), 3, 'not as this tool writes it'],
    ['no decision', OURS.replace('  decision: bot\n', ''), 3, 'not as this tool writes it'],
    ['no verdicts', OURS.replace('  verdicts:\n    rag: adopt\n', ''), 3, 'not as this tool writes it'],
    ['a verdict that is a number', OURS.replace('rag: adopt', 'rag: 1'), 3, 'not as this tool writes it'],
  ])('with %s is broken, and says where', (_, text, line, because) => {
    const head = read(text)
    expect(head).toMatchObject({ kind: 'broken', because: expect.stringContaining(because) })
    if (line !== undefined) expect(head).toMatchObject({ line })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        read(text)
        read(`---\n${text}\n---\n`)
        read(`---\nrag-or-tune: ${text}\n---\n`)
      }),
    )
  })
})
