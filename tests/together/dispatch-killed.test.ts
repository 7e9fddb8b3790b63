import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sayColumns } from '#lib/reablement/outgoing.ts'
import { mondayMorning, pause, Perch } from '../support/perch.ts'
import { Mailbox, Receiver } from '../support/receivers.ts'
import { command, SignedIn } from '../support/signed-in.ts'
import { verified } from '../support/verified.ts'
import { eventually } from '../support/eventually.ts'
import { until } from '../support/page-client.ts'

let receiver: Receiver
let mailbox: Mailbox
let perch: Perch

beforeEach(async () => {
  ;[receiver, mailbox] = await Promise.all([Receiver.open(), Mailbox.open()])
  const settings = {
    ...{ PERCH_WEBHOOK_LOOPBACK: '1', PERCH_SMTP_URL: mailbox.url },
    PERCH_MAIL_FROM: 'Perch <perch@city.example>',
  }
  perch = await Perch.start({ settings })
})
afterEach(async () => {
  await perch.remove()
  await Promise.all([receiver.close(), mailbox.close()])
})

/** Chooses the therapists’ channels by the administrator’s form; returns the webhook’s secret, which the page shows. */
async function choose(): Promise<string> {
  const lewis = await SignedIn.as(perch, 'lewis.carr@perch.example')
  const answer = await lewis.post('/teams/OT/channels?/save', {
    ...{ identity: 'reference', webhook: 'on', url: receiver.url, mail: 'on', addresses: 'ot@city.example' },
    ...{ file: 'on', folder: 'orders', json: 'on' },
    columns: sayColumns([{ field: 'action', heading: 'Action' }]),
  })
  const secret = /whsec_[\w+/=]+/.exec(await answer.text())?.[0]
  if (answer.status !== 200 || !secret) throw new Error(`not saved: ${String(answer.status)}`)
  return secret
}

/** Agrees urgent actions; each was called agreed by the server. Returns their ids, in order. */
async function agreed(howMany: number): Promise<string[]> {
  const priya = await SignedIn.as(perch, 'priya.shah@perch.example')
  const board = await (await priya.get('/board')).text()
  const episode = /data-episode="([^"]+)"/.exec(board)?.[1] ?? ''
  const { socket } = await priya.live()
  const ids = Array.from({ length: howMany }, () => randomUUID())
  for (const id of ids) {
    const what = { kind: 'task', title: 'Ring the GP', quantity: 1, team: 'OT', owner: null } as const
    const answer = await command(socket, 'agree action', {
      ...{ id, episode, ...what, due: '2026-11-25', urgent: true },
    })
    if (!answer.ok) throw new Error(answer.problem.words)
  }
  socket.disconnect()
  return ids
}

const after = (minutes: number) => new Date(Date.parse(mondayMorning) + minutes * 60_000).toISOString()
const actionIn = (body: string) => (JSON.parse(body) as { data: { action: string } }).data.action
const files = () => {
  const folder = join(perch.data, 'handoff', 'orders')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { Action: string }).Action)
}

test('killed between agree and send: after the restart exactly one arrives by each channel', async () => {
  const secret = await choose()
  const [id = ''] = await agreed(1)
  await perch.kill()
  expect(receiver.got).toEqual([])
  expect(mailbox.mails).toEqual([])
  await perch.run({ now: after(2) })
  await eventually(() => {
    expect(receiver.got).toHaveLength(1)
    expect(mailbox.mails).toHaveLength(1)
    expect(files()).toEqual([id])
  })
  const [got] = receiver.got
  if (!got) throw new Error('nothing came')
  expect(verified(secret, got)).toMatchObject({
    type: 'action.agreed',
    data: { action: id, what: 'Ring the GP' },
  })
  expect(await (await fetch(`${perch.address}/healthz`)).json()).toMatchObject({ sending: 'runs' })
  expect(await perch.stop()).toBe(0)
  await perch.run({ now: after(30) })
  await perch.stop()
  expect(receiver.got).toHaveLength(1)
  expect(mailbox.mails).toHaveLength(1)
  expect(perch.output).not.toMatch(/whsec_|ot@city/)
})

test('killed again and again while it sends: each arrives once by its id, in order', async () => {
  await choose()
  const ids = await agreed(12)
  await perch.kill()
  // The receiver holds its answers back now and then, so that some kills fall between taking and noting it.
  for (let kill = 1; kill <= 6; kill += 1) {
    receiver.answers = kill % 2 === 0 ? 200 : 'never'
    const before = receiver.got.length
    await perch.run({ now: after(2 * kill) })
    // On a quick machine a round that is answered leaves nothing for those after it.
    const isOver = receiver.once.length === ids.length
    if (receiver.answers === 'never' && !isOver)
      await until('something more came', () => receiver.got.length > before)
    else await pause(20 * kill)
    await perch.kill()
  }
  receiver.answers = 200
  await perch.run({ now: after(60) })
  await eventually(() => {
    expect(receiver.once.map(({ body }) => actionIn(body))).toEqual(ids)
    expect(new Set(mailbox.mails.map((mail) => mail.id)).size).toBe(ids.length)
    expect([...files()].sort()).toEqual([...ids].sort())
  })
  // Some came twice: what the id is for.
  expect(receiver.got.length).toBeGreaterThan(ids.length)
  expect(await perch.stop()).toBe(0)
})
