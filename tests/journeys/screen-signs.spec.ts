import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { closeAll, colleagueAt, expectQuiet, screenAt } from '../support/browser.ts'
import { start, toPeople } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { readableAtEverySize } from '../support/readable.ts'

/** Ids of the stays that have later checks. */
function inReablement(perch: Perch): string[] {
  const db = new Database(join(perch.data, 'perch.db'), { readonly: true })
  const rows = db.prepare<[], { id: string }>(`SELECT id FROM episode WHERE kind = 'reablement'`).all()
  db.close()
  return rows.map(({ id }) => id)
}

test('chips, words of who was put on by hand, a pause and a chair who is gone are readable at every size', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const room = await screenAt(browser, perch, 'amrit.bains@perch.example')
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await start(priya)
    await toPeople(priya)
    await priya.keyboard.press('r')
    const adding = priya.getByRole('dialog', { name: 'Put somebody on the agenda' })
    const who = adding.getByLabel('Who')
    const listed = await who
      .locator('option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    const stays = inReablement(perch)
    await who.selectOption(listed.find((one) => one !== null && stays.includes(one)) ?? '')
    const why =
      'daughter rang this morning, he has not slept for two nights and will not have the frame upstairs'
    await adding.getByLabel(/Why/).fill(why)
    await adding.getByRole('button', { name: 'Put on the agenda' }).click()
    await expect(adding).toHaveCount(0)
    const line = priya.locator('.agenda li').filter({ hasText: 'added by' }).first()
    await line.getByRole('button').first().click()
    await expect(room.getByText(why)).toBeVisible()
    await readableAtEverySize(room, 'put on by hand')

    await priya.getByRole('heading', { level: 1 }).click()
    const chips: [key: string, words: RegExp][] = [
      ['s', /Step down to/],
      ['d', /Ends \w{3} \d/],
      ['g', /Nothing to collect|Collection asked of/],
      ['b', /Later checks/],
    ]
    for (const [key, words] of chips) {
      await priya.keyboard.press(key)
      await expect(room.getByText(words)).toBeVisible()
    }
    await readableAtEverySize(room, 'chips')

    await priya.keyboard.press('k')
    await expect(room.getByText(/paused since/)).toBeVisible()
    await readableAtEverySize(room, 'paused')

    await closeAll(priya)
    await expect(room.getByText('Priya S is gone. Who takes the chair?')).toBeVisible()
    await readableAtEverySize(room, 'chair gone')
    expectQuiet(room)
    await closeAll(room)
  } finally {
    await perch.remove()
  }
})
