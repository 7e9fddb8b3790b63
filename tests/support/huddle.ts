import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

const stepHeadings = ['Who is here', 'Yesterday’s promises', 'Silent minute', 'What teams ask']

/** From the start of the huddle on: presses → until the people's turns begin. */
export async function toPeople(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('Who is here')
  await walkTo(page, (now) => !stepHeadings.includes(now))
}

/** Presses → until everybody who is to be talked about has been, and a letter for each of the quick look. */
export async function walkToReadBack(page: Page): Promise<void> {
  await walkTo(page, (heading) => heading === 'Read back')
}

/** The same until the tiles of the quick look are on the screen. */
export async function walkToQuickLook(page: Page): Promise<void> {
  await walkTo(page, isQuickLook)
}

const isQuickLook = (heading: string) => heading.startsWith('Quick look')

async function walkTo(page: Page, isThere: (heading: string) => boolean): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  for (let turn = 0; turn < 120; turn += 1) {
    const now = (await heading.textContent())?.trim() ?? ''
    if (isThere(now)) return
    if (isQuickLook(now)) await lookAtOne(page)
    else {
      await page.getByRole('button', { name: /next|read back/ }).click()
      await expect(heading).not.toHaveText(now)
    }
  }
}

/** Presses the letter of the first tile nobody has looked at. */
export async function lookAtOne(page: Page): Promise<void> {
  const open = page.locator('button.tile[aria-pressed=false]:enabled')
  const letter = (await open.first().locator('kbd').textContent())?.trim() ?? ''
  const who = (await open.first().locator('.name').textContent()) ?? ''
  await page.keyboard.press(letter.toLowerCase())
  await expect(open.filter({ hasText: who })).toHaveCount(0)
}

/** Starts the huddle, once the page answers. */
export async function start(chair: Page): Promise<void> {
  await expect(chair.getByRole('heading', { name: 'Online now' })).toBeVisible()
  await chair.getByRole('button', { name: 'Start the huddle' }).click()
  await expect(chair.getByRole('heading', { level: 1 })).not.toHaveText(/Preparing/)
}

/** Types the one line; Enter is refused for who asks, and Enter again sends it for sign-off. */
export async function sendForSignOff(page: Page, line: string): Promise<void> {
  await page.keyboard.press('a')
  const composer = page.getByRole('combobox', { name: /Agree an action/ })
  await composer.fill(line)
  await expect(page.getByRole('option').first()).toBeVisible()
  await composer.press('Enter')
  await expect(page.getByRole('button', { name: 'Send for sign-off' })).toBeVisible()
  await expect(composer).toHaveValue(line)
  await composer.press('Enter')
  await expect(composer).toHaveCount(0)
}

/** Types the one line and agrees it with Enter. */
export async function agree(page: Page, line: string): Promise<void> {
  await page.keyboard.press('a')
  const composer = page.getByRole('combobox', { name: /Agree an action/ })
  await composer.fill(line)
  await expect(page.getByRole('option').first()).toBeVisible()
  await composer.press('Enter')
  await expect(composer).toHaveCount(0)
}
