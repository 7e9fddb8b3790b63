import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { CommandInput, CommandKind } from '#lib/wire/commands.ts'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, reload } from '../support/browser.ts'
import { agree, start, toPeople } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { command, SignedIn } from '../support/signed-in.ts'

/** The row that asks for it; others may say that somebody goes there with it. */
const titled = (page: Page, title: string) =>
  page.locator('[data-action]').filter({ has: page.locator('b', { hasText: title }) })
const next = (row: Locator, words: RegExp) => row.getByRole('button', { name: words })
const form = (page: Page) => page.locator('main form')

/** Sends commands as a colleague, each of which must be taken. */
async function commanding(perch: Perch, email: string) {
  const { socket, hello, notices } = await (await SignedIn.as(perch, email)).live()
  const send = async <K extends CommandKind>(kind: K, input: CommandInput<K>) => {
    const answer = await command(socket, kind, input)
    expect(answer).toMatchObject({ ok: true })
  }
  /** What somebody just agreed by that name. */
  const agreed = async (title: string) => {
    const heard = () =>
      notices
        .flatMap(({ news }) => (news.kind === 'action' && news.happened === 'agreed' ? [news.action] : []))
        .find((action) => action.title.startsWith(title))
    await expect.poll(() => heard()?.id).toBeDefined()
    return heard() ?? { id: '', episode: '' }
  }
  return { send, agreed, huddle: hello.steering.huddle, leave: () => socket.disconnect() }
}

test('a perching stool agreed in the room: measured, ordered, delivered and shown, each on its own screen', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const tom = await colleagueAt(browser, perch, 'tom.hallam@perch.example', '/teams/OT')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/teams/OT')
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/actions')
    const helen = await colleagueAt(browser, perch, 'helen.pryce@perch.example', '/board')
    const listening = await commanding(perch, 'ron.whitby@perch.example')
    await start(priya)
    await toPeople(priya)
    await agree(priya, 'perching stool kitchen')

    const stool = await listening.agreed('Perching stool')
    const board = helen.locator(`tr[data-episode="${stool.episode}"]`)
    const at = (page: Page) => page.locator(`[data-action="${stool.id}"]`)
    const [atTom, atImran] = [at(tom), at(imran)]
    await expect(atTom).toContainText('To measure: seat height')
    await next(atTom, /Accept/).click()
    await expect(atTom).toContainText('Accepted')
    await open(sandra, '/actions?team=OT')
    await expect(at(sandra)).toContainText('Accepted')

    // Whoever is there with the tape writes it down; a slip is asked about, and put right by one press.
    await next(atImran, /^Measure/).click()
    await form(imran).getByLabel('seat height').fill('480')
    await form(imran).getByLabel('seat height').press('Tab')
    await expect(form(imran)).toContainText('Did you mean 48 cm?')
    await expectAccessible(imran)
    await form(imran).getByRole('button', { name: 'Take 48' }).click()
    const others = form(imran).getByRole('textbox')
    for (const [place, value] of ['48', '40', '90', '74'].entries())
      if (place < (await others.count()) && !(await others.nth(place).inputValue()))
        await others.nth(place).fill(value)
    await form(imran).getByRole('button', { name: 'Measured' }).click()
    await expect(atTom).toContainText('seat height 48 cm')
    await expect(board).toContainText(/measured/i)

    await atTom.focus()
    await tom.keyboard.press('n')
    await form(tom).getByLabel('Reference').fill('CE-20417')
    await expectAccessible(tom)
    await tom.keyboard.press('Enter')
    await expect(atTom).toContainText('Reference CE-20417')
    await expect(board).toContainText(/ordered/i)
    await expect(at(sandra)).toContainText('Ordered')

    const grace = await colleagueAt(browser, perch, 'grace.adeyemi@perch.example', '/teams/OT')
    const atGrace = at(grace)
    await next(atGrace, /Delivered/).click()
    await form(grace).getByRole('button', { name: 'Delivered' }).click()
    await expect(atGrace).toContainText('Delivered, not shown')
    await expect(board).toContainText('delivered, not shown')
    await expect(priya.getByText('Came since the last huddle:')).toBeVisible()
    await next(atGrace, /Shown/).click()
    await form(grace).getByRole('button', { name: 'Shown and working' }).click()
    await expect(atTom).toContainText('Shown and working')
    await next(atTom, /Done/).click()
    await form(tom).getByRole('button', { name: 'Done', exact: true }).click()
    await expect(tom.getByText(/^Done: Perching stool/)).toBeVisible()

    await open(sandra, '/actions?state=done')
    await at(sandra).locator('a[data-focus]').click()
    const panel = sandra.locator('.story')
    for (const said of [
      'Accepted by Tom H',
      'Measured by Imran Q',
      'seat height 48 cm',
      'reference CE-20417',
      'by Grace A',
    ])
      await expect(panel).toContainText(said)
    await expect(panel).toContainText('on loan')
    await expectAccessible(sandra)
    listening.leave()
    for (const page of [priya, tom, imran, grace, sandra, helen]) expectQuiet(page)
    await closeAll(priya, tom, imran, grace, sandra, helen)
  } finally {
    await perch.remove()
  }
})

test('a pendant on an analogue line is flagged, and fitted when it is booked with its test; a decline comes back', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/teams/CT')
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const row = priya.locator('tr[data-episode]').first()
    const episode = (await row.getAttribute('data-episode')) ?? ''
    const { send, leave } = await commanding(perch, 'martin.voss@perch.example')
    const asked = { episode, quantity: 1, team: 'CT', owner: null, due: '2026-11-25' } as const
    const pendant = {
      kind: 'care technology',
      item: 'TEC-PEN',
      title: 'Pendant',
      room: 'By the bed',
    } as const
    await send('agree action', { ...asked, ...pendant, id: randomUUID() })
    await send('agree action', { ...asked, kind: 'task', title: 'Look at the wiring', id: randomUUID() })

    const alarm = dee
      .locator('[data-action]')
      .filter({ has: dee.locator('.what', { hasText: 'By the bed' }) })
    await next(alarm, /Accept/).click()
    await next(alarm, /Book/).click()
    await form(dee).getByLabel('Visit on').fill('2026-11-23')
    await form(dee).getByLabel('Connects by').selectOption({ label: 'analogue line: ends January 2027' })
    await form(dee).getByLabel('Tested on').fill('2026-11-23')
    await expectAccessible(dee)
    await form(dee).getByRole('button', { name: 'Book' }).click()
    await expect(alarm).toContainText('Connects by analogue line: ends January 2027')
    await dee.getByRole('link', { name: 'Today’s round' }).click()
    await expect(dee.locator('article').filter({ hasText: 'pendant · By the bed' })).toContainText(
      'Bring, fit and show',
    )
    await expectAccessible(dee)
    await dee.getByRole('link', { name: /The list/ }).click()
    await next(alarm, /Fitted/).click()
    // Lives alone, and no key safe is fitted: that somebody can open is nobody's to say by pressing Enter.
    await expect(alarm).toContainText('Key safe first')
    const opens = form(dee).getByLabel('No key safe, but somebody can open')
    await expect(opens).not.toBeChecked()
    await form(dee).getByRole('button', { name: 'Fitted' }).click()
    await expect(opens).toBeFocused()
    await expectAccessible(dee)
    await opens.check()
    await form(dee).getByRole('button', { name: 'Fitted' }).click()
    await expect(alarm).toContainText('Fitted, not shown')
    await expect(row).toContainText('fitted, not shown')

    // One step was a mistake: it is put right, and the story keeps it.
    await next(alarm, /More/).click()
    await dee.getByRole('button', { name: 'Correct the last step' }).click()
    await form(dee).getByLabel('What was wrong').fill('the base is still in the van')
    await form(dee).getByRole('button', { name: 'Correct the last step' }).click()
    await expect(alarm).toContainText('Accepted')

    const wiring = titled(dee, 'Look at the wiring')
    await wiring.focus()
    await dee.keyboard.press('d')
    await dee.getByLabel(/No capacity/i).check()
    await form(dee).getByRole('button', { name: 'Decline', exact: true }).click()
    await expect(dee.getByText(/^Declined: Look at the wiring/)).toBeVisible()
    await open(priya, '/huddle')
    await start(priya)
    await priya.keyboard.press('ArrowRight')
    await expect(priya.getByRole('heading', { level: 1 })).toHaveText('Yesterday’s promises')
    await expect(priya.locator('[data-row]').filter({ hasText: 'Look at the wiring' })).toContainText(
      'declined today: no capacity',
    )
    leave()
    for (const page of [dee, priya]) expectQuiet(page)
    await closeAll(dee, priya)
  } finally {
    await perch.remove()
  }
})

test('when somebody’s time ends, what is on loan is collected, a key each', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const quiet = priya.locator('tr[data-episode]').last()
    const episode = (await quiet.getAttribute('data-episode')) ?? ''
    const { send, huddle, leave } = await commanding(perch, 'dee.kaur@perch.example')
    const about = {
      kind: 'care technology',
      quantity: 1,
      team: 'CT',
      owner: null,
      due: '2026-11-25',
    } as const
    for (const [item, title, room] of [
      ['TEC-DOR', 'Door exit sensor', 'Back door'],
      ['TEC-CHA', 'Chair occupancy sensor', 'Red chair'],
    ] as const) {
      const action = randomUUID()
      await send('agree action', { ...about, id: action, episode, item, title, room })
      await send('accept action', { action })
      const on = '2026-11-23'
      await send('book action', { action, on, connection: 'SIM', testOn: on })
      await send('deliver action', { action, on, opens: true })
      await send('show action', { action, works: true })
      await send('finish action', { action, note: '' })
    }
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/teams/CT')
    const collection = dee.getByRole('region', { name: /To collect/ })
    await expect(dee.getByRole('region', { name: /Closed lately/ })).toContainText('Back door')
    await send('start huddle', { huddle })
    await send('plan end', { huddle, episode, endsOn: '2026-11-26' })
    await reload(dee)
    for (const [title, room] of [
      ['Door exit sensor', 'Back door'],
      ['Chair occupancy sensor', 'Red chair'],
    ] as const) {
      const loan = collection.locator('[data-action]').filter({ hasText: room })
      await expect(loan).toContainText('on loan')
      await loan.focus()
      await dee.keyboard.press('n')
      await expect(dee.getByText(new RegExp(`^Collected: ${title} · ${room}`))).toBeVisible()
      await expect(loan).toHaveCount(0)
    }
    await expectAccessible(dee)
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/actions')
    await open(sandra, '/actions?state=collected')
    await expect(sandra.locator('[data-action]').filter({ hasText: /Back door|Red chair/ })).toHaveCount(2)
    leave()
    for (const page of [dee, priya, sandra]) expectQuiet(page)
    await closeAll(dee, priya, sandra)
  } finally {
    await perch.remove()
  }
})
