import type { Origin, Situation } from './answers.js'
import type { ApproachRobustness, FindOut, WholeSet } from './robustness.js'
import type { Axis, Checked, GateEffect, Role, Verdict } from './rubric.js'

/** The version of the JSON document: minor adds fields, major breaks. */
export const SCHEMA_VERSION = '1.0'

export interface DecidedAnswer {
  readonly value: string | readonly string[]
  readonly origin: Origin
  readonly number?: number
  /** Title of the question. */
  readonly question: string
  /** Role of the question. */
  readonly role?: Role
  /** Section of the rubric that the question stands in; reports group by it. */
  readonly section?: { readonly id: string; readonly title: string }
  /** Labels of the options chosen; empty for `unsure` and for an empty list. */
  readonly labels: readonly string[]
  /** False when the question is hidden by its condition: kept and reported, not scored. */
  readonly scored: boolean
}

export interface OpenQuestion {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly many: boolean
  /** Approaches whose verdict at least one answer to this question alone would change. */
  readonly canChange: readonly string[]
}

export interface Contribution {
  readonly axis: Axis
  readonly question: string
  readonly questionTitle: string
  readonly option: string
  readonly optionLabel: string
  /** Decibans; the contributions of an axis and its prior add up to its total. */
  readonly points: number
  readonly criterion: string
  readonly because: string
  readonly evidence: readonly string[]
}

export interface FiredGate {
  readonly id: string
  readonly effect: GateEffect
  readonly because: string
  readonly unlock?: string
  readonly evidence: readonly string[]
}

export interface ListedPrecondition {
  readonly id: string
  readonly says: string
  readonly evidence: readonly string[]
}

export interface Margin {
  /** Points between the total and the line (or the alternative); 0 stands on the line. */
  readonly points: number
  readonly to: 'line' | 'alternative' | 'readiness'
  /** Which line, in words of the verdict table: adopt, pilot, ready, or the alternative's id. */
  readonly at: string
}

export interface DecidedApproach {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly layer: string
  readonly verdict: Verdict
  /** 1 to 99, for display; verdicts compare points. */
  readonly need: number
  readonly points: {
    readonly prior: number
    readonly priorBecause: string
    readonly total: number
    readonly adoptLine: number
    readonly pilotLine: number
  }
  /** Lowest and highest total that the open questions allow, exact. */
  readonly range: {
    readonly low: number
    readonly high: number
    readonly lowNeed: number
    readonly highNeed: number
    /** False when the rubric is too entangled for an exact range: then it is a bound that may be wider. */
    readonly exact: boolean
  }
  /** 1 to 99, for display. */
  readonly readiness: number
  readonly readinessPoints: { readonly prior: number; readonly total: number; readonly line: number }
  /** Null when no points can change the verdict (a block, or an unconditional requirement). */
  readonly margin: Margin | null
  readonly contributions: readonly Contribution[]
  /** Points of the need axis by criterion id, in the rubric's order of criteria; the prior is not in it. */
  readonly criteria: readonly { readonly id: string; readonly title: string; readonly points: number }[]
  readonly gates: readonly FiredGate[]
  readonly preconditions: readonly ListedPrecondition[]
  readonly lostTo?: {
    readonly id: string
    readonly title: string
    readonly points: number
    readonly tie: boolean
    /** On a tie, why the rubric prefers the other, where it says so. */
    readonly tieBecause?: string
    readonly because: string
  }
  /** What has to happen before a `later` becomes `adopt`. */
  readonly unlock: readonly string[]
  /** One plain sentence: why this verdict. */
  readonly reason: string
  /** How firm the verdict is; absent when it was not asked for. */
  readonly robustness?: ApproachRobustness
}

export interface PlannedComponent {
  readonly name: string
  readonly does: string
  /** Deployment ids among those allowed here. */
  readonly runs: readonly string[]
}

export interface PlannedText {
  readonly text: string
  readonly evidence: readonly string[]
}

export interface PlannedRisk {
  readonly risk: string
  readonly guard: string
  readonly evidence: readonly string[]
}

export interface PlannedLayer {
  readonly id: string
  readonly title: string
  readonly place: 'request' | 'around'
  readonly summary: string
  /** The best verdict among the approaches that can fill it; null for a layer around. */
  readonly verdict: Verdict | null
  /** The approach that fills it (adopt, pilot or later), or null. */
  readonly approach: string | null
  readonly approachTitle: string | null
  readonly does: readonly PlannedText[]
  readonly components: readonly PlannedComponent[]
  readonly tokens: readonly PlannedText[]
  readonly risks: readonly PlannedRisk[]
  readonly metrics: readonly PlannedText[]
  readonly reversal: readonly PlannedText[]
}

export interface PlannedStep {
  readonly approach?: string
  readonly text: string
  readonly evidence: readonly string[]
}

export interface PlannedPhase {
  readonly id: string
  readonly title: string
  readonly entry: string
  readonly exit: string
  readonly steps: readonly PlannedStep[]
}

export interface ValidationPlan {
  readonly measures: readonly {
    readonly approach: string
    readonly title: string
    readonly text: string
    readonly evidence: readonly string[]
  }[]
  readonly quantitative: readonly PlannedText[]
  readonly qualitative: readonly PlannedText[]
  readonly revisit: { readonly afterDays: number; readonly onDate?: string; readonly triggers: readonly PlannedText[] }
}

export interface NamedMistake {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly instead: string
  readonly evidence: readonly string[]
}

export interface SetNote {
  readonly id: string
  readonly kind: 'prerequisite' | 'conflict' | 'overlap' | 'division' | 'contradiction'
  readonly says: string
  readonly evidence: readonly string[]
}

export interface CitedReference {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly year: number
  readonly address: string
  readonly claim: string
  readonly checked: Checked
  readonly limits?: string
}

/** Everything concluded from one rubric and one set of answers. Renderers read only this. */
export interface Decision {
  readonly schemaVersion: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly rubric: { readonly id: string; readonly version: string; readonly digest: string; readonly title: string }
  readonly title: string
  readonly date?: string
  readonly owner?: string
  readonly reviewAfter?: string
  readonly context: Situation
  readonly headline: string
  readonly set: readonly string[]
  readonly answers: Readonly<Record<string, DecidedAnswer>>
  readonly openQuestions: readonly OpenQuestion[]
  readonly approaches: readonly DecidedApproach[]
  readonly setNotes: readonly SetNote[]
  readonly layers: readonly PlannedLayer[]
  readonly deployments: readonly { readonly id: string; readonly title: string }[]
  readonly phases: readonly PlannedPhase[]
  readonly validation: ValidationPlan
  readonly mistakes: readonly NamedMistake[]
  readonly stability: {
    /** How many of the rubric's visible questions are answered and open. */
    readonly answered: number
    readonly open: number
    /** Adopted and piloted approaches whose verdict no answer to a single open question changes. */
    readonly steady: readonly string[]
    /** Approaches closer than three points (a factor of two in the odds) to a line or an alternative; none that a gate or readiness settles. */
    readonly close: readonly string[]
    /** Plain sentences: how sure, and what would change it. */
    readonly says: readonly string[]
    /** Over all verdicts; absent when it was not asked for. */
    readonly robustness?: {
      /** How many ways there are to answer the open questions; a whole number as text, it may exceed 2^53. */
      readonly ways: string
      /** Ways count subsets of a many-question up to this size. */
      readonly mostChosen: number
      readonly set: WholeSet
      readonly findOut: readonly FindOut[]
      /** Seed of the draws that move the points. */
      readonly seed: number
    }
  }
  readonly references: readonly CitedReference[]
}
