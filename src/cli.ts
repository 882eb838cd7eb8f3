import type { Context } from './context.js'
import { TOOL } from './version.js'

export async function main(context: Context): Promise<number> {
  context.stdout.write(`${TOOL.version}\n`)
  return 0
}
