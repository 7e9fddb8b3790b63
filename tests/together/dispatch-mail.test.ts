import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readOutbox } from '#lib/server/dispatch/read-outbox.ts'
import { resend } from '#lib/server/dispatch/resend.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { cancelAction } from '#lib/server/register/cancel-action.ts'
import { correctAction } from '#lib/server/register/correct-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { measureAction } from '#lib/server/register/measure-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { delivery } from '#lib/server/storage/dispatch-schema.ts'
import { addItem, cast } from '../support/builders.ts'
import { Dispatching } from '../support/dispatching.ts'
import { Mailbox } from '../support/receivers.ts'

const hour = 3_600_000
let at: Dispatching
let mailbox: Mailbox

beforeEach(async () => {
  mailbox = await Mailbox.open()
  at = new Dispatching({ mail: { url: mailbox.url, from: 'Perch <perch@city.example>' } })
})
afterEach(async () => {
  await at.remove()
  await mailbox.close()
})

describe('e-mail', () => {
  const mine = { mail: 'on', addresses: 'stools@city.example, ot@city.example' }

  test('is one digest a team at the close, with nothing of anybody in its subject', async () => {
    await at.choose('OT', { ...mine, identity: 'initials' })
    await at.agree({ room: 'Kitchen', quantity: 2 })
    await at.agree({ episode: 'neville-stay', item: undefined, kind: 'task', title: 'Ring <b>the</b> GP' })
    const { id } = await at.agree({ episode: 'dot-stay' })
    await at.later()
    await undoAtLast(id)
    await at.later()
    expect(mailbox.mails).toEqual([])
    await at.holdHuddle()
    await at.later()
    await at.later(hour)
    expect(mailbox.mails).toHaveLength(1)
    const [mail] = mailbox.mails
    expect(mail?.subject).toBe('Perch, Occupational therapy: 2 actions from the huddle of Mon 23 Nov')
    expect(mail?.to).toEqual(['stools@city.example', 'ot@city.example'])
    expect(mail?.raw).toContain('- Perching stool × 2 · Kitchen · by Tue 24 Nov · RB27010, KC')
    expect(mail?.raw).toContain('- Ring <b>the</b> GP · by Tue 24 Nov · RB27001, NO')
    expect(mail?.raw).toContain('<li>Ring &lt;b&gt;the&lt;/b&gt; GP')
    expect(mail?.raw).not.toMatch(/RB27002|Chauhan|Invented Street/)
    expect(mail?.id).toMatch(/^<[\w-]{16}@city\.example>$/)
  })

  /** Re-assigned away before the close: the team is not told of it at all. */
  async function undoAtLast(action: string): Promise<void> {
    await reAssignAction(at.desk, cast.priya, { action, team: 'CT', owner: null })
  }

  test('is sent at once when it is urgent, said again in the digest, and taken back by another', async () => {
    await at.choose('OT', mine)
    const { id } = await at.agree({ urgent: true })
    await at.later()
    expect(mailbox.mails.map(({ subject }) => subject)).toEqual([
      'Perch, Occupational therapy: 1 urgent action',
    ])
    await at.holdHuddle()
    await at.later()
    expect(mailbox.mails[1]?.raw).toContain('- Urgent: Perching stool')
    await reAssignAction(at.desk, cast.priya, { action: id, team: 'CT', owner: null })
    await at.later()
    expect(mailbox.mails[2]?.subject).toBe('Perch, Occupational therapy: 1 action is no longer yours')
    expect(mailbox.mails).toHaveLength(3)
  })

  test('says at once that what was cancelled is not, and what was declined, in the digest', async () => {
    await at.choose('OT', mine)
    const { id } = await at.agree()
    const other = await at.agree({ episode: 'dot-stay' })
    await at.holdHuddle()
    await at.later()
    await cancelAction(at.desk, cast.priya, { action: id, reason: 'the wrong one' })
    await correctAction(at.desk, cast.priya, { action: id, reason: 'the right one' })
    await at.later()
    expect(mailbox.mails.slice(1).map(({ subject }) => subject.split(': ')[1])).toEqual([
      '1 action is no longer yours',
      '1 action is yours again',
    ])
    expect(mailbox.mails[2]?.raw).toContain('Yours again\r\n- Perching stool · by Tue 24 Nov · RB27010')
    await declineAction(at.desk, cast.olu, { action: other.id, reason: 'no capacity', words: '' })
    await correctAction(at.desk, cast.olu, { action: other.id, reason: 'there is somebody' })
    await at.later()
    await at.holdHuddle()
    await at.later()
    expect(mailbox.mails.at(-1)?.raw).toContain('Yours again\r\n- Perching stool · by Tue 24 Nov · RB27002')
  })

  test('says that something is gone also when nobody knows any more whether it was told', async () => {
    await at.choose('OT', mine)
    const { id } = await at.agree()
    await at.holdHuddle()
    await at.later()
    await at.later(31 * 24 * hour)
    at.worker = at.newWorker()
    await at.later()
    expect(at.states).toEqual([])
    await acceptAction(at.desk, cast.olu, { action: id })
    await cancelAction(at.desk, cast.olu, { action: id, reason: 'not needed' })
    await at.later()
    expect(mailbox.mails.at(-1)?.subject).toBe('Perch, Occupational therapy: 1 action is no longer yours')
  })

  test('is tried again when the server is busy, and dead when it refuses; its words are kept nowhere', async () => {
    await at.choose('OT', mine)
    mailbox.refuses = 451
    await at.agree({ urgent: true })
    await at.later()
    expect((await readOutbox(at.desk, cast.ada, 30)).waiting).toMatchObject([
      { answer: 'the mail server refused it with 451' },
    ])
    mailbox.refuses = 550
    await at.later(hour)
    expect((await readOutbox(at.desk, cast.ada, 30)).dead).toHaveLength(1)
    expect(JSON.stringify(at.desk.storage.select().from(delivery).all())).not.toContain('Chauhan')
    mailbox.refuses = null
    await resend(at.desk, cast.ada, { team: 'OT' })
    await at.later(1)
    expect(mailbox.mails).toHaveLength(1)
  })

  test('two huddles that closed while nothing ran are two digests', async () => {
    await at.choose('OT', mine)
    await at.agree()
    at.desk.clock.pass(hour)
    await at.holdHuddle()
    at.desk.clock.setTo('2026-11-24T09:30:00.000Z')
    await at.agree({ due: '2026-11-25' })
    at.desk.clock.pass(hour)
    await at.holdHuddle()
    await at.later()
    expect(mailbox.mails.map(({ subject }) => subject.split(': ')[1])).toEqual([
      '1 action from the huddle of Mon 23 Nov',
      '1 action from the huddle of Tue 24 Nov',
    ])
  })
})

describe('a hand-off file', () => {
  test('is read back, in the portal’s order and words, without a formula', async () => {
    const columns = 'reference = Client ref\nwhat = Product\nquantity\nroom\nmeasures\nname\npostcode'
    await at.choose('OT', { file: 'on', columns, identity: 'name and address' })
    const measures = [{ name: 'user weight', value: '78' }]
    await at.agree({ room: '=1+1', quantity: 2, measures })
    await at.later()
    const folder = join(at.folder, 'OT')
    const [csv = '', json = ''] = readdirSync(folder).sort()
    expect([csv, json]).toEqual([
      expect.stringMatching(/^2026-11-23T09-20-00-[\w-]{16}\.csv$/),
      expect.stringMatching(/^2026-11-23T09-20-00-[\w-]{16}\.json$/),
    ])
    const row = {
      ...{ 'Client ref': 'RB27010', Product: 'Perching stool', Quantity: '2', Room: "'=1+1" },
      ...{ Measurements: '', Name: 'Kamla Chauhan', Postcode: 'LE4 3ZZ' },
    }
    const read: unknown = parse(readFileSync(join(folder, csv)), { columns: true, bom: true })
    expect(read).toEqual([row])
    expect(JSON.parse(readFileSync(join(folder, json), 'utf8'))).toEqual({
      ...row,
      Quantity: 2,
      Room: '=1+1',
    })
    expect(Object.keys(JSON.parse(readFileSync(join(folder, json), 'utf8')) as object)[0]).toBe('Client ref')
  })

  test('is written again when the thing was measured, and when that was corrected', async () => {
    await at.choose('OT', { file: 'on', columns: 'measures\nload\nstep' })
    addItem(at.desk, { code: 'SEA', name: 'Stool', measurements: 'seat height [cm 35-65]; colour' })
    const { id } = await at.agree({ item: 'SEA' })
    await acceptAction(at.desk, cast.olu, { action: id })
    await at.later()
    const measures = [
      { name: 'seat height', value: '48' },
      { name: 'user weight', value: '78' },
    ]
    await measureAction(at.desk, cast.olu, { action: id, measures })
    await at.later()
    await measureAction(at.desk, cast.olu, { action: id, measures: [{ name: 'colour', value: 'blue' }] })
    await at.later()
    await correctAction(at.desk, cast.olu, { action: id, reason: 'wrong stool' })
    await at.later()
    expect(files('OT')).toEqual([
      {
        Measurements: 'seat height: not measured yet; colour: not measured yet',
        ...{ 'Safe load at least': 'not measured yet', Step: 'agreed' },
      },
      {
        Measurements: 'seat height: 48 cm; colour: not measured yet',
        ...{ 'Safe load at least': '78 kg', Step: 'measured' },
      },
      {
        Measurements: 'colour: blue; seat height: 48 cm',
        ...{ 'Safe load at least': '78 kg', Step: 'measured' },
      },
      {
        Measurements: 'seat height: not measured yet; colour: not measured yet',
        ...{ 'Safe load at least': 'not measured yet', Step: 'measures corrected' },
      },
    ])
  })

  test('takes back what was keyed in, and gives it again when that was wrong', async () => {
    await at.choose('OT', { file: 'on', columns: 'quantity\nstep' })
    const { id } = await at.agree({ quantity: 2 })
    await acceptAction(at.desk, cast.olu, { action: id })
    await at.later()
    await cancelAction(at.desk, cast.olu, { action: id, reason: 'not needed' })
    await at.later()
    await correctAction(at.desk, cast.olu, { action: id, reason: 'needed' })
    await at.later()
    expect(files('OT').map(({ Step }) => Step)).toEqual(['agreed', 'cancelled', 'reopened'])
  })

  /** What stands in the files, oldest first. */
  function files(folder: string): Record<string, unknown>[] {
    const path = join(at.folder, folder)
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')) as Record<string, unknown>)
  }

  test('written again is the same file', async () => {
    await at.choose('OT', { file: 'on' })
    await at.agree()
    await at.later()
    const folder = join(at.folder, 'OT')
    const before = readdirSync(folder)
    at.desk.storage.update(delivery).set({ state: 'waiting' }).run()
    await at.later()
    expect(readdirSync(folder)).toEqual(before)
  })
})
