import { PassThrough } from 'node:stream'
import { decoded, givenUp, type Key } from './keys.js'

/** The parts of a terminal's input that a plain stream lacks. */
interface Teletype {
  readonly setRawMode?: (raw: boolean) => unknown
  readonly ref?: () => unknown
  readonly unref?: () => unknown
}

/** What inquirer takes for the terminal's input: nothing can be read from it, and it emits `keypress` with what `keyOf` understands. */
export type KeySource = NodeJS.ReadableStream & { readonly isTTY: true; readonly setRawMode: () => void }

/** Stands between the terminal's input and the prompts, so that each key is known at once and none is taken by a prompt that was not there yet. */
export interface Keyboard {
  readonly source: KeySource
  /** Takes the terminal and lets go everything typed so far, except for keys that go back or cancel. */
  readonly open: () => Promise<void>
  /** From now on keys are emitted. */
  readonly listen: () => void
  /** From now on keys are let go; the terminal is given back at once, or shortly, unless the next prompt comes first. */
  readonly close: (atOnce: boolean) => void
  /** Emits a key press that asks for nothing but to draw again. */
  readonly redraw: () => void
  /** Whether a key cancelled, or the input ended, while no prompt was listening. */
  readonly isCancelled: () => boolean
  /** Takes one of the keys that went back while no prompt was listening; false when there is none. */
  readonly takeBack: () => boolean
  /** Forgets those keys. */
  readonly forgetBacks: () => void
}

/** How long, in milliseconds, the rest of an escape sequence or of a paste may take to come, and how long the terminal is kept between prompts. */
const SEQUENCE_PAUSE = 50
const PASTE_PAUSE = 50
const KEPT = 100

/** What inquirer hands on as a key press of ours. */
interface KeyPress {
  readonly name: 'ours'
  readonly key?: Key
}

/** Returns the key in a key press; undefined when it only asks to draw again. */
export function keyOf(press: object): Key | undefined {
  return (press as KeyPress).key
}

/** Returns a keyboard for a terminal's input, or for any stream of what a terminal would send. */
export function keyboardOf(input: NodeJS.ReadableStream): Keyboard {
  const teletype = input as Teletype
  const source = Object.assign(new PassThrough(), { isTTY: true as const, setRawMode: () => undefined })
  let mode: 'closed' | 'deaf' | 'listening' = 'closed'
  let backs = 0
  let cancelled = false
  let rest = ''
  let restTimer: NodeJS.Timeout | undefined
  let pasteTimer: NodeJS.Timeout | undefined
  let keptTimer: NodeJS.Timeout | undefined

  const press = (key?: Key): void => {
    const event: KeyPress = key === undefined ? { name: 'ours' } : { name: 'ours', key }
    source.emit('keypress', undefined, event)
  }
  const take = (key: Key): void => {
    if (mode === 'listening') press(key)
    else if (key.name === 'back') backs += 1
    else if (key.name === 'cancel') cancelled = true
  }
  const waitForPasteToEnd = (): void => {
    clearTimeout(pasteTimer)
    pasteTimer = setTimeout(() => {
      pasteTimer = undefined
    }, PASTE_PAUSE).unref()
  }
  const receive = (chunk: string | Uint8Array): void => {
    if (pasteTimer !== undefined) {
      waitForPasteToEnd()
      return
    }
    clearTimeout(restTimer)
    const found = decoded(rest + String(chunk))
    rest = found.rest
    if (rest !== '') restTimer = setTimeout(giveUp, SEQUENCE_PAUSE)
    if (found.keys.some((key) => key.name === 'pasted')) waitForPasteToEnd()
    for (const key of found.keys) take(key)
  }
  const giveUp = (): void => {
    const keys = givenUp(rest)
    rest = ''
    for (const key of keys) take(key)
  }
  const end = (): void => take({ name: 'cancel' })

  const giveBack = (): void => {
    clearTimeout(keptTimer)
    if (mode === 'closed') return
    mode = 'closed'
    clearTimeout(restTimer)
    clearTimeout(pasteTimer)
    pasteTimer = undefined
    rest = ''
    input.removeListener('data', receive).removeListener('end', end).removeListener('close', end)
    input.pause()
    teletype.setRawMode?.(false)
  }
  const grab = (): void => {
    clearTimeout(keptTimer)
    if (mode === 'closed') {
      teletype.setRawMode?.(true)
      input.setEncoding('utf8')
      input.on('data', receive).on('end', end).on('close', end)
      input.resume()
    }
    mode = 'deaf'
    teletype.ref?.()
  }

  return {
    source,
    open: async () => {
      grab()
      // What was typed before lies in the terminal until the event loop has looked there: once is sure only after a whole turn.
      await nextTurn()
      await nextTurn()
    },
    listen: () => {
      mode = 'listening'
    },
    close: (atOnce) => {
      if (mode === 'closed') return
      mode = 'deaf'
      teletype.unref?.()
      if (atOnce) giveBack()
      else {
        clearTimeout(keptTimer)
        keptTimer = setTimeout(giveBack, KEPT).unref()
      }
    },
    redraw: () => press(),
    isCancelled: () => cancelled,
    takeBack: () => {
      if (backs === 0) return false
      backs -= 1
      return true
    },
    forgetBacks: () => {
      backs = 0
    },
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
