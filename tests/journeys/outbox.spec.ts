import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { closeAll, colleagueAt, expectAccessible, open } from '../support/browser.ts'
import { mondayMorning, Perch } from '../support/perch.ts'
import { Receiver } from '../support/receivers.ts'
import { command, SignedIn } from '../support/signed-in.ts'

test('an administrator chooses how a team’s actions leave, tests it, sees what died and sends it again', async ({
  browser,
}) => {
  const receiver = await Receiver.open()
  const perch = await Perch.start({ settings: { PERCH_WEBHOOK_LOOPBACK: '1' } })
  try {
    const lewis = await colleagueAt(browser, perch, 'lewis.carr@perch.example', '/outbox')
    await expect(lewis.getByText('Nothing has left yet.')).toBeVisible()
    await expectAccessible(lewis)
    await lewis.getByRole('link', { name: 'Channels of Occupational therapy' }).click()
    await expect(lewis.getByRole('checkbox', { name: 'E-mail' })).toBeDisabled()
    await expect(lewis.getByText('This server has no mail server.')).toBeVisible()
    await lewis.getByRole('checkbox', { name: 'Webhook' }).check()
    await lewis.getByLabel('Address', { exact: true }).fill('http://192.168.0.7/orders')
    await lewis.getByRole('button', { name: 'Save' }).click()
    await expect(lewis.getByRole('alert')).toContainText('Begin it with https://.')
    await expect(lewis.getByLabel('Address', { exact: true })).toHaveValue('http://192.168.0.7/orders')
    await expectAccessible(lewis)

    await lewis.getByLabel('Address', { exact: true }).fill(receiver.url)
    await lewis.getByRole('radio', { name: /Initials and reference/ }).check()
    await lewis.getByRole('button', { name: 'Save' }).click()
    await expect(lewis.getByText(/^whsec_/)).toBeVisible()
    await expectAccessible(lewis)
    await lewis.getByRole('button', { name: 'Send a test by webhook' }).click()
    await expect(lewis.getByText('A test is on its way by webhook.')).toBeVisible()
    await expect(lewis.getByText(/^whsec_/)).toHaveCount(0)
    await expect.poll(() => receiver.got.length).toBe(1)
    await lewis.getByRole('link', { name: 'See how it went' }).click()
    const sent = lewis.getByRole('region', { name: /Sent lately/ })
    await expect(sent).toContainText('a test')
    await expect(sent).toContainText('answered 200 OK')

    receiver.answers = 410
    await agreeOne(perch)
    await perch.stop()
    await perch.run({ now: new Date(Date.parse(mondayMorning) + 600_000).toISOString() })
    await expect.poll(() => receiver.got.length).toBe(2)
    await open(lewis, '/outbox')
    const dead = lewis.getByRole('region', { name: /Not sent/ })
    await expect(dead).toContainText(/RB\d+, agreed/)
    await expect(dead).toContainText('answered 410 Gone, tried once')
    await expectAccessible(lewis)
    receiver.answers = 200
    await dead.getByRole('button', { name: /^Send now RB\d+, agreed, OT$/ }).click()
    await expect(lewis.getByText('1 is being sent again now.')).toBeVisible()
    await expect.poll(() => receiver.got.length).toBe(3)
    expect(receiver.got[2]?.id).toBe(receiver.got[1]?.id)
    await expect(lewis.getByText('Everything that was to leave has left')).toBeVisible()
    await closeAll(lewis)

    for (const name of ['priya.shah', 'sandra.beck']) {
      const other = await colleagueAt(browser, perch, `${name}@perch.example`, '/outbox')
      await expect(other.getByRole('heading', { name: 'Not for your role' })).toBeVisible()
      await closeAll(other)
    }
  } finally {
    await perch.remove()
    await receiver.close()
  }
})

async function agreeOne(perch: Perch): Promise<void> {
  const priya = await SignedIn.as(perch, 'priya.shah@perch.example')
  const episode = /data-episode="([^"]+)"/.exec(await (await priya.get('/board')).text())?.[1] ?? ''
  const { socket } = await priya.live()
  const what = { kind: 'task', title: 'Ring the GP', quantity: 1, team: 'OT', owner: null } as const
  const answer = await command(socket, 'agree action', {
    ...{ id: randomUUID(), episode, ...what, due: '2026-11-25' },
  })
  expect(answer.ok).toBe(true)
  socket.disconnect()
}
