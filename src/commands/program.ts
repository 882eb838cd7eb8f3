import type { Environment } from '../terminal.js'

const NAME = 'rag-or-tune'

/** Returns how to start this program again from the same folder: those who came by npx or from a clone have no such command of their own. */
export function programOf(env: Environment): string {
  if (env.npm_lifecycle_event === 'npx') return `npx ${NAME}`
  if (env.npm_lifecycle_event === 'start' && env.npm_package_name === NAME) return 'npm start --'
  return NAME
}
