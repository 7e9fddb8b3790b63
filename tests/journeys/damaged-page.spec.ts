import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { closeAll, colleagueAt, screenAt } from '../support/browser.ts'
import { toPeople, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { readableAtEverySize } from '../support/readable.ts'

/** Writes in the first row's note; returns once that is on disk. */
async function write(page: Page, words: string): Promise<void> {
  const row = page.locator('tr[data-episode]').first()
  await row.getByRole('button', { name: /Today’s note for/ }).click()
  await row.getByRole('textbox', { name: /Today’s note/ }).pressSequentially(words)
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-saved=saved]')).toBeVisible()
}

/** Does `work` on the stopped server's database, with the newest edit of the newest page. */
function onDisk(perch: Perch, work: (db: Database.Database, huddle: string, newest: number) => void): void {
  const db = new Database(join(perch.data, 'perch.db'))
  const found = db
    .prepare<[], { huddle: string; newest: number }>(
      `SELECT huddle, max(sequence) AS newest FROM page_edit JOIN huddle ON huddle.id = huddle
       WHERE state <> 'closed' GROUP BY huddle`,
    )
    .get()
  if (found) work(db, found.huddle, found.newest)
  db.close()
}

test('a damaged page: every screen says so, the huddle is held and closed, its record says so', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const screen = await screenAt(browser, perch, 'amrit.bains@perch.example')
    await write(priya, 'Steady on the stairs. ')
    let before = 0
    onDisk(perch, (_db, _huddle, newest) => (before = newest))
    await write(priya, 'Lost to the damage.')
    await perch.kill()
    onDisk(perch, (db, huddle) => {
      const damage = db.prepare(`UPDATE page_edit SET author = 'x' WHERE huddle = ? AND sequence = ?`)
      expect(damage.run(huddle, before + 1).changes).toBe(1)
    })
    await perch.run()

    const said = (page: Page) => page.getByRole('alert').filter({ hasText: 'page is damaged' })
    await expect(said(priya)).toContainText('What was written before the damage can be read')
    await expect(said(screen)).toContainText('notes end where the damage begins')
    await readableAtEverySize(screen, 'damaged')
    await expect(priya.getByRole('region', { name: 'Changes to review' })).toContainText(
      'Lost to the damage.',
    )
    await priya.getByRole('button', { name: 'Dismiss' }).click()
    const row = priya.locator('tr[data-episode]').first()
    await expect(row.getByRole('button', { name: /Today’s note for/ })).toContainText('Steady on the stairs.')
    await expect(row).not.toContainText('Lost to the damage')

    await priya.getByRole('button', { name: 'Start huddle' }).click()
    await priya.waitForURL('/huddle')
    await expect(said(priya)).toBeVisible()
    await toPeople(priya)
    await expect(said(screen)).toBeVisible()
    await readableAtEverySize(screen, 'damaged turn')
    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await expect(priya.getByRole('dialog')).toContainText(
      'the record takes what was written before the damage',
    )
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()
    for (const page of [priya, screen]) await expect(said(page)).toHaveCount(0)

    await priya.getByRole('link', { name: 'Open its record' }).click()
    await expect(priya.getByText('The page of this huddle was damaged.')).toBeVisible()
    await expect(priya.getByText('Steady on the stairs.')).toBeVisible()
    await closeAll(priya, screen)
  } finally {
    await perch.remove()
  }
})
