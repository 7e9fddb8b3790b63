import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { toPeople, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'

const desks = [
  '/board',
  '/huddle',
  '/teams/OT',
  '/actions',
  '/huddles',
  '/huddles/2026-11-20',
  '/catch-up',
  '/referrals',
  '/later-checks',
  '/outcomes',
  '/raise',
  '/colleagues',
  '/caseload',
  '/catalogue',
  '/catalogue/SEA-PST',
]

test.describe('axe finds nothing, in both themes', () => {
  let perch: Perch
  test.beforeAll(async () => {
    perch = await Perch.start()
  })
  test.afterAll(async () => {
    await perch.remove()
  })

  for (const path of desks) {
    test(path, async ({ browser }) => {
      const page = await colleagueAt(browser, perch, 'sandra.beck@perch.example', path)
      await expectAccessible(page)
      expectQuiet(page)
      await closeAll(page)
    })
  }

  test('/sign-in', async ({ browser }) => {
    const page = await (await browser.newContext({ baseURL: perch.address })).newPage()
    await open(page, '/sign-in')
    await expectAccessible(page)
    await closeAll(page)
  })

  test('one person’s page', async ({ browser }) => {
    const page = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await page.locator('a[href^="/episodes/"]').first().click()
    await page.waitForURL(/episodes/)
    await expectAccessible(page)
    expectQuiet(page)
    await closeAll(page)
  })

  test('the live huddle, its composer and its read-back', async ({ browser }) => {
    const page = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
    await page.getByRole('button', { name: 'Start huddle' }).click()
    await page.waitForURL('/huddle')
    await toPeople(page)
    await page.getByRole('button', { name: /add action/ }).click()
    await page.getByRole('combobox', { name: /Agree an action/ }).fill('perching')
    await page.getByRole('option').first().waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await walkToReadBack(page)
    await expectAccessible(page)
    expectQuiet(page)
    await closeAll(page)
  })
})

test('a colleague turns letters pressed alone off, and on again, for every desk of theirs', async ({
  browser,
}) => {
  const perch = await Perch.start()
  const page = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
  const sheet = page.getByRole('dialog', { name: 'Keys on the board' })
  const choice = sheet.getByRole('checkbox', { name: /pressed alone/ })
  const choose = async (on: boolean) => {
    await page.getByRole('button', { name: 'Keys' }).click()
    await choice.setChecked(on)
    // Said once the desk has been loaded anew: from then on it holds.
    await expect(sheet.getByRole('status')).toHaveText('Saved')
    await sheet.getByRole('button', { name: 'Close' }).click()
  }
  await choose(false)
  await open(page, '/board')
  await page.getByRole('button', { name: 'Start huddle' }).waitFor()
  await page.locator('body').press('?')
  await expect(sheet).toBeHidden()
  // What is typed into a field is typed as ever.
  const find = page.getByRole('textbox', { name: 'Find a person, a reference or an action' })
  await find.pressSequentially('kam?')
  await expect(find).toHaveValue('kam?')
  await find.fill('')
  await choose(true)
  await page.locator('body').press('?')
  await expect(sheet).toBeVisible()
  await expectAccessible(page)
  expectQuiet(page)
  await closeAll(page)
  await perch.remove()
})
