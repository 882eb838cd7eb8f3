/** The commands that mend what a check finds in one file, each to be run as it is. */
export interface Mends {
  /** Writes its lock anew. */
  readonly update: string
  /** Writes its lock anew with a new day to look again. */
  readonly renew: string
  /** Shows what the verdict of an approach rests on. */
  readonly explain: (approach: string) => string
  /** Shows the whole decision. */
  readonly decide: string
}
