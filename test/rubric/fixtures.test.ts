import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CODES } from '../../src/files/codes.js'
import { renderDiagnostics } from '../../src/files/frame.js'
import { nodeReader } from '../../src/files/node-reader.js'
import { loadRubric } from '../../src/rubric/load.js'
import { FIXTURES, listOf } from './reading.js'

// Every fixture says on its first lines what is wrong with it: `# expect: [part:]line:column code`.
const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.yaml') && !name.endsWith('.part.yaml'))
const broken = names.filter((name) => name !== 'minimal.yaml')

function expected(name: string): readonly string[] {
  const text = readFileSync(join(FIXTURES, name), 'utf8')
  return text.split('\n').flatMap((line) => (line.startsWith('# expect: ') ? [line.slice('# expect: '.length)] : []))
}

async function found(name: string): Promise<readonly string[]> {
  const checked = await loadRubric(join(FIXTURES, name), nodeReader)
  return listOf(checked).map(({ code, place }) => {
    const file = basename(place?.file ?? '')
    return `${file === name ? '' : `${file}:`}${place?.line}:${place?.column} ${code}`
  })
}

describe('a broken rubric names its defect, with line and column', () => {
  test.each(broken)('%s', async (name) => {
    expect(expected(name)).not.toEqual([])
    expect(await found(name)).toEqual(expected(name))
  })

  test.each(broken.filter((name) => name !== 'several.yaml'))('%s is named for it', (name) => {
    const codes = expected(name).map((line) => line.split(' ')[1])
    expect(new Set(codes)).toEqual(new Set([name.replace(/(--.*)?\.yaml$/, '')]))
  })

  test('minimal.yaml has none', async () => {
    expect(await found('minimal.yaml')).toEqual([])
  })

  test('a file with nine defects reports all nine', async () => {
    expect(await found('several.yaml')).toHaveLength(9)
  })

  test('every problem shows its line with a caret, and no message spans lines', async () => {
    for (const name of broken) {
      for (const problem of listOf(await loadRubric(join(FIXTURES, name), nodeReader))) {
        expect(problem.message).toMatch(/^[^\n]+[^.\n]$/)
        expect(renderDiagnostics([problem], { colour: false })).toMatch(/\n +\d+ \| .*\n +\| +\^+\n/)
      }
    }
  })
})

describe('every code of a rubric has its fixture', () => {
  // A link and a base that is not shipped need tests of their own; the last two are about choosing a rubric, not reading one.
  const elsewhere = ['part-outside', 'ask-order', 'rubric-unknown', 'rubric-overridden']
  const ours = Object.keys(CODES).filter((code) =>
    /^(rubric|part|base|remove|overlay|ask|shape|id|name|unknown|condition|option|points|band|section|question|approach|gate|alternatives|layer|plan|reference|claim)-/.test(
      code,
    ),
  )

  test.each(ours.filter((code) => !elsewhere.includes(code)))('%s', (code) => {
    expect(names).toContain(`${code}.yaml`)
  })
})
