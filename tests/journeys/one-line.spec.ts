import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const who = 'Bernard Hollis'
const rowOf = (page: Page) => page.locator('tr[data-episode]', { hasText: who }).first()
const chosen = (page: Page) => page.locator('li[role=option][aria-selected=true]')
const line = (page: Page) => page.getByRole('combobox', { name: /Agree an action/ })

/** Opens the line under the person's row. */
async function open(page: Page): Promise<void> {
  const add = page.getByRole('button', { name: `Agree an action for ${who}` })
  await add.scrollIntoViewIfNeeded()
  await add.click()
  await expect(line(page)).toBeFocused()
}

test('the one line: the commonest in few keys, a size asked about, a kit with one Enter, a day of the six weeks', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/teams/OT')

    // Five letters and Enter, nothing else.
    await open(priya)
    await priya.keyboard.type('perch')
    await expect(chosen(priya)).toContainText('Perching stool')
    await priya.keyboard.press('Enter')
    await expect(rowOf(priya)).toContainText('Perching stool')
    await priya.getByRole('button', { name: /Undo/ }).click()
    await expect(rowOf(priya)).not.toContainText('Perching stool')

    // Everything in one line; only what is not certain is asked, by the keyboard alone.
    await open(priya)
    await priya.keyboard.type('perching stool 48cm kitchen urgent lives alone')
    const said = priya.getByRole('form', { name: /Agree an action/ }).locator('p.said')
    for (const chip of ['Kitchen', 'urgent', 'because lives alone']) await expect(said).toContainText(chip)
    await priya.keyboard.press('Enter')
    const answers = priya.getByRole('listbox', { name: /48cm/ })
    await expect(answers.getByRole('option', { selected: true })).toHaveText('seat height 48 cm')
    await expectAccessible(priya, 'form.composer')
    await priya.screenshot({ path: 'test-results/screens/one-line-asks.png' })
    await priya.keyboard.press('ArrowDown')
    await expect(answers.getByRole('option', { selected: true })).toHaveText('hip width 48 cm')
    await priya.keyboard.press('ArrowUp')
    await priya.keyboard.press('Enter')
    await expect(line(priya)).toHaveCount(0)
    const atOt = sandra.locator('[data-action]').filter({ hasText: 'Because: lives alone' })
    await expect(atOt).toContainText('Urgent')
    await expect(atOt).toContainText('seat height 48 cm')
    await expect(priya.getByRole('button', { name: /Undo/ })).toHaveCount(0)

    // A kit: one Enter, another sends what is not a therapist’s to ask for; one press takes all of it back.
    await open(priya)
    await priya.keyboard.type('kit in and out')
    await expect(said).toContainText(/Key safe.*Digital alarm unit/)
    await expectAccessible(priya, 'form.composer')
    await priya.screenshot({ path: 'test-results/screens/one-line-kit.png' })
    await priya.keyboard.press('Enter')
    await expect(
      priya.getByText(/2 of 3 are agreed\. Digital alarm unit with neck pendant: Your/),
    ).toBeVisible()
    await priya.keyboard.press('Enter')
    await expect(
      priya.getByText(
        /^Agreed together: Key safe, Outdoor handrail at entrance\. Sent for sign-off: Digital/,
      ),
    ).toBeVisible()
    await priya.getByRole('button', { name: /Undo/ }).click()
    await expect(priya.getByText(/^Taken back: Key safe, /)).toBeVisible()

    // What may be no order is asked about, and a name nobody has; one Enter orders neither.
    await open(priya)
    await priya.keyboard.type('no commode needed @zoe')
    await expect(priya.getByText('Nobody here is called “zoe”, or several are: Enter asks who')).toBeVisible()
    await priya.keyboard.press('Enter')
    const order = priya.getByRole('listbox', { name: /^“no”/ })
    await expect(order.getByRole('option', { selected: true })).toHaveText('task: “No commode needed”')
    await expectAccessible(priya, 'form.composer')
    await priya.screenshot({ path: 'test-results/screens/one-line-no-order.png' })
    await priya.keyboard.press('Enter')
    const owner = priya.getByRole('listbox', { name: /^Nobody here is called “zoe”/ })
    await expect(owner.getByRole('option', { selected: true })).toHaveText('OT’s queue')
    await priya.screenshot({ path: 'test-results/screens/one-line-who.png' })
    await priya.keyboard.press('Escape')
    await expect(line(priya)).toHaveCount(0)

    // The first visit was on the 1st: day 42 is a Saturday.
    await open(priya)
    await priya.keyboard.type('care act before day 42')
    await expect(said).toContainText('by Fri 11 Dec')
    await priya.keyboard.press('Enter')
    await expect(priya.getByText(/^Agreed: Care Act assessment .*, by Fri 11 Dec$/)).toBeVisible()
    expectQuiet(priya)
    await closeAll(priya, sandra)
  } finally {
    await perch.remove()
  }
})
