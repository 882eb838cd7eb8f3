import type { Context } from '../../context.js'
import { rubricJsonSchema } from '../../rubric/json-schema.js'
import { printJson, type RubricOptions } from './output.js'

/** What was typed after `rubric schema`. */
export type RubricSchemaOptions = RubricOptions

/** Prints the JSON Schema of rubric files, for editors. Returns the exit code. */
export async function rubricSchemaCommand(context: Context, _: RubricSchemaOptions): Promise<number> {
  return printJson(context, rubricJsonSchema())
}
