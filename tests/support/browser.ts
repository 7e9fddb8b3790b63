import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { inventedPassword } from './perch.ts'
import type { Perch } from './perch.ts'
import { SignedIn } from './signed-in.ts'

/** Signs one colleague in, in a browser context of their own, and opens `path`. */
export async function colleagueAt(
  browser: Browser,
  perch: Perch,
  email: string,
  path: string,
  size = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ baseURL: perch.address, viewport: size })
  const page = await context.newPage()
  hearTrouble(page)
  await open(page, `/sign-in?after=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(inventedPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === path)
  await answers(page)
  return page
}

/** Goes there, and waits until the page answers presses: what the server drew alone does not yet. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await answers(page)
}

export async function reload(page: Page): Promise<void> {
  await page.reload()
  await answers(page)
}

async function answers(page: Page): Promise<void> {
  await page.locator('html[data-answers]').waitFor({ state: 'attached' })
}

/** A meeting room's screen in a browser of its own, paired by a colleague: it shows where the huddle is. */
export async function screenAt(
  browser: Browser,
  perch: Perch,
  pairedBy: string,
  size = { width: 1920, height: 1080 },
): Promise<Page> {
  const context = await browser.newContext({ baseURL: perch.address, viewport: size })
  const page = await context.newPage()
  hearTrouble(page)
  await open(page, '/screen')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^\w{3} \w{3}$/)
  await (await SignedIn.as(perch, pairedBy)).pairs((await heading.textContent()) ?? '')
  await expect(page.getByText('Perch', { exact: true })).toBeVisible()
  await expect(heading).not.toHaveText(/^\w{3} \w{3}$/)
  return page
}

const troubles = new WeakMap<Page, string[]>()

/** Collects page errors and console errors; `expectQuiet` then says there were none. */
function hearTrouble(page: Page): void {
  const heard: string[] = []
  troubles.set(page, heard)
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text())
  })
}

export function expectQuiet(page: Page): void {
  expect(troubles.get(page) ?? []).toEqual([])
}

/** axe finds nothing, in both themes; `within`: in this part of the page. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  const was = await page.evaluate(() => document.documentElement.dataset['theme'])
  for (const theme of ['paper', 'screen']) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset['theme'] = wanted
    }, theme)
    const { violations } = await new AxeBuilder({ page }).include(within).analyze()
    const found = violations.map(
      ({ id, nodes }) =>
        `${theme}: ${id}: ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(' | ')}`,
    )
    expect(found).toEqual([])
  }
  await page.evaluate((theme) => {
    document.documentElement.dataset['theme'] = theme ?? 'paper'
  }, was)
}

export async function closeAll(...pages: Page[]): Promise<void> {
  const contexts = new Set<BrowserContext>(pages.map((page) => page.context()))
  await Promise.all([...contexts].map((context) => context.close()))
}
