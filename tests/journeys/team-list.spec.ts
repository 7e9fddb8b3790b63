import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'

test('what is agreed reaches the team’s list, is accepted, declined and done, and the board shows it', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/teams/CT')
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const someone = await priya.locator('tr[data-episode]').first().getAttribute('data-episode')
    const { socket } = await (await SignedIn.as(perch, 'tom.hallam@perch.example')).live()
    const task = (title: string) =>
      command(socket, 'agree action', {
        ...{ id: randomUUID(), episode: someone ?? '', kind: 'task', title, quantity: 1 },
        ...{ team: 'CT', owner: null, due: '2026-11-25' },
      })
    expect((await task('Check the hub light')).ok).toBe(true)
    expect((await task('Move the charger')).ok).toBe(true)
    socket.disconnect()

    const hub = dee.locator('[data-action]').filter({ hasText: 'Check the hub light' })
    const charger = dee.locator('[data-action]').filter({ hasText: 'Move the charger' })
    const who = await hub.locator('a').first().textContent()
    const said = dee.getByText(`Accepted: Check the hub light for ${who ?? ''}`)
    await hub.getByRole('button', { name: /Accept/ }).click()
    await expect(said).toBeVisible()
    await expect(hub).toBeFocused()
    await expect(dee.getByRole('region', { name: /To accept/ })).toContainText('Check the hub light')
    await dee.keyboard.press('d')
    await expect(dee.locator('main form')).toHaveCount(1)
    await expect(dee.getByText('Why can it not be done?')).toBeVisible()
    await dee.keyboard.press('Escape')
    await expect(hub).toBeFocused()
    await dee.getByRole('button', { name: 'Put in order' }).click()
    await expect(dee.getByRole('region', { name: /In hand/ })).toContainText('Check the hub light')
    await expect(hub).toBeFocused()
    await charger.getByRole('button', { name: /More/ }).click()
    await dee.getByRole('group', { name: 'Other steps' }).getByRole('button', { name: 'Decline' }).click()
    await dee.getByLabel(/No capacity/i).check()
    await dee.locator('form').getByRole('button', { name: 'Decline', exact: true }).click()
    await expect(dee.getByText(/^Declined: Move the charger for /)).toBeVisible()
    await expect(charger).toBeFocused()
    await hub.getByRole('button', { name: /Done/ }).click()
    await dee.locator('form').getByRole('textbox').fill('Green again, shown to her daughter.')
    await dee.locator('form').getByRole('button', { name: 'Done', exact: true }).click()
    await expect(dee.getByText(/^Done: Check the hub light for /)).toBeVisible()
    await dee.getByRole('button', { name: 'Put in order' }).click()
    await expect(dee.getByRole('region', { name: /Closed lately/ })).toContainText('Green again')
    await expect(dee.getByRole('region', { name: /Closed lately/ })).toContainText('Move the charger')

    const row = priya.locator(`tr[data-episode="${someone ?? ''}"]`)
    await expect(row).toContainText(/declined: no capacity/i)
    expectQuiet(dee)
    await closeAll(dee, priya)
  } finally {
    await perch.remove()
  }
})

test('several rows that are refused together keep what was typed', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const grace = await colleagueAt(browser, perch, 'grace.adeyemi@perch.example', '/board')
    const episode = (await grace.locator('tr[data-episode]').first().getAttribute('data-episode')) ?? ''
    const { socket } = await (await SignedIn.as(perch, 'grace.adeyemi@perch.example')).live()
    const ids = [randomUUID(), randomUUID()]
    for (const id of ids) {
      const asked = await command(socket, 'agree action', {
        ...{ id, episode, kind: 'equipment', item: 'BTH-MAT', title: 'Bath mat', quantity: 1 },
        ...{ team: 'OT', owner: null, due: '2026-11-25' },
      })
      expect(asked.ok).toBe(true)
      expect((await command(socket, 'accept action', { action: id })).ok).toBe(true)
    }
    socket.disconnect()
    await open(grace, '/teams/OT')
    for (const id of ids) await grace.locator(`[data-action="${id}"]`).getByRole('checkbox').check()
    await grace.getByRole('button', { name: 'Ordered: all 2' }).click()
    const reference = grace.getByRole('region', { name: 'Chosen rows' }).getByLabel('Reference')
    await reference.fill('PO 771, key safe code 4471')
    await grace.keyboard.press('Enter')
    await expect(grace.getByText(/Nothing was changed\./).first()).toBeVisible()
    await expect(reference).toHaveValue('PO 771, key safe code 4471')
    await reference.fill('PO 771')
    await grace.keyboard.press('Enter')
    await expect(grace.getByText('Ordered: 2 together')).toBeVisible()
    await expect(reference).toHaveCount(0)
    await closeAll(grace)
  } finally {
    await perch.remove()
  }
})
