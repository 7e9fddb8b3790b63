import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

/** One card of the page, by its heading. */
const card = (page: Page, title: string | RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title }) })
const form = (page: Page, name: string | RegExp) => page.getByRole('form', { name })

test.describe('what is known about a person', () => {
  let perch: Perch
  let page: Page
  let path: string
  let name: string
  test.describe.configure({ mode: 'serial' })

  test.beforeAll(async ({ browser }) => {
    perch = await Perch.start()
    page = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const link = page.locator('a[href^="/episodes/"]').nth(2)
    path = (await link.getAttribute('href')) ?? ''
    name = ((await link.textContent()) ?? '').replace(/,.*/s, '').trim()
    await open(page, path)
  })
  test.afterAll(async () => {
    await closeAll(page)
    await perch.remove()
  })

  test('a goal is set with hints that stop nobody, and reviewed with what was said', async () => {
    await page.getByRole('button', { name: 'Set a goal' }).click()
    const setting = form(page, 'Set a goal')
    await setting.getByRole('button', { name: 'Set the goal' }).click()
    await expect(setting.getByText(/Write what they want to be able to do/)).toBeVisible()
    const what = setting.getByLabel(/in their own words/)
    await expect(what).toBeFocused()
    await what.fill('Bake again')
    await expect(setting.getByText(/What exactly do they want to do/)).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Tab')
    await setting.getByRole('button', { name: 'Set the goal' }).focus()
    await page.keyboard.press('Enter')
    await expect(
      card(page, /^Goals|What matters/)
        .getByText('Bake again')
        .first(),
    ).toBeVisible()

    await page.getByRole('button', { name: 'Review “Bake again”' }).click()
    const review = form(page, /Review/)
    await review.getByRole('radio', { name: 'working on it' }).check()
    await review.getByLabel('What was said').fill('Made scones with Meera')
    await review.getByRole('button', { name: 'Save the review' }).click()
    await expect(page.getByText('“Made scones with Meera”')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Review “Bake again”' })).toBeFocused()
  })

  test('calls step down with why; the step is said and never asked', async () => {
    await page.getByRole('button', { name: 'Change calls' }).click()
    const change = form(page, 'Change calls')
    const carers = change.getByRole('group', { name: 'Carers' })
    await expect(carers.getByRole('radio')).toHaveCount(2)
    await carers.getByRole('radio', { name: 'Two' }).check()
    await expect(change.getByText(/, two carers, /)).toBeVisible()
    const perDay = change.getByLabel('Calls a day')
    await perDay.fill('0')
    await expect(change.getByText(/a step down/)).toBeVisible()
    await change.getByRole('button', { name: 'Change the calls' }).click()
    await expect(change.getByText('Say why the calls change.')).toBeVisible()
    await change.getByLabel('Why').fill('The key safe is 4471, daughter comes')
    await page.keyboard.press('Enter')
    await expect(change.getByText(/record it in OneTouch/)).toBeVisible()
    await expect(change.getByLabel('Why')).toHaveValue('The key safe is 4471, daughter comes')
    await change.getByLabel('Why').fill('The daughter comes now')
    await page.keyboard.press('Enter')
    await expect(card(page, 'Calls').getByText('The daughter comes now')).toBeVisible()
    await expect(card(page, 'Calls').getByText('▼ step down').first()).toBeVisible()
  })

  test('risks are answered in place to the fire prompt; with consent one press refers', async () => {
    const risks = card(page, /^Risks/)
    await risks.getByText(/Risk questions/).click()
    await expectAccessible(page)
    // Whoever goes there reads it beside the name.
    const alone = risks.getByRole('group', { name: 'Is it safe to visit alone?' })
    await alone.getByRole('button', { name: 'No', exact: true }).click()
    await expect(page.getByRole('list', { name: 'To know' })).toContainText('not safe to visit alone')
    const oxygen = risks.getByRole('group', { name: 'Is oxygen used?' })
    await oxygen.getByRole('button', { name: 'Yes', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(risks.getByText(/Ask whether we may refer them to fire and rescue:.*oxygen/)).toBeVisible()
    await expect(risks.getByRole('button', { name: 'Refer to fire and rescue', exact: true })).toHaveCount(0)
    await risks.getByRole('button', { name: /fire and rescue referral/ }).click()
    const consent = form(page, /fire and rescue referral/)
    await consent.getByRole('button', { name: 'Save' }).click()
    await expect(consent.getByText('Say whether they said yes or no.')).toBeVisible()
    await consent.getByRole('radio', { name: 'They said yes' }).check()
    await page.keyboard.press('Enter')
    await risks.getByRole('button', { name: 'Refer to fire and rescue', exact: true }).click()
    await expect(risks.getByText(/Referred to fire and rescue on Mon 23 Nov/)).toBeVisible()
    await expect(card(page, /^Open actions/).getByText(/Safe and well visit/)).toBeVisible()
  })

  test('communication is one flag, on the page, the board and their copy', async () => {
    await page.getByRole('button', { name: 'Change communication needs' }).click()
    const needs = form(page, 'Change communication needs')
    await needs.getByLabel('Language').fill('Polish')
    const interpreter = needs.getByRole('group', { name: 'Interpreter' })
    await interpreter.getByRole('radio', { name: 'Yes' }).check()
    await needs.getByRole('checkbox', { name: 'large print' }).check()
    await expectAccessible(page)
    await needs.getByRole('button', { name: 'Save' }).click()
    const flag = 'Polish, interpreter, large print'
    await expect(card(page, 'Communication').getByText(flag)).toBeVisible()
    await open(page, `${path}/copy`)
    await expect(page.getByText(`What helps you: ${flag}`)).toBeVisible()
    await expectAccessible(page)
    await open(page, '/board')
    await expect(page.getByRole('rowheader', { name: new RegExp(name) }).getByText(flag)).toBeVisible()
    await open(page, path)
  })

  test('safeguarding has no field for a story; ReSPECT stands beside the words that Perch is never its source', async () => {
    await page.getByRole('button', { name: /safeguarding$/ }).click()
    const concern = form(page, /safeguarding$/)
    await concern.getByRole('radio', { name: 'Yes' }).check()
    await expect(concern.locator('textarea')).toHaveCount(0)
    await concern.getByLabel(/Reference/).fill('her neighbour 2')
    await concern.getByRole('button', { name: 'Save' }).click()
    await expect(concern.getByText(/Write the reference alone/)).toBeVisible()
    await concern.getByLabel(/Reference/).fill('SG-2026-0417')
    await concern.getByRole('button', { name: 'Save' }).click()
    await expect(concern.getByText('Choose who owns it.')).toBeVisible()
    await concern.getByLabel('Owner').selectOption({ label: 'Ade Okafor, SW' })
    await concern.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(/An initial decision is due by Mon 30 Nov/)).toBeVisible()

    const plan = card(page, 'ReSPECT and DNACPR')
    await expect(plan.getByText(/never the source of a resuscitation decision/)).toBeVisible()
    await plan.getByRole('button', { name: /ReSPECT or DNACPR$/ }).click()
    const asks = form(page, /ReSPECT or DNACPR$/)
    await asks.getByRole('radio', { name: 'Yes' }).check()
    await asks.getByLabel('Where the copy is').fill('Fridge, not for CPR')
    await asks.getByRole('button', { name: 'Save' }).click()
    await expect(asks.getByText(/Write only where the copy is/)).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(asks).toHaveCount(0)
    await expect(plan.getByRole('button', { name: /ReSPECT or DNACPR$/ })).toBeFocused()
    expectQuiet(page)
  })
})
