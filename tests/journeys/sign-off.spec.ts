import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet } from '../support/browser.ts'
import { agree, sendForSignOff, start, toPeople } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'

const at = (browser: Parameters<typeof colleagueAt>[0], perch: Perch, name: string, path: string) =>
  colleagueAt(browser, perch, `${name}@perch.example`, path)
const agreedFor = (page: Page) => page.getByRole('region', { name: /^Agreed for/ })
const toSign = (page: Page) => page.getByRole('region', { name: /^To sign off/ })

test('a grab rail refused for its tier is sent for sign-off, and agreed in the huddle', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await at(browser, perch, 'priya.shah', '/huddle')
    const nadia = await at(browser, perch, 'nadia.osman', '/huddle')
    const ron = await at(browser, perch, 'ron.whitby', '/teams/MA')
    await start(priya)
    await toPeople(priya)
    const name = (await priya.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await expect(nadia.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()

    // Refused in words that name who may, with what was typed kept; Enter again sends it.
    await nadia.keyboard.press('a')
    const line = nadia.getByRole('combobox', { name: /Agree an action/ })
    await line.fill('grab rail bath')
    await expect(nadia.getByRole('option').first()).toContainText(/Grab rail/)
    await line.press('Enter')
    await expect(
      nadia.getByText(/Send it for sign-off by a trusted assessor, OT, physio or nurse/),
    ).toBeVisible()
    await expect(line).toHaveValue('grab rail bath')
    await expect(agreedFor(priya)).not.toContainText(/Grab rail/)
    await expectAccessible(nadia)
    await line.press('Enter')
    await expect(line).toHaveCount(0)

    const waits = /waits for sign-off by a trusted assessor, OT, physio or nurse/i
    for (const page of [nadia, priya]) await expect(agreedFor(page)).toContainText(waits)
    await expect(ron.getByRole('region', { name: /To accept/ })).toContainText(waits)
    await expect(toSign(ron)).toHaveCount(0)
    await expect(agreedFor(nadia).getByRole('button', { name: /Sign off/ })).toHaveCount(0)
    await expect(priya.getByText(/Nadia O asks you to sign off: Grab rail/)).toBeVisible()
    await expectAccessible(priya)

    // S on the line that waits signs it off; it takes no call away from the person who is shown.
    await agreedFor(priya)
      .getByRole('button', { name: /Sign off Grab rail/ })
      .focus()
    await priya.keyboard.press('s')
    for (const page of [priya, nadia]) await expect(agreedFor(page)).not.toContainText(waits)
    await expect(agreedFor(priya)).toContainText(/Grab rail/)
    await expect(nadia.getByText(/Signed off, and agreed: Grab rail/)).toBeVisible()
    await expect(priya.getByText(/calls a day from tomorrow/)).toHaveCount(0)
    const rail = ron.locator('[data-action]').filter({ hasText: 'Grab rail' }).first()
    await expect(rail.getByRole('button', { name: /Accept/ })).toBeVisible()
    for (const page of [priya, nadia, ron]) expectQuiet(page)
    await closeAll(priya, nadia, ron)
  } finally {
    await perch.remove()
  }
})

test('what waits is returned with a reason from the list of whoever may sign; trained, one asks outright', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await at(browser, perch, 'priya.shah', '/huddle')
    const nadia = await at(browser, perch, 'nadia.osman', '/huddle')
    const imran = await at(browser, perch, 'imran.qureshi', '/teams/NT')
    await start(priya)
    await toPeople(priya)
    await expect(nadia.getByRole('region', { name: /^Agreed for/ })).toBeVisible()
    await sendForSignOff(nadia, 'bath board')
    const row = toSign(imran).locator('[data-row]')
    await expect(row).toContainText('Bath board')
    await expectAccessible(imran)
    await row.focus()
    await imran.keyboard.press('b')
    await imran.getByLabel('Why is it returned?').fill('She has one upstairs.')
    await imran.keyboard.press('Enter')
    await expect(toSign(imran)).toHaveCount(0)
    await expect(nadia.getByText(/Not signed off, returned: She has one upstairs\./)).toBeVisible()
    await expect(agreedFor(nadia)).not.toContainText('Bath board')

    const lewis = await at(browser, perch, 'lewis.carr', '/colleagues')
    const choice = lewis.getByLabel('Qualification of Nadia Osman')
    await choice.selectOption('trusted assessor')
    await lewis.getByRole('button', { name: 'Save qualification of Nadia Osman' }).click()
    await expect(lewis.getByText('What Nadia Osman may ask for counts from now on.')).toBeVisible()
    await expect(choice).toHaveValue('trusted assessor')
    await expectAccessible(lewis)
    await agree(nadia, 'bath board')
    await expect(agreedFor(priya)).toContainText('Bath board')
    await expect(agreedFor(priya)).not.toContainText(/waits for sign-off/)
    for (const page of [priya, nadia, imran, lewis]) expectQuiet(page)
    await closeAll(priya, nadia, imran, lewis)
  } finally {
    await perch.remove()
  }
})
