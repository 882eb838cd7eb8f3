// Runs every measurement with the same arguments, so that --strict holds for all of them. Exits with the first code that is not 0.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const SCRIPTS = ['bench.mjs', 'measure-interview.mjs', 'measure-batch.mjs']

const codes = SCRIPTS.map((script) => {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...process.argv.slice(2)], { stdio: 'inherit' })
  return status ?? 1
})
process.exitCode = codes.find((code) => code !== 0) ?? 0
