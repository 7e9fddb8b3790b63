import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

/** Monday’s file with a column of where each stands, and one more line: somebody referred this morning. */
function fileWithReferral(): { name: string; mimeType: string; buffer: Buffer } {
  const lines = readFileSync('src/lib/server/invented/caseload-2026-11-23.csv', 'utf8')
    .trimEnd()
    .split(/\r?\n/)
  const [head = '', ...rows] = lines
  const theirs: Record<string, string> = {
    ...{ 'Client ref': 'RB27950', Forename: 'Ida', Surname: 'Fenwick', 'Date of birth': '04/05/1938' },
    ...{
      'Service type': 'Reablement',
      'Start date': '23/11/2026',
      'Calls per day': '3',
      Postcode: 'LE2 9ZZ',
    },
  }
  const ida = head.split(',').map((heading) => theirs[heading] ?? '')
  const text = [`${head},Status`, ...rows.map((row) => `${row},`), [...ida, 'Referred'].join(',')].join(
    '\r\n',
  )
  return { name: 'caseload.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

const course = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Course' }) })
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Perch some days later, and somebody at their desk. */
async function later(browser: Browser, perch: Perch, day: string, name: string, path: string): Promise<Page> {
  await perch.stop()
  await perch.run({ now: `${day}T09:20:00Z` })
  return colleagueAt(browser, perch, `${name}@perch.example`, path)
}

test('from a line of the file to the check on day 91, with a pause in hospital and an extension between', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    // The administrator decides that a stay stops the clock of the six weeks.
    const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/service-settings')
    await lewis.getByRole('radio', { name: /^pause/ }).check()
    await lewis.getByRole('button', { name: 'Save' }).first().click()
    await expect(lewis.getByText(/keep counting.*pause/).first()).toBeVisible()

    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/caseload')
    await sandra.locator('input[type=file]').first().setInputFiles(fileWithReferral())
    await sandra.getByRole('button', { name: /Apply/ }).click()
    await expect(sandra.getByRole('link', { name: 'To the board' })).toBeVisible()
    await open(sandra, '/referrals')
    const row = sandra.getByRole('listitem', { name: 'Ida Fenwick' })
    const path = (await row.getByRole('link').getAttribute('href')) ?? ''
    await row.focus()
    await sandra.keyboard.press('y')
    // The keyboard goes on by itself once it is said.
    await expect(sandra.getByText('Ida Fenwick: accepted. The first visit is due.')).toBeVisible()
    await expect(row).toContainText('first visit due by Wed 25 Nov')
    await row.focus()
    await sandra.keyboard.press('v')
    await expect(sandra.getByRole('radio', { name: 'Today' })).toBeFocused()
    await sandra.keyboard.press('Enter')
    await expect(row).toHaveCount(0)
    await open(sandra, path)
    await expect(course(sandra)).toContainText('Day 1 of 42')
    expectQuiet(sandra)
    await closeAll(lewis, sandra)

    const joyce = await later(browser, perch, '2026-12-07', 'joyce.lam', path)
    await course(joyce).getByRole('button', { name: 'Gone to hospital…' }).click()
    await course(joyce).getByRole('button', { name: 'Gone to hospital', exact: true }).click()
    await expect(course(joyce)).toContainText('the clock stands still')
    await closeAll(joyce)

    // A week later they are back: the day they went, and a week more without a charge.
    const priya = await later(browser, perch, '2026-12-14', 'priya.shah', path)
    await course(priya).getByRole('button', { name: 'Back from hospital…' }).click()
    await course(priya).getByRole('button', { name: 'Back from hospital', exact: true }).click()
    await expect(course(priya)).toContainText('Day 15 of 42; the clock stood still 7 days in hospital')
    await expect(priya.getByText('last day without a charge Sun 10 Jan').first()).toBeVisible()
    await course(priya).getByRole('button', { name: 'Extend past day 42…' }).click()
    await priya.getByRole('textbox', { name: 'Until' }).fill('2027-01-20')
    await priya.getByRole('textbox', { name: 'Why' }).fill('waits for the stair lift')
    await course(priya).getByRole('button', { name: 'Extend', exact: true }).click()
    await expect(course(priya)).toContainText('Extended until Wed 20 Jan')
    await closeAll(priya)

    const tom = await later(browser, perch, '2027-01-18', 'tom.hallam', path)
    await expect(course(tom)).toContainText('Day 50')
    await expect(course(tom)).toContainText('waits for the stair lift')
    await open(tom, `${path}/end`)
    await tom.getByRole('radio', { name: 'Fully independent, no care needed' }).check()
    await part(tom, 'Calls stepped down').getByRole('radio', { name: 'Stepped down', exact: true }).check()
    await part(tom, 'Onward services told').getByRole('radio', { name: 'Told', exact: true }).check()
    await part(tom, 'Their own copy').getByRole('radio', { name: 'Printed', exact: true }).check()
    await part(tom, 'Later checks').getByRole('checkbox').check()
    await expect(tom.getByText('8 of 8 done')).toBeVisible()
    await tom.getByRole('button', { name: 'End their time with us' }).click()
    await expect(tom.getByRole('heading', { name: /^Ended on/ })).toBeVisible()
    expectQuiet(tom)
    await closeAll(tom)

    // 91 days after the first visit: whoever rings says it in two keys.
    const ade = await later(browser, perch, '2027-02-22', 'ade.okafor', '/later-checks')
    const find = ade.getByLabel('Find a person on this list')
    const checks = ade.locator('[data-check]')
    await find.fill('Fenwick')
    await expect(checks).toHaveText([/84-day check 7 days late/, /91-day check due today/])
    for (const check of ['84-day', '91-day']) {
      await find.press('ArrowDown')
      await ade.keyboard.press('h')
      await expect(ade.getByText(`${check} check: at home. It can be taken back`)).toBeVisible()
    }
    await open(ade, path)
    const story = ade.locator('#story')
    for (const words of [
      'First visit on Mon 23 Nov',
      'Back from hospital: the clock stood still 7 days in hospital',
      'Extended until Wed 20 Jan',
      'fully independent, no care',
      '91-day check: at home',
    ])
      await expect(story).toContainText(words)
    expectQuiet(ade)
    await closeAll(ade)
  } finally {
    await perch.remove()
  }
})
