import type { Comparison, Value } from './result.js'

/** Returns a short name of an answer: option ids, or words for what is no option. */
export function answerName(value: Value): string {
  if (value === null) return 'open'
  if (typeof value === 'string') return value
  return value.length === 0 ? 'none of these' : value.join(', ')
}

/** Returns what a file is told by. */
export function labelOf({ files }: Comparison, path: string): string {
  return files.find((file) => file.path === path)?.label ?? path
}

/** Returns the title of an approach, or its id when the comparison does not hold it. */
export function approachTitle({ approaches }: Comparison, id: string): string {
  return approaches.find((approach) => approach.id === id)?.title ?? id
}

/** Returns the title of a question that is answered differently, or its id. */
export function questionTitle({ differences, changeNothing }: Comparison, id: string): string {
  return [...differences, ...changeNothing].find((question) => question.id === id)?.title ?? id
}
