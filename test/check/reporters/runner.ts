/** A workflow command as a GitHub Actions runner reads it. */
export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const decoded = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
const decodedProperty = (text: string): string => decoded(text.replaceAll('%3A', ':').replaceAll('%2C', ','))

/**
 * Reads every line of a log as a runner does: a line whose first characters, after white space, are two colons is a command, and so is what stands
 * between `##[` and `]` anywhere. Returns the commands, and the lines that are none.
 */
export function readAsRunner(log: string): { readonly commands: readonly Command[]; readonly lines: readonly string[] } {
  const commands: Command[] = []
  const lines: string[] = []
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = newForm(line.trimStart()) ?? oldForm(line)
    if (command === undefined) lines.push(line)
    else commands.push(command)
  }
  return { commands, lines }
}

function newForm(line: string): Command | undefined {
  if (!line.startsWith('::')) return undefined
  const end = line.indexOf('::', 2)
  if (end < 0) return undefined
  const head = line.slice(2, end)
  const space = head.indexOf(' ')
  const [name, list] = space < 0 ? [head, ''] : [head.slice(0, space), head.slice(space + 1)]
  const properties = list.split(',').flatMap((one): [string, string][] => {
    const at = one.indexOf('=')
    return at < 0 ? [] : [[one.slice(0, at).trim(), decodedProperty(one.slice(at + 1))]]
  })
  return { name, properties: Object.fromEntries(properties), data: decoded(line.slice(end + 2)) }
}

function oldForm(line: string): Command | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  return start < 0 || end < 0 ? undefined : { name: line.slice(start + 3, end), properties: {}, data: line.slice(end + 1) }
}
