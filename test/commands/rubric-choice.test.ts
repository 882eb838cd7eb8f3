import { describe, expect, it } from 'vitest'
import { chooseRubric, chooseRubricOfFile, nameInFile } from '../../src/commands/rubric-choice.js'

const chosen = (text: string) => {
  const choice = chooseRubric(text)
  return choice.ok ? choice.value : choice.problems
}

describe('which rubric', () => {
  it('a shipped one by its name', () => expect(chosen('quick')).toEqual({ name: 'quick', isFile: false }))
  it.each(['./quick', 'ours.yaml', 'folder/ours', '../x.json'])('a file: %s', (text) =>
    expect(chosen(text)).toEqual({ name: text, isFile: true }),
  )
  it('nothing else, and says what was meant', () => {
    expect(chosen('cora')).toMatchObject([
      { code: 'rubric-unknown', allowed: ['core', 'quick'], hint: expect.stringContaining('did you mean core?') },
    ])
    expect(chosen('zebra')).toMatchObject([{ hint: 'a rubric file is named with its folder or its ending: ./zebra.yaml' }])
  })
  it('in an answers file, a path counts from its folder', () => {
    expect(chooseRubricOfFile('./ours.yaml', 'teams/bot/answers.yaml')).toMatchObject({
      value: { name: 'teams/bot/ours.yaml', isFile: true },
    })
    expect(chooseRubricOfFile('../ours.yaml', 'teams/bot/answers.yaml')).toMatchObject({ value: { name: 'teams/ours.yaml' } })
    expect(chooseRubricOfFile('/rubrics/ours.yaml', 'teams/answers.yaml')).toMatchObject({ value: { name: '/rubrics/ours.yaml' } })
    expect(chooseRubricOfFile('ours.yaml', '-')).toMatchObject({ value: { name: 'ours.yaml' } })
    expect(chooseRubricOfFile('./core', 'answers.yaml')).toMatchObject({ value: { name: './core', isFile: true } })
    expect(chooseRubricOfFile('core', 'teams/answers.yaml')).toMatchObject({ value: { name: 'core', isFile: false } })
  })
  it('an answers file names it from its own folder', () => {
    const ours = { name: 'rubrics/ours.yaml', isFile: true }
    expect(nameInFile(ours, 'answers.yaml')).toBe('./rubrics/ours.yaml')
    expect(nameInFile(ours, 'teams/answers.yaml')).toBe('../rubrics/ours.yaml')
    expect(nameInFile(ours, '-')).toBe('./rubrics/ours.yaml')
    expect(nameInFile({ name: '/ours.yaml', isFile: true }, 'teams/answers.yaml')).toBe('/ours.yaml')
    expect(nameInFile({ name: 'quick', isFile: false }, 'teams/answers.yaml')).toBe('quick')
  })
})
