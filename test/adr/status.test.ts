import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withStatus } from '../../src/adr/status.js'
import { parseSource } from '../../src/files/parse.js'

const NEW = 'superseded by [ADR-0012](0012-bot.md)'
const file = (status: string, lineEnd = '\n'): string =>
  ['---', status, 'rag-or-tune:', '  decision: bot', '---', '', '# status: proposed', '', 'status: proposed  ', ''].join(lineEnd)

describe('the status of a record', () => {
  it.each([
    ['plain', 'status: proposed', `status: ${NEW}`],
    ['in quotes', 'status: "proposed"', `status: ${NEW}`],
    ['in single quotes', "status: 'accepted'", `status: ${NEW}`],
    ['with a comment', 'status: accepted # by the board', `status: ${NEW} # by the board`],
    ['with room around it', 'status:   accepted  ', `status:   ${NEW}  `],
    ['under a key in quotes', '"status": accepted', `"status": ${NEW}`],
    ['empty', 'status:', `status: ${NEW}`],
    ['empty, with a comment', 'status: # none yet', `status: ${NEW} # none yet`],
    ['after others', 'date: 2026-11-21\nstatus: accepted', `date: 2026-11-21\nstatus: ${NEW}`],
    ['with another one inside', 'x:\n  status: accepted\nstatus: accepted', `x:\n  status: accepted\nstatus: ${NEW}`],
    ['taken out', 'date: 2026-11-21', `status: ${NEW}\ndate: 2026-11-21`],
  ])('%s is replaced, and nothing else', (_, before, after) => {
    expect(withStatus(file(before), NEW, parseSource)).toBe(file(after))
    const crlf = (text: string): string => file(text, '\n').replaceAll('\n', '\r\n')
    expect(withStatus(crlf(before), NEW, parseSource), 'CRLF').toBe(crlf(after))
    expect(withStatus(`\uFEFF${file(before)}`, NEW, parseSource), 'byte order mark').toBe(`\uFEFF${file(after)}`)
  })

  it.each([
    ['on several lines', file('status: >-\n  accepted\n  today')],
    ['in quotes over two lines', file('status: "accepted\n  today"')],
    ['a list', file('status:\n  - accepted\n  - today')],
    ['twice', file('status: accepted\nstatus: accepted')],
    ['nowhere: no front matter', '# Bot\n'],
    ['in front matter without an end', '---\nstatus: accepted\n'],
    ['in front matter that is no mapping', '---\n- status\n---\n'],
  ])('%s cannot be replaced', (_, text) => expect(withStatus(text, NEW, parseSource)).toBeUndefined())

  it('is all that differs, whatever follows the front matter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const before = `---\nstatus: accepted\nx: 1\n---\n${rest}`
        expect(withStatus(before, NEW, parseSource)).toBe(`---\nstatus: ${NEW}\nx: 1\n---\n${rest}`)
      }),
    )
  })
})
