import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const rail = (page: Page) => page.getByRole('navigation', { name: 'Whom to show' })
const menu = (page: Page) => page.getByRole('navigation', { name: 'Perch' })
const opener = (page: Page) => page.getByLabel(/^Menu of/)

test('the lists stand on the board and in the menu of every screen, by role, on a phone too', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
    for (const list of [/^Referrals waiting/, /^Later checks/, 'Outcomes', 'Caseload file', 'Exports'])
      await expect(rail(sandra).getByRole('link', { name: list })).toBeVisible()
    await expect(rail(sandra).getByRole('link', { name: 'Raise for the huddle' })).toBeVisible()
    await rail(sandra).getByRole('link', { name: 'Outcomes' }).click()
    await expect(sandra.getByRole('heading', { level: 1 })).toHaveText('Outcomes')

    await test.step('by the keyboard: Enter opens the menu, Esc leads back to it', async () => {
      await sandra.locator('summary').filter({ hasText: 'Menu' }).focus()
      await sandra.keyboard.press('Enter')
      await expect(menu(sandra).getByRole('link', { name: 'Outcomes' })).toHaveAttribute(
        'aria-current',
        'page',
      )
      await expectAccessible(sandra)
      await sandra.keyboard.press('Tab')
      await expect(menu(sandra).getByRole('link', { name: 'Board' })).toBeFocused()
      await sandra.keyboard.press('Escape')
      await expect(menu(sandra)).toBeHidden()
      await expect(sandra.locator('summary').filter({ hasText: 'Menu' })).toBeFocused()
    })

    await test.step('on a phone the menu stays in sight, and opens over the rows', async () => {
      await sandra.setViewportSize({ width: 390, height: 844 })
      await opener(sandra).click()
      await menu(sandra)
        .getByRole('link', { name: /^Later checks/ })
        .click()
      await expect(sandra.getByRole('heading', { level: 1 })).toHaveText('Later checks')
      await expect(opener(sandra)).toBeInViewport({ ratio: 1 })
      // Also where it leads to the screen one is on.
      await opener(sandra).click()
      await menu(sandra)
        .getByRole('link', { name: /^Later checks/ })
        .click()
      await expect(menu(sandra)).toBeHidden()
      await expectAccessible(sandra)
    })

    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await opener(priya).click()
    for (const theirs of ['Outcomes', 'Caseload file', 'Exports', 'Service settings'])
      await expect(priya.getByRole('link', { name: theirs })).toHaveCount(0)
    await expect(menu(priya).getByRole('link', { name: /^Later checks/ })).toBeVisible()
    await expect(rail(priya).getByRole('link', { name: /^Later checks/ })).toBeVisible()
    expectQuiet(priya)
    expectQuiet(sandra)
    await closeAll(priya, sandra)
  } finally {
    await perch.remove()
  }
})
