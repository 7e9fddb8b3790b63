import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, reload } from '../support/browser.ts'
import { start, toPeople } from '../support/huddle.ts'
import { inventedPassword, mondayMorning, Perch } from '../support/perch.ts'

const [priyas, imrans, dees] = ['priya.shah', 'imran.qureshi', 'dee.kaur'].map(
  (name) => `${name}@perch.example`,
)
const nameOn = async (page: Page) =>
  (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const clock = (page: Page, label: string) => page.getByRole('timer', { name: label })
/** Opens the page anew and collects how often it says that somebody is at the desk. */
async function tellsOfDesk(page: Page): Promise<string[]> {
  const told: string[] = []
  const connected = new Promise<void>((done) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('"here"')) done()
      })
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"active"')) told.push(String(payload))
      })
    })
  })
  await reload(page)
  await connected
  return told
}

/** '1:12' → 72 */
async function seconds(page: Page, label: string): Promise<number> {
  const [minutes = 0, rest = 0] = ((await clock(page, label).textContent()) ?? '').split(':').map(Number)
  return minutes * 60 + rest
}

/** A computer whose clock is a day ahead, and jumps by more whenever `ahead` is set: it shows the same times. */
const wrongClock = `
  const Right = Date
  globalThis.ahead = 86_400_000
  globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + globalThis.ahead) }
    static now() { return Right.now() + globalThis.ahead }
  }`

test('one chair: others break away and follow, a pause stands, and a restart loses nobody’s place', async ({
  browser,
}) => {
  const begun = performance.now()
  const perch = await Perch.start()
  // The first clock began some time within the start: started again it is ahead by that, and never goes back.
  const ahead = (performance.now() - begun) / 1000
  try {
    const priya = await colleagueAt(browser, perch, priyas ?? '', '/huddle')
    const imran = await colleagueAt(browser, perch, imrans ?? '', '/huddle')
    await imran.addInitScript({ content: wrongClock })
    await reload(imran)
    await start(priya)
    await toPeople(priya)
    await expect(clock(imran, 'Time on this person')).toBeVisible()
    const first = await nameOn(priya)
    await expect(heading(imran, first)).toBeVisible()

    for (let down = 0; down < 4; down += 1) await imran.keyboard.press('Alt+ArrowDown')
    await expect(imran.getByText(/^You look at .*\. The huddle is at /)).toContainText(
      `The huddle is at ${first}`,
    )
    const looked = await nameOn(imran)
    expect(looked).not.toBe(first)
    await expect(heading(priya, first)).toBeVisible()
    await expectAccessible(imran)
    await priya.keyboard.press('ArrowRight')
    await expect(heading(priya, first)).toBeHidden()
    const second = await nameOn(priya)
    await expect(imran.getByText(`You look at ${looked}. The huddle is at ${second}.`)).toBeVisible()
    await expect(heading(imran, looked)).toBeVisible()
    await imran.keyboard.press('f')
    await expect(heading(imran, second)).toBeVisible()
    await expect(imran.getByText(/You look at/)).toBeHidden()

    // Back to the first: their clock goes on where it was.
    await priya.keyboard.press('ArrowLeft')
    await expect(heading(imran, first)).toBeVisible()
    await priya.keyboard.press('k')
    await expect(imran.getByText(/paused since/)).toBeVisible()
    await expect(imran.getByText('Priya S paused the huddle')).toBeVisible()
    const stood = await seconds(imran, 'Time of the whole huddle')
    expect(await seconds(imran, 'Time on this person')).toBeGreaterThan(0)
    // Time itself has to pass: clocks that stand show that only by not going on.
    await priya.waitForTimeout(2_500)
    expect(await seconds(imran, 'Time of the whole huddle')).toBe(stood)
    expect(Math.abs((await seconds(priya, 'Time of the whole huddle')) - stood)).toBeLessThanOrEqual(1)
    await expectAccessible(imran)
    await priya.keyboard.press('k')
    await expect(imran.getByText(/paused since/)).toBeHidden()

    // Whatever stands in a field keeps its screen where it is; an empty one does not.
    await imran.evaluate(() => {
      document.querySelector('.huddle')?.insertAdjacentHTML('beforeend', '<input aria-label="A field" />')
    })
    const field = imran.getByLabel('A field')
    await field.pressSequentially('half a w')
    await priya.keyboard.press('ArrowRight')
    await expect(imran.getByText('What you type here is kept.')).toBeVisible()
    await expect(heading(imran, first)).toBeVisible()
    await field.fill('')
    await expect(heading(imran, first)).toBeHidden()
    await field.evaluate((element) => {
      element.remove()
    })
    await priya.keyboard.press('ArrowLeft')
    await expect(heading(imran, first)).toBeVisible()
    // So does somebody chosen from a list.
    await imran.keyboard.press('r')
    const list = imran.getByRole('dialog').getByLabel('Who')
    await list.selectOption({ index: 2 })
    await list.focus()
    await priya.keyboard.press('ArrowRight')
    await expect(imran.getByText('What you type here is kept.')).toBeVisible()
    await imran.getByRole('dialog').press('Escape')
    await expect(heading(imran, first)).toBeHidden()
    await priya.keyboard.press('ArrowLeft')
    await expect(heading(imran, first)).toBeVisible()
    await imran.evaluate('globalThis.ahead = -86_400_000')

    const [at, before] = [performance.now(), await seconds(imran, 'Time of the whole huddle')]
    await perch.kill()
    for (const page of [priya, imran]) await expect(page.getByText(/The connection is lost/)).toBeVisible()
    const now = Date.parse(mondayMorning) + performance.now() - begun
    await perch.run({ now: new Date(now).toISOString() })
    for (const page of [priya, imran]) {
      await expect(page.getByText(/The connection is lost/)).toBeHidden()
      await expect(heading(page, first)).toBeVisible()
      await expect(page.getByText('Priya S chairs')).toBeVisible()
    }
    // A second is shown whole, and a busy machine reads it late: no clock began anew or went ahead.
    const late = 3
    let his = 0
    await expect(async () => {
      const both = await Promise.all([priya, imran].map((page) => seconds(page, 'Time of the whole huddle')))
      his = Math.max(...both)
      expect(his - Math.min(...both)).toBeLessThanOrEqual(late)
    }).toPass()
    expect(his).toBeGreaterThanOrEqual(before)
    expect(his).toBeLessThanOrEqual(before + (performance.now() - at) / 1000 + ahead + late)
    await closeAll(priya, imran)
  } finally {
    await perch.remove()
  }
})

test('when the chair’s connection is gone everybody is asked, also at the board, and one press takes the chair', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, priyas ?? '', '/huddle')
    const imran = await colleagueAt(browser, perch, imrans ?? '', '/huddle')
    const dee = await colleagueAt(browser, perch, dees ?? '', '/board')
    // Whoever only listens in the huddle takes part: their desk is not left. At the board it is.
    const [imranTells, deeTells] = await Promise.all([imran, dee].map(tellsOfDesk))
    await start(priya)
    await toPeople(priya)
    await expect(imran.getByText('Priya S chairs')).toBeVisible()
    await expect(clock(imran, 'Time on this person')).toBeVisible()
    const first = await nameOn(priya)
    await expect(heading(imran, first)).toBeVisible()
    await expect.poll(() => imranTells).toHaveLength(1)
    expect(deeTells).toEqual([])
    await closeAll(priya)
    await expect(
      imran.getByText(/^Priya’s connection is gone for \d+ (?:s|min)\. Take the chair\?$/),
    ).toBeVisible()
    await expect(dee.getByText(/^Priya’s connection is gone for/)).toBeVisible()
    await expect(heading(imran, first)).toBeVisible()
    await expect(imran.getByText('Priya S chairs')).toBeVisible()
    await expectAccessible(imran)
    await imran.getByRole('button', { name: 'Take the chair' }).click()
    await expect(imran.getByText('Imran Q chairs')).toBeVisible()
    await expect(dee.getByText(/connection is gone/)).toBeHidden()
    for (const page of [imran, dee]) expectQuiet(page)
    await closeAll(imran, dee)
  } finally {
    await perch.remove()
  }
})

test('a huddle left overnight is found closed by itself the next morning, and says so', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, priyas ?? '', '/huddle')
    await start(priya)
    await expect(priya.getByText('Priya S chairs')).toBeVisible()
    await closeAll(priya)
    await perch.stop()
    await perch.run({ now: '2026-11-24T08:00:00Z' })
    const imran = await colleagueAt(browser, perch, imrans ?? '', '/huddle')
    await expect(imran.getByRole('heading', { name: 'Preparing Tuesday’s huddle' })).toBeVisible()
    await open(imran, '/huddles')
    await expect(imran.getByRole('row', { name: /Monday 23 November 2026/ })).toContainText('not closed')
    await imran.getByRole('link', { name: 'Monday 23 November 2026' }).click()
    await expect(imran.getByText(/^▲ Not closed: nobody closed this huddle/)).toBeVisible()
    await expect(imran.getByText('from 09:20, not closed')).toBeVisible()
    await expectAccessible(imran)
    expectQuiet(imran)
    await closeAll(imran)
  } finally {
    await perch.remove()
  }
})

test('time turns amber and red on every screen, and only a desk that asked for it makes a sound', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, priyas ?? '', '/huddle')
    const imran = await colleagueAt(browser, perch, imrans ?? '', '/huddle')
    for (const page of [priya, imran]) {
      await page.addInitScript({ content: countsBeeps })
      await reload(page)
    }
    await start(priya)
    await toPeople(priya)
    await expect(clock(imran, 'Time of the whole huddle')).toBeVisible()
    await imran.keyboard.press('?')
    const wish = imran.getByRole('checkbox', { name: /Beep softly/ })
    await expect(wish).not.toBeChecked()
    await wish.check()
    await expect.poll(() => beeps(imran)).toBe(1)
    await imran.keyboard.press('Escape')

    const from = Date.parse(mondayMorning)
    // Minutes past each limit: how long the browsers took until the huddle began is not known here.
    for (const [minutes, past] of [
      [40, 35],
      [52, 45],
    ] as const) {
      await perch.kill()
      await perch.run({ now: new Date(from + minutes * 60_000).toISOString() })
      // Nobody was at a desk for half an hour: they are signed out.
      for (const [page, email] of [
        [priya, priyas],
        [imran, imrans],
      ] as const)
        await comeBack(page, email ?? '')
      for (const page of [priya, imran]) {
        await expect(page.getByText(`past ${String(past)} minutes`)).toBeVisible()
        await expect(page.getByText('agree or take offline')).toBeVisible()
        expect(await seconds(page, 'Time of the whole huddle')).toBeGreaterThanOrEqual(past * 60)
      }
      await expectAccessible(priya)
      await expect.poll(() => beeps(imran)).toBe(1)
      expect(await beeps(priya)).toBe(0)
    }
    await closeAll(priya, imran)
  } finally {
    await perch.remove()
  }
})

const countsBeeps = `
  globalThis.beeps = 0
  const Sound = globalThis.AudioContext
  globalThis.AudioContext = class extends Sound { constructor() { super(); globalThis.beeps += 1 } }`
const beeps = (page: Page) => page.evaluate<number>('globalThis.beeps')

/** Opens the huddle anew, by signing in where that is asked for. */
async function comeBack(page: Page, email: string): Promise<void> {
  await open(page, '/huddle')
  if (new URL(page.url()).pathname === '/huddle') return
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(inventedPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/huddle')
}
