import pkg from '../package.json' with { type: 'json' }

/** The name and the version that reports carry and `--version` prints. */
export const TOOL = { name: pkg.name, version: pkg.version } as const
