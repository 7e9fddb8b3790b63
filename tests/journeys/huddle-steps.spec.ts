import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, screenAt } from '../support/browser.ts'
import { agree, start, walkToReadBack } from '../support/huddle.ts'
import { mondayMorning, Perch } from '../support/perch.ts'

const at = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const row = (page: Page, name: string) => page.locator('[data-row]').filter({ hasText: name })

test('before the people: who is here, yesterday’s promises by one key each, and a silent minute that outlives a restart', async ({
  browser,
}) => {
  const begun = performance.now()
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const screen = await screenAt(browser, perch, 'priya.shah@perch.example')
    await expect(imran.getByRole('heading', { name: 'Online now' })).toBeVisible()
    await start(priya)
    for (const page of [priya, imran, screen]) {
      await expect(at(page, 'Who is here')).toBeVisible()
      await expect(page.getByRole('timer', { name: 'Time on this step' })).toBeVisible()
    }

    // Everybody for themselves, and anybody for somebody else.
    await expect(row(priya, 'Imran Qureshi')).toContainText('online, not said')
    await imran.keyboard.press('m')
    await expect(row(priya, 'Imran Qureshi')).toContainText('◐ remote')
    await priya.keyboard.press('r')
    await expect(row(imran, 'Priya Shah')).toContainText('● in the room')
    await row(imran, 'Dee Kaur').focus()
    await imran.keyboard.press('r')
    await expect(row(priya, 'Dee Kaur')).toContainText('● in the room')
    await imran.keyboard.press('ArrowDown')
    await expect(row(imran, 'Martin Voss')).toBeFocused()
    await expect(priya.getByRole('region', { name: 'Minor adaptations' })).toContainText('nobody here')
    await expect(screen.getByText('remote: Imran Q')).toBeVisible()
    await expect(screen.locator('[data-team="MA"]').first()).toContainText('nobody here')
    await expectAccessible(priya)
    await imran.keyboard.press('ArrowRight')
    await expect(imran.getByText('Priya S chairs, and only the chair moves the meeting.')).toBeVisible()
    await expect(at(screen, 'Who is here')).toBeVisible()

    // Yesterday's promises: one key each, and the count goes down on every screen.
    await priya.keyboard.press('ArrowRight')
    for (const page of [priya, imran, screen]) await expect(at(page, 'Yesterday’s promises')).toBeVisible()
    const unanswered = imran.locator('[data-row]:not(.answered)')
    const many = await unanswered.count()
    expect(many).toBeGreaterThan(3)
    await expect(screen.getByText(`${String(many)} to answer`)).toBeVisible()
    const [first = '', second = '', third = '', fourth = ''] = await unanswered.evaluateAll((rows) =>
      rows.map((each) => each.getAttribute('data-action') ?? ''),
    )
    const line = (page: Page, id: string) => page.locator(`[data-action="${id}"]`)
    await imran.keyboard.press('ArrowDown')
    await expect(line(imran, first)).toBeFocused()
    await imran.keyboard.press('d')
    await expect(line(priya, first)).toContainText('✓ by Tue 24 Nov')
    await expect(line(imran, second)).toBeFocused()
    await imran.keyboard.press('r')
    await expect(imran.getByRole('combobox', { name: 'Another owner' })).toBeFocused()
    await expectAccessible(imran)
    await imran.getByRole('combobox').selectOption({ label: 'Dee Kaur' })
    await imran.keyboard.press('Enter')
    await expect(line(priya, second)).toContainText('Dee K')
    await expect(line(imran, third)).toBeFocused()
    await imran.keyboard.press('e')
    await expect(line(priya, third)).toContainText('✓ escalated')
    // Hers may hear of it before he has his answer; until he does, his keys are still for that row.
    await expect(line(imran, fourth)).toBeFocused()
    // What a key cannot do it says, and which keys are left.
    const late = imran.locator('[data-row]:not(.answered)').filter({ hasText: 'late' }).first()
    await late.focus()
    await imran.keyboard.press('x')
    await expect(late.getByRole('alert')).toContainText('Only what was declined can be let be')
    await expect(screen.getByText(`${String(many - 3)} to answer`)).toBeVisible()
    const declined = imran.locator('[data-row]').filter({ hasText: 'let it be' }).first()
    await declined.focus()
    await imran.keyboard.press('x')
    await expect(screen.getByText(`${String(many - 4)} to answer`)).toBeVisible()
    await expect(priya.getByText(`${String(many - 4)} to answer`)).toBeVisible()
    await expectAccessible(priya)

    // The silent minute: everybody marks at once, and the same minute goes on after a restart.
    await priya.keyboard.press('ArrowRight')
    for (const page of [priya, imran, screen]) await expect(at(page, 'Silent minute')).toBeVisible()
    await expectAccessible(imran)
    for (const page of [priya, imran]) await page.locator('[data-row]').first().focus()
    const marked = (await imran.locator('[data-row] .name').first().textContent())?.trim() ?? ''
    await imran.keyboard.press('a')
    await expect(imran.locator('[data-row]').nth(1)).toBeFocused()
    await imran.keyboard.press('s')
    await expect(imran.locator('[data-row].marked')).toHaveCount(2)
    await row(priya, marked).first().focus()
    await priya.keyboard.press('x')
    await priya.keyboard.press('Shift+X')
    await expect(priya.getByText('✓ nothing from OT for the rest')).toBeVisible()
    await expect(imran.getByTitle(/nothing for the rest, said Priya S/)).toBeVisible()
    // The chair speaks for a team nobody of which is there; whose word it is stays to be seen.
    const teams = (page: Page) =>
      page.getByRole('main').getByRole('listitem').filter({ hasText: 'Social work' })
    await expect(imran.getByRole('button', { name: /nothing from them/ })).toHaveCount(0)
    await priya.getByRole('button', { name: /nothing from Social work/ }).click()
    await expect(teams(imran)).toContainText('Priya S')
    await priya.getByRole('button', { name: /take back.*Social work/ }).click()
    await expect(teams(imran)).not.toContainText('Priya S')
    await priya.getByRole('button', { name: /nothing from Social work/ }).click()
    await expect(teams(imran)).toContainText('Priya S')
    await expectAccessible(priya)
    await expect(priya.getByRole('timer', { name: 'Time on this step' })).toHaveCount(0)
    await expect(imran.getByText('✓ Saved')).toBeVisible()
    await expect(priya.getByText('✓ Saved')).toBeVisible()
    for (const page of [priya, imran, screen]) expectQuiet(page)
    await perch.kill()
    await perch.run({ now: new Date(Date.parse(mondayMorning) + performance.now() - begun).toISOString() })
    for (const page of [priya, imran]) {
      await expect(page.getByText(/The connection is lost/)).toBeHidden()
      await expect(at(page, 'Silent minute').or(at(page, 'What teams ask'))).toBeVisible()
    }
    await priya.keyboard.press('m')
    // Her own screen, too: before it is back in the minute the next key ends none.
    for (const page of [imran, priya]) await expect(at(page, 'Silent minute')).toBeVisible()
    await priya.keyboard.press('n')
    for (const page of [priya, imran, screen]) {
      await expect(at(page, 'What teams ask')).toBeVisible()
      await expect(page.getByRole('timer', { name: 'Time on this step' })).toBeVisible()
    }
    const asked = imran.getByRole('group', { name: 'Asks and disagreements' }).getByRole('listitem')
    await expect(asked.filter({ hasText: marked }).first()).toContainText('has nothing')
    await expectAccessible(imran)

    // Back is the same way; then the people, past whom a missing team alone asks for, and the close.
    await priya.keyboard.press('ArrowLeft')
    await expect(at(imran, 'Yesterday’s promises')).toBeVisible()
    await expect(imran.getByText('Priya S went to yesterday’s promises')).toBeVisible()
    await priya.keyboard.press('ArrowRight')
    await expect(at(imran, 'What teams ask')).toBeVisible()
    await priya.keyboard.press('ArrowRight')
    await expect(imran.getByRole('button', { name: 'no change' })).toBeVisible()
    await lateAndEarly(priya, imran, screen)
    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()
    await open(priya, '/huddles/2026-11-23')
    await expect(priya.getByText('Imran Qureshi (remote)')).toBeVisible()
    await expect(priya.getByText(/silence \d/)).toBeVisible()
    await expect(priya.getByText(/Martin Voss \(left \d\d:\d\d\)/)).toBeVisible()
    const figures = priya.getByRole('region', { name: 'This huddle in figures' })
    await expect(figures).toContainText(/Remote\s*1/)
    await expect(figures).toContainText(/Teams nobody was there of\s*Minor adaptations, Social work/)

    // What was asked of a team that was missing is apart on its list, until it answers.
    const ron = await colleagueAt(browser, perch, 'ron.whitby@perch.example', '/teams/MA')
    const missed = ron.getByRole('region', { name: 'Asked while none of us was there' })
    const stool = missed.locator('[data-row]').filter({ hasText: 'Perching stool' })
    await expect(stool).toContainText('at the huddle of Mon 23 Nov')
    await expectAccessible(ron)
    await stool.focus()
    await ron.keyboard.press('a')
    await expect(ron.getByText(/^Accepted: Perching stool/)).toBeVisible()
    await ron.getByRole('button', { name: 'Put in order' }).click()
    await expect(stool).toHaveCount(0)
    await expect(ron.getByRole('region', { name: /^In hand/ })).toContainText('Perching stool')
    await closeAll(priya, imran, screen, ron)
  } finally {
    await perch.remove()
  }
})

/** Over the foot, at any time: who comes late and who leaves early, and what waits for a team that is missing. */
async function lateAndEarly(priya: Page, imran: Page, screen: Page): Promise<void> {
  const chip = (page: Page, name: string) =>
    page.getByRole('list', { name: 'Teams in the huddle' }).getByRole('button', { name })
  const missing = screen.getByRole('list', { name: 'Nobody here of' })
  await expect(chip(imran, 'Minor adaptations: nobody here')).toBeVisible()
  await expect(chip(imran, 'Care technology: 1 here')).toBeVisible()
  await expect(missing).toContainText('MA')
  const before = await asksIn(chip(priya, 'Minor adaptations'))
  await agree(priya, 'perching stool @ma fri')
  await expect.poll(() => asksIn(chip(imran, 'Minor adaptations'))).toBe(before + 1)

  // W opens the first team that is missing; the arrows lead to the others, and move no meeting.
  const at = await imran.getByRole('heading', { level: 1 }).textContent()
  await imran.keyboard.press('w')
  const sheet = imran.getByRole('dialog')
  await expect(sheet.getByRole('heading')).toHaveText(/Minor adaptations/)
  await expect(sheet.locator('[data-row]').first()).toBeFocused()
  await expectAccessible(imran)
  await imran.keyboard.press('ArrowLeft')
  await expect(sheet.getByRole('heading')).toHaveText(/Care technology/)
  await imran.keyboard.press('ArrowDown')
  await expect(row(imran, 'Martin Voss')).toBeFocused()
  await imran.keyboard.press('r')
  await expect(row(imran, 'Martin Voss')).toContainText('● in the room')
  await expect(chip(priya, 'Care technology: 2 here')).toBeVisible()
  await imran.keyboard.press('l')
  await expect(row(imran, 'Martin Voss')).toContainText(/○ left \d\d:\d\d/)
  await expect(chip(priya, 'Care technology: 1 here')).toBeVisible()
  await imran.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(imran.getByRole('heading', { level: 1 })).toHaveText(at ?? '')

  // With the mouse the same; a slip is taken back by the same press.
  await chip(priya, 'Social work: nobody here').click()
  await priya.getByRole('button', { name: /^Room.*Ade Okafor/ }).click()
  await expect(missing).not.toContainText('SW')
  await priya.getByRole('button', { name: /^Room.*Ade Okafor/ }).click()
  await expect(missing).toContainText('SW')
  await priya.keyboard.press('Escape')
}

/** How many asks a team's chip says wait. */
async function asksIn(chip: Locator): Promise<number> {
  return Number(/(\d+) asks? waits?/.exec((await chip.textContent()) ?? '')?.[1] ?? 0)
}
