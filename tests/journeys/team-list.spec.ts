import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet } from '../support/browser.ts'
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
    await hub.getByRole('button', { name: /Accept/ }).click()
    await expect(dee.getByRole('region', { name: /Accepted/ })).toContainText('Check the hub light')
    await charger.getByRole('button', { name: /Decline/ }).click()
    await dee.getByLabel(/No capacity/i).check()
    await dee.locator('form').getByRole('button', { name: 'Decline', exact: true }).click()
    await expect(dee.getByRole('region', { name: /Closed lately/ })).toContainText('Move the charger')
    await hub.getByRole('button', { name: /Done/ }).click()
    await dee.locator('form').getByRole('textbox').fill('Green again, shown to her daughter.')
    await dee.locator('form').getByRole('button', { name: 'Done', exact: true }).click()
    await expect(dee.getByRole('region', { name: /Closed lately/ })).toContainText('Green again')

    const row = priya.locator(`tr[data-episode="${someone ?? ''}"]`)
    await expect(row).toContainText(/declined: no capacity/i)
    expectQuiet(dee)
    await closeAll(dee, priya)
  } finally {
    await perch.remove()
  }
})
