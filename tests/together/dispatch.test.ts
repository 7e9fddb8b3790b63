import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pauses } from '#lib/server/dispatch/retry.ts'
import { readOutbox } from '#lib/server/dispatch/read-outbox.ts'
import { resend } from '#lib/server/dispatch/resend.ts'
import { testChannel } from '#lib/server/dispatch/test-channel.ts'
import { changeSecret } from '#lib/server/dispatch/new-secret.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { undoAction } from '#lib/server/register/undo-action.ts'
import { delivery } from '#lib/server/storage/dispatch-schema.ts'
import { outbox } from '#lib/server/storage/ledger-schema.ts'
import { auditTrail, cast } from '../support/builders.ts'
import { Dispatching } from '../support/dispatching.ts'
import { Mailbox, Receiver } from '../support/receivers.ts'
import { verified } from '../support/verified.ts'

const hour = 3_600_000
const minute = 60_000
let at: Dispatching
let receiver: Receiver
let other: Receiver
let mailbox: Mailbox

beforeEach(async () => {
  ;[receiver, other, mailbox] = await Promise.all([Receiver.open(), Receiver.open(), Mailbox.open()])
  at = new Dispatching({ mail: { url: mailbox.url, from: 'Perch <perch@city.example>' } })
})
afterEach(async () => {
  await at.remove()
  await Promise.all([receiver.close(), other.close(), mailbox.close()])
})

const typesAt = ({ once }: Receiver) => once.map(({ body }) => (JSON.parse(body) as { type: string }).type)
const whatAt = ({ once }: Receiver) =>
  once.map(({ body }) => (JSON.parse(body) as { data: { what: string } }).data.what)

describe('a webhook', () => {
  test('gets what was agreed, signed, once it cannot be undone any more', async () => {
    const secret = (await at.choose('OT', { webhook: 'on', url: receiver.url })) ?? ''
    const { id } = await at.agree({ room: 'Kitchen', detail: 'she is worried' })
    await at.later(10_000)
    expect(receiver.got).toEqual([])
    await at.later(3_000)
    expect(receiver.got).toHaveLength(1)
    const [got] = receiver.got
    if (!got) throw new Error('nothing came')
    expect(verified(secret, got)).toEqual({
      ...{ type: 'action.agreed', timestamp: '2026-11-23T09:20:00.000Z' },
      data: {
        ...{
          action: id,
          kind: 'equipment',
          item: 'PS01',
          what: 'Perching stool',
          quantity: 1,
          room: 'Kitchen',
        },
        ...{ measures: '', due: '2026-11-24', team: 'OT', state: 'agreed', urgent: false },
        person: { reference: 'RB27010' },
      },
    })
    expect(() => verified('whsec_' + Buffer.from('another').toString('base64'), got)).toThrow()
    await at.later(hour)
    expect(receiver.got).toHaveLength(1)
    expect(at.states).toEqual(['action agreed sent'])
    expect(JSON.stringify(at.desk.storage.select().from(delivery).all())).not.toMatch(/thank you|RB27010/)
  })

  test('what was undone never leaves', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    const { id } = await at.agree()
    at.desk.clock.pass(9_000)
    await at.worker.settled()
    await undoAction(at.desk, cast.priya, { action: id })
    await at.later(hour)
    expect(receiver.got).toEqual([])
    expect(at.states).toEqual([])
  })

  test('is tried again later and later, under one id, and then is dead; resent, it arrives under the same id', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.agree()
    receiver.answers = 500
    await at.later()
    for (const pause of pauses) {
      const before = receiver.got.length
      await at.later(pause - 1)
      expect(receiver.got).toHaveLength(before)
      await at.later(1)
      expect(receiver.got).toHaveLength(before + 1)
    }
    await at.later(100 * hour)
    expect(receiver.got).toHaveLength(pauses.length + 1)
    expect(at.states).toEqual(['action agreed dead'])
    const { dead } = await readOutbox(at.desk, cast.ada, 30)
    expect(dead).toMatchObject([
      { team: 'OT', reference: 'RB27010', answer: 'answered 500 Internal Server Error', attempts: 10 },
    ])
    receiver.answers = 204
    expect(await resend(at.desk, cast.ada, { delivery: dead[0]?.id })).toEqual({ again: 1 })
    await at.later(1)
    expect(at.states).toEqual(['action agreed sent'])
    expect(new Set(receiver.got.map(({ id }) => id)).size).toBe(1)
    expect(auditTrail(at.desk)).toContain('resend done')
    await expect(resend(at.desk, cast.mia, { team: 'OT' })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a receiver that is down for an hour gets everything afterwards, in order, once', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    const { port } = receiver
    await receiver.close()
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await at.agree({ title: 'Perching stool', quantity: 1 + minutes / 5 })
      await at.later(5 * minute)
    }
    receiver = await Receiver.open({ port })
    await at.later(30 * minute)
    await at.later(30 * minute)
    const quantities = receiver.got.map(
      ({ body }) => (JSON.parse(body) as { data: { quantity: number } }).data.quantity,
    )
    expect(quantities).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(receiver.once).toHaveLength(12)
  })

  test('a receiver that never answers holds up no other team', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.choose('CT', { webhook: 'on', url: other.url })
    receiver.answers = 'never'
    let otherHadIt = -1
    await at.agree({ team: 'OT' })
    await at.agree({ team: 'CT', item: undefined, kind: 'task', title: 'Fit a pendant' })
    at.desk.clock.pass(13_000)
    const settled = at.worker.settled()
    while (other.got.length === 0) await new Promise((done) => setImmediate(done))
    otherHadIt = at.states.indexOf('action agreed sent')
    expect(at.states).toContain('action agreed waiting')
    await settled
    expect(otherHadIt).not.toBe(0)
    expect(whatAt(other)).toEqual(['Fit a pendant'])
    expect((await readOutbox(at.desk, cast.ada, 30)).waiting).toMatchObject([
      { team: 'OT', attempts: 1, answer: 'did not answer in time' },
    ])
  })

  test('no redirect is followed, and 410 is final', async () => {
    const [moved] = await Promise.all([Receiver.open({ headers: { location: other.url } })])
    moved.answers = 302
    await at.choose('OT', { webhook: 'on', url: moved.url })
    await at.agree()
    await at.later()
    expect(other.got).toEqual([])
    expect(at.states).toEqual(['action agreed waiting'])
    moved.answers = 410
    await at.later(hour)
    expect(at.states).toEqual(['action agreed dead'])
    await moved.close()
  })

  test('both secrets sign for a day after a change', async () => {
    const first = (await at.choose('OT', { webhook: 'on', url: receiver.url })) ?? ''
    const { secret } = await changeSecret(at.desk, cast.ada, { team: 'OT' })
    await at.agree()
    await at.later()
    await at.later(24 * hour)
    await at.agree()
    await at.later()
    const [early, late] = receiver.got
    if (!early || !late) throw new Error('two were to come')
    verified(first, early)
    verified(secret, early)
    verified(secret, late)
    expect(() => verified(first, late)).toThrow()
    expect(JSON.stringify(auditTrail(at.desk))).not.toContain('whsec_')
  })

  test('the team that had it hears that it has it no more', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.choose('CT', { webhook: 'on', url: other.url })
    const { id } = await at.agree()
    await reAssignAction(at.desk, cast.priya, { action: id, team: 'CT', owner: null })
    await declineAction(at.desk, cast.tom, { action: id, reason: 'no capacity', words: '' })
    await at.later()
    expect(typesAt(receiver)).toEqual(['action.agreed', 'action.withdrawn'])
    expect(typesAt(other)).toEqual(['action.re-assigned', 'action.declined'])
  })

  test('a test waits behind nothing, and what a channel held back is let go when it is turned off', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    receiver.answers = 503
    await at.agree()
    await at.later()
    receiver.answers = 200
    await testChannel(at.desk, cast.ada, { team: 'OT', kind: 'webhook' })
    await at.later(1)
    expect(typesAt(receiver)).toEqual(['action.agreed', 'test'])
    await at.choose('OT', { url: receiver.url })
    expect(at.states).toEqual(['action agreed let go', 'test sent'])
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.later(100 * hour)
    expect(receiver.got).toHaveLength(2)
  })
})

describe('the outbox', () => {
  test('is taken once, and what was sent is removed after its days', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.agree()
    await at.later()
    const worker = at.newWorker()
    await worker.settled()
    expect(receiver.got).toHaveLength(1)
    await at.later(29 * 24 * hour)
    expect(at.states).toHaveLength(1)
    await at.later(2 * 24 * hour)
    expect(at.states).toEqual([])
    expect(at.desk.storage.select().from(outbox).all()).toEqual([])
    await worker.close()
  })

  test('an attempt whose outcome could not be noted is not made again by the same process', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.agree()
    at.desk.clock.pass(13_000)
    const client = at.desk.storage.$client
    client.exec(
      `CREATE TRIGGER full BEFORE UPDATE OF answer ON delivery BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    await at.worker.settled()
    await at.later(minute)
    expect(receiver.got).toHaveLength(1)
    expect(at.errors.length).toBeGreaterThan(0)
    client.exec('DROP TRIGGER full')
    await at.later(minute)
    expect(receiver.got).toHaveLength(1)
    expect(at.states).toEqual(['action agreed sent'])
  })

  test('a stop waits for what is under way, and leaves the rest to the next start', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    await at.agree()
    await at.agree()
    receiver.answers = 'never'
    at.desk.clock.pass(13_000)
    const settled = at.worker.settled()
    while (receiver.got.length === 0) await new Promise((done) => setImmediate(done))
    await at.worker.close()
    await settled
    expect(at.states).toEqual(['action agreed waiting', 'action agreed waiting'])
    receiver.answers = 200
    at.worker = at.newWorker()
    await at.later(hour)
    expect(receiver.once).toHaveLength(2)
    expect(at.states).toEqual(['action agreed sent', 'action agreed sent'])
  })

  test('that has not been looked at for a minute stands still, until it is', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const worker = at.newWorker()
      expect(worker.standsStill).toBe(false)
      vi.advanceTimersByTime(61_000)
      expect(worker.standsStill).toBe(true)
      await worker.settled()
      expect(worker.standsStill).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  test('of a person who is no longer kept nothing is sent', async () => {
    await at.choose('OT', { webhook: 'on', url: receiver.url })
    const { id } = await at.agree()
    receiver.answers = 500
    await at.later()
    at.desk.storage.update(outbox).set({ action: null }).where(eq(outbox.action, id)).run()
    receiver.answers = 200
    await at.later(hour)
    expect(receiver.got).toHaveLength(1)
    expect(at.states).toEqual(['action agreed let go'])
  })
})

describe('the channels’ form', () => {
  test.each([
    [{ mail: 'on', addresses: '' }, 'addresses'],
    [{ mail: 'on', addresses: 'nobody' }, 'addresses'],
    [{ webhook: 'on', url: 'http://orders.example.org' }, 'url'],
    [{ webhook: 'on', url: 'https://10.0.0.1/' }, 'url'],
    [{ webhook: 'on', url: 'https://[fd00::1]/' }, 'url'],
    [{ file: 'on', folder: '../elsewhere' }, 'folder'],
    [{ file: 'on', folder: '/etc' }, 'folder'],
    [{ file: 'on', columns: 'birthDate' }, 'columns'],
    [{ identity: 'everything' }, 'identity'],
  ])('refuses %j at %s, in words', async (wish: Record<string, string>, field) => {
    await expect(at.choose('OT', wish)).rejects.toMatchObject({ code: 'bad-input', field })
  })

  test('offers no e-mail without a mail server, and is for administrators', async () => {
    const without = new Dispatching()
    await expect(without.choose('OT', { mail: 'on', addresses: 'a@b.example' })).rejects.toMatchObject({
      field: 'mail',
    })
    await without.remove()
    await expect(readOutbox(at.desk, cast.mia, 30)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(readOutbox(at.desk, cast.priya, 30)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
