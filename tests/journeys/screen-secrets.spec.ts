import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { agree, lookAtOne, start } from '../support/huddle.ts'
import { closeAll, colleagueAt, expectQuiet, screenAt } from '../support/browser.ts'
import { Perch } from '../support/perch.ts'
import { peopleOf, privateIn } from '../support/private.ts'
import { fields, marked, secretOf, writeSecrets } from '../support/secrets.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Somebody of the rest comes onto the agenda, with a reason that says too much. */
async function putOn(page: Page, why: string): Promise<string> {
  await page.keyboard.press('r')
  const adding = page.getByRole('dialog', { name: 'Put somebody on the agenda' })
  await adding.getByLabel('Who').selectOption({ index: 4 })
  await adding.getByLabel(/Why/).fill(why)
  await adding.getByRole('button', { name: 'Put on the agenda' }).click()
  await expect(adding).toHaveCount(0)
  return why
}

test('secrets of other people in every story, goal, note, flag, chip, reason and action: the room sees none', async ({
  browser,
}) => {
  const perch = await Perch.start()
  try {
    const everybody = peopleOf(perch)
    const secret = (place: number) => secretOf(everybody[place] ?? { surname: '', telephone: '', hidden: [] })
    // Without this the walk below would prove nothing.
    expect(privateIn(everybody.map(secretOf).join('. '), everybody).length).toBeGreaterThan(113 * 5)
    await perch.kill()
    writeSecrets(perch, everybody)
    await perch.run()

    const room = await screenAt(browser, perch, 'amrit.bains@perch.example')
    const priya = await colleagueAt(browser, perch, 'priya.shah@perch.example', '/huddle')
    const imran = await colleagueAt(browser, perch, 'imran.qureshi@perch.example', '/huddle')
    const seen = new Set<string>()
    const look = async () => {
      const html = await room.content()
      expect(privateIn(html, everybody)).toEqual([])
      for (const field of [...fields, 'note', 'added']) if (html.includes(marked(field))) seen.add(field)
    }
    await expect(heading(room)).toHaveText('Waiting for the huddle to start')
    await look()
    await start(priya)
    let name = ''
    for (let turn = 0; name !== 'Read back' && turn < 120; turn += 1) {
      name = (await heading(priya).textContent())?.trim() ?? ''
      await expect(heading(room)).toHaveText(name)
      await look()
      if (turn === 3) await putOn(imran, `${marked('added')} ${secret(11)}. Safeguarding raised`)
      if (turn === 6 || turn === 9) {
        await imran.keyboard.press('e')
        await imran
          .getByRole('textbox', { name: /note/i })
          .fill(
            `${marked('note')} ${secret(turn)}. Respect form in place. SG raised\n${secret(turn + 1)}\nEats well`,
          )
        await expect(room.getByText('Eats well')).toBeVisible()
        await imran.keyboard.press('Escape')
        await look()
      }
      if (turn === 7) {
        await agree(priya, `perching stool ${secret(30).slice(0, 60)}`)
        await expect(room.getByRole('article').first()).toBeVisible()
        await look()
      }
      if (name.startsWith('Quick look')) await lookAtOne(priya)
      else if (name !== 'Read back') {
        await priya.keyboard.press('ArrowRight')
        await expect(heading(priya)).not.toHaveText(name)
      }
    }
    expect(name).toBe('Read back')
    await priya.keyboard.press('c')
    await priya.getByRole('dialog').getByRole('button', { name: 'Close the huddle' }).click()
    await expect(room.getByText(/Huddle closed at/)).toBeVisible()
    await look()
    expect([...seen].sort()).toEqual([...fields, 'note', 'added'].sort())
    for (const page of [room, priya, imran]) expectQuiet(page)
    await closeAll(room, priya, imran)
  } finally {
    await perch.remove()
  }
})
