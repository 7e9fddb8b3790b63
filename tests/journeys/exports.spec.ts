import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { wrongWith } from '../support/fhir-r4.ts'
import { Perch } from '../support/perch.ts'
import { unzipped } from '../support/unzip.ts'

let perch: Perch
test.beforeAll(async () => {
  perch = await Perch.start()
})
test.afterAll(async () => {
  await perch.remove()
})

/** Presses what brings a file, and gives its name and bytes. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download')
  await press()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

test('a manager looks at a quarter, sees what goes out empty, downloads it, and its starts are locked', async ({
  browser,
}) => {
  const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
  await sandra
    .getByRole('navigation', { name: 'Whom to show' })
    .getByRole('link', { name: 'Exports' })
    .click()
  await expect(sandra.getByText('17 rows would go out for July to September 2026.')).toBeVisible()
  await sandra
    .getByLabel('Quarter')
    .selectOption({ label: 'October to December 2026 (quarter 3 of 2026-27)' })
  await expect(sandra.getByText('106 rows would go out for October to December 2026')).toBeVisible()
  const empty = sandra.getByRole('table', { name: 'Goes out empty' })
  await expect(empty.getByRole('row', { name: 'LA_Code not filled in yet 106' })).toBeVisible()
  await expect(empty.getByRole('row', { name: 'Event_Outcome they have not ended yet 100' })).toBeVisible()
  await expect(sandra.getByText('The start of 106 episodes is locked by this')).toBeVisible()
  await expect(sandra.getByRole('button', { name: 'Download the archive' })).toHaveCount(0)
  await expectAccessible(sandra)

  const { name, bytes } = await saved(sandra, () =>
    sandra.getByRole('button', { name: 'Download 106 rows' }).click(),
  )
  expect(name).toBe('client-level-data-2026-27-quarter-3.csv')
  const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true })
  expect(rows).toHaveLength(106)
  expect(new Set(rows.map((row) => row['Service_Component']))).toEqual(new Set(['Reablement']))
  await expect(sandra.getByText('The file of 106 rows is in your downloads.')).toBeVisible()
  await expect(
    sandra.getByText('All of them went out before, last on Monday 23 November 2026.'),
  ).toBeVisible()
  await expectAccessible(sandra)
  await open(sandra, `/episodes/${rows[0]?.['Event_Reference'] ?? ''}`)
  await expect(sandra.getByText(/went out in Client Level Data on Monday 23 November 2026/)).toBeVisible()
  await expectAccessible(sandra)
  expectQuiet(sandra)
  await closeAll(sandra)
})

test('an administrator enters what every row carries, and what is wrong is said beside its field', async ({
  browser,
}) => {
  const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/exports')
  await lewis.getByLabel('Quarter').selectOption('2026-10-01')
  await expect(lewis.getByRole('rowheader', { name: 'LA_Code' })).toBeVisible()
  const code = lewis.getByLabel('The council’s ONS code')
  await code.fill('Leicester')
  await lewis.getByRole('button', { name: 'Keep these' }).click()
  await expect(lewis.getByRole('alert')).toContainText('Write a letter and eight digits')
  await expect(code).toHaveValue('Leicester')
  await expectAccessible(lewis)
  await code.fill('E00000000')
  await lewis.getByRole('button', { name: 'Keep these' }).click()
  await expect(lewis.getByText('Kept. Rows carry them from now on.')).toBeVisible()
  await open(lewis, '/exports?quarter=2026-10-01')
  await expect(lewis.getByRole('rowheader', { name: 'Ethnicity' })).toBeVisible()
  await expect(lewis.getByRole('rowheader', { name: 'LA_Code' })).toHaveCount(0)
  await closeAll(lewis)
})

test('a colleague copies an episode for OneTouch, saves it, and takes it as FHIR', async ({ browser }) => {
  const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
  await priya.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await priya.locator('a[href^="/episodes/"]').first().click()
  await priya.waitForURL(/episodes/)
  const fhir = await saved(priya, () => priya.getByRole('link', { name: 'FHIR (JSON file)' }).click())
  expect(fhir.name).toBe('episode-2026-11-23.fhir.json')
  expect(wrongWith(JSON.parse(fhir.bytes.toString()) as { resourceType: string })).toEqual([])

  await priya.getByRole('link', { name: 'Text for OneTouch or the case record' }).click()
  const text = await priya.getByRole('textbox', { name: 'For OneTouch' }).inputValue()
  expect(text).toContain('City reablement: reablement episode of ')
  await expectAccessible(priya)
  await priya.getByRole('button', { name: 'Copy for OneTouch' }).click()
  await expect(priya.getByText('Copied: for OneTouch')).toBeVisible()
  expect(await priya.evaluate(() => navigator.clipboard.readText())).toBe(text)
  const file = await saved(priya, () =>
    priya.getByRole('link', { name: 'Save as a text file for OneTouch' }).click(),
  )
  expect(file.name).toBe('for-onetouch-2026-11-23.txt')
  expect(file.bytes.toString()).toBe(text)
  expectQuiet(priya)

  await open(priya, '/exports')
  await expect(priya.getByRole('heading', { name: 'Not for your role' })).toBeVisible()
  await closeAll(priya)
})

test('an administrator takes the whole service, and its page opens from a folder without Perch', async ({
  browser,
}) => {
  const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/exports')
  const { name, bytes } = await saved(lewis, () =>
    lewis.getByRole('button', { name: 'Download the archive' }).click(),
  )
  expect(name).toBe('perch-archive-2026-11-23.zip')
  await expect(lewis.getByRole('heading', { name: 'The whole service' })).toBeVisible()
  await closeAll(lewis)

  const folder = mkdtempSync(join(tmpdir(), 'perch-archive-'))
  for (const [path, text] of unzipped(bytes)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const context = await browser.newContext({ offline: true })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => troubles.push(message.text()))
  await page.goto(`file://${folder}/index.html`)
  await expect(page.getByRole('heading', { name: 'Archive of City reablement' })).toBeVisible()
  await expect(page.getByText('Taken by Lewis Carr on Monday 23 November 2026 at 09:')).toBeVisible()
  await expect(page.getByText('people: 144 rows.')).toBeVisible()
  const links = await page
    .locator('a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  for (const link of links.filter((one) => !one.startsWith('#')))
    expect(existsSync(join(folder, link)), link).toBe(true)
  await page.getByRole('link', { name: 'goals', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'goals', exact: true })).toBeInViewport()
  await expectAccessible(page)
  expect(troubles).toEqual([])
  await context.close()
  rmSync(folder, { recursive: true })
})
