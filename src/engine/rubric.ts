/** The three values of a condition over answers that may be open (Kleene). */
export type Truth = 'true' | 'false' | 'unknown'

export type Role = 'reason' | 'enabler' | 'context'
export type Axis = 'need' | 'readiness'
export type Verdict = 'adopt' | 'pilot' | 'later' | 'skip'
export type GateEffect = 'require' | 'hold' | 'block'

/**
 * A condition as data. An empty `all` is always true, an empty `any` never.
 * `is` names options: on a many-question it holds when at least one of them is chosen.
 * `chosen` counts the options chosen in a many-question (bounds are inclusive).
 * `verdict` reads a verdict and is allowed only where verdicts are known: plan, set rules, mistakes, preconditions.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly is: readonly string[] }
  | { readonly question: string; readonly chosen: { readonly least: number; readonly most: number } }
  | { readonly approach: string; readonly verdict: readonly Verdict[] }

/** What one option gives one approach. `points` is an integer in decibans; the question's role decides the axis. */
export interface Points {
  readonly approach: string
  readonly points: number
  readonly because: string
  readonly evidence: readonly string[]
  readonly criterion: string
  readonly when?: Condition
}

/** The band of a number that belongs to an option; both ends inclusive, `to` absent means no upper end. */
export interface Band {
  readonly from: number
  readonly to?: number
}

export interface Option {
  readonly id: string
  readonly label: string
  readonly help?: string
  /** Declared to speak neither for nor against anything. */
  readonly neutral: boolean
  readonly band?: Band
  readonly points: readonly Points[]
}

export interface Question {
  readonly id: string
  readonly section: string
  readonly role: Role
  readonly kind: 'single' | 'many'
  /** Short name used in tables, e.g. "Rate of change". */
  readonly title: string
  readonly text: string
  readonly help: string
  /** Longer: why we ask, shown on request. */
  readonly why: string
  /** The options form a scale, in file order. */
  readonly ordered: boolean
  /** Why the points of ordered options do not go one way, where they do not. */
  readonly unevenBecause?: string
  /** Unit of the number that is accepted in place of an option, e.g. "labelled pairs"; absent when numbers are not accepted. */
  readonly unit?: string
  readonly when?: Condition
  readonly options: readonly Option[]
}

/** The three lines of an approach, in points: total >= adopt, total >= pilot, readiness total >= ready. */
export interface Lines {
  readonly adopt: number
  readonly pilot: number
  readonly ready: number
}

export interface Approach {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly layer: string
  readonly prior: number
  readonly priorBecause: string
  readonly readinessPrior: number
  readonly lines: Lines
  /** Declared baseline: adopted whatever is answered. */
  readonly always?: 'adopt'
  /** Verdicts that no answers lead to, by declaration; the proofs of a rubric hold it to that. */
  readonly never?: readonly Verdict[]
}

export interface Gate {
  readonly id: string
  readonly approach: string
  readonly effect: GateEffect
  /** Absent: always true. */
  readonly when?: Condition
  readonly because: string
  /** What lifts a hold. */
  readonly unlock?: string
  /** Listed as a precondition while the condition is unknown and the approach is adopted or piloted. */
  readonly confirm?: string
  readonly evidence: readonly string[]
}

export interface Precondition {
  readonly id: string
  readonly approach: string
  readonly when?: Condition
  readonly says: string
  readonly evidence: readonly string[]
}

/** Approaches that do the same job; at most one of them is recommended. Order breaks ties. */
export interface Alternatives {
  readonly id: string
  readonly of: readonly string[]
  readonly because: string
  /** Why a tie goes to the first, where that is meant. */
  readonly tieBecause?: string
}

/** Checked on the answers and the recommended set: what it says is shown when `when` holds. A contradiction is between answers and lowers how sure the decision is. */
export interface SetRule {
  readonly id: string
  readonly kind: 'prerequisite' | 'conflict' | 'overlap' | 'division' | 'contradiction'
  readonly when: Condition
  readonly says: string
  readonly evidence: readonly string[]
}

export interface Mistake {
  readonly id: string
  readonly title: string
  readonly when: Condition
  readonly says: string
  readonly instead: string
  readonly evidence: readonly string[]
}

/** A place where components may run; offered unless its condition is false. */
export interface Deployment {
  readonly id: string
  readonly title: string
  readonly when?: Condition
}

export interface PlanText {
  readonly text: string
  readonly when?: Condition
  readonly evidence: readonly string[]
}

export interface Component {
  readonly name: string
  readonly does: string
  /** Deployment ids. */
  readonly runs: readonly string[]
  readonly when?: Condition
}

export interface Risk {
  readonly risk: string
  readonly guard: string
  readonly when?: Condition
  readonly evidence: readonly string[]
}

/** What the plan says of one approach, or of one layer that no approach fills. */
export interface PlanContent {
  readonly does: readonly PlanText[]
  readonly components: readonly Component[]
  readonly tokens: readonly PlanText[]
  readonly risks: readonly Risk[]
  readonly metrics: readonly PlanText[]
  readonly reversal: readonly PlanText[]
  /** First steps once it is built, tried or waited for; collected by the phases. */
  readonly steps: readonly PlanText[]
}

export interface Layer {
  readonly id: string
  readonly title: string
  readonly place: 'request' | 'around'
  readonly summary: string
  /** Approaches that can fill it; empty for the layers around. */
  readonly filledBy: readonly string[]
  /** For a layer that no approach fills: when it belongs to the plan. Absent: always. */
  readonly when?: Condition
  /** What stands here when no approach fills the layer. */
  readonly otherwise: readonly PlanText[]
  /** Content of a layer around; absent for layers filled by approaches. */
  readonly plan?: PlanContent
}

export interface Phase {
  readonly id: string
  readonly title: string
  readonly entry: string
  readonly exit: string
  /** Also lists the steps of every approach with this verdict. */
  readonly collects?: Verdict
  /** The approaches it collects in the order in which they are built; those that are not in it follow in layer order. */
  readonly order?: readonly string[]
  readonly when?: Condition
  readonly steps: readonly PlanText[]
}

export interface ValidationContent {
  readonly quantitative: readonly PlanText[]
  readonly qualitative: readonly PlanText[]
  readonly revisitAfterDays: number
  readonly triggers: readonly PlanText[]
}

/** How far a claim was checked: in the source, in a summary of it, not at all; or it is our own judgement and claims no source. */
export type Checked = 'source' | 'summary' | 'memory' | 'judgement'

export interface Reference {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly year: number
  readonly address: string
  /** What it found, in our words. */
  readonly claim: string
  /** How far the claim was checked. */
  readonly checked: Checked
  readonly limits?: string
  /** ISO date after which somebody should look at the source again. */
  readonly reviewAfter?: string
}

/** A law that a rubric states about itself, over all answers that are possible, open ones among them; the proofs hold it to that. */
export type Claim = ClaimOfVerdicts | ClaimOfOrder

interface ClaimOf {
  readonly id: string
  readonly says: string
  readonly evidence: readonly string[]
  /** It says something only of answers that make this true. Absent: of all. */
  readonly when?: Condition
}

/** Wherever `when` is true, `then` is true: a condition that may read verdicts. */
export interface ClaimOfVerdicts extends ClaimOf {
  readonly then: Condition
}

/** The next option up in an ordered question never lowers, or never raises, the total of need of an approach. */
export interface ClaimOfOrder extends ClaimOf {
  readonly more: string
  readonly never: 'lowers' | 'raises'
  readonly approach: string
}

export interface Named {
  readonly id: string
  readonly title: string
}

/** A rubric with its defaults filled in: what the engine decides with. Plain data, safe as JSON. */
export interface Rubric {
  readonly format: 1
  readonly id: string
  readonly version: string
  /** sha256 of the resolved rubric without this field, in hex. */
  readonly digest: string
  readonly title: string
  readonly summary: string
  readonly sections: readonly Named[]
  readonly criteria: readonly Named[]
  readonly approaches: readonly Approach[]
  readonly layers: readonly Layer[]
  readonly questions: readonly Question[]
  /** Questions of the base rubric that this one leaves out; conditions on them stay unknown. */
  readonly absent: readonly string[]
  readonly gates: readonly Gate[]
  readonly preconditions: readonly Precondition[]
  readonly alternatives: readonly Alternatives[]
  readonly setRules: readonly SetRule[]
  readonly mistakes: readonly Mistake[]
  readonly deployments: readonly Deployment[]
  /** Plan content by approach id. */
  readonly plans: Readonly<Record<string, PlanContent>>
  readonly phases: readonly Phase[]
  readonly validation: ValidationContent
  readonly references: readonly Reference[]
  /** Absent: none. */
  readonly claims?: readonly Claim[]
}
