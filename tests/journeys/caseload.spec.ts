import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const file = (day: string) => `src/lib/server/invented/caseload-2026-11-${day}.csv`

test('a manager uploads Monday’s file, then Tuesday’s: new people, changed calls, nobody deleted', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/caseload')
    await sandra.locator('input[type=file]').first().setInputFiles(file('23'))
    await expect(sandra.getByText(/113/).first()).toBeVisible()
    await sandra.getByRole('button', { name: /Apply/ }).click()
    await expect(sandra.getByRole('link', { name: 'To the board' })).toBeVisible()

    await sandra.goto('/caseload')
    await sandra.locator('input[type=file]').first().setInputFiles(file('24'))
    await expect(sandra.getByRole('button', { name: /Apply.*115/ })).toBeVisible()
    await expect(sandra.getByText('Raymond Okoro')).toBeVisible()
    await sandra.getByRole('button', { name: /Apply/ }).click()
    await sandra.getByRole('link', { name: 'To the board' }).click()
    await sandra.waitForURL('/board')
    await expect(sandra.getByRole('row')).toHaveCount(121)
    const gone = sandra.getByRole('row').filter({ hasText: 'not in today’s file' })
    await expect(gone).toHaveCount(5)
    expectQuiet(sandra)
    await closeAll(sandra)
  } finally {
    await perch.remove()
  }
})

test('a colleague is refused the caseload page in words', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/caseload')
    await expect(priya.getByRole('heading', { name: 'Not for your role' })).toBeVisible()
    await closeAll(priya)
  } finally {
    await perch.remove()
  }
})
