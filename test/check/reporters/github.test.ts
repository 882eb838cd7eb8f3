import { describe, expect, it } from 'vitest'
import { renderCheckGithub } from '../../../src/check/reporters/github.js'
import { oneLine } from '../../../src/report/encode.js'
import { PAYLOADS } from '../../report/payloads.js'
import { at, fileOf, findingOf, GREEN, resultOf, SAMPLE, withEveryText } from '../sample-result.js'
import { readAsRunner } from './runner.js'

describe('renderCheckGithub', () => {
  it('annotates the line that caused it, what fails the check before warnings and notices', () => {
    expect(renderCheckGithub(SAMPLE)).toMatchInlineSnapshot(`
      "::error file=decisions/broken.yaml,line=5,col=12,title=yaml-syntax::this mapping is not closed%0Aclose it with }
      ::error file=decisions/lost.yaml,line=1,col=1,title=No lock::there is no lock at decisions/lost.lock.json%0Arag-or-tune check decisions/lost.yaml --update
      ::error file=decisions/search.lock.json,line=6,col=1,title=Lock edited::the lock does not fit itself%0Arag-or-tune check decisions/search.yaml --update
      ::error file=decisions/support bot.yaml,line=7,col=3,title=Verdict changed%3A rag::RAG gets another verdict%0Aadopt → pilot%0AWith change-rate as it was, it would stand.%0Aif this is meant: rag-or-tune check 'decisions/support bot.yaml' --update
      ::error file=decisions/broken.yaml,line=6,col=9,title=answer-unknown-option::need has no option "fact"%0AAllowed: facts, behavior, both
      ::error file=decisions/search.yaml,line=4,col=3,title=Margin changed%3A rag::RAG stands nearer to its line%0A8 → 2
      ::error file=decisions/support bot.yaml,line=12,col=5,title=Expected another verdict%3A rag::RAG has to be adopt, and is pilot%0A--expect rag=adopt
      ::error file=decisions/search.yaml,title=Margin too small%3A rag::RAG is 2 points from its line%0A--min-margin 3
      ::error file=decisions/support bot.yaml,title=Not stable enough%3A prompting::Prompting keeps adopt too rarely%0A--min-stability 90%25
      ::error file=decisions/search.yaml,title=Too many open questions::at most 2 may be open, and 3 questions are open%0A--max-open 2%0AOpen: latency.
      ::error file=decisions/support bot.yaml,line=3,col=15,title=Review overdue::the review of 2026-10-01 is overdue%0Alook at the decision again, then set review-after in decisions/support bot.yaml
      ::error file=decisions/search.yaml,line=20,col=11,title=Known mistake%3A facts-in-weights::a known mistake: facts in weights%0A--fail-on mistakes
      ::error file=decisions/support bot.yaml,line=1,col=1,title=Answer changed%3A latency::Latency is not answered any more%0Arelaxed → not answered%0Aif this is meant: rag-or-tune check 'decisions/support bot.yaml' --update
      ::error file=decisions/search.yaml,title=Contradicting answers%3A two-stores::approaches conflict: two-stores%0A--fail-on contradictions
      ::error file=decisions/support bot.yaml,line=7,col=3,title=Answer changed%3A change-rate::Pace of change was weekly and is rarely%0Aif this is meant: rag-or-tune check 'decisions/support bot.yaml' --update
      ::error file=decisions/search.yaml,line=3,col=15,title=Review date changed::the review date is another one%0A2027-01-01 → 2027-03-01
      ::error file=decisions/support bot.yaml,line=2,col=9,title=Rubric changed%3A core::the rubric core is another one than that of the lock%0A1.3.0 → 1.4.0%0AThe verdicts would be the same with the old answers.%0Aif this is meant: rag-or-tune check 'decisions/support bot.yaml' --update
      ::error file=decisions/search.lock.json,title=Tool older than the lock::version 0.2.0 wrote the lock%0Anpm install rag-or-tune@0.2.0
      ::warning file=decisions/search.yaml,line=9,col=3,title=answer-hidden::data-quality is not scored%0Atake it out
      ::notice file=decisions/support bot.yaml,line=1,col=1,title=Tool changed::version 0.0.9 wrote the lock%0A0.0.9 → 0.1.0
      rag-or-tune check: 5 files: 1 passed, 2 failed, 2 could not be checked; GitHub may show only the first 10 of 18 errors, the log has all
      "
    `)
  })

  it('says one plain line where everything stands', () => {
    expect(renderCheckGithub(GREEN)).toBe('rag-or-tune check: 1 file: 1 passed\n')
  })

  it('puts the first finding of every file before the second of any: GitHub shows ten', () => {
    const files = Array.from({ length: 9 }, (_, index) => {
      const file = `${index}.yaml`
      const found = (line: number) => findingOf('answers-changed', at(file, line, 1))
      return fileOf(file, { outcome: 'failed', findings: [findingOf('verdict-changed', at(file, 9, 1)), found(1), found(2)] })
    })
    const { commands, lines } = readAsRunner(renderCheckGithub(resultOf(files)))
    expect(commands).toHaveLength(27)
    expect(commands.slice(0, 9).map(({ properties }) => properties['file'])).toEqual(files.map(({ file }) => file))
    expect(commands.slice(0, 9).every(({ properties }) => properties['title'] === 'Verdict changed')).toBe(true)
    expect(lines[0]).toContain('GitHub may show only the first 10 of 27 errors')
  })

  it('names paths with forward slashes, and exactly', () => {
    const file = 'a  b\\c, d: 100%.yaml'
    const result = resultOf([fileOf(file, { outcome: 'failed', findings: [findingOf('review-overdue', at(file, 3, 15))] })])
    const [command] = readAsRunner(renderCheckGithub(result)).commands
    expect(command?.properties).toEqual({ file: 'a  b/c, d: 100%.yaml', line: '3', col: '15', title: 'Review overdue' })
  })

  it('puts what a flag asks for at the answers file', () => {
    const file = resultOf([fileOf('a.yaml', { outcome: 'failed', findings: [findingOf('expect-open', at('--max-open'))] })])
    expect(renderCheckGithub(file)).toContain('::error file=a.yaml,title=')
  })
})

describe('O-12 no text of a file or rubric starts a command of its own', () => {
  const plain = readAsRunner(renderCheckGithub(withEveryText(SAMPLE, () => 'Plain words')))
  const kinds = plain.commands.map(({ name }) => name)

  it.each<readonly [id: string, text: string]>([
    ...PAYLOADS,
    ['a mask', '::add-mask::x'],
    ['a mask on a line of its own', 'x\n::add-mask::x'],
    ['a mask after a carriage return', 'x\r::add-mask::x'],
    ['an indented command', ' \u00a0 ::set-output name=a::b'],
    ['an encoded line end', 'x%0A::error::y%0D%25'],
    ['the end of the properties', 'a::b,line=1,file=c'],
    ['a stop', '::stop-commands::token'],
    ['a command between separators', 'a\u2028::error::b\u0085::error::c'],
    ['an old command', '##[add-mask]x'],
    ['a command behind what nobody sees', '\u200b::error::x'],
  ])('%s', (_, payload) => {
    const log = renderCheckGithub(withEveryText(SAMPLE, () => payload))
    const { commands, lines } = readAsRunner(log)
    expect(commands.map(({ name }) => name)).toEqual(kinds)
    expect(lines).toHaveLength(2)
    for (const { name, properties, data } of commands) {
      expect(['error', 'warning', 'notice']).toContain(name)
      expect(Object.keys(properties).filter((key) => !['file', 'line', 'col', 'title'].includes(key))).toEqual([])
      // The runner prints a message again, line by line.
      expect(readAsRunner(data).commands).toEqual([])
      const said = data.replaceAll(': :', '::').replaceAll('## [', '##[')
      if (oneLine(payload) !== '') expect(said).toContain(oneLine(payload).replaceAll(': :', '::'))
    }
    expect(log, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
  })
})
