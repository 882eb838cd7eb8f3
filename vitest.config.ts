import { defineConfig } from 'vitest/config'

const pinned = { env: { NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8', CI: '' } }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...pinned,
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**'],
          setupFiles: ['test/setup/no-console.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...pinned,
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          setupFiles: ['test/setup/no-console.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
})
