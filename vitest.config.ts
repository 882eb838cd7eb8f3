import { defineConfig } from 'vitest/config'

const pinned = { env: { NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8', CI: '' } }

/**
 * Tests that wait for a terminal, check hundreds of files or decide thousands of sheets: they run with the slow ones, so that `npm test` stays
 * under two minutes.
 */
const PATIENT = [
  'test/batch/plain-row.test.ts',
  'test/broken/**/*.test.ts',
  'test/check/causes.test.ts',
  'test/commands/{adr-process,ask,check,check-targets,decide-lock,draft-faults,rubric-*}.test.ts',
  'test/compare/compare.test.ts',
  'test/diff/diff.test.ts',
  'test/e2e/{ci-commands,determinism,draft,exit-codes,interrupted-save,interview-*,plain,story}.test.ts',
  'test/engine/{bulk,core,course,division,explore,properties}.test.ts',
  'test/examples/recording.test.ts',
  'test/files/faults.test.ts',
  'test/interview/{draft,plain,walks}.test.ts',
  'test/peers/**/*.test.ts',
  'test/protocol/client.test.ts',
  'test/prove/{agreement,claims-agreement}.test.ts',
  'test/reliability/{answers,environment,files,process,same-bytes,yaml}.test.ts',
  'test/rubric/{compile,damage,limits,overlay-hostile,overlay-properties}.test.ts',
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
