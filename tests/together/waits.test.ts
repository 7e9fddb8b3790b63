import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { setTeamTime } from '#lib/server/access/set-team-time.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { actionView } from '#lib/server/register/action-views.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { escalateAction } from '#lib/server/register/escalate-action.ts'
import { readAction } from '#lib/server/register/read-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { reDateAction } from '#lib/server/register/re-date-action.ts'
import { settleAction } from '#lib/server/register/settle-action.ts'
import { tellWaits } from '#lib/server/register/tell-waits.ts'
import { colleague } from '#lib/server/storage/schema.ts'
import { waitsWatch } from '#lib/server/waits-watch.ts'
import { addAction, agreeing, auditTrail, cast, countQueries } from '../support/builders.ts'
import { Dispatching } from '../support/dispatching.ts'
import { Mailbox, Receiver } from '../support/receivers.ts'

const { priya, olu, tom, ann, mia, ada } = cast
let at: Dispatching
let mailbox: Mailbox

beforeEach(async () => {
  mailbox = await Mailbox.open()
  at = new Dispatching({ mail: { url: mailbox.url, from: 'Perch <perch@city.example>' } })
  // From now on, 09:20 on Monday, Perch looks after what waits.
  await tellWaits(at.desk)
})
afterEach(async () => {
  await at.remove()
  await mailbox.close()
})

const agree = (wish: Partial<AgreeInput> = {}) => agreeAction(at.desk, priya, agreeing(wish))
/** What a look tells at this London time: `again OT 1 to mia`. */
async function look(time: string, day = '2026-11-23'): Promise<string[]> {
  at.desk.clock.setTo(`${day}T${time}:00.000Z`)
  const told = await tellWaits(at.desk)
  return told.map(
    ({ telling, team, actions, leads }) =>
      `${telling} ${team} ${String(actions.length)} to ${leads.join(' ')}`,
  )
}
/** The promises of the huddle that is open, or is prepared. */
const promises = () => readSteering(at.desk.storage, openHuddle(at.desk.storage, at.desk.clock).id).promises
const lead = (who: string | null, hours = 2, team = 'OT') =>
  setTeamTime(at.desk, ada, { team, hours, lead: who })

describe('what nobody accepts', () => {
  test('is told again, then to the lead, then stands in the next huddle: once each, also over restarts', async () => {
    await lead('olu')
    const { id } = await agree({ due: '2026-11-27' })
    expect(await look('11:19')).toEqual([])
    expect(await look('11:20')).toEqual(['again OT 1 to olu'])
    expect(await look('11:21')).toEqual([])
    expect(promises()).toEqual([])
    // Two more processes on the same data, at the same time.
    at.desk.clock.setTo('2026-11-23T13:20:00.000Z')
    const heard: string[] = []
    const watch = () =>
      waitsWatch({
        desk: at.desk,
        log: { error: (what: object) => heard.push(JSON.stringify(what)) },
        told: ({ telling, actions }) => heard.push(`${telling} ${String(actions.length)}`),
      })
    const [one, other] = [watch(), watch()]
    one.start()
    other.start()
    await Promise.all([one.close(), other.close()])
    expect(heard).toEqual(['lead 1'])
    expect(await look('16:50')).toEqual([])
    expect(await look('10:00', '2026-11-24')).toEqual([])
    expect(promises()).toEqual([id])
    expect(actionView(at.desk.storage, id).waits).toEqual({
      since: '2026-11-23T09:20:00.000Z',
      again: '2026-11-23T11:20:00.000Z',
      lead: '2026-11-23T13:20:00.000Z',
    })
    expect(auditTrail(at.desk).filter((row) => row.startsWith('tell'))).toEqual([
      ...['tell what waits done', 'tell what waits done'],
    ])
    expect((await readAction(at.desk, mia, id)).told).toEqual([
      { telling: 'again', at: '2026-11-23T11:20:00.000Z' },
      { telling: 'lead', at: '2026-11-23T13:20:00.000Z' },
    ])
    // Taken, it is nobody's promise to answer any more.
    await acceptAction(at.desk, olu, { action: id })
    expect(promises()).toEqual([])
    expect(actionView(at.desk.storage, id).waits).toMatchObject({ again: null, lead: null })
  })

  test('is asked after in the next huddle until it is accepted, and never twice in one list', async () => {
    await at.holdHuddle()
    const { id } = await agree({ due: '2026-11-23' })
    await look('11:30')
    await look('13:30')
    at.desk.clock.setTo('2026-11-24T09:31:00.000Z')
    // Late, too: it stands there once.
    expect(promises()).toEqual([id])
    await reDateAction(at.desk, tom, { action: id, due: '2026-11-27' })
    await at.holdHuddle()
    // Another day is no answer to who takes it.
    at.desk.clock.setTo('2026-11-25T09:20:00.000Z')
    expect(promises()).toEqual([id])
  })

  test('waits anew with whoever it is given to, not when it gets another day or is escalated', async () => {
    const { id } = await agree({ due: '2026-11-27' })
    await reDateAction(at.desk, tom, { action: id, due: '2026-11-30' })
    await escalateAction(at.desk, tom, { action: id })
    expect(await look('11:20')).toEqual(['again OT 1 to mia'])
    await reAssignAction(at.desk, priya, { action: id, team: 'CT', owner: null })
    expect(await look('13:19')).toEqual([])
    expect(await look('13:20')).toEqual(['again CT 1 to mia'])
    expect(await look('15:20')).toEqual(['lead CT 1 to mia'])
  })

  test('follows each team’s own time', async () => {
    await lead(null, 0.5, 'CT')
    await agree({ due: '2026-11-27' })
    await agree({ due: '2026-11-27', team: 'CT', kind: 'task', item: undefined, title: 'Ring' })
    expect(await look('09:50')).toEqual(['again CT 1 to mia'])
    expect(await look('10:20')).toEqual(['lead CT 1 to mia'])
    expect(await look('11:20')).toEqual(['again OT 1 to mia'])
  })

  test('is told in working hours only; over the night it waits with the team', async () => {
    at.desk.clock.setTo('2026-11-23T16:00:00.000Z')
    await agree({ due: '2026-11-27' })
    expect(await look('18:30')).toEqual([])
    expect(await look('08:00', '2026-11-24')).toEqual([])
    expect(await look('10:00', '2026-11-24')).toEqual(['again OT 1 to mia'])
    // Perch stood still over the rest of the day: both are due, and neither is left out.
    await agree({ due: '2026-11-27' })
    expect(await look('20:00', '2026-11-24')).toEqual([])
    expect(await look('09:00', '2026-11-25')).toEqual(['again OT 1 to mia', 'lead OT 2 to mia'])
  })

  test('before Perch looked after it, its time runs from then', async () => {
    addAction(at.desk, { id: 'old', episode: 'dot-stay', huddle: 'huddle-2026-11-20', due: '2026-11-30' })
    expect(await look('11:19')).toEqual([])
    expect(await look('11:20')).toEqual(['again OT 1 to mia'])
  })
})

describe('what is late, and what was declined', () => {
  test('is told likewise when the morning after its day has passed; another day begins anew', async () => {
    const { id } = await agree({ due: '2026-11-23' })
    await acceptAction(at.desk, olu, { action: id })
    expect(await look('16:59')).toEqual([])
    expect(await look('11:00', '2026-11-24')).toEqual(['again OT 1 to mia'])
    await reDateAction(at.desk, olu, { action: id, due: '2026-11-24' })
    expect(await look('16:00', '2026-11-24')).toEqual([])
    expect(await look('11:00', '2026-11-25')).toEqual(['again OT 1 to mia'])
    expect(await look('13:00', '2026-11-25')).toEqual(['lead OT 1 to mia'])
    expect(promises()).toEqual([id])
  })

  test('a decline nobody takes up stays a promise, also after a huddle did not answer it', async () => {
    const { id } = await agree({ due: '2026-11-27' })
    await declineAction(at.desk, priya, { action: id, reason: 'no capacity', words: '' })
    expect(await look('11:20')).toEqual(['again OT 1 to mia'])
    expect(await look('13:20')).toEqual(['lead OT 1 to mia'])
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      at.desk.clock.setTo(`${day}T14:00:00.000Z`)
      await at.holdHuddle()
    }
    expect(promises()).toEqual([id])
    await settleAction(at.desk, priya, { action: id })
    expect(promises()).toEqual([])
    expect(await look('16:00', '2026-11-26')).toEqual([])
  })

  test('a decline that is taken up or escalated is no promise any more', async () => {
    const ids = await Promise.all([agree({ due: '2026-11-27' }), agree({ due: '2026-11-27' })])
    for (const { id } of ids)
      await declineAction(at.desk, priya, { action: id, reason: 'duplicate', words: '' })
    await look('11:20')
    await look('13:20')
    await at.holdHuddle()
    expect(promises()).toHaveLength(2)
    await reAssignAction(at.desk, priya, { action: ids[0].id, team: 'CT', owner: 'tom' })
    await escalateAction(at.desk, priya, { action: ids[1].id })
    expect(promises()).toEqual([])
  })
})

describe('telling', () => {
  test('goes out by each channel the team has chosen: one mail a look, the lead’s to their own address', async () => {
    const receiver = await Receiver.open()
    try {
      await at.choose('OT', {
        mail: 'on',
        addresses: 'ot@city.example',
        webhook: 'on',
        url: receiver.url,
        file: 'on',
      })
      await lead('olu')
      await agree({ due: '2026-11-27', room: 'Kitchen' })
      await agree({ due: '2026-11-27', kind: 'task', item: undefined, title: 'Ring' })
      await look('11:20')
      await at.later()
      expect(mailbox.mails.map(({ subject, to }) => [subject, to])).toEqual([
        ['Perch, Occupational therapy: 2 actions wait, told again', ['ot@city.example']],
      ])
      expect(mailbox.mails[0]?.raw).toContain('Nobody has accepted it')
      expect(mailbox.mails[0]?.raw).toContain('- Perching stool · Kitchen · by Fri 27 Nov · RB27010')
      expect(mailbox.mails[0]?.raw).not.toMatch(/Chauhan|Kamla/)
      await look('13:20')
      await at.later()
      expect(mailbox.mails.at(-1)).toMatchObject({
        ...{
          subject: 'Perch, Occupational therapy: 2 actions wait, told to whoever leads',
          to: ['olu@example.org'],
        },
      })
      expect(mailbox.mails).toHaveLength(2)
      const types = receiver.once.map(({ body }) => (JSON.parse(body) as { type: string }).type)
      expect(types).toEqual([
        ...['action.agreed', 'action.agreed', 'action.told.again', 'action.told.again'],
        ...['action.told.to.lead', 'action.told.to.lead'],
      ])
      expect(at.states.filter((row) => row.includes('told') && row.endsWith('waiting'))).toEqual([])
    } finally {
      await receiver.close()
    }
  })

  test('with nobody who leads goes to those who manage; a lead who has left is none', async () => {
    await lead('tom')
    at.desk.storage.update(colleague).set({ active: false }).run()
    at.desk.storage.update(colleague).set({ active: true }).where(eq(colleague.id, 'mia')).run()
    await agree({ due: '2026-11-27' })
    expect(await look('11:20')).toEqual(['again OT 1 to mia'])
  })

  test('asks the database as often for many as for few', async () => {
    const many = async (count: number) => {
      for (let n = 0; n < count; n += 1)
        addAction(at.desk, { episode: 'dot-stay', huddle: 'huddle-2026-11-20', due: '2026-11-30' })
      return countQueries(at.desk, () => tellWaits(at.desk))
    }
    // Nothing is due yet: what is asked every few seconds all day.
    const few = await many(2)
    expect(await many(50)).toBe(few)
    expect(few).toBeLessThanOrEqual(3)
  })
})

describe('a team’s time and its lead', () => {
  test('are an administrator’s to set, and audited', async () => {
    for (const other of [priya, mia])
      await expect(setTeamTime(at.desk, other, { team: 'OT', hours: 1, lead: null })).rejects.toMatchObject({
        code: 'not-allowed',
      })
    expect(await lead('ann', 1.5)).toEqual({ minutes: 90 })
    expect(auditTrail(at.desk).at(-1)).toBe('set team time done')
    await expect(lead('wall')).rejects.toMatchObject({ code: 'bad-input', field: 'lead' })
    await expect(lead(ann.id, 41)).rejects.toMatchObject({ code: 'bad-input', field: 'hours' })
    await expect(setTeamTime(at.desk, ada, { team: 'ZZ', hours: 1, lead: null })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
