import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Page, Route } from '@playwright/test'
import sharp from 'sharp'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, screenAt } from '../support/browser.ts'
import { agree, start, toPeople } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { peopleOf, privateIn } from '../support/private.ts'
import { unzipped } from '../support/unzip.ts'

/** A reablement assistant raises somebody from her phone, and reads afterwards what was decided. */
const phone = { width: 390, height: 844 }
const words = 'cannot lift her leg over the bath any more'

/** A photo as a phone takes it, lying on its side, with the place in it. */
const photo = () =>
  sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#7d5a3c' } })
    .composite([
      {
        input: { create: { width: 1800, height: 160, channels: 3, background: '#d8d8d8' } },
        top: 700,
        left: 300,
      },
    ])
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 38/1 0/1' } })
    .jpeg()
    .toBuffer()

async function nothingKept(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => {
    const session = Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:'))
    return [...Object.keys(localStorage), ...session, ...(await indexedDB.databases())]
  })
  expect(kept).toEqual([])
}

test('raised from a phone with a photo, talked about, and told what was decided', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const nadia = await colleagueAt(browser, perch, 'nadia.osman@perch.example', '/raise', phone)
    const addresses: string[] = []
    nadia.on('request', (request) => addresses.push(request.url()))
    const own = nadia.getByRole('region', { name: 'What you raised' })

    // Nothing chosen, nothing said: each is asked for where it is missing.
    await nadia.getByRole('button', { name: 'Send to the huddle' }).click()
    await expect(nadia.getByRole('alert')).toHaveText('Choose who it is about first.')

    await nadia.getByLabel('Who is it about?').fill('kantilal')
    await expect(nadia.getByRole('listitem').getByRole('button', { name: /Kantilal Patel/ })).toContainText(
      'Somebody else has a name like this',
    )
    await nadia.getByLabel('Who is it about?').fill('pat')
    const found = nadia.getByRole('listitem').getByRole('button', { name: /Nirmala Patel/ })
    await expect(found).toContainText('RB27006 · 5 Lockgate Lane, LE2')
    // The other Patels’ first names begin with other letters: a warning everywhere warns nobody.
    await expect(found).not.toContainText('name like this')
    await expectAccessible(nadia)
    await found.click()
    await expect(nadia.getByRole('group', { name: 'Who is it about?' })).toContainText('Nirmala Patel')
    await expect(nadia.getByRole('button', { name: /^Change/ })).toBeFocused()

    // A code is refused in words, and what was typed stays.
    const line = nadia.getByLabel('What should the huddle talk about?')
    await line.fill('key safe code 4471')
    await nadia.getByRole('button', { name: 'Send to the huddle' }).click()
    await expect(nadia.getByRole('alert')).toContainText('Codes never go into Perch')
    await expect(line).toHaveValue('key safe code 4471')
    await line.fill(words)

    // What is no photo is refused when it is chosen, whatever it is called; nothing typed is lost, and nothing was sent.
    const input = nadia.locator('input[type=file]')
    const zip = {
      name: 'step.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('PK\u0003\u0004 not a photo'),
    }
    await input.setInputFiles(zip)
    await expect(nadia.getByRole('alert')).toContainText('no JPEG, PNG or WebP photo')
    await expect(line).toHaveValue(words)
    const heic = Buffer.from('\u0000\u0000\u0000\u0018ftypheic', 'latin1')
    await input.setInputFiles({ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: heic })
    await expect(nadia.getByRole('alert')).toContainText('Choose “Most compatible” in the camera’s settings')
    const large = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(10 * 1024 * 1024)])
    await input.setInputFiles({ name: 'rail.jpg', mimeType: 'image/jpeg', buffer: large })
    await expect(nadia.getByRole('alert')).toContainText('larger than 10 MB')
    await expect(nadia.getByRole('group', { name: 'Who is it about?' })).toContainText('Nirmala Patel')
    await expectAccessible(nadia)
    expect(addresses.filter((address) => address.endsWith('/raise/send'))).toHaveLength(1)
    await input.setInputFiles({ name: 'bath.jpg', mimeType: 'image/jpeg', buffer: await photo() })
    await expect(nadia.getByRole('img', { name: 'What you are about to send' })).toBeVisible()

    // Without a signal it says so and keeps everything; one more press sends it, once.
    await nadia.context().setOffline(true)
    await nadia.getByRole('button', { name: 'Send to the huddle' }).click()
    await expect(nadia.getByRole('alert')).toContainText('Nothing you typed is lost')
    await expect(line).toHaveValue(words)
    await nadia.context().setOffline(false)
    await nadia.getByRole('button', { name: 'Send again' }).dblclick()
    await expect(nadia.getByText('Sent.')).toBeVisible()
    await expect(nadia.locator('.sent')).toContainText('on the agenda for Mon 23 Nov')
    await expect(own.getByText(words)).toHaveCount(1)
    await expect(line).toHaveValue('')
    await expectAccessible(nadia)
    await nothingKept(nadia)
    expect(addresses.filter((address) => /pat(?!h)|leg|bath/i.test(address))).toEqual([])

    // In the meeting: on the board, on the card with its photo; the shared screen has no photo.
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await expect(priya.getByText(`Raised by Nadia O: ${words}`)).toBeVisible()
    await open(priya, '/huddle')
    const wall = await screenAt(browser, perch, 'priya.shah@perch.example')
    await start(priya)
    await toPeople(priya)
    const onAgenda = priya
      .locator('.agenda li')
      .filter({ hasText: 'Nadia O' })
      .or(priya.locator(`.agenda li:has(button[title*="raised by Nadia O: ${words}"])`))
    await onAgenda.first().locator('button.line').click()
    const raised = priya.getByRole('list', { name: 'Raised from outside the meeting' })
    await expect(raised).toContainText(words)
    const thumb = raised.getByRole('img', { name: `Photo: ${words}` })
    await expect(thumb).toBeVisible()
    await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600)
    const shown = (await priya.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
    await expect(wall.getByRole('heading', { level: 1 })).toHaveText(shown)
    const onWall = wall.getByRole('img', { name: /^Photo:/ })
    await expect(onWall).toHaveCount(0)
    expect((await wall.request.get('/screen/photo')).status()).toBe(404)
    const name = ((await thumb.getAttribute('src')) ?? '').split('/').at(-1) ?? ''
    expect(name).toHaveLength(22)
    expect((await wall.request.get(`/photos/${name}`)).status()).toBe(403)
    expect(await wall.content()).not.toContain(name)
    const kept = await (await priya.request.get(`/photos/${name}`)).body()

    // Large by the key, closed by Esc.
    await priya.keyboard.press('v')
    const dialog = priya.getByRole('dialog')
    await expect(dialog.getByRole('img', { name: `Photo: ${words}` })).toBeVisible()
    await expectAccessible(priya, 'dialog')
    await priya.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    // The chair shows it, and it goes with the turn.
    await priya.keyboard.press('Shift+V')
    await expect(onWall).toBeVisible()
    await expect.poll(() => onWall.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600)
    await expect(priya.getByText('The room sees it')).toBeVisible()
    expect(await wall.content()).not.toContain(name)
    expect(privateIn(await wall.content(), peopleOf(perch))).toEqual([])
    await expectAccessible(wall)
    await agree(priya, 'bath board by wed')
    await priya.keyboard.press('ArrowRight')
    await expect(onWall).toHaveCount(0)
    // Back from where she is: pressed before her own screen has gone on, it is back from the turn before.
    await expect(priya.getByRole('heading', { level: 1 })).not.toHaveText(shown)
    await priya.keyboard.press('ArrowLeft')
    await expect(wall.getByRole('heading', { level: 1 })).toHaveText(shown)
    await expect(onWall).toHaveCount(0)
    expect((await wall.request.get('/screen/photo')).status()).toBe(404)

    // Back on the phone: what was decided.
    await own.getByRole('button', { name: 'Look again' }).click()
    const mine = own.getByRole('listitem').filter({ hasText: words })
    await expect(mine).toContainText('Talked about in the huddle that is on now')
    await expect(mine.getByRole('list', { name: 'What was decided' })).toContainText(
      /Bath board.*by Wed 25 Nov/,
    )
    await expect(mine.getByRole('button', { name: /^Take back/ })).toHaveCount(0)
    await expectAccessible(nadia)
    expectQuiet(priya)

    // The archive of the whole service has it, byte for byte.
    const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/exports')
    const coming = lewis.waitForEvent('download')
    await lewis.getByRole('button', { name: 'Download the archive' }).click()
    const files = unzipped(readFileSync(await (await coming).path()))
    const photos = [...files].filter(([path]) => path.startsWith('photos/'))
    // The other is of the invented service.
    expect(photos).toHaveLength(2)
    const hers = photos.filter(([, bytes]) => bytes.equals(kept)).map(([path]) => path)
    expect(hers).toHaveLength(1)
    expect(files.get('index.html')?.toString()).toContain(`<a href="${hers[0] ?? ''}">`)
    await closeAll(nadia, priya, wall, lewis)
  } finally {
    await perch.remove()
  }
})

test('taken back by its author; the empty page says what will stand there', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const amrit = await colleagueAt(browser, perch, 'amrit.bains@perch.example', '/raise', phone)
    await expect(amrit.getByText(/Nothing in the last 14 days/)).toBeVisible()
    await amrit.getByLabel('Who is it about?').fill('zzzz')
    await expect(amrit.getByText(/Nobody on the board is called that/)).toBeVisible()
    await amrit.getByLabel('Who is it about?').fill('RB27010')
    await amrit.getByRole('listitem').getByRole('button').first().click()
    await amrit.getByLabel('What should the huddle talk about?').fill('the rail by the step is loose')
    await amrit.getByRole('button', { name: 'Send to the huddle' }).click()
    await expect(amrit.getByText('Sent.')).toBeVisible()
    await amrit.getByRole('button', { name: /^Take back/ }).click()
    await expect(amrit.getByText('Taken back: the huddle does not see it')).toHaveCount(1)
    await expect(amrit.getByText('Sent.')).toHaveCount(0)
    // Raised lately: ready to be chosen without typing.
    await expect(amrit.getByText('Those you raised lately:')).toBeVisible()
    expectQuiet(amrit)
    await closeAll(amrit)
  } finally {
    await perch.remove()
  }
})

test('nothing changes while it is sent; put right after its answer was lost, it is said what went', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const amrit = await colleagueAt(browser, perch, 'amrit.bains@perch.example', '/raise', phone)
    await amrit.getByLabel('Who is it about?').fill('RB27010')
    await amrit.getByRole('listitem').getByRole('button').first().click()
    const line = amrit.getByLabel('What should the huddle talk about?')
    await line.fill('the rail by the stop is loose')

    // It is saved, and the answer never comes.
    let lose: () => void = () => undefined
    const held = new Promise<void>((done) => (lose = done))
    const loses = async (route: Route) => {
      await route.fetch()
      await held
      await route.abort()
    }
    await amrit.route('**/raise/send', loses, { times: 1 })
    await amrit.getByRole('button', { name: 'Send to the huddle' }).press('Enter')
    await expect(amrit.getByRole('button', { name: 'Sending…' })).toBeFocused()
    await line.press('End')
    await line.pressSequentially(' and she fell')
    await expect(line).toHaveValue('the rail by the stop is loose')
    const file = { name: 'step.jpg', mimeType: 'image/jpeg', buffer: await photo() }
    await amrit.locator('input[type=file]').setInputFiles(file)
    await amrit.getByRole('button', { name: /^Change/ }).press('Enter')
    await expect(amrit.getByRole('button', { name: /^Change/ })).toBeFocused()
    await expect(amrit.getByRole('img', { name: 'What you are about to send' })).toHaveCount(0)
    await expectAccessible(amrit)
    lose()
    await expect(amrit.getByRole('alert')).toContainText('Nothing you typed is lost')

    await line.fill('the rail by the step is loose')
    await amrit.getByRole('button', { name: 'Send again' }).click()
    await expect(amrit.getByRole('alert')).toContainText(
      /It went as .*: “the rail by the stop is loose”\. If that is wrong, take it back below\./,
    )
    await expect(line).toHaveValue('the rail by the step is loose')
    const own = amrit.getByRole('region', { name: 'What you raised' })
    await expect(own.locator('[data-kind=waiting]')).toHaveText([/by the stop/])
    await expectAccessible(amrit)
    await own.getByRole('button', { name: /^Take back/ }).click()
    await expect(own.getByText('Taken back: the huddle does not see it')).toHaveCount(1)
    await amrit.getByRole('button', { name: 'Send as a new one' }).click()
    await expect(amrit.getByText('Sent.')).toBeVisible()
    await expect(own.locator('[data-kind=waiting]')).toHaveText([/by the step/])
    await closeAll(amrit)
  } finally {
    await perch.remove()
  }
})
