import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { addDays } from '../../src/lib/reablement/dates.ts'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open, reload } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

interface Somebody {
  id: string
  reference: string
  start: string
}

/** Somebody in reablement with an open action of the therapists’ and one of another team’s, as the file of the demo has them. */
function somebody(perch: Perch): Somebody {
  const db = new Database(join(perch.data, 'perch.db'), { readonly: true })
  const open = `state IN ('agreed', 'accepted', 'measured', 'ordered')`
  const one = `SELECT e.id, p.reference, e.start FROM episode e JOIN person p ON p.id = e.person
    WHERE e.state = 'active' AND e.kind = 'reablement' AND e.start < '2026-11-16'
      AND EXISTS (SELECT 1 FROM action a WHERE a.episode = e.id AND a.team = 'OT' AND a.${open})
    ORDER BY (SELECT count(DISTINCT a.team) FROM action a WHERE a.episode = e.id AND a.${open}) DESC, p.reference`
  try {
    const found = db.prepare<[], Somebody>(one).get()
    if (!found) throw new Error('nobody has an open action of the therapists’')
    return found
  } finally {
    db.close()
  }
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible()
const end = (page: Page) => page.getByRole('button', { name: 'End their time with us' }).click()

/** Everything on the checklist but the outcome and why nobody is told. */
async function fillIn(page: Page): Promise<void> {
  const goals = part(page, 'Goals at the end').getByRole('radio', { name: 'met' })
  for (const goal of await goals.all()) await goal.check()
  const items = part(page, 'Items to collect').getByRole('radio', { name: /Ask to collect/ })
  for (const item of await items.all()) await item.check()
  await part(page, 'Calls stepped down').getByRole('radio', { name: 'Stepped down', exact: true }).check()
  await part(page, 'Their own copy').getByRole('radio', { name: 'Printed', exact: true }).check()
  await part(page, 'Later checks').getByRole('checkbox').check()
  const actions = part(page, 'Open actions').getByRole('listitem')
  for (const action of await actions.all()) {
    const close = action.getByRole('radio', { name: 'Closed' })
    await ((await close.isEnabled()) ? close : action.getByRole('radio', { name: /Kept by/ })).check()
    await action.getByRole('textbox').fill('settled at the end')
  }
}

test('ending is refused, gone on with by a colleague, then done; checked in two keys; taken back by a manager', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const { id, reference, start } = somebody(perch)
    const path = `/episodes/${id}/end`
    const at = (name: string, where: string) => colleagueAt(browser, perch, `${name}@perch.example`, where)
    const priya = await at('priya.shah', `/episodes/${id}`)
    await priya.getByRole('link', { name: 'End', exact: true }).click()
    await expect(priya.getByRole('heading', { name: /^Ending:/ })).toBeVisible()
    await end(priya)
    await expect(priya.getByRole('alert')).toContainText(/does not end yet\. Still missing: .*open actions/)
    const missing = priya.getByRole('navigation', { name: 'Still missing' })
    await expect(priya.getByRole('radio').first()).toBeFocused()
    await missing.getByRole('link', { name: /^Their own copy/ }).click()
    await expect(part(priya, 'Their own copy').getByRole('radio').first()).toBeFocused()
    await priya.keyboard.press('m')
    await expect(part(priya, 'Open actions').getByRole('radio').first()).toBeFocused()
    await expectAccessible(priya)

    // What cannot be classified is said, and holds nothing up. What is typed is there after a reload, for a colleague too.
    await priya.getByRole('radio', { name: 'Ongoing care at home' }).check()
    await expect(priya.getByLabel('What follows')).toHaveValue('long-term care at home')
    await priya.getByLabel('What follows').selectOption('Not said')
    await expect(part(priya, 'Outcome')).toContainText('The national figures cannot classify')
    await priya.getByRole('radio', { name: 'Fully independent, no care needed' }).check()
    await expect(part(priya, 'Outcome')).not.toContainText('cannot classify')
    await priya.getByRole('radio', { name: 'Nobody to tell' }).check()
    await part(priya, 'Onward services told').getByRole('textbox').fill('nobody follows')
    await saved(priya)
    await expect(part(priya, 'Onward services told')).toContainText('not needed: nobody follows')
    await expect(missing.getByRole('link', { name: /^Onward services told/ })).toHaveCount(0)
    await reload(priya)
    await expect(part(priya, 'Onward services told').getByRole('textbox')).toHaveValue('nobody follows')

    const tom = await at('tom.hallam', path)
    await expect(tom.getByText('Saved so far, last by Priya S')).toBeVisible()
    await fillIn(tom)
    await saved(tom)
    await expect(priya.getByText('8 of 8 done')).toBeVisible()
    await expect(missing).toHaveCount(0)
    const board = await at('sandra.beck', '/board')
    await board.getByLabel('Find a person, a reference or an action').fill(reference)
    await expect(board.locator(`a[href="/episodes/${id}"]`)).toBeVisible()
    await end(priya)
    for (const page of [priya, tom]) {
      await expect(page.getByRole('heading', { name: /^Ended on/ })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Take the end back' })).toHaveCount(0)
    }
    await expect(board.locator(`a[href="/episodes/${id}"]`)).toHaveCount(0)
    await expectAccessible(priya)
    for (const page of [priya, tom, board]) expectQuiet(page)
    await closeAll(priya, tom, board)

    // On the day of the first check: one key opens the row, the second says what was found.
    await perch.stop()
    await perch.run({ now: `${addDays(start, 84)}T09:20:00Z` })
    const ade = await at('ade.okafor', '/later-checks')
    await ade.getByLabel('Find a person on this list').fill(reference)
    const row = ade.locator('[data-check]')
    await expect(row).toContainText('84-day check due today')
    await ade.getByLabel('Find a person on this list').press('ArrowDown')
    await ade.keyboard.press('h')
    await expect(ade.getByText(/84-day check: at home\. It can be taken back/)).toBeVisible()
    await expect(row).toHaveCount(0)
    await ade.getByLabel('Find a person on this list').fill('')
    await expect(ade.getByText(/Local estimate: the national figure/)).toBeVisible()
    await expectAccessible(ade)
    const settled = ade.getByRole('link', { name: 'Settled', exact: true })
    await settled.click()
    await expect(settled).toHaveAttribute('aria-current', 'page')
    await ade.getByLabel('Find a person on this list').fill(reference)
    await expect(row).toContainText('84-day check: at home')
    await ade.getByLabel('Find a person on this list').press('Enter')
    await ade.keyboard.press('u')
    await expect(row).toHaveCount(0)

    const sandra = await at('sandra.beck', '/outcomes')
    await expect(sandra.getByRole('heading', { name: 'Still at home on day 91' })).toBeVisible()
    await expectAccessible(sandra)
    await open(sandra, path)
    await expectAccessible(sandra)
    await sandra.getByLabel('Why', { exact: true }).fill('It was for somebody else')
    await sandra.getByRole('button', { name: 'Take the end back' }).click()
    await expect(sandra.getByRole('button', { name: 'End their time with us' })).toBeVisible()
    await expect(part(sandra, 'Outcome')).toContainText('fully independent, no care')
    await open(ade, '/later-checks')
    await ade.getByLabel('Find a person on this list').fill(reference)
    await expect(ade.getByText('Nobody of that name is on this list.')).toBeVisible()
    for (const page of [ade, sandra]) expectQuiet(page)
    await closeAll(ade, sandra)
  } finally {
    await perch.remove()
  }
})
