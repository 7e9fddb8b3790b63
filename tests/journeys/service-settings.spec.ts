import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

/** What the composer says would be agreed, of a plain task: due the next working day. */
async function promised(page: Page): Promise<string> {
  const line = page.getByRole('combobox', { name: /Agree an action/ })
  await line.fill('')
  await line.fill('ring the GP')
  return (await page.locator('form.composer').textContent()) ?? ''
}

async function openLine(page: Page): Promise<void> {
  await page
    .locator('[data-episode]')
    .first()
    .getByRole('button', { name: /action/i })
    .first()
    .click()
}

test('an administrator changes the cut-off and adds a closure day: new requests are due later, on every screen', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await openLine(priya)
    await expect.poll(() => promised(priya)).toContain('Tue 24 Nov')

    const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/board')
    await lewis.getByRole('img', { name: /^Menu of/ }).click()
    await lewis.getByRole('link', { name: 'Service settings' }).click()
    await expect(lewis.getByRole('heading', { level: 1 })).toHaveText('Service settings')
    await expectAccessible(lewis)

    await test.step('a value that is none is refused beside its field, with what was typed', async () => {
      const cutOff = lewis.getByRole('form', { name: 'The day’s requests close at' })
      const field = cutOff.getByRole('textbox', { name: 'The day’s requests close at' })
      await expect(field).toHaveValue('15:00')
      await field.fill('3 pm')
      await field.press('Enter')
      await expect(cutOff.getByRole('alert')).toHaveText('◆ Write the time with 24 hours, as 15:00.')
      await expect(field).toBeFocused()
      await expect(field).toHaveValue('3 pm')
      await expectAccessible(lewis)
      await field.fill('09:00')
      await field.press('Enter')
      await expect(lewis.getByText('Saved. The day’s requests close at: 09:00.')).toBeVisible()
      await expect(cutOff.getByText('Perch comes with: 15:00.')).toBeVisible()
    })
    // Nobody loaded anything: her open board counts by the new cut-off.
    await expect.poll(() => promised(priya)).toContain('Wed 25 Nov')

    await test.step('a closure day is refused where nobody works anyway, then added', async () => {
      await lewis.getByLabel('Day', { exact: true }).fill('2026-12-25')
      await lewis.getByLabel('Why').fill('Moving house')
      await lewis.getByRole('button', { name: 'Add the closure day' }).click()
      await expect(lewis.getByRole('alert')).toHaveText(/^◆ Friday 25 December.* is a bank holiday/)
      await expect(lewis.getByLabel('Day', { exact: true })).toBeFocused()
      await expect(lewis.getByLabel('Why')).toHaveValue('Moving house')
      await lewis.getByLabel('Day', { exact: true }).fill('2026-11-25')
      const due = lewis.getByRole('list', { name: 'Due that day' })
      await expect(lewis.getByText(/^\d+ actions for \d+ people are due on Wed 25 Nov\.$/)).toBeVisible()
      await expect(due.getByRole('listitem').first()).toContainText(/^\w\w .+: .+/)
      await expect(due.getByRole('link').first()).toHaveAttribute('href', /^\/episodes\//)
      await expectAccessible(lewis)
      await lewis.getByRole('button', { name: 'Add the closure day' }).click()
      await expect(lewis.getByText('Wed 25 Nov is a closure day now.')).toBeVisible()
      const year = lewis.getByRole('region', { name: '2026' })
      await expect(year.getByRole('listitem').filter({ hasText: 'Moving house' })).toContainText('Wed 25 Nov')
      await expect(year.getByText(/Christmas Day/)).toContainText('bank holiday')
    })
    await expect.poll(() => promised(priya)).toContain('Thu 26 Nov')
    await priya.getByRole('combobox', { name: /Agree an action/ }).press('Enter')
    await expect(priya.getByText(/Agreed: Ring the GP.*by Thu 26 Nov/).first()).toBeVisible()

    await test.step('the list of changes says who, when and what', async () => {
      const changes = lewis.getByRole('region', { name: 'Changes' }).getByRole('row')
      await expect(changes.nth(1)).toContainText(
        /today, 09:2\d.*Lewis Carr.*Closure day.*added: Wed 25 Nov 2026/,
      )
      await expect(changes.nth(2)).toContainText(/Lewis Carr.*The day’s requests close at.*15:00.*09:00/)
    })

    await test.step('back to default, by the keyboard', async () => {
      await lewis.getByRole('button', { name: /^Put back to default.*requests close at/ }).focus()
      await lewis.keyboard.press('Enter')
      await expect(lewis.getByText('Saved. The day’s requests close at: 15:00.')).toBeVisible()
      await lewis.getByRole('button', { name: 'Remove the closure day Wed 25 Nov' }).focus()
      await lewis.keyboard.press('Enter')
      await expect(lewis.getByText('Wed 25 Nov is no closure day any more.')).toBeVisible()
    })
    await openLine(priya)
    await expect.poll(() => promised(priya)).toContain('Tue 24 Nov')

    await test.step('the clock says for whom it changes; a group moves by its own field', async () => {
      const clock = lewis.getByRole('form', { name: 'A stay in hospital, and the six weeks' })
      await expect(clock).toContainText('Nobody on the board has been in hospital.')
      await clock.getByRole('radio', { name: /^pause/ }).check()
      await clock.getByRole('button', { name: /^Save/ }).click()
      await expect(lewis.getByText(/^Saved\. A stay in hospital.*pause: nights/)).toBeVisible()
      await expect(clock.getByRole('radio', { name: /^pause/ })).toBeChecked()
      await clock.getByText('1 change').click()
      await expect(clock.getByRole('listitem')).toContainText('Lewis Carr')
      const groups = lewis.getByRole('form', { name: 'Endings the council’s paper does not name' })
      await groups.getByLabel('Declined or disengaged').selectOption('ongoing care required')
      await groups.getByRole('button', { name: /^Save/ }).click()
      await expect(lewis.getByText(/^Saved\. Endings/)).toContainText(
        'Declined or disengaged: ongoing care required',
      )
      await expect(groups.getByLabel('Declined or disengaged')).toHaveValue('ongoing care required')
    })
    await expectAccessible(lewis)

    await test.step('nobody else sees it', async () => {
      const manager = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
      const answer = await manager.goto('/service-settings')
      expect(answer?.status()).toBe(403)
      await expect(manager.getByText('Your role does not allow this.')).toBeVisible()
      await closeAll(manager)
    })

    await test.step('what somebody says of their ethnicity is written down from the list, by the keyboard', async () => {
      const about = priya.locator('a[href^="/episodes/"]').first()
      await open(priya, (await about.getAttribute('href')) ?? '')
      const card = priya.locator('section').filter({ has: priya.getByRole('heading', { name: 'Ethnicity' }) })
      await card.getByRole('button', { name: /Write it down|Change/ }).focus()
      await priya.keyboard.press('Enter')
      const list = card.getByLabel('As they describe it themselves')
      await expect(list).toBeFocused()
      await expectAccessible(priya)
      await list.selectOption('White: Roma')
      await card.getByRole('button', { name: 'Save' }).press('Enter')
      await expect(card).toContainText('White: Roma')
      await expect(card.getByRole('status')).toHaveText('✓ Saved')
      await expect(card.getByRole('button', { name: 'Change' })).toBeFocused()
    })
    expectQuiet(priya)
    await closeAll(priya, lewis)
  } finally {
    await perch.remove()
  }
})
