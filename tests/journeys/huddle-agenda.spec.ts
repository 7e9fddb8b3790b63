import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, screenAt } from '../support/browser.ts'
import { start, toPeople, walkToQuickLook, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'

const room = { width: 1920, height: 1080 }

test('an agenda by rule, changed by hand: put on, moved, taken offline; and a quick look at quiet people', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const screen = await screenAt(browser, perch, 'priya.shah@perch.example', room)
    await expect(priya.getByText(/people to talk about, about 3\d minutes/)).toBeVisible()
    await start(priya)
    await toPeople(priya)
    await expect(imran.getByRole('button', { name: 'no change' })).toBeVisible()
    const heading = priya.getByRole('heading', { level: 1 })

    // Put on by hand, by anybody, with the words why; the slip taken back; put on again.
    await imran.keyboard.press('r')
    const adding = imran.getByRole('dialog', { name: 'Put somebody on the agenda' })
    await expectAccessible(imran)
    const who = (await adding.getByRole('option').nth(2).textContent())?.split(',')[0]?.trim() ?? ''
    await adding.getByLabel('Who').selectOption({ index: 2 })
    await adding.getByLabel(/Why/).fill('daughter rang this morning')
    await adding.getByLabel(/Why/).press('Enter')
    await expect(priya.getByText(`Added to the agenda: ${who} — daughter rang this morning`)).toBeVisible()
    await imran.getByRole('button', { name: 'Undo' }).click()
    const line = (name: string) => priya.locator('.agenda li').filter({ hasText: name })
    await expect(line(who).filter({ hasText: 'added by' })).toHaveCount(0)
    await imran.keyboard.press('r')
    await adding
      .getByLabel('Who')
      .selectOption({ label: (await adding.getByRole('option', { name: who }).first().textContent()) ?? '' })
    await adding.getByLabel(/Why/).fill('daughter rang this morning')
    await adding.getByRole('button', { name: 'Put on the agenda' }).click()
    await expect(line(who).first()).toContainText('added by Imran Q')

    // Later: behind everybody; up next: right behind the turn.
    const first = (await heading.textContent())?.trim() ?? ''
    await priya.keyboard.press('l')
    await expect(heading).not.toHaveText(first)
    await line(who).first().getByRole('button').first().focus()
    await priya.keyboard.press('u')
    await priya.getByRole('button', { name: 'next' }).click()
    await expect(priya.getByRole('heading', { level: 1, name: who })).toBeVisible()
    await expect(screen.getByRole('heading', { level: 1, name: who })).toBeVisible()
    await expect(screen.getByText('“daughter rang this morning”')).toBeVisible()

    // Taken offline: somebody named has it; undone with its action; and again.
    await priya.keyboard.press('p')
    const parking = priya.getByRole('dialog', { name: `Take ${who} offline` })
    await expectAccessible(priya)
    await parking.getByLabel(/What about/).fill('who pays for the ramp')
    await parking.getByLabel('Who sees to it').selectOption({ label: 'Dee Kaur' })
    await parking.getByRole('button', { name: 'Take offline' }).click()
    await expect(priya.getByRole('heading', { level: 1, name: who })).toHaveCount(0)
    await expect(screen.locator('.rail li').filter({ hasText: who }).first()).toContainText('offline')
    await priya.getByRole('button', { name: /Undo/ }).click()
    await expect(line(who).first()).not.toContainText('offline')

    await walkToQuickLook(priya)
    await expect(screen.getByRole('heading', { level: 1, name: /Quick look/ })).toBeVisible()
    await expectAccessible(priya)
    await screen.screenshot({ path: 'test-results/screens/quick-look-1080.png' })
    await screen.setViewportSize({ width: 1280, height: 720 })
    await screen.screenshot({ path: 'test-results/screens/quick-look-720.png' })
    await screen.setViewportSize(room)
    await priya.screenshot({ path: 'test-results/screens/quick-look-desk.png' })
    const tiles = priya.locator('button.tile')
    await priya.keyboard.press('b')
    await expect(tiles.nth(1)).toHaveAttribute('aria-pressed', 'true')
    await expect(screen.locator('main li').nth(1)).toContainText('no change')
    await priya.keyboard.press('b')
    await expect(tiles.nth(1)).toHaveAttribute('aria-pressed', 'false')
    const third = (await tiles.nth(2).locator('.name').textContent())?.trim() ?? ''
    await priya.keyboard.press('Shift+C')
    await expect(priya.getByRole('heading', { level: 1, name: third })).toBeVisible()
    await expect(screen.getByRole('heading', { level: 1, name: third })).toBeVisible()
    await expect(imran.getByText('raised in the quick look').first()).toBeVisible()

    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()
    for (const page of [priya, imran, screen]) expectQuiet(page)
    await closeAll(priya, imran, screen)
  } finally {
    await perch.remove()
  }
})

test('a huddle cannot pass over somebody nobody has looked at for five days, and says so', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await expect(priya.getByRole('heading', { name: 'Online now' })).toBeVisible()
    await start(priya)
    await walkToQuickLook(priya)
    await priya.getByRole('button', { name: 'close' }).click()
    const dialog = priya.getByRole('dialog')
    await expect(dialog).toContainText('not looked at for five working days, and cannot wait for tomorrow')
    await expect(dialog.getByRole('button', { name: 'Close the huddle' })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Not yet' }).click()
    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await expect(dialog.getByRole('button', { name: 'Close the huddle' })).toBeVisible()
    expectQuiet(priya)
    await closeAll(priya)
  } finally {
    await perch.remove()
  }
})
