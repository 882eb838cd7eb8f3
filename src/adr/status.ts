import { frontOf, type Parse } from './front.js'

const KEY = 'status'

/**
 * Returns the text with another status in its front matter and everything else as it was, byte for byte; a status that was taken out
 * becomes the first line there. Undefined where that cannot be had, such as a status on several lines. `status` has to be a plain YAML text.
 */
export function withStatus(text: string, status: string, parse: Parse): string | undefined {
  const front = frontOf(text)
  if (front === undefined || front === 'unclosed') return undefined
  const yaml = text.slice(front.start, front.end)
  const edited = editedYaml(yaml, status, text.slice(0, front.start).endsWith('\r\n') ? '\r\n' : '\n', parse)
  if (edited === undefined || !isOnlyStatus(yaml, edited, status, parse)) return undefined
  return `${text.slice(0, front.start)}${edited}${text.slice(front.end)}`
}

function editedYaml(yaml: string, status: string, lineEnd: string, parse: Parse): string | undefined {
  const parsed = parse({ file: '', text: yaml })
  if (!parsed.ok) return undefined
  const before = mapping(parsed.value.value)
  if (before === undefined) return undefined
  if (!Object.hasOwn(before, KEY)) return `${KEY}: ${status}${lineEnd}${yaml}`
  const empty = before[KEY] === null
  const { line = 1, column = 1, length = 1 } = parsed.value.place([KEY], empty ? 'key' : 'value')
  const at = startOf(yaml, line) + column - 1
  if (!empty) return `${yaml.slice(0, at)}${status}${yaml.slice(at + length)}`
  const colon = yaml.indexOf(':', at + length)
  return `${yaml.slice(0, colon + 1)} ${status}${yaml.slice(colon + 1)}`
}

function startOf(text: string, line: number): number {
  let start = 0
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1
  return start
}

/** Whether the edit changed the status as it was meant to, and nothing else. */
function isOnlyStatus(before: string, after: string, status: string, parse: Parse): boolean {
  const [was, is] = [before, after].map((text) => {
    const parsed = parse({ file: '', text })
    return parsed.ok ? mapping(parsed.value.value) : undefined
  })
  if (was === undefined || is === undefined || is[KEY] !== status) return false
  return rest(was) === rest(is)
}

const rest = (value: Readonly<Record<string, unknown>>): string => JSON.stringify(Object.entries(value).filter(([key]) => key !== KEY))

function mapping(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined
}
