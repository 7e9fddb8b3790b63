import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible } from '../support/browser.ts'
import { start } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'

test('what nobody accepts is told to the team again, then to its lead, then stands in the next huddle', async ({
  browser,
}) => {
  const perch = await Perch.start()
  const onward = async (now: string) => {
    await perch.stop()
    await perch.run({ now })
  }
  try {
    await agreeOne(perch)

    // Forty minutes later an administrator gives the team half an hour; who has Perch open hears of it at once.
    await onward('2026-11-23T10:00:00Z')
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/teams/OT/channels')
    await lewis.getByLabel('Working hours it may wait').fill('0,4')
    await lewis.getByRole('button', { name: 'Set the time' }).click()
    await expect(lewis.getByRole('alert')).toContainText('Quarters of an hour')
    await expectAccessible(lewis)
    await lewis.getByLabel('Working hours it may wait').fill('0,5')
    await lewis.getByLabel('Who leads the team').selectOption({ label: 'Grace Adeyemi' })
    await lewis.getByRole('button', { name: 'Set the time' }).click()
    await expect(lewis.getByText('Saved. The time counts from now on.')).toBeVisible()
    const news = priya.getByRole('status').filter({ hasText: 'Told again' })
    await expect(news).toContainText('too long at Occupational therapy')
    await news.getByRole('link', { name: 'Open it' }).click()
    const row = priya.locator('[data-row]').filter({ hasText: 'Ring the GP' })
    await expect(row).toContainText(/▲\s+Waits \d\d min: told again 10:\d\d/)
    await expect(priya.getByRole('heading', { name: /For the lead/ })).toHaveCount(0)
    await expectAccessible(priya)
    await closeAll(priya, lewis)

    await onward('2026-11-23T10:45:00Z')
    const grace = await colleagueAt(browser, perch, 'grace.adeyemi@perch.example', '/teams/OT')
    const forLead = grace.getByRole('region', { name: /For the lead/ }).getByRole('listitem')
    await expect(forLead.filter({ hasText: 'Ring the GP' })).toContainText(
      /◆\s+Waits 1 h \d+ min: lead told 10:\d\d/,
    )
    await expect(grace.getByText('then to Grace Adeyemi, who leads')).toBeVisible()
    await expectAccessible(grace)
    await closeAll(grace)

    await onward('2026-11-24T09:31:00Z')
    const chair = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await start(chair)
    await chair.keyboard.press('ArrowRight')
    await expect(chair.getByRole('heading', { level: 1 })).toHaveText('Yesterday’s promises')
    const promise = chair.locator('[data-row]').filter({ hasText: 'Ring the GP' })
    await expect(promise).toHaveCount(1)
    await expect(promise).toContainText('not accepted in 8 working hours')
    await promise.focus()
    await chair.keyboard.press('e')
    await expect(promise).toContainText('✓ escalated')
    await closeAll(chair)
  } finally {
    await perch.remove()
  }
})

async function agreeOne(perch: Perch): Promise<void> {
  const tom = await SignedIn.as(perch, 'tom.hallam@perch.example')
  const episode = /data-episode="([^"]+)"/.exec(await (await tom.get('/board')).text())?.[1] ?? ''
  const { socket } = await tom.live()
  const what = { kind: 'task', title: 'Ring the GP', quantity: 1, team: 'OT', owner: null } as const
  const answer = await command(socket, 'agree action', {
    ...{ id: randomUUID(), episode, ...what, due: '2026-11-27' },
  })
  expect(answer.ok).toBe(true)
  socket.disconnect()
}
