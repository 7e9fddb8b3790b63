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
    // The invented service stands as Monday's file says: nothing to apply, one press to be done, and the run is kept.
    await expect(sandra.getByText('Nothing would change.')).toBeVisible()
    await expect(sandra.getByRole('button', { name: /Apply/ })).toHaveCount(0)
    await sandra.getByRole('button', { name: 'Done' }).click()
    await expect(sandra.getByText('Nothing had changed.')).toBeVisible()
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
    await expect(sandra.getByRole('button', { name: 'Done' })).toBeVisible()
    await expect(sandra.getByRole('alert')).toHaveCount(0)
    expectQuiet(sandra)

    const { cookie } = await SignedIn.as(perch, 'sandra.beck@perch.example')
    const refused = async (path: string, bytes: number) => {
      const body = new FormData()
      body.set('file', new File([large.buffer.subarray(0, bytes)], large.name, { type: large.mimeType }))
      const headers = { cookie, origin: perch.address, accept: 'text/html' }
      const answer = await fetch(`${perch.address}${path}`, { method: 'POST', headers, body })
      expect(answer.status, `${path}, ${String(bytes)} bytes`).toBe(413)
      expect(await answer.text()).toContain('This file is larger than 5 MB.')
    }
    // More than a form may hold, and more than a file may be within a form that may.
    for (const path of ['/caseload?/preview', '/caseload/read'])
      for (const bytes of [large.buffer.length, 5.5 * 1024 * 1024, 5 * 1024 * 1024 + 1])
        await refused(path, bytes)
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
