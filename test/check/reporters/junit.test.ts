import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { renderCheckJunit } from '../../../src/check/reporters/junit.js'
import type { CheckResult } from '../../../src/check/result.js'
import { ROOT } from '../../e2e/harness.js'
import { PAYLOADS } from '../../report/payloads.js'
import { allNamed, type Node, readXml } from '../../report/strict-xml.js'
import { at, expectationOf, fileOf, findingOf, GREEN, resultOf, SAMPLE, verdictOf, withEveryText } from '../sample-result.js'
import { readAsRunner } from './runner.js'

const XSD = readFileSync(join(ROOT, 'test/fixtures/schemas/junit-10.xsd'), 'utf8')

/** What stands against the documents, by the schema that Jenkins holds them to. */
async function faults(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }))
  const { valid, errors } = await validateXML({ xml, schema: [XSD] })
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage)
}

const read = (result: CheckResult): Node => readXml(renderCheckJunit(result))

const counted = (node: Node): { tests: number; failures: number; errors: number } => ({
  tests: allNamed(node, 'testcase').length,
  failures: allNamed(node, 'failure').length,
  errors: allNamed(node, 'error').length,
})
const stated = ({ attributes }: Node): ReturnType<typeof counted> => ({
  tests: Number(attributes['tests']),
  failures: Number(attributes['failures']),
  errors: Number(attributes['errors']),
})

describe('renderCheckJunit', () => {
  it('has a suite for each file, and in it what passed as well', () => {
    expect(renderCheckJunit(SAMPLE)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="rag-or-tune check" tests="28" failures="12" errors="2">
        <testsuite name="decisions/billing.yaml" tests="5" failures="0" errors="0" skipped="0" file="decisions/billing.yaml">
          <testcase classname="decisions/billing.yaml" name="answers file"/>
          <testcase classname="decisions/billing.yaml" name="lock"/>
          <testcase classname="decisions/billing.yaml" name="review date"/>
          <testcase classname="decisions/billing.yaml" name="verdict of prompting"/>
          <testcase classname="decisions/billing.yaml" name="--expect prompting=adopt (expected in the file)"/>
        </testsuite>
        <testsuite name="decisions/broken.yaml" tests="2" failures="0" errors="1" skipped="1" file="decisions/broken.yaml">
          <testcase classname="decisions/broken.yaml" name="answers file">
            <error type="yaml-syntax" message="this mapping is not closed">this mapping is not closed
      decisions/broken.yaml:5:12
      close it with }

      need has no option &quot;fact&quot;
      decisions/broken.yaml:6:9
      allowed: facts, behavior, both</error>
          </testcase>
          <testcase classname="decisions/broken.yaml" name="lock">
            <skipped message="nothing could be decided"/>
          </testcase>
        </testsuite>
        <testsuite name="decisions/lost.yaml" tests="3" failures="0" errors="1" skipped="1" file="decisions/lost.yaml">
          <testcase classname="decisions/lost.yaml" name="answers file"/>
          <testcase classname="decisions/lost.yaml" name="lock">
            <error type="lock-missing" message="there is no lock at decisions/lost.lock.json">there is no lock at decisions/lost.lock.json
      decisions/lost.yaml:1:1
      rag-or-tune check decisions/lost.yaml --update</error>
          </testcase>
          <testcase classname="decisions/lost.yaml" name="verdict of prompting">
            <skipped message="no lock says what it was"/>
          </testcase>
        </testsuite>
        <testsuite name="decisions/search.yaml" tests="9" failures="7" errors="0" skipped="0" file="decisions/search.yaml">
          <testcase classname="decisions/search.yaml" name="answers file">
            <system-out>data-quality is not scored
      decisions/search.yaml:9:3
      take it out</system-out>
          </testcase>
          <testcase classname="decisions/search.yaml" name="lock">
            <failure type="lock-edited" message="the lock does not fit itself">the lock does not fit itself
      decisions/search.lock.json:6:1
      rag-or-tune check decisions/search.yaml --update

      version 0.2.0 wrote the lock
      decisions/search.lock.json
      npm install rag-or-tune@0.2.0</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="review date">
            <failure type="review-changed" message="the review date is another one">the review date is another one
      2027-01-01 → 2027-03-01
      decisions/search.yaml:3:15</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="verdict of rag">
            <failure type="margin-changed" message="RAG stands nearer to its line">RAG stands nearer to its line
      8 → 2
      decisions/search.yaml:4:3</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="--min-margin 3">
            <failure type="expect-margin" message="RAG is 2 points from its line">RAG is 2 points from its line
      --min-margin</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="--max-open 2">
            <failure type="expect-open" message="at most 2 may be open, and 3 questions are open">at most 2 may be open, and 3 questions are open
      Open: latency.
      --max-open</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="--fail-on mistakes (expected in the file)">
            <failure type="expect-mistakes" message="a known mistake: facts in weights">a known mistake: facts in weights
      decisions/search.yaml:20:11</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="--fail-on contradictions">
            <failure type="expect-contradictions" message="approaches conflict: two-stores">approaches conflict: two-stores
      --fail-on</failure>
          </testcase>
          <testcase classname="decisions/search.yaml" name="--expect rag=adopt"/>
        </testsuite>
        <testsuite name="decisions/support bot.yaml" tests="9" failures="5" errors="0" skipped="0" file="decisions/support bot.yaml">
          <testcase classname="decisions/support bot.yaml" name="answers file"/>
          <testcase classname="decisions/support bot.yaml" name="lock">
            <failure type="answers-changed" message="Latency is not answered any more">Latency is not answered any more
      relaxed → not answered
      decisions/support bot.yaml:1:1
      if this is meant: rag-or-tune check &apos;decisions/support bot.yaml&apos; --update

      Pace of change was weekly and is rarely
      decisions/support bot.yaml:7:3
      if this is meant: rag-or-tune check &apos;decisions/support bot.yaml&apos; --update

      the rubric core is another one than that of the lock
      1.3.0 → 1.4.0
      The verdicts would be the same with the old answers.
      decisions/support bot.yaml:2:9
      if this is meant: rag-or-tune check &apos;decisions/support bot.yaml&apos; --update</failure>
            <system-out>version 0.0.9 wrote the lock
      0.0.9 → 0.1.0
      decisions/support bot.yaml:1:1</system-out>
          </testcase>
          <testcase classname="decisions/support bot.yaml" name="review date">
            <failure type="review-overdue" message="the review of 2026-10-01 is overdue">the review of 2026-10-01 is overdue
      decisions/support bot.yaml:3:15
      look at the decision again, then set review-after in decisions/support bot.yaml</failure>
          </testcase>
          <testcase classname="decisions/support bot.yaml" name="verdict of prompting"/>
          <testcase classname="decisions/support bot.yaml" name="verdict of rag">
            <failure type="verdict-changed" message="RAG gets another verdict">RAG gets another verdict
      adopt → pilot
      With change-rate as it was, it would stand.
      decisions/support bot.yaml:7:3
      if this is meant: rag-or-tune check &apos;decisions/support bot.yaml&apos; --update</failure>
          </testcase>
          <testcase classname="decisions/support bot.yaml" name="verdict of fine-tuning"/>
          <testcase classname="decisions/support bot.yaml" name="--expect rag=adopt (expected in the file)">
            <failure type="expect-verdict" message="RAG has to be adopt, and is pilot">RAG has to be adopt, and is pilot
      decisions/support bot.yaml:12:5</failure>
          </testcase>
          <testcase classname="decisions/support bot.yaml" name="--expect fine-tuning!=adopt (expected in the file)"/>
          <testcase classname="decisions/support bot.yaml" name="--min-stability 90%">
            <failure type="expect-stability" message="Prompting keeps adopt too rarely">Prompting keeps adopt too rarely
      --min-stability</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `)
  })

  it('keeps to the schema of the xUnit plugin of Jenkins', async () => {
    expect(await faults([SAMPLE, GREEN, resultOf([])].map(renderCheckJunit))).toEqual([])
  })

  it('is told apart from what does not keep to it', async () => {
    expect(await faults([renderCheckJunit(GREEN).replace('<testcase ', '<test ')])).not.toEqual([])
  })

  it('counts what it holds, in each suite and in all', () => {
    const root = read(SAMPLE)
    for (const element of [root, ...allNamed(root, 'testsuite')]) expect(stated(element)).toEqual(counted(element))
    const skipped = allNamed(root, 'testsuite').map((suite) => Number(suite.attributes['skipped']))
    expect(skipped.reduce((sum, each) => sum + each, 0)).toBe(allNamed(root, 'skipped').length)
  })

  it('has one failure a case, with everything that was found in it', () => {
    const root = read(SAMPLE)
    for (const one of allNamed(root, 'testcase')) expect(allNamed(one, 'failure').length + allNamed(one, 'error').length).toBeLessThan(2)
    const messages = SAMPLE.files.flatMap(({ findings }) => findings.map(({ message }) => message))
    for (const message of messages) expect(root.text).toContain(message)
  })

  it('fails a suite wherever the file did not pass, even without a finding', () => {
    const silent = [fileOf('a.yaml', { outcome: 'failed' }), fileOf('b.yaml', { outcome: 'error' })]
    const suites = allNamed(read(resultOf(silent)), 'testsuite').map(counted)
    expect(suites.map(({ failures, errors }) => [failures, errors])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  it('fails both where a flag and the file expect the same', () => {
    const place = at('a.yaml', 9, 5)
    const file = fileOf('a.yaml', {
      outcome: 'failed',
      findings: [findingOf('expect-verdict', place, { subject: 'rag' })],
      expectations: [expectationOf('--expect rag=adopt', false, place), expectationOf('--expect rag=adopt', false, at('--expect'))],
    })
    expect(counted(read(resultOf([file]))).failures).toBe(2)
  })

  it('passes no verdict that nothing says what it was', () => {
    const file = fileOf('a.yaml', { verdicts: [verdictOf('rag', 'RAG', ['adopt', 3])] })
    expect(allNamed(read(resultOf([file])), 'skipped').map((one) => one.attributes['message'])).toEqual(['no lock says what it was'])
  })

  it('O-12 every payload at once, in every text, keeps to the schema and is no command', async () => {
    const documents = PAYLOADS.map(([, payload]) => renderCheckJunit(withEveryText(SAMPLE, () => payload)))
    expect(await faults(documents)).toEqual([])
    for (const document of documents) {
      expect(readAsRunner(document).commands).toEqual([])
      expect(document, 'controls (O-17)').not.toMatch(/[^\P{C}\n]/u)
    }
  })
})
