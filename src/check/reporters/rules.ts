import type { FindingCode } from '../result.js'

/** What a kind of finding is, for readers who see its code: the same words in every report. */
export interface Rule {
  /** A few words. */
  readonly title: string
  /** What it means, and what can be done about it. */
  readonly help: string
  /** Where it belongs among what is checked of one file. */
  readonly about: 'lock' | 'verdict' | 'review' | 'expectation'
}

/** All kinds of findings, with what they led to before their causes: in this order they are told. */
export const RULES: Readonly<Record<FindingCode, Rule>> = {
  'lock-edited': {
    title: 'Lock edited',
    help: 'The lock was changed by hand, or merged badly: it does not fit itself. Write it anew with --update, after looking at what it was to record.',
    about: 'lock',
  },
  'verdict-changed': {
    title: 'Verdict changed',
    help: 'The same approach now gets another verdict than the lock records. If the change is meant, write the lock anew with --update; else put back what caused it.',
    about: 'verdict',
  },
  'margin-changed': {
    title: 'Margin changed',
    help: 'The verdict stands, but nearer to its line or further from it than the lock records. If the change is meant, write the lock anew with --update.',
    about: 'verdict',
  },
  'expect-verdict': {
    title: 'Expected another verdict',
    help: 'An approach does not get a verdict that is expected of it. Look into its reasons with explain, or change the expectation.',
    about: 'expectation',
  },
  'expect-stability': {
    title: 'Not stable enough',
    help: 'Too many ways to answer the open questions would change the verdict of an adopted approach. Answer the questions that can turn it.',
    about: 'expectation',
  },
  'expect-margin': {
    title: 'Margin too small',
    help: 'A verdict stands nearer to its line than is expected. Make sure of the answers that it rests on.',
    about: 'expectation',
  },
  'expect-open': {
    title: 'Too many open questions',
    help: 'More questions are open than may be. Answer some of them.',
    about: 'expectation',
  },
  'expect-mistakes': {
    title: 'Known mistake',
    help: 'The answers lead into a mistake that is known. Do what its text says instead, or no longer expect that there is none.',
    about: 'expectation',
  },
  'expect-contradictions': {
    title: 'Contradicting answers',
    help: 'Answers, or the approaches that they lead to, do not go together. Settle which of them holds.',
    about: 'expectation',
  },
  'review-overdue': {
    title: 'Review overdue',
    help: 'The day on which the decision was to be looked at again is past. Look at it, then set a new review-after date.',
    about: 'review',
  },
  'review-changed': {
    title: 'Review date changed',
    help: 'The review date is not the one that the lock records. If the change is meant, write the lock anew with --update.',
    about: 'review',
  },
  'review-lost': {
    title: 'Review date gone',
    help: 'The lock is damaged where its review date would stand, and the answers file names none. Write the day to look again at review-after.',
    about: 'review',
  },
  'answers-changed': {
    title: 'Answer changed',
    help: 'An answer is not the one that the lock records. If the change is meant, write the lock anew with --update.',
    about: 'lock',
  },
  'rubric-changed': {
    title: 'Rubric changed',
    help: 'The rubric is not the one that the lock was written with. If its verdicts are accepted, write the lock anew with --update.',
    about: 'lock',
  },
  'lock-missing': {
    title: 'No lock',
    help: 'There is nothing to hold the decision against. Write the lock with decide --lock or check --update, and commit it.',
    about: 'lock',
  },
  'tool-older': {
    title: 'Tool older than the lock',
    help: 'A newer version of this tool wrote the lock. Update the tool that runs here.',
    about: 'lock',
  },
  'tool-changed': {
    title: 'Tool changed',
    help: 'Another version of this tool wrote the lock, and comes to the same. Nothing has to be done.',
    about: 'lock',
  },
}

/** The codes of all findings, in the order in which they are told. */
export const FINDING_CODES = Object.keys(RULES) as readonly FindingCode[]
