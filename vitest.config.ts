import { defineConfig } from 'vitest/config'

const pinned = { env: { NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8', CI: '' } }

/**
 * Tests that wait for a terminal, check hundreds of files or decide thousands of sheets: they run with the slow ones, so that `npm test` stays
 * under two minutes.
 */
const PATIENT = [
  'test/broken/**/*.test.ts',
  'test/commands/{ask,draft-faults,rubric-diff}.test.ts',
  'test/diff/diff.test.ts',
  'test/e2e/{ci-commands,determinism,draft,exit-codes,interview-*,plain,story}.test.ts',
  'test/engine/{core,properties}.test.ts',
  'test/examples/recording.test.ts',
  'test/peers/**/*.test.ts',
  'test/prove/agreement.test.ts',
  'test/reliability/{answers,environment,files,same-bytes}.test.ts',
  'test/rubric/{compile,limits,overlay-properties}.test.ts',
  'test/rubrics/core-mistakes.test.ts',
  'test/whatif/cells.test.ts',
]

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...pinned,
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**', ...PATIENT],
          setupFiles: ['test/setup/no-console.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...pinned,
          name: 'slow',
          include: ['test/slow/**/*.test.ts', ...PATIENT],
          setupFiles: ['test/setup/no-console.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
})
