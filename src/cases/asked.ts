/** What was asked of a run of cases beside the cases themselves. */
export interface Asked {
  readonly tool: { readonly name: string; readonly version: string }
  /** List everything that no case exercises, not only the first few. */
  readonly wholeCoverage: boolean
  /** In hundredths of a percent; absent: any will do. */
  readonly minCoverage?: number
}
