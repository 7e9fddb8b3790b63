import { defineConfig, devices } from '@playwright/test'
import { chromiumFlags, findChromium, withoutChromium } from './src/commands/chromium.mjs'

const executablePath = findChromium()
if (!executablePath) throw new Error(withoutChromium())

/** Each journey starts its own server (tests/support), so there is no webServer here. */
export default defineConfig({
  testDir: 'tests/journeys',
  // Not test-results itself: Playwright empties this folder, and the other runners' reports lie beside it.
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Generous: a busy machine must not fail a journey, only a thing that does not happen.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  globalTimeout: 45 * 60_000,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], launchOptions: { executablePath, args: chromiumFlags } },
    },
  ],
})
