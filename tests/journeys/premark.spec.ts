import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, screenAt } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const rows = (page: Page) => page.locator('tr[data-episode]')
const onRow = (page: Page, place: number) => expect(rows(page).nth(place)).toBeFocused()
const pressed = (page: Page, place: number) => rows(page).nth(place).locator('button[aria-pressed=true]')
const progress = (page: Page, team: string) =>
  page.locator('.teams li, [aria-labelledby=marked] li').filter({ hasText: new RegExp(`^${team}`) })

/** How many this colleague's team has marked, by the words above its list. */
async function marked(page: Page): Promise<number> {
  const words = await page.getByText(/\d+ of 113 marked by your team/).textContent()
  return Number(/\d+/.exec(words ?? '')?.[0])
}

async function ready(page: Page): Promise<void> {
  await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved')
}

test('a team marks its people by one key each, and everybody sees how far every team is', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/board')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const room = await screenAt(browser, perch, 'dee.kaur@perch.example')
    await ready(priya)
    await expect(priya.getByRole('button', { name: /Mine to mark/ })).toBeVisible()
    await priya.keyboard.press('m')
    await expect(priya.getByRole('heading', { name: 'Mine to mark' })).toBeVisible()
    await expect(priya).toHaveURL('/board?show=premark')
    await onRow(priya, 0)
    await priya.screenshot({ path: 'test-results/screens/premark.png' })
    const all = await rows(priya).count()
    const before = await marked(priya)
    expect(before + all).toBe(113)

    // One key a person, each on to the next; held down it marks one.
    const names = await rows(priya).locator('th').allTextContents()
    await priya.keyboard.press('a')
    await onRow(priya, 1)
    await priya.keyboard.press('s')
    await onRow(priya, 2)
    await priya.keyboard.down('x')
    await priya.keyboard.down('x')
    await priya.keyboard.down('x')
    await priya.keyboard.up('x')
    await onRow(priya, 3)
    await expect(pressed(priya, 0)).toHaveText('Ask')
    await expect(pressed(priya, 1)).toHaveText('See me')
    await expect(pressed(priya, 2)).toHaveText('Nothing')
    await expect.poll(() => marked(priya)).toBe(before + 3)

    // The key again takes it back, Ctrl+Z what was last done; and nobody has moved.
    await priya.keyboard.press('ArrowUp')
    await priya.keyboard.press('x')
    await expect(pressed(priya, 2)).toHaveCount(0)
    await onRow(priya, 2)
    await priya.keyboard.press('ControlOrMeta+z')
    await expect(pressed(priya, 2)).toHaveText('Nothing')
    await priya.keyboard.press('ControlOrMeta+z')
    await expect(pressed(priya, 2)).toHaveCount(0)
    await priya.keyboard.press('s')
    await onRow(priya, 3)
    expect(await rows(priya).locator('th').allTextContents()).toEqual(names)
    await expect(priya.getByText('3 marked people stay in their places')).toBeVisible()

    const left = `${String(110 - before)} left`
    for (const page of [dee, imran, room]) await expect(progress(page, 'OT')).toContainText(left)
    for (const page of [dee, imran, room]) await expect(progress(page, 'RP')).toContainText('not begun')

    // Nothing for all the rest is one key; a later mark counts all the same; the key again takes it back.
    await priya.keyboard.press('Shift+X')
    await expect(priya.getByText(/Nothing from us for the rest \(Priya S, 09:2\d\)/)).toBeVisible()
    for (const page of [dee, imran, room]) await expect(progress(page, 'OT')).toContainText('✓')
    await expect.poll(() => marked(priya)).toBe(before + 3)
    await priya.keyboard.press('End')
    await onRow(priya, all - 1)
    await priya.keyboard.press('a')
    const late = (await rows(priya).last().getAttribute('data-episode')) ?? ''
    await expect(dee.locator(`tr[data-episode="${late}"] button[data-team=OT]`)).toHaveAccessibleName(/: ask/)
    await expect(progress(dee, 'OT')).toContainText('✓')
    await priya.keyboard.press('Shift+X')
    await expect(progress(imran, 'OT')).toContainText(`${String(109 - before)} left`)

    // A few rows, marked and not, are as accessible as all of them, and sooner looked through.
    await priya.keyboard.press('Home')
    await priya.keyboard.press('/')
    await priya.keyboard.type('Ashe')
    await priya.keyboard.press('Enter')
    await onRow(priya, 0)
    await priya.keyboard.press('x')
    await expect(pressed(priya, 0)).toHaveText('Nothing')
    await expectAccessible(priya)
    for (const page of [priya, dee, imran, room]) expectQuiet(page)
    await closeAll(priya, dee, imran, room)
  } finally {
    await perch.remove()
  }
})

test('the list is gone through to its end, then holds nobody; whoever was passed over comes back', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await ready(priya)
    await priya.keyboard.press('m')
    await onRow(priya, 0)
    const all = await rows(priya).count()
    await expect(priya.getByText('For the huddle, or with an open action of ours')).toBeVisible()

    // One is passed over.
    const name = (await rows(priya).first().locator('th a').first().textContent())?.trim() ?? ''
    await priya.keyboard.press('ArrowDown')
    for (let turn = 1; turn < all; turn += 1) await priya.keyboard.press('x')
    const end = priya.locator('#end-of-list')
    await expect(end).toBeFocused()
    await expect(end).toHaveText('Show who is left')
    await expect(priya.getByText('The end of the list. 1 person is not marked yet.')).toBeVisible()
    await expect.poll(() => marked(priya)).toBe(112)
    await priya.keyboard.press('ArrowUp')
    await onRow(priya, all - 1)
    await end.focus()
    await priya.keyboard.press('Enter')
    await expect(rows(priya)).toHaveCount(1)
    await expect(rows(priya)).toContainText(name)
    await onRow(priya, 0)
    await priya.keyboard.press('s')
    await expect(end).toBeFocused()
    await expect(end).toHaveText('Back to everyone')
    await priya.keyboard.press('Enter')
    await expect(rows(priya)).toHaveCount(113)
    await expect(progress(priya, 'OT')).toContainText('✓')
    await priya.keyboard.press('m')
    await expect(priya.getByText('Your team has marked everybody.')).toBeVisible()
    await expect.poll(() => marked(priya)).toBe(113)
    await expectAccessible(priya)
    await priya.keyboard.press('m')
    await expect(rows(priya)).toHaveCount(113)

    // The keys are said where they act.
    await priya.keyboard.press('m')
    await priya.keyboard.press('?')
    await expect(priya.getByRole('dialog')).toContainText('Nothing from us for all the rest')
    expectQuiet(priya)
    await closeAll(priya)
  } finally {
    await perch.remove()
  }
})
