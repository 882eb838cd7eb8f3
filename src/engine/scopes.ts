import type { Model } from './model.js'
import { questionsRead } from './model.js'
import type { Condition } from './rubric.js'

/** Which varying questions decide a condition, with those that decide whether its questions are asked. */
export class Scopes {
  private readonly model: Model
  private readonly varies: (question: number) => boolean
  private readonly visibility = new Map<number, readonly number[]>()

  constructor(model: Model, varies: (question: number) => boolean) {
    this.model = model
    this.varies = varies
  }

  ofCondition(condition: Condition | undefined): number[] {
    return questionsRead(condition).flatMap((id) => {
      const index = this.model.names.question.get(id)
      return index === undefined ? [] : this.ofQuestion(index)
    })
  }

  ofQuestion(question: number): number[] {
    return [...(this.varies(question) ? [question] : []), ...this.ofVisibility(question)]
  }

  private ofVisibility(question: number): readonly number[] {
    const known = this.visibility.get(question)
    if (known !== undefined) return known
    const scope = this.ofCondition(this.model.questions[question]?.source.when)
    this.visibility.set(question, scope)
    return scope
  }
}
