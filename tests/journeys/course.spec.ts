import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const course = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Course' }) })

test('a referral accepted by one key, started, in hospital and back with its days, extended with a reason', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const joyce = await colleagueAt(browser, perch, 'joyce.lam@perch.example', '/board')
    await expect(joyce.getByRole('link', { name: 'Joan Alderman' })).toHaveCount(0)
    await priya.getByRole('link', { name: 'Referrals waiting 3' }).click()
    await expect(priya.getByRole('heading', { name: 'Waiting for a yes or a no 3' })).toBeVisible()
    await expectAccessible(priya)

    // One key accepts; everybody's board has them, and one referral fewer.
    const row = (name: string) => priya.getByRole('listitem', { name })
    await row('Joan Alderman').focus()
    await priya.keyboard.press('y')
    await expect(priya.getByText('Joan Alderman: accepted. The first visit is due.')).toBeVisible()
    await expect(row('Joan Alderman')).toContainText('first visit due by Wed 25 Nov, planned for Tue 24 Nov')
    await expect(joyce.getByRole('link', { name: 'Referrals waiting 2' })).toBeVisible()
    await expect(joyce.getByRole('row').filter({ hasText: 'Joan Alderman' })).toContainText('Starts tomorrow')

    // Declined with a reason: what was typed stays when it is refused.
    await row('Ron Keightley').focus()
    await priya.keyboard.press('d')
    const why = priya.getByRole('textbox', { name: 'Why' })
    await expect(why).toBeFocused()
    await why.fill('key safe 4471')
    await priya.keyboard.press('Enter')
    await expect(priya.getByRole('alert')).toContainText('key-safe code')
    await expect(why).toHaveValue('key safe 4471')
    await expectAccessible(priya)
    await why.fill('no capacity before Friday')
    await priya.keyboard.press('Enter')
    await expect(priya.getByText('Ron Keightley: declined, with the reason.')).toBeVisible()
    await expect(row('Ron Keightley')).toHaveCount(0)

    // The first visit was today.
    await row('Joan Alderman').focus()
    await priya.keyboard.press('v')
    await expect(priya.getByRole('radio', { name: 'Today' })).toBeFocused()
    await priya.keyboard.press('Enter')
    await expect(row('Joan Alderman')).toHaveCount(0)
    await expect(joyce.getByRole('row').filter({ hasText: 'Joan Alderman' })).toContainText('Day 1')

    // On somebody's page: gone yesterday, said today; the clock in words, never silent.
    const dinesh = joyce.getByRole('row').filter({ hasText: 'Dinesh Parmar' }).getByRole('link').first()
    await open(joyce, (await dinesh.getAttribute('href')) ?? '')
    await expect(course(joyce)).toContainText('Day 25 of 42')
    await course(joyce).getByRole('button', { name: 'Gone to hospital…' }).click()
    await joyce.getByRole('radio', { name: 'Another day' }).check()
    await joyce.getByLabel('The day', { exact: true }).fill('2026-11-20')
    await joyce.getByRole('button', { name: 'Gone to hospital', exact: true }).click()
    await expect(course(joyce)).toContainText('In hospital since Fri 20 Nov')
    await expect(course(joyce)).toContainText('the clock goes on')

    // Back before they went is refused beside the day; then with its day.
    await course(joyce).getByRole('button', { name: 'Back from hospital…' }).click()
    await joyce.getByRole('radio', { name: 'Another day' }).check()
    await joyce.getByLabel('The day', { exact: true }).fill('2026-11-19')
    await course(joyce).getByRole('button', { name: 'Back from hospital', exact: true }).click()
    await expect(course(joyce).getByRole('alert')).toContainText('The day back cannot be before')
    await joyce.getByLabel('The day', { exact: true }).fill('2026-11-22')
    await course(joyce).getByRole('button', { name: 'Back from hospital', exact: true }).click()
    await expect(course(joyce)).toContainText('Fri 20 Nov to Sun 22 Nov')
    await expect(course(joyce)).toContainText('Day 25 of 42; 2 days in hospital counted')

    // A day was wrong: corrected on the spot.
    await course(joyce).getByRole('button', { name: 'Correct the days' }).click()
    await joyce.getByLabel('Went on').fill('2026-11-18')
    await course(joyce).getByRole('button', { name: 'Correct', exact: true }).click()
    await expect(course(joyce)).toContainText('Wed 18 Nov to Sun 22 Nov')
    await expect(course(joyce)).toContainText('4 days in hospital counted')

    // Extended past day 42, with the reason; not to a day within the six weeks.
    await course(joyce).getByRole('button', { name: 'Extend past day 42…' }).click()
    await joyce.getByRole('textbox', { name: 'Until' }).fill('2026-12-01')
    await joyce.getByRole('textbox', { name: 'Why' }).fill('waits for a stair lift')
    await course(joyce).getByRole('button', { name: 'Extend', exact: true }).click()
    await expect(course(joyce).getByRole('alert')).toContainText('The six weeks last until Thu 10 Dec')
    await expect(joyce.getByRole('textbox', { name: 'Why' })).toHaveValue('waits for a stair lift')
    await joyce.getByRole('textbox', { name: 'Until' }).fill('2026-12-18')
    await course(joyce).getByRole('button', { name: 'Extend', exact: true }).click()
    await expect(course(joyce)).toContainText('Extended until Fri 18 Dec: waits for a stair lift')
    await expectAccessible(joyce)

    // The first visit is put right by those who lead alone, with a reason.
    await expect(course(joyce).getByRole('button', { name: 'Correct the first visit' })).toHaveCount(0)
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/board')
    await open(sandra, new URL(joyce.url()).pathname)
    await course(sandra).getByRole('button', { name: 'Correct the first visit' }).click()
    await sandra.getByLabel('First visit', { exact: true }).fill('2026-10-29')
    await course(sandra).getByRole('button', { name: 'Correct', exact: true }).click()
    await expect(course(sandra).getByRole('alert')).toContainText('Say why')
    await course(sandra).getByLabel('Why').fill('the file had the day after')
    await expectAccessible(sandra)
    await course(sandra).getByRole('button', { name: 'Correct', exact: true }).click()
    await expect(course(sandra)).toContainText('Under way since Thu 29 Oct')
    await expect(course(sandra)).toContainText('Day 26 of 42')
    await expect(sandra.locator('#story')).toContainText('the file had the day after')
    expectQuiet(sandra)
    await closeAll(sandra)
    expectQuiet(priya)
    expectQuiet(joyce)
    await closeAll(priya, joyce)
  } finally {
    await perch.remove()
  }
})
