import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, screenAt } from '../support/browser.ts'
import { start, toPeople, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'

const room = { width: 1920, height: 1080 }

/** Puts the person on the screen whose line of the agenda says this, and returns how they are shown. */
async function goTo(page: Page, reason: string, place = 0): Promise<string> {
  const line = page.locator('.agenda li').filter({ hasText: reason }).nth(place)
  const name = (await line.locator('.name').textContent())?.trim() ?? ''
  await line.getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  return name
}

test('commitments by one key: chips on every screen and in the record; leaving; a new person', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/board')
    const screen = await screenAt(browser, perch, 'priya.shah@perch.example', room)
    await start(priya)
    await toPeople(priya)
    await expect(priya.getByRole('button', { name: 'next' })).toBeVisible()
    await expect(imran.getByRole('button', { name: 'next' })).toBeVisible()

    // Somebody leaving: two calls fewer, the day it ends twice on, by whoever does not chair.
    const leaving = await goTo(priya, 'ends Thu')
    await expect(imran.getByRole('heading', { level: 1, name: leaving, exact: true })).toBeVisible()
    const chips = (page: Page) => page.getByRole('group', { name: 'Agreed about the calls and the end' })
    await imran.keyboard.press('s')
    await imran.keyboard.press('d')
    await imran.keyboard.press('d')
    for (const page of [priya, imran]) {
      await expect(chips(page)).toContainText(/Step down to .* from Tue 24 Nov \(Imran Q, \d\d:\d\d\)/)
      await expect(chips(page)).toContainText('Ends Wed 25 Nov')
    }
    await expect(screen.getByText(/Step down to .* from Tue 24 Nov/)).toBeVisible()
    await expect(screen.getByText('Ends Wed 25 Nov')).toBeVisible()
    await priya.keyboard.press('Shift+S')
    await expect(chips(imran)).not.toContainText('Step down')
    await expect(screen.getByText(/Step down to/)).toHaveCount(0)
    await priya.keyboard.press('s')
    await expect(priya.getByText(new RegExp(`^${leaving}: Step down`))).toBeVisible()
    await priya.getByRole('button', { name: 'Undo' }).click()
    await expect(chips(imran)).not.toContainText('Step down')
    await priya.keyboard.press('s')
    await expect(chips(imran)).toContainText('Step down')

    // Gone to hospital, said by anybody; the same key takes it back.
    await imran.keyboard.press('h')
    await expect(chips(priya)).toContainText('Gone to hospital')
    await expect(screen.getByText('Gone to hospital')).toBeVisible()
    await expect(screen.getByText('in hospital since Mon 23 Nov')).toBeVisible()
    await imran.keyboard.press('h')
    await expect(chips(priya)).not.toContainText('Gone to hospital')
    await expect(screen.getByText(/in hospital/)).toHaveCount(0)

    // No key works while something is written.
    await priya.keyboard.press('e')
    await expect(priya.locator('.cm-content')).toBeFocused()
    await priya.keyboard.type('Sods d b')
    await expect(priya.locator('.cm-content')).toContainText('Sods d b')
    await priya.keyboard.press('Escape')
    await expect(chips(imran)).toContainText('Ends Wed 25 Nov')

    await priya.keyboard.press('o')
    await expect(chips(imran)).toContainText('Expected: fully independent, no care')
    await priya.keyboard.press('o')
    await priya.keyboard.press('g')
    await priya.keyboard.press('b')
    await expect(chips(imran)).toContainText('Expected: re-admitted to hospital')
    await expect(chips(imran)).toContainText(/Nothing to collect|Collection asked of/)
    await expect(chips(imran)).toContainText(/Later checks \w{3} \d+ \w{3} 2027 and/)
    await expectAccessible(priya)
    await priya.screenshot({ path: 'test-results/screens/leaving-desk.png' })
    await screen.screenshot({ path: 'test-results/screens/leaving-1080.png' })
    await screen.setViewportSize({ width: 1280, height: 720 })
    await screen.screenshot({ path: 'test-results/screens/leaving-720.png' })
    await screen.setViewportSize(room)

    // Somebody new: the checklist, and a kit taken back with one press.
    const fresh = await goTo(priya, 'new')
    await expect(imran.getByRole('heading', { level: 1, name: fresh, exact: true })).toBeVisible()
    const list = (page: Page) => page.getByRole('region', { name: 'Starter checklist' })

    // The board counts with the end that is planned here at once, without a reload.
    const ending = dee.getByRole('link', { name: /Ending within a week/ })
    const before = Number(/\d+/.exec((await ending.textContent()) ?? '')?.[0])
    await priya.keyboard.press('d')
    await expect(ending).toContainText(String(before + 1))
    await priya.keyboard.press('Shift+D')
    await expect(ending).toContainText(String(before))

    await priya.keyboard.press('x')
    await priya.keyboard.press('Shift+X')
    await expect(list(imran).getByRole('button', { name: /First visit.*: done/ })).toBeVisible()
    await expect(list(imran).getByRole('button', { name: /Goals.*: not needed/ })).toBeVisible()
    await list(imran)
      .getByRole('button', { name: /Alarms/ })
      .click()
    await expect(list(priya).getByRole('button', { name: /Alarms.*: done/ })).toBeVisible()
    await expect(list(priya)).toContainText('5 to do')
    const agreed = imran.getByRole('region', { name: `Agreed for ${fresh}` })
    await priya.keyboard.press('4')
    await expect(agreed).toContainText('Bath board')
    await expect(agreed.getByRole('listitem')).toHaveCount(4)
    await priya.getByRole('button', { name: 'Undo' }).click()
    await expect(agreed.getByRole('listitem')).toHaveCount(0)
    await priya.keyboard.press('6')
    await expect(agreed.getByRole('listitem')).toHaveCount(3)
    await priya.screenshot({ path: 'test-results/screens/new-desk.png' })
    await screen.screenshot({ path: 'test-results/screens/new-1080.png' })
    await expectAccessible(priya)

    // Somebody raised: the frame of the talk ticks off as the words come, and a line typed from the note commits.
    const raised = await goTo(priya, 'OT asked')
    await expect(imran.getByRole('heading', { level: 1, name: raised, exact: true })).toBeVisible()
    const frame = (page: Page) => page.getByRole('list', { name: 'What this turn settles' })
    for (const page of [priya, imran, screen])
      await expect(frame(page)).toContainText(
        /what is needed: to be said.*who: to be said.*by when: to be said/s,
      )
    const note = priya.locator('.cm-content')
    await priya.keyboard.press('e')
    await expect(note).toBeFocused()
    await priya.keyboard.type(' Tires on stairs. /')
    const line = priya.getByRole('combobox', { name: `Agree an action for ${raised}` })
    await expect(line).toBeFocused()
    for (const page of [imran, screen]) await expect(frame(page)).toContainText('what changed: said')
    await priya.keyboard.type('ends 31 nov')
    await priya.keyboard.press('Enter')
    await expect(priya.getByText('“31 nov”: no such day. Put it right in the line.')).toBeVisible()
    await expect(line).toHaveValue('ends 31 nov')
    await expectAccessible(priya)
    await line.fill('ends thu')
    await expect(priya.getByText('Ends Thu 26 Nov')).toBeVisible()
    await expect(priya.getByRole('option')).toHaveCount(0)
    await priya.keyboard.press('Enter')
    await expect(line).toHaveCount(0)
    await expect(note).toBeFocused()
    await priya.keyboard.type('/')
    await expect(line).toBeFocused()
    await priya.keyboard.type('down')
    await expect(priya.getByText('Step down: one call fewer a day from tomorrow')).toBeVisible()
    await priya.keyboard.press('Enter')
    for (const page of [priya, imran]) {
      await expect(chips(page)).toContainText('Ends Thu 26 Nov (Priya S')
      await expect(chips(page)).toContainText('Step down to')
    }
    for (const page of [priya, imran, screen])
      await expect(frame(page)).toContainText(/what is needed: said.*who: said.*by when: said/s)
    await expect(note).toBeFocused()
    await priya.keyboard.type('More.')
    await expect(note).toContainText(/Tires on stairs\. More\.$/)
    // Any other word behind the slash is an action as ever.
    await priya.keyboard.type(' /')
    await priya.keyboard.type('down stairs rail')
    await expect(priya.getByRole('option').first()).toBeVisible()
    await priya.keyboard.press('Enter')
    await expect(
      priya
        .getByRole('region', { name: `Agreed for ${raised}` })
        .getByRole('article')
        .first(),
    ).toBeVisible()
    await priya.keyboard.press('Escape')
    await priya.screenshot({ path: 'test-results/screens/raised-desk.png' })
    await screen.screenshot({ path: 'test-results/screens/raised-1080.png' })
    await screen.setViewportSize({ width: 1280, height: 720 })
    await screen.screenshot({ path: 'test-results/screens/raised-720.png' })
    await screen.setViewportSize(room)

    // Closed, it is in the record as it was said.
    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()
    await open(priya, '/huddles/2026-11-23')
    const row = priya.locator('tr[data-row]').filter({ hasText: 'Ends Wed 25 Nov' })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Sods d b')
    await expect(row).toContainText(/Step down to .* from Tue 24 Nov/)
    await expect(row).toContainText('Expected: re-admitted to hospital')
    await expectAccessible(priya)
    for (const page of [priya, imran, dee, screen]) expectQuiet(page)
    await closeAll(priya, imran, dee, screen)
  } finally {
    await perch.remove()
  }
})
