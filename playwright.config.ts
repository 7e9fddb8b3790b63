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
  // Each journey has its own server, port and data. Two at a time keep a machine of two cores busy and no more.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous: a busy machine must not fail a journey, only a thing that does not happen.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  globalTimeout: 180 * 60_000,
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
