import type { Diagnostic } from '../../files/diagnostic.js'

/** Warnings that many rows give alike: the first of each kind is kept, the others are counted. */
export interface Notes {
  add(warnings: readonly Diagnostic[]): void
  /** The first of each kind, with how many more there were. */
  all(): readonly Diagnostic[]
}

/** No notes yet. */
export function createNotes(): Notes {
  const kinds = new Map<string, { readonly first: Diagnostic; more: number }>()
  return {
    add(warnings) {
      for (const one of warnings) {
        const kind = kinds.get(one.code)
        if (kind === undefined) kinds.set(one.code, { first: one, more: 0 })
        else kind.more += 1
      }
    },
    all: () =>
      [...kinds.values()].map(({ first, more }) =>
        more === 0 ? first : { ...first, message: `${first.message}, and ${more} more like it` },
      ),
  }
}
