import type { Rule } from './rule.js'

/** `more` of a question means something only where its options form a scale of which one is chosen. */
export const claimsClimbScales: Rule = (view, problems) => {
  for (const { value, path } of view.items('claims')) {
    if (!('more' in value)) continue
    const question = view.questions.find((one) => one.value.id === value.more)?.value
    if (question === undefined || (question.ordered === true && question.kind !== 'many')) continue
    const why = question.kind === 'many' ? 'takes any number of options' : 'is not `ordered`'
    problems.add('claim-unordered', [...path, 'more'], `\`${value.more}\` ${why}, so none of its options is the next one up`, {
      hint: 'name an ordered question that takes one answer',
    })
  }
}

/** Only a scale can be uneven. */
export const onlyScalesAreUneven: Rule = (view, problems) => {
  for (const { value, path } of view.questions) {
    if (value['uneven-because'] === undefined || value.ordered === true) continue
    problems.add('question-uneven', [...path, 'uneven-because'], `\`${value.id}\` is not \`ordered\`, so there is nothing to go one way`, {
      at: 'key',
      hint: 'remove it, or add `ordered: true`',
    })
  }
}
