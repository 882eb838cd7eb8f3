import type { Expectation } from '../engine/answers.js'
import { limitText } from './limits.js'
import type { ExpectedVerdict } from './verdict-words.js'
import { quoted, word } from './written.js'

/** The `expect:` block of an answers file, line by line; none for nothing. Reading it gives the same expectations. */
export function expectLines(expect: readonly Expectation[] | undefined): readonly string[] {
  if (expect === undefined || expect.length === 0) return []
  const verdicts = expect.filter((one) => one.kind === 'verdict')
  const failOn = expect.flatMap((one) => (one.kind === 'fail-on' ? [one.what] : []))
  return [
    'expect:',
    ...(verdicts.length === 0 ? [] : ['  verdicts:', ...verdicts.map((one) => `    ${word(one.approach)}: ${verdictsText(one)}`)]),
    ...expect.flatMap((one) => {
      const text = limitText(one)
      return text === undefined ? [] : [`  ${one.kind}: ${one.kind === 'min-stability' ? quoted(text) : text}`]
    }),
    ...(failOn.length === 0 ? [] : [`  fail-on: [${failOn.join(', ')}]`]),
  ]
}

function verdictsText({ verdicts, not }: ExpectedVerdict): string {
  const named = verdicts.length === 1 ? String(verdicts[0]) : `[${verdicts.join(', ')}]`
  return not ? `{not: ${named}}` : named
}
