import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, open } from '../support/browser.ts'
import { inventedPassword, Perch } from '../support/perch.ts'
import { SignedIn } from '../support/signed-in.ts'

const priyas = 'priya.shah@perch.example'
const deesOwn = 'dee.kaur@perch.example'

/** Two tabs of one browser, on the board; whose note the second writes in. */
async function twoTabs(first: Page): Promise<{ second: Page; episode: string }> {
  const second = await first.context().newPage()
  await open(second, '/board')
  await expect(second.locator('[data-saved=saved]')).toBeVisible()
  const row = second.locator('tr[data-episode]').first()
  return { second, episode: (await row.getAttribute('data-episode')) ?? '' }
}

const signedOut = (page: Page) => page.getByRole('alert').filter({ hasText: 'signed out' })

async function signOut(page: Page): Promise<void> {
  // As the menu’s form sends it.
  await page.evaluate(async () => fetch('/sign-out', { method: 'POST' }))
}

async function signIn(page: Page, email: string): Promise<void> {
  await open(page, '/sign-in?after=/board')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(inventedPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('/board')
}

async function type(page: Page, episode: string, words: string): Promise<void> {
  const row = page.locator(`tr[data-episode="${episode}"]`)
  const editor = row.getByRole('textbox', { name: /Today’s note/ })
  if (!(await editor.isVisible())) await row.getByRole('button', { name: /Today’s note for/ }).click()
  await editor.pressSequentially(words)
}

test('signed out in one tab: the other says so by itself, and saves what was typed after signing in again', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const first = await colleagueAt(browser, perch, priyas, '/board')
    const { second, episode } = await twoTabs(first)
    await type(second, episode, 'Before. ')
    await expect(second.locator('[data-saved=saved]')).toBeVisible()

    await signOut(first)
    await expect(signedOut(second)).toBeVisible()
    await type(second, episode, 'Typed while signed out.')
    await expect(second.locator('[data-saved="not saved"]')).toBeVisible()

    const opened = second.waitForEvent('popup')
    await second.getByRole('link', { name: 'Sign in again' }).click()
    await signIn(await opened, priyas)
    await expect(signedOut(second)).toHaveCount(0)
    await expect(second.locator('[data-saved=saved]')).toBeVisible()
    const dee = await (await SignedIn.as(perch, deesOwn)).page()
    await expect(() => {
      expect(dee.note(episode).toJSON()).toContain('Before. Typed while signed out.')
    }).toPass()
    dee.leave()
    await closeAll(first)
  } finally {
    await perch.remove()
  }
})

test('somebody else who signs in does not inherit what was typed: it is kept to be copied', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const first = await colleagueAt(browser, perch, priyas, '/board')
    const { second, episode } = await twoTabs(first)
    await signOut(first)
    await expect(signedOut(second)).toBeVisible()
    await type(second, episode, 'Of Priya’s, unsaved.')

    await signIn(first, deesOwn)
    const alert = second.getByRole('alert').filter({ hasText: 'Somebody else is signed in' })
    await expect(alert).toBeVisible()
    await expect(second.getByRole('region', { name: 'Changes to review' })).toContainText(
      'Of Priya’s, unsaved.',
    )
    const imran = await (await SignedIn.as(perch, 'imran.qureshi@perch.example')).page()
    expect(imran.note(episode).toJSON()).not.toContain('Of Priya’s')
    imran.leave()
    await closeAll(first)
  } finally {
    await perch.remove()
  }
})

test('after five wrong passwords one is told in words to wait', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const context = await browser.newContext({ baseURL: perch.address })
    const page = await context.newPage()
    await open(page, '/sign-in')
    await page.getByLabel('E-mail address').fill(priyas)
    const attempt = async (password: string) => {
      await page.getByLabel('Password').fill(password)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await answered
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
    }
    for (let tries = 0; tries < 5; tries += 1) await attempt('not the password')
    await expect(page.getByText('Too many tries')).toHaveCount(0)
    await attempt(inventedPassword)
    await expect(page.getByText('Too many tries. Wait a few minutes, then try again.')).toBeVisible()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await context.close()
  } finally {
    await perch.remove()
  }
})
