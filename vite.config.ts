import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vitest/config'
import { perchInDevelopment } from './src/commands/dev-plugin.ts'

export default defineConfig({
  plugins: [sveltekit(), perchInDevelopment()],
  build: { target: 'es2023' },
  // Left outside, Node reads its 179 kB package.json again for each of its many modules: 140 MB at a start.
  ssr: { noExternal: ['drizzle-orm'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/house/**/*.test.ts'],
          // A busy machine must not fail a test, only a thing that does not happen.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          environment: 'node',
          include: ['tests/together/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
