import { describe, expect, it } from 'vitest'
import { isCi, wantsColour, wantsUnicode } from '../../src/terminal.js'

const terminal = { isTerminal: true }
const pipe = { isTerminal: false }

describe('colour (C-07)', () => {
  it.each([
    ['a terminal', terminal, { TERM: 'xterm' }, undefined, true],
    ['a pipe', pipe, { TERM: 'xterm' }, undefined, false],
    ['NO_COLOR', terminal, { TERM: 'xterm', NO_COLOR: '1' }, undefined, false],
    ['an empty NO_COLOR counts as unset', terminal, { TERM: 'xterm', NO_COLOR: '' }, undefined, true],
    ['TERM=dumb', terminal, { TERM: 'dumb' }, undefined, false],
    ['a terminal that does not say what it is', terminal, {}, undefined, false],
    ['an empty TERM', terminal, { TERM: '' }, undefined, false],
    ['--color beats an empty TERM', terminal, { TERM: '' }, true, true],
    ['FORCE_COLOR overrides detection', pipe, { FORCE_COLOR: '1' }, undefined, true],
    ['FORCE_COLOR overrides TERM=dumb', terminal, { FORCE_COLOR: '1', TERM: 'dumb' }, undefined, true],
    ['FORCE_COLOR overrides NO_COLOR', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
    ['FORCE_COLOR=0 means off', terminal, { TERM: 'xterm', FORCE_COLOR: '0' }, undefined, false],
    ['FORCE_COLOR=false means off', terminal, { TERM: 'xterm', FORCE_COLOR: 'false' }, undefined, false],
    ['an empty FORCE_COLOR counts as unset', terminal, { TERM: 'xterm', FORCE_COLOR: '', NO_COLOR: '1' }, undefined, false],
    ['--color beats NO_COLOR', pipe, { NO_COLOR: '1' }, true, true],
    ['--no-color beats FORCE_COLOR', terminal, { TERM: 'xterm', FORCE_COLOR: '1' }, false, false],
  ])('%s', (_, stream, env, flag, expected) => {
    expect(wantsColour(stream, env, flag, 'linux')).toBe(expected)
  })

  it('on Windows no terminal says what it is, and silence means nothing', () => {
    expect(wantsColour(terminal, {}, undefined, 'win32')).toBe(true)
    expect(wantsColour(terminal, { TERM: 'dumb' }, undefined, 'win32')).toBe(false)
  })
})

describe('characters', () => {
  it.each([
    ['a UTF-8 terminal', terminal, { LANG: 'de_DE.UTF-8' }, true],
    ['utf8 spelt otherwise', terminal, { LANG: 'C.utf8' }, true],
    ['LC_ALL beats LANG', terminal, { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, false],
    ['an empty LC_ALL counts as unset', terminal, { LC_ALL: '', LANG: 'C.UTF-8' }, true],
    ['no locale', terminal, {}, false],
    ['TERM=dumb', terminal, { LANG: 'C.UTF-8', TERM: 'dumb' }, false],
    ['a pipe, whatever the locale', pipe, { LANG: 'C' }, true],
  ])('%s', (_, stream, env, expected) => {
    expect(wantsUnicode(stream, env)).toBe(expected)
  })
})

describe('continuous integration', () => {
  it.each(['true', '1', 'TRUE', 'woodpecker'])('CI=%s', (CI) => expect(isCi({ CI })).toBe(true))
  it.each([undefined, '', '0', 'false', 'FALSE'])('not with CI=%s', (CI) => expect(isCi({ CI })).toBe(false))
})
