import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { closeAll, colleagueAt, expectQuiet, open, reload, screenAt } from '../support/browser.ts'
import { agree, start, toPeople, walkToQuickLook, walkToReadBack } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { peopleOf, privateIn } from '../support/private.ts'
import { pictures, readable, sizes } from '../support/readable.ts'

test('a colleague pairs the room’s screen by its code, it follows, and is cut off from the list', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const room = await (
      await browser.newContext({ baseURL: perch.address, viewport: sizes[1] ?? null })
    ).newPage()
    await open(room, '/screen')
    const code = room.getByRole('heading', { level: 1 })
    await expect(code).toHaveText(/^\w{3} \w{3}$/)
    await readable(room, 'code')

    const amrit = await colleagueAt(browser, perch, 'amrit.bains@perch.example', '/board')
    await amrit.locator('details.me summary').click()
    await amrit.getByRole('link', { name: 'Colleagues and screens' }).click()
    await amrit.waitForURL('/colleagues')
    await amrit.getByLabel('The code it shows').fill('AAA AAA')
    await amrit.getByLabel('What to call it').fill('Meeting room 2')
    await amrit.getByRole('button', { name: 'Pair this screen' }).click()
    await expect(amrit.getByRole('alert')).toContainText('No screen shows that code')
    await expect(amrit.getByLabel('What to call it')).toHaveValue('Meeting room 2')
    await amrit.getByLabel('The code it shows').fill(((await code.textContent()) ?? '').toLowerCase())
    await amrit.getByLabel('One week').check()
    await amrit.getByRole('button', { name: 'Pair this screen' }).click()
    await expect(amrit.getByText('Meeting room 2 shows the huddle until Mon 30 Nov, 18:00.')).toBeVisible()
    await expect(room.getByRole('heading', { name: 'Waiting for the huddle to start' })).toBeVisible()
    await reload(amrit)
    await expect(amrit.getByRole('listitem').filter({ hasText: 'Meeting room 2' })).toContainText(
      'showing now',
    )
    if (pictures) await amrit.screenshot({ path: join(pictures, 'colleagues.png'), fullPage: true })

    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await start(priya)
    await toPeople(priya)
    await follows(room, priya)
    await priya.keyboard.press('ArrowRight')
    await follows(room, priya)

    await reload(room)
    await follows(room, priya)

    await room.context().setOffline(true)
    await dropSockets(room)
    await expect(room.getByText('Perch cannot be reached just now. Trying again.')).toBeVisible()
    const before = await room.getByRole('heading', { level: 1 }).textContent()
    await priya.keyboard.press('ArrowRight')
    await expect(priya.getByRole('heading', { level: 1 })).not.toHaveText(before ?? '')
    await room.context().setOffline(false)
    await follows(room, priya)
    await expect(room.getByText('Perch cannot be reached')).toHaveCount(0)

    const gone = amrit.getByRole('button', { name: 'Cut off Meeting room 2' })
    const last = (await room.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await gone.click()
    await expect(room.getByText(last, { exact: true })).toHaveCount(0)
    await expect(code).toHaveText(/^\w{3} \w{3}$/)
    await expect(amrit.getByText('Meeting room 2 is cut off.')).toBeVisible()
    await expect(amrit.getByText('No screen shows the huddle.')).toBeVisible()
    for (const page of [amrit, priya]) expectQuiet(page)
    await closeAll(room, amrit, priya)
  } finally {
    await perch.remove()
  }
})

test('every stage is readable from five metres at every size, and holds nothing private of anybody', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const everybody = peopleOf(perch)
    const rooms = await Promise.all(
      sizes.map((size) => screenAt(browser, perch, 'amrit.bains@perch.example', size)),
    )
    const all = async (what: string) => {
      for (const room of rooms) {
        await readable(room, what)
        expect(privateIn(await room.content(), everybody)).toEqual([])
      }
    }
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await all('waiting')

    await start(priya)
    const step = async (heading: string) => {
      for (const room of [priya, ...rooms])
        await expect(room.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await all(heading)
    }
    await step('Who is here')
    await priya.keyboard.press('ArrowRight')
    await step('Yesterday’s promises')
    await priya.keyboard.press('ArrowRight')
    await step('Silent minute')
    await priya.keyboard.press('n')
    await step('What teams ask')
    await priya.keyboard.press('ArrowRight')
    await expect(priya.getByRole('button', { name: 'no change' })).toBeVisible()
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const name = (await priya.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    const about = everybody.filter(({ surname }) => surname.startsWith(name.split(' ')[1]?.charAt(0) ?? ''))
    const note = imran.getByRole('textbox', { name: /note/i })
    // A key pressed before the page has woken up is nobody's.
    await expect(imran.getByText(/\d online/)).toBeVisible()
    await imran.keyboard.press('e')
    const written = `Managing the wash at the basin but tires after two minutes standing. ${about
      .map(({ surname, telephone }) => `Mrs ${surname} has ${telephone}`)
      .join(', ')}. Safeguarding raised. Son fitted a lamp in the hall.`
    await note.fill(written)
    for (const room of rooms) {
      await expect(room.getByText('Son fitted a lamp in the hall.')).toBeVisible()
      await expect(room.getByText('Imran, Nursing')).toBeVisible()
      await expect(room.getByText('Safeguarding')).toHaveCount(0)
    }
    await imran.keyboard.press('Escape')
    for (const line of ['perching stool', '2 bath boards', 'ring the son fri']) await agree(priya, line)
    for (const room of rooms) await expect(room.getByText(/ring the son/i).first()).toBeAttached()
    await all('turn')
    await walkToQuickLook(priya)
    for (const room of rooms) await expect(room.getByRole('heading', { name: /Quick look/ })).toBeVisible()
    await all('quick look')
    await walkToReadBack(priya)
    for (const room of rooms) await expect(room.getByRole('heading', { name: 'Read back' })).toBeVisible()
    await all('read-back')
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    for (const room of rooms) await expect(room.getByText(/Huddle closed at/)).toBeVisible()
    await all('closed')
    for (const page of [...rooms, priya]) expectQuiet(page)
    await closeAll(...rooms, priya, imran)
  } finally {
    await perch.remove()
  }
})

test('goes dark when nobody meets, and wakes by itself when a huddle starts', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const room = await screenAt(browser, perch, 'amrit.bains@perch.example')
    const lines = room.getByRole('listitem')
    await expect(lines.first()).toBeVisible()
    await fastForward(room, 9 * 60_000)
    await expect(lines.first()).toBeVisible()
    await fastForward(room, 60_000)
    await expect(room.getByRole('main', { name: 'Shared screen, resting' })).toBeVisible()
    await expect(room.locator('main')).toHaveText(/^\d\d:\d\d$/)
    expect(privateIn(await room.content(), peopleOf(perch))).toEqual([])
    await readable(room, 'dark')

    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    await start(priya)
    await toPeople(priya)
    await follows(room, priya)
    await closeAll(room, priya)
  } finally {
    await perch.remove()
  }
})

test('a colleague’s own browser cannot become a screen until they sign out', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/board')
    await open(dee, '/screen')
    await expect(dee.getByRole('heading', { name: 'Somebody is signed in here' })).toBeVisible()
    await expect(dee.getByText('This browser is Dee Kaur’s')).toBeVisible()
    await readable(dee, 'taken')
    await dee.getByRole('button', { name: 'Sign out and show a code' }).click()
    await expect(dee.getByRole('heading', { level: 1 })).toHaveText(/^\w{3} \w{3}$/)
    await closeAll(dee)
  } finally {
    await perch.remove()
  }
})

/** The room shows whoever the chair has. */
async function follows(room: Page, chair: Page): Promise<void> {
  await expect(chair.getByRole('button', { name: 'next' })).toBeVisible()
  const name = (await chair.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
  expect(name).not.toBe('')
  await expect(room.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** A network that is gone takes its sockets with it; the browser's own switch leaves those that are open. */
async function dropSockets(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const gone = { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 }
  await session.send('Network.emulateNetworkConditions', gone)
  await session.detach()
}

/** Moves this page’s clock alone. */
async function fastForward(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((more) => {
    const own = performance.now.bind(performance)
    performance.now = () => own() + more
  }, milliseconds)
}
