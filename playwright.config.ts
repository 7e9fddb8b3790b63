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
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
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
