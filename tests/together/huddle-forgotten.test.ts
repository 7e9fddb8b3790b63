import { eq } from 'drizzle-orm'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { setHow } from '#lib/page/marks.ts'
import { noteOf } from '#lib/page/note.ts'
import { Problem } from '#lib/reablement/problem.ts'
import { Sessions } from '#lib/server/access/sessions.ts'
import { lineLeftOut, noteLeftOut } from '#lib/server/huddles/forgotten.ts'
import { readRecord } from '#lib/server/huddles/read-record.ts'
import { listRecords } from '#lib/server/huddles/records.ts'
import { Live } from '#lib/server/live.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { emptyHead, PageLog } from '#lib/server/storage/page-log.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { huddle } from '#lib/server/storage/schema.ts'
import { addPerson, agreeing, cast, smallService, rewritingThePast } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, olu, mia } = cast
const [kamla, neville, dot, today] = ['kamla-stay', 'neville-stay', 'dot-stay', { huddle: 'today' }]

let desk: TestDesk
let live: Live
beforeEach(() => {
  desk = smallService()
})
afterEach(async () => {
  await live.close()
  desk.remove()
})

/** Its page as these edits leave it, and the huddle begun at `at`. */
async function begun(edits: ((doc: Y.Doc) => void)[] = [], at = '2026-11-23T09:30:00.000Z', date?: string) {
  if (date) desk.storage.update(huddle).set({ date }).where(eq(huddle.id, 'today')).run()
  desk.clock.setTo(at)
  const doc = new Y.Doc()
  const rows: { author: string; bytes: Uint8Array }[] = []
  doc.on('update', (bytes: Uint8Array) => rows.push({ author: 'priya', bytes }))
  for (const edit of edits) edit(doc)
  const batch = { huddle: 'today', head: emptyHead, edits: rows, marks: [], authors: [] }
  if (rows.length) new PageLog(desk.storage).append([batch], at)
  live = new Live({ desk, sessions: new Sessions(desk), log: pino({ level: 'silent' }) })
  await live.serve({ kind: 'start huddle', input: today }, priya)
}
const writes = (episode: string, words: string) => (doc: Y.Doc) => noteOf(doc, episode).insert(0, words)
const morning = async (at: string) => {
  desk.clock.setTo(at)
  await live.closeForgotten()
  return live.steering()
}

describe('a huddle nobody closed', () => {
  test('goes on until four in the morning, then is closed as not closed, with everything kept', async () => {
    await begun([writes(kamla, 'Steadier.'), (doc) => setHow(doc, neville, 'concern')])
    await live.serve({ kind: 'go to person', input: { ...today, to: kamla } }, priya)
    await live.serve({ kind: 'no change', input: { ...today, from: kamla } }, priya)
    await live.serve({ kind: 'go to person', input: { ...today, to: neville } }, priya)
    expect(await morning('2026-11-24T03:59:59.000Z')).toMatchObject({ huddle: 'today', state: 'live' })
    expect(await morning('2026-11-24T04:00:00.000Z')).toMatchObject({
      ...{ state: 'preparing', date: '2026-11-24', current: null, chair: null },
    })
    const record = await readRecord(desk, mia, '2026-11-23')
    expect(record).toMatchObject({ notClosed: true, chair: 'Priya Shah', pageDamage: null })
    const of = (id: string) => record.people.find(({ episode }) => episode === id)
    expect(record.people).toHaveLength(2)
    expect(of(kamla)).toMatchObject({ outcome: 'no change', text: 'Steadier.' })
    expect(of(neville)).toMatchObject({ outcome: 'not reached', text: '', how: 'concern', seconds: 0 })
    expect((await listRecords(desk, mia)).records[0]).toMatchObject({ date: '2026-11-23', notClosed: true })
  })

  test('took as long as somebody steered it, and what was done in the register afterwards is none of it', async () => {
    await begun()
    const agreed = await agreeAction(desk, priya, agreeing())
    desk.clock.pass(600_000)
    await live.serve({ kind: 'go to person', input: { ...today, to: kamla } }, priya)
    desk.clock.setTo('2026-11-23T15:00:00.000Z')
    await acceptAction(desk, priya, { action: agreed.id })
    await morning('2026-11-24T04:00:00.000Z')
    const { figures, people } = await readRecord(desk, mia, '2026-11-23')
    expect(figures).toMatchObject({ seconds: 600, agreed: 1, accepted: 0 })
    const [action] = people.flatMap(({ actions }) => actions)
    expect(action?.happened.map(({ what }) => what)).toEqual(['agreed'])
  })

  test('is closed by the service: its audit row names nobody, and everybody is told', async () => {
    await begun()
    const told = vi.spyOn(live.notices, 'tell')
    await morning('2026-11-24T08:00:00.000Z')
    expect(
      desk.storage.select().from(audit).where(eq(audit.act, 'close forgotten huddle')).all(),
    ).toMatchObject([{ colleague: null, thing: 'huddle', thingId: 'today', result: 'done' }])
    expect(told.mock.calls.map(([news]) => news)).toMatchObject([
      { kind: 'page turned', closed: { huddle: 'today', date: '2026-11-23', itself: true } },
    ])
    await live.closeForgotten()
    expect(told).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['of a Monday opens Tuesday’s', '2026-11-23', '09:30', '2026-11-24T04:00:00Z', '2026-11-24'],
    [
      'found late on Tuesday still opens Tuesday’s',
      '2026-11-23',
      '09:30',
      '2026-11-24T11:00:00Z',
      '2026-11-24',
    ],
    ['of a Friday opens Monday’s', '2026-11-27', '09:30', '2026-11-28T04:00:00Z', '2026-11-30'],
    ['found after a weekend without a server', '2026-11-27', '09:30', '2026-11-30T07:00:00Z', '2026-11-30'],
    ['over the night the clocks go back', '2026-10-23', '08:30', '2026-10-26T04:00:00Z', '2026-10-26'],
    ['in summer, at four by London’s clocks', '2026-06-01', '08:30', '2026-06-02T03:00:00Z', '2026-06-02'],
    ['before a bank holiday', '2026-12-24', '09:30', '2026-12-25T04:00:00Z', '2026-12-29'],
  ])('%s', async (_, date, time, found, next) => {
    rewritingThePast(desk, () => {
      desk.storage.update(huddle).set({ date: '2026-05-29' }).where(eq(huddle.state, 'closed')).run()
    })
    await begun([], `${date}T${time}:00.000Z`, date)
    expect(await morning(found)).toMatchObject({ state: 'preparing', date: next })
  })

  test('is not kept open by a key-safe code: its line is left out, and the rest of the note stays', async () => {
    await begun([
      writes(kamla, 'Walks to the gate.\nKey safe 447182.\nDaughter rings at noon.'),
      writes(dot, 'Key safe code is\n447182'),
    ])
    await morning('2026-11-24T04:00:00.000Z')
    const { people } = await readRecord(desk, mia, '2026-11-23')
    const text = (id: string) => people.find(({ episode }) => episode === id)?.text
    expect(text(kamla)).toBe(`Walks to the gate.\n${lineLeftOut}\nDaughter rings at noon.`)
    expect([lineLeftOut, noteLeftOut]).toContain(text(dot)?.split('\n')[0])
    expect(JSON.stringify(people)).not.toContain('447182')
  })

  test('is closed from a damaged page, too', async () => {
    await begun([writes(kamla, 'Steady')])
    await live.close()
    desk.storage.$client.prepare("UPDATE page_edit SET bytes = x'00' WHERE huddle = 'today'").run()
    live = new Live({ desk, sessions: new Sessions(desk), log: pino({ level: 'silent' }) })
    await morning('2026-11-24T04:00:00.000Z')
    expect(await readRecord(desk, mia, '2026-11-23')).toMatchObject({ notClosed: true, pageDamage: 'all' })
  })

  test('leaves who arrived that afternoon new to the next', async () => {
    await begun()
    addPerson(desk, { id: 'new', surname: 'Newton' }, { arrivedAt: '2026-11-23T14:00:00.000Z' })
    const { agenda } = await morning('2026-11-24T04:00:00.000Z')
    expect(agenda.find(({ episode }) => episode === 'new-stay')).toMatchObject({ section: 'new' })
  })

  test('closed by somebody in the same moment is closed once', async () => {
    await begun()
    desk.clock.setTo('2026-11-24T04:00:00.000Z')
    const [theirs]: PromiseSettledResult<unknown>[] = await Promise.allSettled([
      live.serve({ kind: 'close huddle', input: today }, olu),
      live.closeForgotten(),
    ])
    await live.closeForgotten()
    const lost = theirs?.status === 'rejected' ? (theirs.reason as unknown) : new Problem('wrong-state')
    expect(lost).toBeInstanceOf(Problem)
    const rows = desk.storage.select().from(huddle).all()
    expect(rows.filter(({ state }) => state !== 'closed')).toHaveLength(1)
  })

  test('before the morning nothing is closed, and one being prepared never is', async () => {
    await begun()
    await morning('2026-11-23T23:30:00.000Z')
    expect(live.steering()).toMatchObject({ huddle: 'today', state: 'live' })
    await live.serve({ kind: 'cancel start', input: today }, olu)
    expect(await morning('2026-11-24T04:30:00.000Z')).toMatchObject({ huddle: 'today', date: '2026-11-24' })
    expect((await listRecords(desk, mia)).records.map(({ date }) => date)).toEqual(['2026-11-20'])
  })
})
