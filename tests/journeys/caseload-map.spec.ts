import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { openStorage } from '../../src/lib/server/storage/open.ts'
import { callPattern, colleague, episode, person } from '../../src/lib/server/storage/schema.ts'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { messyPeople, messyShape, writeCaseload } from '../support/messy-caseload.ts'
import { Perch } from '../support/perch.ts'

const sandra = 'sandra.beck@perch.example'
const people = messyPeople(130)
const [, second, , , , sixth] = people
if (!second || !sixth) throw new Error('the messy export is too short')
const twin = { ...second, reference: 'SU99999', callsPerDay: 1 }

const monday = writeCaseload([...people, twin], messyShape)
/** The next day's: other order, other capitals, three gone, one new, and other calls for somebody changed here. */
const tuesday = writeCaseload(
  [
    ...messyPeople(1, 300),
    ...people.slice(3).map((one) => (one === sixth ? { ...one, callsPerDay: 4 } : one)),
    twin,
  ],
  {
    ...messyShape,
    columns: messyShape.columns.toReversed().map(([heading, field]) => [heading.toUpperCase(), field]),
  },
)

/** Priya changes the calls in Monday's huddle, as far as the database is concerned. */
function stepDown(perch: Perch): void {
  const storage = openStorage(join(perch.data, 'perch.db'))
  const stay = storage
    .select({ id: episode.id })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(eq(person.reference, sixth?.reference ?? ''))
    .get()
  const priya = storage.select().from(colleague).where(eq(colleague.name, 'Priya Shah')).get()
  const calls = { from: '2026-11-24', perDay: 1, minutes: sixth?.minutes ?? 30, carers: sixth?.carers ?? 1 }
  storage
    .insert(callPattern)
    .values({
      ...{ id: 'stepped-down', episode: stay?.id ?? '', ...calls, why: 'Step down, agreed in the huddle' },
      ...{ changedBy: priya?.id ?? '', at: '2026-11-23T09:40:00.000Z' },
    })
    .run()
  storage.$client.close()
}

const choose = (page: Page, name: string, bytes: Uint8Array) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })

test('a messy export is mapped once and loaded without a click the next day; twins, a difference, and the undo', async ({
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'perch-drop-'))
  const perch = await Perch.start({ settings: { PERCH_CASELOAD_FOLDER: folder } })
  try {
    const page = await colleagueAt(browser, perch, sandra, '/caseload')
    await choose(page, 'export.csv', monday)

    // Its columns are asked once: what is missing is said, and nobody's details are shown for it.
    await expect(page.getByRole('heading', { name: /What each column is/ })).toBeVisible()
    await expect(page.getByText('No column is Calls per day: choose the one that is.')).toBeVisible()
    await expect(page.getByText(second.address ?? '', { exact: true })).toHaveCount(0)
    await expectAccessible(page, 'main')
    await page.getByLabel('What “Package” is').selectOption('callsPerDay')
    await expect(page.getByText('Everything that must be there is there.')).toBeVisible()
    await page.getByLabel('What this source is called').fill('Day export')
    await page.getByRole('button', { name: /^Save/ }).click()

    // Two lines that may be one person, side by side.
    await expect(page.getByText('Read as “Day export”')).toBeVisible()
    const pair = page.getByRole('article')
    await expect(pair).toHaveCount(1)
    await expect(pair).toContainText('have the same NHS number')
    await expect(pair.getByRole('row', { name: /Calls per day/ })).toContainText('2')
    await expect(page.getByRole('button', { name: 'Apply: 129 good rows, 2 left out' })).toBeVisible()
    await expectAccessible(page, 'main')
    await pair.getByRole('button', { name: /One person: keep line 3/ }).click()
    await expect(pair).toHaveCount(0)
    await page.getByRole('button', { name: 'Apply: 130 good rows', exact: true }).click()
    await expect(page.getByRole('link', { name: 'To the board' })).toBeVisible()
    expectQuiet(page)
    await closeAll(page)

    // The next day: the folder, and nobody clicks.
    await perch.stop()
    stepDown(perch)
    writeFileSync(join(folder, 'export-2.csv'), tuesday)
    await perch.run({ now: '2026-11-24T05:30:00Z' })
    const next = await colleagueAt(browser, perch, sandra, '/caseload')
    const run = next.getByRole('row').filter({ hasText: 'from the folder' })
    await expect(run).toContainText('1 new')
    await expect(run).toContainText('Day export')
    // Of the three that are gone one came under her other reference, and is known by it.
    await expect(run).toContainText('2 no longer in it')
    await expectAccessible(next, 'main')

    // What was changed here and in the file waits for a person; ours is kept.
    await expect(next.getByText('1 question, the rest is applied')).toBeVisible()
    await next.getByRole('button', { name: 'Look at it' }).click()
    const difference = next.getByRole('listitem').filter({ hasText: 'The file says 4 calls a day' })
    await expect(difference).toContainText('the board says 1, changed here yesterday')
    await expect(next.getByRole('article')).toHaveCount(0)
    await expectAccessible(next, 'main')
    await difference.getByRole('button', { name: 'Keep ours' }).click()
    await expect(difference).toContainText('Ours, chosen today by Sandra Beck.')
    await next.getByRole('button', { name: 'Leave everything as it is' }).click()

    // The undo says what it does, and does it.
    await run.getByRole('button', { name: 'Undo…' }).click()
    const dialog = next.getByRole('dialog')
    await expect(dialog).toContainText('1 person who came by it leaves the board.')
    await dialog.getByRole('button', { name: 'Undo it' }).click()
    await expect(next.getByText('export-2.csv is undone.')).toBeVisible()
    await expect(run).toContainText('by Sandra Beck')
    await open(next, '/board')
    await expect(next.getByRole('row').filter({ hasText: 'SU40300' })).toHaveCount(0)
    expectQuiet(next)
    await closeAll(next)
  } finally {
    await perch.remove()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what was left out comes back as a file for whoever makes the export', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const page = await colleagueAt(browser, perch, sandra, '/caseload')
    await page.locator('input[type=file]').first().setInputFiles('tests/fixtures/caseload-with-errors.csv')
    await page.getByRole('button', { name: /^Apply/ }).click()
    await page.getByRole('link', { name: 'Another file' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('link', { name: /as a CSV/ }).click()
    const saved = await saving
    const text = readFileSync(await saved.path(), 'utf8')
    expect(text).toMatch(/^\uFEFFLine,Column,What is wrong\r\n3,Date of birth,/)
    expectQuiet(page)
    await closeAll(page)
  } finally {
    await perch.remove()
  }
})
