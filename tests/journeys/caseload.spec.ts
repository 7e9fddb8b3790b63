import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectQuiet, open } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'
import { SignedIn } from '../support/signed-in.ts'

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

    await open(sandra, '/caseload')
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

test('a file too large is refused in words: in the browser before it is sent, and by the server', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const sandra = await colleagueAt(browser, perch, 'sandra.beck@perch.example', '/caseload')
    const sent: string[] = []
    sandra.on('request', (request) => sent.push(request.method()))
    const large = { name: 'scans.csv', mimeType: 'text/csv', buffer: Buffer.alloc(6 * 1024 * 1024 + 1, 'a') }
    await sandra.locator('input[type=file]').first().setInputFiles(large)
    await expect(sandra.getByRole('alert')).toContainText('larger than 5 MB')
    expect(sent).not.toContain('POST')
    await sandra.locator('.drop').evaluate((drop) => {
      const files = new DataTransfer()
      files.items.add(new File([new Uint8Array(6 * 1024 * 1024 + 1)], 'scans.csv', { type: 'text/csv' }))
      drop.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
    })
    await expect(sandra.getByRole('alert')).toContainText('larger than 5 MB')
    expect(sent).not.toContain('POST')
    await sandra.locator('input[type=file]').first().setInputFiles(file('23'))
    await expect(sandra.getByRole('button', { name: /Apply/ })).toBeVisible()
    await expect(sandra.getByRole('alert')).toHaveCount(0)
    expectQuiet(sandra)

    const body = new FormData()
    body.set('file', new File([large.buffer], large.name, { type: large.mimeType }))
    const { cookie } = await SignedIn.as(perch, 'sandra.beck@perch.example')
    const answer = await fetch(`${perch.address}/caseload?/preview`, {
      method: 'POST',
      headers: { cookie, origin: perch.address, accept: 'text/html' },
      body,
    })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('This file is larger than 5 MB.')
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
