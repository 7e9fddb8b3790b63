import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Presses → until everybody who is to be talked about has been. */
export async function walkToReadBack(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  for (let turn = 0; turn < 60; turn += 1) {
    const now = (await heading.textContent())?.trim() ?? ''
    if (now === 'Read back') return
    await page.getByRole('button', { name: /next|read back/ }).click()
    await expect(heading).not.toHaveText(now)
  }
}
