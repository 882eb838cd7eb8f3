import type { Problems } from '../problems.js'
import type { WrittenOption } from '../schema/question.js'
import type { At, SeenQuestion } from '../view.js'
import type { Rule } from './rule.js'

/** A question with a unit has one band an option, in rising order, without gaps or overlaps; one without a unit has none. */
export const bandsCoverTheNumbers: Rule = (view, problems) => {
  for (const question of view.questions) {
    if (question.value.unit === undefined) {
      for (const option of question.options) {
        if (option.value.band === undefined) continue
        problems.add('band-no-unit', [...option.path, 'band'], 'a band needs a unit: this question accepts no number', {
          at: 'key',
          hint: 'add `unit:` to the question, or remove the band',
        })
      }
    } else {
      checkBands(question, problems)
    }
  }
}

function checkBands(question: SeenQuestion, problems: Problems): void {
  if (question.value.kind === 'many') {
    problems.add('band-many', [...question.path, 'unit'], 'a question of kind many accepts no number', {
      at: 'key',
      hint: 'remove `unit`, or make it single',
    })
    return
  }
  let before: At<WrittenOption> | undefined
  for (const option of question.options) {
    const { id, band } = option.value
    const path = [...option.path, 'band']
    if (band === undefined) {
      problems.add('band-missing', [...option.path, 'id'], `option \`${id}\` has no band, but the question has a unit`, {
        hint: 'add `band: {from: …, to: …}`',
      })
    } else if (band.to !== undefined && band.to < band.from) {
      problems.add('band-reversed', path, `the band of \`${id}\` ends at ${band.to}, before it begins at ${band.from}`, {
        hint: 'swap the two numbers',
      })
    } else if (question.whole && before?.value.band !== undefined) {
      checkStep(before.value, option, problems)
    }
    before = option
  }
}

function checkStep(before: WrittenOption, option: At<WrittenOption>, problems: Problems): void {
  const { id, band } = option.value
  const last = before.band
  if (band === undefined || last === undefined) return
  const path = [...option.path, 'band']
  if (band.from < last.from) {
    problems.add('band-order', path, `the band of \`${id}\` lies below that of \`${before.id}\``, {
      hint: 'list the options from the smallest numbers up',
    })
  } else if (last.to === undefined || band.from <= last.to) {
    const end = last.to === undefined ? 'has no end' : `ends at ${last.to}`
    problems.add('band-overlap', path, `the band of \`${id}\` begins at ${band.from}, but that of \`${before.id}\` ${end}`, {
      hint: last.to === undefined ? `give \`${before.id}\` a \`to:\`` : `begin at ${last.to + 1}`,
    })
  } else if (band.from > last.to + 1) {
    problems.add(
      'band-gap',
      path,
      `no option takes ${last.to + 1}: the band of \`${before.id}\` ends at ${last.to}, that of \`${id}\` begins at ${band.from}`,
      {
        hint: `begin at ${last.to + 1}`,
      },
    )
  }
}

/** A question that takes one answer offers at least two. */
export const singleQuestionsOfferAChoice: Rule = (view, problems) => {
  for (const question of view.questions) {
    if (question.value.kind === 'many' || !question.whole || question.options.length > 1) continue
    problems.add('option-alone', [...question.path, 'options'], `\`${question.value.id}\` offers one option only`, {
      at: 'key',
      hint: 'add another option, or make it a question of kind many',
    })
  }
}
