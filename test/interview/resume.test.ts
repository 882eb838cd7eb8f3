import { describe, expect, it } from 'vitest'
import { changeWords, GO_ON, resumePrompt, START_ANEW } from '../../src/interview/resume.js'

describe('an earlier interview', () => {
  it('P-15 is offered with the number of its answers and its file, going on first', () => {
    const { message, help, choices, chosen, actions } = resumePrompt(11, '/home/me/x.draft.json')
    expect(message).toBe('An earlier interview was not finished')
    expect(help).toBe('Ctrl-C leaves: each answer is kept, and the same command goes on from there.')
    expect(choices.map(({ value, label }) => [value, label])).toEqual([
      [GO_ON, 'Go on with the 11 answers kept in /home/me/x.draft.json'],
      [START_ANEW, 'Start anew (the old draft is kept aside)'],
    ])
    expect([chosen, actions]).toEqual([[GO_ON], []])
  })
  it('shows what hides in a path', () =>
    expect(resumePrompt(1, 'a\u001b]0;x').choices[0]?.label).toBe('Go on with the 1 answer kept in a\\x1b]0;x'))
  it('says what changed in the rubric since, each on a line of its own', () => {
    expect(changeWords([])).toBe('')
    expect(changeWords(['One is gone.', 'Two\nis new.\u001b[2J'])).toBe(
      '\nThe rubric has changed since these answers were kept:\n  One is gone.\n  Two is new.[2J\n\n',
    )
  })
})
