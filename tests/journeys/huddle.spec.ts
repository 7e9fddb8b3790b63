import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, screenAt } from '../support/browser.ts'
import { sendForSignOff, start, toPeople, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'

/** Nobody has one at the start: two of them, so that only this one fits. */
const pendant = /Digital alarm unit with neck pendant\s*×\s*2/
const tuesday = '2026-11-24T08:00:00Z'

test('two therapists and a shared screen run a huddle end to end; a manager finds it the next day', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/teams/CT')
    const screen = await screenAt(browser, perch, 'amrit.bains@perch.example')
    await expect(screen.getByText('Waiting for the huddle to start')).toBeVisible()

    await priya.getByRole('button', { name: 'Start huddle' }).click()
    await priya.waitForURL('/huddle')
    await toPeople(priya)
    const name = (await priya.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await expect(screen.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(imran.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(imran.getByText('Priya S chairs')).toBeVisible()

    await imran.keyboard.press('e')
    await imran.getByRole('textbox', { name: /note/i }).pressSequentially('Steadier on the stairs. ')
    await expect(screen.getByText('Steadier on the stairs.')).toBeVisible()
    await expect(screen.getByText('Imran, Nursing').first()).toBeVisible()
    await imran.keyboard.press('Escape')

    // Only care technology asks for an alarm outright: Dee signs it off from her list.
    await sendForSignOff(priya, '2 pendnt alarm')
    await dee
      .getByRole('region', { name: /To sign off/ })
      .getByRole('button', { name: /Sign off/ })
      .click()
    await expect(dee.getByRole('region', { name: /To accept/ })).toContainText(pendant)
    await expect(screen.getByText(pendant).first()).toBeVisible()
    await expect(dee.getByText(pendant).first()).toBeVisible()
    await expect(imran.getByText(pendant).first()).toBeVisible()

    await walkToReadBack(priya)
    await expect(screen.getByRole('heading', { name: 'Read back' })).toBeVisible()
    await expectNothingPrivate(screen)
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()
    for (const page of [priya, imran, dee, screen]) expectQuiet(page)
    await closeAll(priya, imran, dee, screen)

    await perch.stop()
    await perch.run({ now: tuesday })
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/huddles')
    await sandra
      .getByRole('link', { name: /23 Nov/ })
      .first()
      .click()
    await sandra.waitForURL('/huddles/2026-11-23')
    await expect(sandra.getByText('Steadier on the stairs.')).toBeVisible()
    await expect(sandra.getByText(pendant).first()).toBeVisible()
    await expect(sandra.getByText('Imran Qureshi').first()).toBeVisible()
    expectQuiet(sandra)
    await closeAll(sandra)
  } finally {
    await perch.remove()
  }
})

test('the huddle cannot close while somebody listed has no outcome, says who, and carries them over by one key', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await priya.getByRole('button', { name: 'Start huddle' }).click()
    await priya.waitForURL('/huddle')
    await toPeople(priya)
    await expect(priya.getByRole('button', { name: 'next' })).toBeVisible()
    await priya.keyboard.press('c')
    await expect(priya.getByRole('heading', { name: 'The huddle cannot close yet' })).toBeVisible()
    const dialog = priya.getByRole('dialog')
    await expect(dialog).toContainText(/\d\d people on the agenda have no outcome yet/)
    await expectAccessible(priya)
    await priya.screenshot({ path: 'test-results/screens/cannot-close.png' })

    const { socket, hello } = await (await SignedIn.as(perch, 'tom.hallam@perch.example')).live()
    const refused = await command(socket, 'close huddle', { huddle: hello.steering.huddle })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'huddle-not-finished' } })
    expect(refused.ok || refused.problem.words).toMatch(/\d\d people on the agenda have no outcome yet/)
    socket.disconnect()

    // One key says of all of them that they were not reached, but of nobody for whom tomorrow is too late.
    await priya.keyboard.press('n')
    await expect(dialog).not.toContainText('no outcome yet')
    await expect(dialog).toContainText('cannot wait for tomorrow')
    await dialog.getByRole('button', { name: 'Not yet' }).click()
    await walkToReadBack(priya)
    await priya.keyboard.press('c')
    await expect(dialog).toContainText(/people were not reached, and come back tomorrow/)
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await expect(dialog).toContainText('no outcome yet')
    await dialog.getByRole('button', { name: 'Not reached: they come back tomorrow' }).click()
    await expect(dialog.getByRole('button', { name: 'Close the huddle' })).toBeFocused()
    await priya.screenshot({ path: 'test-results/screens/carried-over.png' })
    await priya.keyboard.press('Enter')
    await expect(priya.getByText(/Huddle closed/)).toBeVisible()
    await open(priya, '/huddles/2026-11-23')
    await expect(priya.getByText('Not reached').first()).toBeVisible()
    await closeAll(priya)
  } finally {
    await perch.remove()
  }
})

test('says who moved the meeting, asks before it cuts a sentence off, and before a later day’s huddle starts', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const screen = await screenAt(browser, perch, 'amrit.bains@perch.example')
    await start(priya)
    await imran.getByRole('button', { name: 'Not now' }).click()
    await expect(priya.getByText('Imran Q put the start off')).toBeVisible()
    await priya.getByRole('button', { name: 'Start the huddle' }).click()
    await toPeople(priya)
    await expect(imran.getByRole('button', { name: 'no change' })).toBeVisible()
    const first = (await imran.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await imran.keyboard.press('ArrowRight')
    await expect(imran.getByText('Priya S chairs, and only the chair moves the meeting.')).toBeVisible()
    await expect(screen.getByRole('heading', { level: 1, name: first })).toBeVisible()
    await imran.keyboard.press('t')
    await expect(priya.getByText('Imran Q took the chair')).toBeVisible()
    await expect(imran.getByText('only the chair moves the meeting')).toBeHidden()
    await imran.keyboard.press('ArrowRight')
    await expect(imran.getByRole('heading', { level: 1 })).not.toHaveText(first)
    const second = (await imran.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await expect(screen.getByRole('heading', { level: 1, name: second })).toBeVisible()
    await expect(priya.getByText(/Imran Q moved on to/)).toBeVisible()
    expect(second).not.toBe('')
    await priya.keyboard.press('?')
    await expect(priya.getByRole('heading', { name: 'Keys in the huddle' })).toBeVisible()
    await priya.keyboard.press('Escape')

    await priya.getByRole('button', { name: 'Take the chair' }).click()
    await expect(imran.getByText('Priya S took the chair')).toBeVisible()
    await walkToReadBack(priya)
    await priya.keyboard.press('ArrowLeft')
    await expect(imran.getByRole('heading', { level: 1, name: /Quick look/ })).toBeVisible()
    await priya.locator('.agenda li button').first().click()
    await expect(imran.getByRole('button', { name: 'write' })).toBeVisible()
    const about = (await imran.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    const note = imran.getByRole('region', { name: /note/i })
    await note.click({ position: { x: 300, y: 100 } })
    await expect(imran.getByRole('textbox', { name: /note/i })).toHaveCount(0)
    await imran.keyboard.press('e')
    await imran.getByRole('textbox', { name: /note/i }).pressSequentially('Half a sent')
    await expect(priya.getByText('Half a sent')).toBeVisible()
    await priya.keyboard.press('c')
    const dialog = priya.getByRole('dialog')
    await expect(dialog).toContainText(`Imran Q is still writing about ${about}`)
    await dialog.getByRole('button', { name: 'Close anyway' }).click()
    await expect(screen.getByText(/Huddle closed/)).toBeVisible()

    await priya.getByRole('button', { name: 'Prepare the next huddle' }).click()
    await priya.getByRole('button', { name: 'Start the huddle' }).click()
    await expect(priya.getByRole('dialog')).toContainText(
      'This is Tuesday 24 November’s huddle. Start it now?',
    )
    await priya.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
    await expect(priya.getByRole('heading', { name: /Preparing Tuesday/ })).toBeVisible()
    for (const page of [priya, imran, screen]) expectQuiet(page)
    await closeAll(priya, imran, screen)
  } finally {
    await perch.remove()
  }
})

/** First names, initials and districts; never what identifies somebody to a passer-by. */
async function expectNothingPrivate(screen: Page): Promise<void> {
  const html = await screen.content()
  expect(html).not.toMatch(/\b999\d{7}\b|\b999 \d{3} \d{4}\b/)
  expect(html).not.toMatch(/0116 496/)
  expect(html).not.toMatch(/LE\d \dZZ/)
  for (const surname of ['Abdullahi', 'Chauhan', 'Solanki', 'Mbeki', 'Orton-Lane', 'Sandhu', 'Warsame']) {
    expect(html).not.toContain(surname)
  }
}
