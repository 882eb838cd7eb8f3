import type { Problems } from '../problems.js'
import type { View } from '../view.js'

/** One statement about what a rubric means; adds a problem, with its place, wherever the rubric breaks it. */
export type Rule = (view: View, problems: Problems) => void
