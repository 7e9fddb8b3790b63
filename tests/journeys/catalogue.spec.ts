import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { start, toPeople } from '../support/huddle.ts'
import { Perch } from '../support/perch.ts'
import { SignedIn } from '../support/signed-in.ts'

const lewisCarr = 'lewis.carr@perch.example'
const priyaShah = 'priya.shah@perch.example'

let perch: Perch
test.beforeAll(async () => {
  perch = await Perch.start()
})
test.afterAll(async () => {
  await perch.remove()
})

test('an administrator edits an item: faults by field, nothing typed lost, a colleague sees it at once', async ({
  browser,
}) => {
  const priya = await colleagueAt(browser, perch, priyaShah, '/catalogue/SEA-PST')
  await expect(priya.getByText(/as Perch came/)).toBeVisible()
  await expect(priya.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)

  const lewis = await colleagueAt(browser, perch, lewisCarr, '/catalogue')
  await lewis.getByLabel('Find an item').fill('kitchen stool')
  await lewis.getByRole('link', { name: 'Perching stool with arms and back' }).click()
  const name = lewis.getByLabel('Name', { exact: true }).first()
  await name.fill('')
  await lewis.getByLabel('Safe working load, kg').fill('heavy')
  await lewis.getByLabel('Most').first().fill('2')
  await lewis.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(lewis.getByText('Give it a name.').last()).toBeVisible()
  await expect(lewis.getByText('Give the safe working load in whole kilograms.')).toBeVisible()
  await expect(lewis.getByText('The most is more than the least.')).toBeVisible()
  await expect(lewis.getByLabel('Safe working load, kg')).toHaveValue('heavy')
  await expectAccessible(lewis)

  await name.fill('Perching stool')
  await lewis.getByLabel('Safe working load, kg').fill('160')
  await lewis.getByLabel('Most').first().fill('66')
  await lewis.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(lewis.getByText('Saved. Every open desk has it now.')).toBeVisible()
  await expect(lewis.getByText('Safe working load: 160 kg')).toBeVisible()
  await expect(priya.getByRole('heading', { name: 'Perching stool', exact: true })).toBeVisible()
  await expect(priya.getByText('Lewis Carr')).toBeVisible()

  const colleague = await SignedIn.as(perch, priyaShah)
  expect((await colleague.post('/catalogue/SEA-PST?/retire', { retired: 'on' })).status).toBe(403)
  expect((await colleague.post('/catalogue?/saveKit', { name: 'Mine', key: '9' })).status).toBe(403)
  expectQuiet(priya)
  await closeAll(priya, lewis)
})

test('a file is previewed before it changes anything, an item nobody used is deleted, another retired', async ({
  browser,
}) => {
  const lewis = await colleagueAt(browser, perch, lewisCarr, '/catalogue/file')
  await expectAccessible(lewis)
  const text = readFileSync('src/lib/server/catalogue/equipment-catalogue.csv', 'utf8')
    .replace('BTH-BRD,Bath board,equipment', 'BTH-BRD,Bath board,furniture')
    .replace('BTH-STP,Bath step,', 'BTH-STP,Bath step with grips,')
    .concat('SEA-NEW,Saddle stool,equipment,seating,,,N,OT,P1,deliver,Y,ND,\n')
  const buffer = Buffer.from(text)
  await lewis
    .locator('input[type=file]')
    .setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer })
  await expect(lewis.getByText('Line 12 (BTH-BRD), category: Choose what kind of thing it is.')).toBeVisible()
  await expect(lewis.getByRole('row', { name: /SEA-NEW/ })).toContainText('Saddle stool')
  await expect(lewis.getByRole('row', { name: /BTH-STP/ })).toContainText(
    'Name: Bath step → Bath step with grips',
  )
  await expectAccessible(lewis)
  await lewis.getByRole('button', { name: /Apply: 1 item added/ }).click()
  await expect(lewis.getByText('The catalogue is up to date with this file.')).toBeVisible()

  await open(lewis, '/catalogue/SEA-NEW')
  await lewis.getByRole('button', { name: 'Delete it…' }).click()
  await lewis.getByRole('button', { name: 'Delete Saddle stool for good' }).click()
  await lewis.waitForURL('/catalogue')
  await open(lewis, '/catalogue/SEA-CRS')
  await lewis.getByRole('button', { name: 'Retire it' }).click()
  await expect(lewis.getByRole('button', { name: 'Take it back' })).toBeVisible()
  await open(lewis, '/catalogue')
  await expect(lewis.getByRole('link', { name: 'Chair raisers' })).toHaveCount(0)
  await lewis.getByLabel('retired too').check()
  await expect(lewis.getByRole('link', { name: 'Chair raisers' })).toBeVisible()
  const [download] = await Promise.all([
    lewis.waitForEvent('download'),
    lewis.getByRole('link', { name: 'Save as CSV' }).click(),
  ])
  const saved = readFileSync(await download.path(), 'utf8')
  expect(saved).toContain('SEA-CRS,Chair raisers')
  expect(saved).toContain('Bathroom 1')

  await open(lewis, '/catalogue/file')
  const kits = Buffer.from('code,how_to_use,kits\nTEC-PEN,Press it.,In and out 1\n')
  await lewis
    .locator('input[type=file]')
    .setInputFiles({ name: 'kits.csv', mimeType: 'text/csv', buffer: kits })
  const inAndOut = lewis.getByRole('article', { name: 'Kit In and out' })
  await expect(inAndOut).toContainText(/Becomes: 1 Digital alarm unit.*Key safe comes before Digital alarm/)
  await expect(lewis.getByRole('row', { name: /TEC-PEN/ })).toContainText('How to use: a text → changed')
  await expectAccessible(lewis)
  await lewis.getByLabel('Put the kits in order').check()
  await lewis.getByRole('button', { name: /Apply: 0 items added, 1 changed, 1 kit/ }).click()
  await expect(inAndOut).toContainText(/Is: 1 Key safe · 2 Digital alarm unit/)
  expectQuiet(lewis)
  await closeAll(lewis)
})

test('a kit in the wrong order is put right by one press, and the huddle has it without a reload', async ({
  browser,
}) => {
  const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/huddle')
  await start(sandra)
  await toPeople(sandra)
  await sandra.locator('.agenda li').filter({ hasText: 'new' }).first().getByRole('button').first().click()
  const kits = sandra.getByRole('group', { name: 'Kits' })
  await expect(kits.getByRole('button', { name: /Bathroom/ })).toBeVisible()

  const lewis = await colleagueAt(browser, perch, lewisCarr, '/catalogue')
  await lewis.getByRole('button', { name: 'Add a kit' }).click()
  await lewis.getByLabel('Name').fill('Alarm')
  const find = lewis.getByLabel('Put something in')
  await find.fill('neck pendant')
  await find.press('Enter')
  await expect(lewis.getByText(/Key safe comes before Digital alarm unit.*not in this kit/)).toBeVisible()
  await lewis.getByRole('button', { name: 'Put in order' }).click()
  await expect(lewis.getByRole('list', { name: 'In the kit' }).getByRole('listitem')).toHaveText([
    /Key safe/,
    /Digital alarm unit/,
  ])
  await expectAccessible(lewis)
  await lewis.getByRole('button', { name: 'Save the kit' }).click()
  await expect(lewis.getByRole('article', { name: 'Kit Alarm' })).toBeVisible()

  await expect(kits.getByRole('button', { name: /Alarm/ })).toBeVisible()
  await sandra.getByRole('heading', { level: 1 }).click()
  await sandra.keyboard.press('9')
  // A manager asks for neither outright: one question for both.
  await expect(sandra.getByRole('dialog', { name: 'Send for sign-off?' })).toContainText('Digital alarm unit')
  await sandra.keyboard.press('Enter')
  await expect(sandra.getByText(/Alarm kit for .*: 2 sent for sign-off/)).toBeVisible()
  expectQuiet(sandra)
  await closeAll(sandra, lewis)
})

test('a person’s copy is printed large, in their language where it is entered, with whom to ring', async ({
  browser,
}) => {
  const lewis = await colleagueAt(browser, perch, lewisCarr, '/catalogue/copy')
  await expectAccessible(lewis)
  await lewis.getByLabel('City reablement').fill('ask Sandra')
  await lewis.getByRole('button', { name: 'Save the numbers' }).click()
  await expect(lewis.getByText('Give a telephone number', { exact: false }).last()).toBeVisible()
  await lewis.getByLabel('City reablement').fill('0116 496 0100')
  await lewis.getByRole('button', { name: 'Save the numbers' }).click()
  await expect(lewis.getByText('Saved. The next copy has it.')).toBeVisible()
  await lewis.getByLabel('Language').selectOption('pl')
  await lewis.getByLabel('What we agreed with you').fill('Co z Tobą uzgodniliśmy')
  await lewis.getByRole('button', { name: 'Save the Polish words' }).click()
  await expect(lewis.getByText('Polish: “What we agreed with you”')).toBeVisible()

  const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
  await sandra.locator('a[href^="/episodes/"]').first().click()
  await sandra.getByRole('link', { name: 'Their copy' }).click()
  await sandra.waitForURL(/\/copy$/)
  await expectAccessible(sandra)
  const paper = sandra.getByRole('article')
  await sandra.getByLabel('Language').selectOption('en')
  await expect(paper.getByRole('heading', { name: 'What we agreed with you' })).toBeVisible()
  await expect(paper).toContainText('City reablement: 0116 496 0100')
  await expect(paper).not.toContainText(/undefined|null|OFFICIAL|safeguard/i)
  await sandra.getByLabel('Language').selectOption('pl')
  await expect(paper.getByRole('heading', { name: 'Co z Tobą uzgodniliśmy' })).toBeVisible()
  await sandra.emulateMedia({ media: 'print' })
  await expect(sandra.getByRole('button', { name: 'Print' })).toBeHidden()
  const size = await paper.evaluate((one) => parseFloat(getComputedStyle(one).fontSize))
  expect(size).toBeGreaterThanOrEqual(24)
  expectQuiet(sandra)
  await closeAll(sandra, lewis)
})
