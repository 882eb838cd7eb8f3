import { main } from './cli.js'
import { run } from './context.js'

run(main)
