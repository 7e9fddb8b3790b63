import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { openStorage } from '#lib/server/storage/open.ts'
import { colleague, episode, person } from '#lib/server/storage/schema.ts'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { lengthen } from '../support/long-story.ts'
import { mondayMorning, Perch } from '../support/perch.ts'

/** A person of the invented service, with a past of many months behind them. */
const reference = 'RB27000'
const entriesIn = (page: Page): Locator => page.locator('li[data-entry]')
const said = (page: Page): Locator => page.locator('#story').getByRole('status')

/** Gives them 300 notes and 60 actions; returns their episode, and one of somebody with an ordinary past. */
async function withLongStory(perch: Perch): Promise<{ id: string; other: string }> {
  await perch.stop()
  const storage = openStorage(join(perch.data, 'perch.db'))
  const stayOf = (of: string) =>
    storage
      .select({ id: episode.id })
      .from(episode)
      .innerJoin(person, eq(person.id, episode.person))
      .where(eq(person.reference, of))
      .get()
  const [row, other] = [stayOf(reference), stayOf('RB27072')]
  const by = storage.select().from(colleague).where(eq(colleague.name, 'Priya Shah')).get()
  if (!row || !other || !by) throw new Error('the invented service lacks one of them')
  lengthen({ storage, clock: () => new Date(mondayMorning) }, row.id, by, { notes: 300, actions: 60 })
  storage.$client.close()
  await perch.run()
  return { id: row.id, other: other.id }
}

test('a long story is found, filtered and read by keys, and printed whole', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const { id, other } = await withLongStory(perch)
    const page = await colleagueAt(browser, perch, 'priya.shah@perch.example', `/episodes/${id}`)
    await expectHeader(page)
    await findByKeys(page)
    await narrow(page)
    await scrollThrough(page)
    await changeElsewhere(page)
    await expect(page.getByRole('link', { name: 'Story on paper' })).toHaveCount(0)
    expectQuiet(page)

    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', `/episodes/${id}`)
    await sandra.getByRole('link', { name: 'Story on paper' }).click()
    await expectPaper(sandra)
    // Of a long story it would look at twenty thousand elements of the same few kinds.
    for (const path of [`/episodes/${other}`, `/episodes/${other}/story`]) {
      await open(sandra, path)
      await expectAccessible(sandra)
    }
    expectQuiet(sandra)
    const refused = await page.goto(`/episodes/${id}/story`)
    expect(refused?.status()).toBe(403)
    await closeAll(page, sandra)
  } finally {
    await perch.remove()
  }
})

async function expectHeader(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Dinesh Parmar, 71/)
  await expect(page.getByText('Name alike.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Hansa Parmar' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Prompt days' }).getByRole('listitem')).toHaveCount(5)
  await expect(page.getByRole('img', { name: /Calls a day: 4 with one carer/ })).toBeVisible()
  await expect(page.getByText(/In hospital .*; and 7 earlier/)).toBeVisible()
  await page.getByRole('button', { name: 'All 12 changes' }).click()
  await expect(page.locator('#calls tbody tr').last()).toBeVisible()
}

async function findByKeys(page: Page): Promise<void> {
  const all = await entriesIn(page).count()
  expect(all).toBeGreaterThan(600)
  await expect(said(page)).toHaveText(`${String(all)} entries`)
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Find in the story' })
  await expect(field).toBeFocused()
  await page.keyboard.type('RAIL 60')
  await expect(said(page)).toHaveText(`6 of ${String(all)} entries`)
  await page.keyboard.press('ArrowDown')
  await expect(entriesIn(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(entriesIn(page).nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toBeFocused()
  await field.fill('zzzz')
  await expect(page.getByText('Nothing in the story is like that.')).toBeVisible()
  await page.getByRole('button', { name: 'Show the whole story' }).click()
  await expect(said(page)).toHaveText(`${String(all)} entries`)
}

async function narrow(page: Page): Promise<void> {
  const hospital = page.getByRole('button', { name: /^Hospital/ })
  await hospital.click()
  await expect(hospital).toHaveAttribute('aria-pressed', 'true')
  await expect(said(page)).toHaveText(/^20 of/)
  await hospital.click()
  await page.getByRole('combobox', { name: 'Whose' }).selectOption('Care technology')
  await expect(said(page)).toHaveText(/^\d+ of/)
  await page.getByRole('button', { name: 'Show the whole story' }).click()
}

/**
 * From the first day to the last, a screenful at a time: at every stop there is something to read, and nothing is drawn
 * anew on the way. That, not a stopwatch, is what a smooth scroll is made of.
 */
async function scrollThrough(page: Page): Promise<void> {
  const { stops, empty, redrawn, reached } = await page.evaluate(async () => {
    const story = document.querySelector('#story')
    if (!story) throw new Error('there is no story')
    let redrawn = 0
    const watch = new MutationObserver((changes) => (redrawn += changes.length))
    watch.observe(story, { childList: true, subtree: true, characterData: true })
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const isRead = (entry: Element) => {
      const { top, bottom, height } = entry.getBoundingClientRect()
      return (
        height > 0 &&
        bottom > 0 &&
        top < innerHeight &&
        entry.checkVisibility({ contentVisibilityAuto: true })
      )
    }
    story.scrollIntoView({ block: 'start' })
    await drawn()
    let [stops, empty, before] = [0, 0, -1]
    for (; scrollY > before; stops += 1) {
      if (![...story.querySelectorAll('li[data-entry]')].some(isRead)) empty += 1
      before = scrollY
      scrollBy({ top: innerHeight * 0.8, behavior: 'instant' })
      await drawn()
    }
    watch.disconnect()
    const last = [...story.querySelectorAll('li[data-entry]')].at(-1)
    return { stops, empty, redrawn, reached: last !== undefined && isRead(last) }
  })
  expect(stops).toBeGreaterThan(30)
  expect({ empty, redrawn, reached }).toEqual({ empty: 0, redrawn: 0, reached: true })
  await page.evaluate(() => {
    scrollTo({ top: 0, behavior: 'instant' })
  })
}

/** The page hears of what happens elsewhere. */
async function changeElsewhere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Gone to hospital…' }).click()
  await page.getByRole('button', { name: 'Gone to hospital', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Back from hospital…' })).toBeVisible()
}

async function expectPaper(page: Page): Promise<void> {
  await page.waitForURL(/\/story$/)
  await expect(page.getByText('It names other people.')).toBeVisible()
  await expect(page.getByText('Next of kin: Pushpa Mistry, son')).toBeVisible()
  await page.getByLabel('Prepared for').fill('Pushpa Mistry, for her father')
  const paper = page.getByRole('article', { name: 'The story as it is printed' })
  await expect(paper.getByText('Prepared on Monday 23 November 2026')).toContainText(
    'for Pushpa Mistry, for her father by Sandra Beck.',
  )
  await expect(paper.getByText('69 Hosiery Street').first()).toBeAttached()
  const days = await paper.getByRole('heading', { level: 4 }).allTextContents()
  expect(days.length).toBeGreaterThan(290)
  expect(days[0]).toContain('January 2026')
  await expect(paper.getByRole('heading', { name: /Who was on the agenda/ })).toBeAttached()
  const said = paper.locator('section').filter({ hasText: 'What the last caseload file said of them.' })
  await expect(said).toContainText(/Client ref\s*RB27000/)
  await expect(paper.getByRole('heading', { name: 'Kept, and not on this paper' })).toBeAttached()
  const head = await page.evaluate(() => document.documentElement.style.getPropertyValue('--page-head'))
  expect(head).toContain('RB27000')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('It names other people.')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
}
