import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name }).first()

test.describe('the board, together', () => {
  let perch: Perch
  test.beforeAll(async () => {
    perch = await Perch.start()
  })
  test.afterAll(async () => {
    await perch.remove()
  })

  test('a note typed by one is seen by another with a labelled caret, and marks with who set them', async ({
    browser,
  }) => {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/board')
    await expect(priya.getByRole('row')).toHaveCount(114)
    await rowOf(dee, 'Beryl Campbell')
      .getByRole('button', { name: /Today’s note/ })
      .click()
    await dee.getByRole('textbox', { name: /Today’s note/ }).pressSequentially('Pendant tested, works.')
    await expect(rowOf(priya, 'Beryl Campbell')).toContainText('Pendant tested, works.')
    await expect(rowOf(priya, 'Beryl Campbell')).toContainText('Dee, Care tech')
    await expect(dee.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved')
    await dee.keyboard.press('Escape')

    await rowOf(dee, 'Beryl Campbell')
      .getByRole('button', { name: /how it is going/ })
      .click()
    await dee.getByRole('menuitemradio', { name: /Concern/ }).click()
    await expect(rowOf(priya, 'Beryl Campbell')).toContainText('Concern')
    await expect(rowOf(priya, 'Beryl Campbell')).toContainText(/Dee K, 09:2\d/)
    expectQuiet(priya)
    await closeAll(priya, dee)
  })

  test('quick find narrows to one person, by name and by reference', async ({ browser }) => {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    // Keys are heard from the moment the page is alive, and saved is what it says then.
    await expect(priya.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved')
    await priya.keyboard.press('/')
    await priya.keyboard.type('RB27000')
    await expect(priya.getByRole('row')).toHaveCount(2)
    await expect(priya.getByRole('row').nth(1)).toContainText('Dinesh Parmar')
    await closeAll(priya)
  })

  test('an action agreed in a row is on the other board at once and can be undone', async ({ browser }) => {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    const ron = await colleagueAt(browser, perch, 'ron.whitby@perch.example', '/board')
    const add = priya.getByRole('button', { name: 'Agree an action for Bernard Hollis' })
    await add.scrollIntoViewIfNeeded()
    await add.click()
    const line = priya.getByRole('combobox', { name: /Agree an action/ })
    await line.fill('perching stol kitchen')
    await expect(priya.getByRole('option').first()).toContainText(/Perching stool/)
    await line.press('Enter')
    await expect(rowOf(ron, 'Bernard Hollis')).toContainText(/Perching stool/)
    await priya.getByRole('button', { name: /Undo/ }).click()
    await expect(rowOf(ron, 'Bernard Hollis')).not.toContainText(/Perching stool/)
    expectQuiet(ron)
    await closeAll(priya, ron)
  })
})

test('a typed note that was called saved survives kill -9 of the server', async ({ browser }) => {
  const perch = await Perch.start()
  try {
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/board')
    await rowOf(priya, 'Beryl Campbell')
      .getByRole('button', { name: /Today’s note/ })
      .click()
    await priya.getByRole('textbox', { name: /Today’s note/ }).pressSequentially('Kept through a crash.')
    await expect(priya.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved')
    await perch.kill()
    await expect(priya.locator('[data-saved]')).not.toHaveAttribute('data-saved', 'saved')
    await priya.keyboard.type(' And this was typed meanwhile.')
    await perch.run()
    await expect(priya.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved')
    const dee = await colleagueAt(browser, perch, 'dee.kaur@perch.example', '/board')
    await expect(rowOf(dee, 'Beryl Campbell')).toContainText(
      'Kept through a crash. And this was typed meanwhile.',
    )
    await closeAll(priya, dee)
  } finally {
    await perch.remove()
  }
})
