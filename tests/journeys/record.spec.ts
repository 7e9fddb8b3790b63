import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { start, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'

/** Three hours and more after the close, which is some minutes after 09:20. */
const afternoon = '2026-11-23T13:30:00Z'
const tuesday = '2026-11-24T08:00:00Z'

test('owners accept at the read-back; three hours later the catch-up empties by keys', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/huddle')
    await start(priya)
    await expect(priya.getByRole('button', { name: 'next' })).toBeVisible()
    await agreeFour(perch)
    await walkToReadBack(priya)

    await expect(priya.getByText('▲ 4 not accepted yet')).toBeVisible()
    await expect(priya.getByText('4 with no name yet')).toBeVisible()
    await expect(dee.getByText('2 are yours to accept')).toBeVisible()
    await dee.keyboard.press('y')
    await expect(line(priya, 'Check the hub light')).toContainText('✓ accepted')
    await expect(line(dee, 'Move the charger')).toBeFocused()
    await priya.keyboard.press('y')
    await expect(line(dee, 'Look at the stairs')).toContainText('✓ accepted')
    await expect(line(dee, 'Look at the stairs')).toContainText('Priya S')
    await expect(line(dee, 'Fit the rail')).toContainText('no name yet')
    await expectAccessible(dee)

    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(priya.getByText(/Huddle closed/)).toBeVisible()
    await open(dee, '/board')
    await expect(dee.getByRole('link', { name: /not accepted yet/ })).toHaveCount(0)
    for (const page of [priya, dee]) expectQuiet(page)
    await closeAll(priya, dee)

    await perch.stop()
    await perch.run({ now: afternoon })
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
    const martin = await colleagueAt(browser, perch, 'martin.voss@perch.example', '/catch-up')
    await sandra.getByRole('link', { name: '2 actions not accepted yet' }).click()
    await sandra.waitForURL('/catch-up')
    await expect(martin.getByRole('heading', { name: /For you to accept/ })).toBeVisible()
    await expectAccessible(sandra)
    await down(martin, line(martin, 'Move the charger'))
    await martin.keyboard.press('y')
    await expect(line(martin, 'Move the charger')).toContainText('Accepted')
    await expect(sandra.getByRole('link', { name: '1 action not accepted yet' })).toBeVisible()

    await line(sandra, 'Fit the rail').focus()
    await sandra.keyboard.press('r')
    const taker = sandra.getByRole('combobox', { name: 'Another owner' })
    await expect(taker).toBeFocused()
    await taker.selectOption({ label: 'Dee Kaur' })
    await taker.press('Tab')
    await sandra.keyboard.press('Enter')
    await expect(sandra.getByText(/^Re-assigned: Fit the rail for /)).toBeVisible()
    await expect(line(sandra, 'Fit the rail')).toContainText('Dee K')
    await line(sandra, 'Fit the rail').focus()
    await sandra.keyboard.press('e')
    await expect(sandra.getByText('Everything agreed at this huddle has been answered.')).toBeVisible()
    await expect(martin.getByText('Everything agreed at this huddle has been answered.')).toBeVisible()
    for (const page of [sandra, martin])
      await expect(page.getByRole('link', { name: /not accepted yet/ })).toHaveCount(0)
    await open(sandra, '/actions?state=escalated')
    await expect(sandra.locator('[data-action]')).toContainText(['Fit the rail'])
    for (const page of [sandra, martin]) expectQuiet(page)
    await closeAll(sandra, martin)
  } finally {
    await perch.remove()
  }
})

test('a record is amended beside its words, copied for one person, and printed whole', async ({
  browser,
}) => {
  const perch = await Perch.start({ now: tuesday })
  try {
    const page = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/huddles')
    await expect(page.getByRole('columnheader', { name: 'Carried over' })).toBeVisible()
    await down(page, page.locator('a[data-focus]').first())
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/huddles\/2026-/)
    await expect(page.getByRole('heading', { name: 'This huddle in figures' })).toBeVisible()

    const row = page.locator('tr[data-row]').first()
    await down(page, row)
    const name = (await row.getByRole('heading').textContent())?.trim() ?? ''
    const said = (await row.locator('.note .text').textContent()) ?? ''
    await expect(row).toBeFocused()
    await page.keyboard.press('a')
    const words = page.getByRole('textbox', { name: `What is right instead, for ${name}` })
    await expect(words).toBeFocused()
    await words.fill('Key safe code is 4471.')
    await page.getByRole('button', { name: 'Add the amendment' }).click()
    await expect(page.getByRole('alert')).toContainText('looks like a key-safe code')
    await expect(words).toHaveValue('Key safe code is 4471.')
    await expectAccessible(page)
    await words.fill('Both rails were meant.')
    await page.getByRole('button', { name: 'Add the amendment' }).click()
    await expect(row.locator('.note')).toContainText('Amended Sandra Beck')
    await expect(row.locator('.note')).toContainText('Both rails were meant.')
    await expect(row.locator('.note .text')).toHaveText(said)
    await expect(row).toBeFocused()

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('c')
    await expect(row.getByText(`Copied: ${name}`)).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(name)
    expect(copied).toContain('Both rails were meant.')
    expect(copied).toContain('copied by Sandra Beck')
    const second =
      (await page.locator('tr[data-row]').nth(1).getByRole('heading').textContent())?.trim() ?? ''
    expect(copied).not.toContain(second)
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
    })
    await page.getByRole('button', { name: 'Copy all' }).click()
    const byHand = page.getByRole('textbox', { name: 'The record of everybody as text' })
    await expect(byHand).toBeFocused()
    await expect(byHand).toHaveValue(new RegExp(`${name}[^]*${second}`))
    await page.getByRole('button', { name: 'Put it away' }).click()

    await expectPrintsWell(page)
    expectQuiet(page)
    await closeAll(page)
  } finally {
    await perch.remove()
  }
})

test('a promise is made again by one key on the register and on the team’s list', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/actions')
    // What is measured or ordered stays so whoever gets it; this is about what is taken and nothing more.
    const late = sandra
      .locator('tr[data-action]')
      .filter({ hasText: 'late', hasNotText: 'Dee K' })
      .filter({ hasText: /Accepted|Agreed$/ })
      .first()
    const id = (await late.getAttribute('data-action')) ?? ''
    await late.locator('a[data-focus]').focus()
    await sandra.keyboard.press('d')
    await expect(sandra.getByText(/^Re-dated to Tue 24 Nov: /)).toBeVisible()
    const row = sandra.locator(`tr[data-action="${id}"]`)
    await expect(row).toContainText('Tue 24 Nov')
    await sandra.keyboard.press('e')
    await expect(row).toContainText('Escalated')
    await sandra.keyboard.press('Enter')
    const story = sandra.getByRole('complementary')
    await expect(story).toContainText(/Re-dated by Sandra B: .* → Tue 24 Nov/)
    await expect(story).toContainText('Escalated by Sandra B')
    await expectAccessible(sandra)
    await row.locator('a[data-focus]').focus()
    await sandra.keyboard.press('r')
    await expect(story.getByRole('combobox', { name: 'Another owner' })).toBeFocused()
    await story.getByRole('combobox', { name: 'Another owner' }).selectOption({ label: 'Dee Kaur' })
    await story.getByRole('button', { name: 'Re-assign' }).click()
    await expect(story).toContainText(/Re-assigned by Sandra B: .* → .*Dee K/)
    await expect(row).not.toContainText('Escalated')

    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/teams/CT')
    const mine = dee.locator(`tr[data-action="${id}"]`)
    await expect(mine).toContainText('Dee K')
    const martin = await colleagueAt(browser, perch, 'martin.voss@perch.example', '/teams/CT')
    const his = martin.locator(`tr[data-action="${id}"]`)
    await his.focus()
    await martin.keyboard.press('a')
    await expect(martin.getByRole('alert')).toContainText('It is Dee K’s; re-assign it first.')
    await mine.focus()
    await dee.keyboard.press('m')
    await expect(dee.getByRole('group', { name: 'The promise' })).toBeVisible()
    await expectAccessible(dee)
    await dee.keyboard.press('Escape')
    await expect(mine).toBeFocused()
    await dee.keyboard.press('a')
    await expect(dee.getByText(/^Accepted: /)).toBeVisible()
    for (const page of [sandra, dee, martin]) expectQuiet(page)
    await closeAll(sandra, dee, martin)
  } finally {
    await perch.remove()
  }
})

/** Two for care technology, one for therapy, one for minor adaptations; nobody is named for any. */
async function agreeFour(perch: Perch): Promise<void> {
  const { socket, hello } = await (await SignedIn.as(perch, 'imran.qureshi@perch.example')).live()
  const episode = hello.steering.current ?? hello.steering.agenda[0]?.episode ?? ''
  const asks = [
    ['Check the hub light', 'CT'],
    ['Move the charger', 'CT'],
    ['Look at the stairs', 'OT'],
    ['Fit the rail', 'MA'],
  ] as const
  for (const [title, team] of asks) {
    const input = { id: randomUUID(), episode, kind: 'task' as const, title, quantity: 1, team, owner: null }
    expect((await command(socket, 'agree action', { ...input, due: '2026-11-25' })).ok).toBe(true)
  }
  socket.disconnect()
}

/** ↓ from nowhere, until the page hears keys: the first row has the keyboard. */
async function down(page: Page, first: Locator): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    await page.keyboard.press('ArrowDown')
    await expect(first).toBeFocused({ timeout: 1_000 })
  }).toPass()
}

function line(page: Page, words: string) {
  return page.locator('[data-action]').filter({ hasText: words })
}

/** A4, several pages, nothing wider than the paper, no row cut in two. */
async function expectPrintsWell(page: Page): Promise<void> {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  expect(pages).toBeGreaterThan(0)
  await page.emulateMedia({ media: 'print' })
  const was = page.viewportSize() ?? { width: 1440, height: 900 }
  // 186 mm between the margins, in the browser's 96 pixels an inch.
  await page.setViewportSize({ width: 703, height: 1000 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(703)
  const inside = await page
    .locator('tr[data-row]')
    .evaluateAll((rows) => rows.every((each) => getComputedStyle(each).breakInside === 'avoid'))
  expect(inside).toBe(true)
  const head = await page.evaluate(() => document.documentElement.style.getPropertyValue('--page-head'))
  expect(head).toMatch(/^"City reablement: huddle of /)
  const paper = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--paper'),
  )
  expect(paper.trim()).toMatch(/^#f{3}(f{3})?$/)
  await page.emulateMedia({ media: null })
  await page.setViewportSize(was)
}
