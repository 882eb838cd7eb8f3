// Writes docs/decision-example.json: one example decided by the real command line. Run after a build; a test checks that it is fresh.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const args = ['bin/rag-or-tune.js', 'decide', '--answers', 'examples/support-bot.yaml', '--format', 'json']
writeFileSync(join(root, 'docs', 'decision-example.json'), execFileSync(process.execPath, args, { cwd: root }))
