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
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          environment: 'node',
          include: ['tests/together/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
