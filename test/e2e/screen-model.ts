import stringWidth from 'string-width'

/** What a terminal shows, after everything it was sent. */
export interface Screen {
  /** The lines on the screen from top to bottom, without the spaces at their ends; empty lines at the bottom are left out. */
  readonly lines: readonly string[]
  /** The lines that scrolled off at the top. */
  readonly gone: readonly string[]
  readonly isCursorShown: boolean
}

/** What stands in the captured output where the terminal was given another size. */
export const sizeMark = (columns: number, rows: number): string => `\u001b_size:${columns}x${rows}\u001b\\`

/** One cell: a character with its marks, or nothing where a wide one reaches into it. */
type Row = string[]

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
const PIECE = /\u001b_size:(\d+)x(\d+)\u001b\\|\u001b\[([?\d;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+/gy

/**
 * Shows a text as a terminal of that size would: a line that is too long goes on in the next one, what leaves at the top is gone.
 * Throws for a control character that no part of this tool has any business to send.
 */
export function shown(text: string, columns: number, rows: number): Screen {
  let grid: Row[] = [[]]
  const gone: string[] = []
  let [width, height, x, y, isCursorShown] = [columns, rows, 0, 0, true]

  const row = (): Row => {
    while (grid.length <= y) grid.push([])
    return grid[y] ?? []
  }
  const scroll = (): void => {
    while (y >= height) {
      gone.push(written(grid.shift() ?? []))
      y -= 1
    }
  }
  const down = (): void => {
    y += 1
    scroll()
  }
  const put = (character: string): void => {
    const wide = Math.min(stringWidth(character), width)
    if (x + wide > width) {
      x = 0
      down()
    }
    const cells = row()
    while (cells.length < x) cells.push(' ')
    if (wide === 0) cells[Math.max(0, x - 1)] += character
    else cells.splice(x, wide, character, ...Array.from({ length: wide - 1 }, () => ''))
    x += wide
  }
  const erase = (what: string, many: number): void => {
    const left = many === 2 ? [] : row().slice(0, x)
    if (what === 'K') row().splice(0, row().length, ...left)
    else grid = many === 2 ? [[]] : [...grid.slice(0, y), left]
  }
  const control = (parameters: string, what: string): void => {
    const first = Number.parseInt(parameters, 10) || 0
    const count = Math.max(1, first)
    if (parameters === '?25' && 'hl'.includes(what)) isCursorShown = what === 'h'
    else if (what === 'A') y = Math.max(0, y - count)
    else if (what === 'B') y = Math.min(height - 1, y + count)
    else if (what === 'G') x = Math.min(width, count) - 1
    else if (what === 'H' && parameters === '') [x, y] = [0, 0]
    else if (what === 'J' || what === 'K') erase(what, first)
    else if (what !== 'm') throw new Error(`the terminal was sent ${JSON.stringify(parameters + what)}`)
  }
  const resize = (newWidth: number, newHeight: number): void => {
    ;[width, height] = [newWidth, newHeight]
    for (const cells of grid) cells.splice(width)
    x = Math.min(x, width - 1)
    scroll()
  }

  PIECE.lastIndex = 0
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex
    const found = PIECE.exec(text)
    if (found === null) throw new Error(`the terminal was sent ${JSON.stringify(text.slice(at, at + 20))}`)
    const [piece, newColumns, newRows, parameters = '', what] = found
    if (newColumns !== undefined) resize(Number(newColumns), Number(newRows))
    else if (what !== undefined) control(parameters, what)
    else if (piece === '\r') x = 0
    else if (piece === '\n') {
      x = 0
      down()
    } else for (const { segment } of new Intl.Segmenter('en').segment(piece)) put(printable(segment))
  }
  return { lines: withoutEmptyEnd(grid.map(written)), gone, isCursorShown }
}

function printable(character: string): string {
  if (/^\p{Cc}/u.test(character)) throw new Error(`the terminal was sent ${JSON.stringify(character)}`)
  return character
}

function written(row: Row): string {
  return Array.from(row, (cell) => cell ?? ' ')
    .join('')
    .trimEnd()
}

function withoutEmptyEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}
