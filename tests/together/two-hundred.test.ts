import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { readSteering } from '#lib/server/huddles/steering.ts'
import { joinScreens } from '#lib/server/join-screens.ts'
import type { Live } from '#lib/server/live.ts'
import { acceptAction } from '#lib/server/register/accept-action.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { finishAction } from '#lib/server/register/finish-action.ts'
import { tellWaits } from '#lib/server/register/tell-waits.ts'
import { action, agendaItem } from '#lib/server/storage/schema.ts'
import { addColleague, addPerson, agreeing, cast, queriesOf } from '../support/builders.ts'
import { Dispatching } from '../support/dispatching.ts'
import { Mailbox } from '../support/receivers.ts'
import { startAtPeople } from '../support/steps.ts'

const { priya, olu, tom, mia } = cast
const today = { huddle: 'today' }
const noRooms = { pageNow: () => null, rooms: { stamps: () => [] } } as unknown as Live

/** What is read and written, by whatever is done; the same when twenty actions were agreed and when two hundred were. */
const stated: [what: string, reads: number, writes: number][] = [
  ['the board with each row’s latest action', 17, 1],
  ['the people of the huddle with its read-back', 18, 1],
  ['where the huddle stands', 8, 0],
  ['the list of OT', 18, 1],
  ['the list of CT', 18, 1],
  ['the list of OT for whoever leads, who was told', 15, 1],
  ['the round of OT', 7, 1],
  ['the register', 7, 1],
  ['the register as a file', 2, 1],
  ['a person’s page', 30, 1],
  ['a person’s copy', 7, 1],
  ['the catch-up', 4, 1],
  ['the record', 10, 1],
  ['the record as text', 11, 1],
  ['the digest, made and sent', 18, 4],
  ['one more, agreed', 11, 4],
]

/** Stools for OT and tasks for CT; a tenth each waits for a signature, is accepted, is done, is on loan. */
async function agreeMany({ desk }: Dispatching, howMany: number): Promise<void> {
  const worker = addColleague(desk, { name: 'Wes Low', qualification: 'assistant' })
  for (let p = 0; p < 20; p++)
    addPerson(desk, { id: `p${String(p)}`, surname: `Person${String(p)}` }, { plannedEnd: '2026-11-25' })
  const task = { item: undefined, kind: 'task', team: 'CT', title: 'Look at the wiring' } as const
  const measures = [{ name: 'user weight', value: '70' }]
  const over = { state: 'done', deliveredOn: '2026-11-23', endedAt: '2026-11-23T09:20:00.000Z' } as const
  for (let n = 0; n < howMany; n++) {
    const what = n % 2 ? task : n % 4 ? {} : { measures }
    const episode = `p${String(n % 20)}-stay`
    const asked = agreeing({ episode, due: '2026-11-23', signOff: true, ...what })
    const { id } = await agreeAction(desk, n % 10 ? priya : worker, asked)
    if (n % 10 === 2) await acceptAction(desk, olu, { action: id })
    if (n % 10 === 3) await acceptAction(desk, tom, { action: id })
    if (n % 10 === 5) await finishAction(desk, tom, { action: id, note: '' })
    if (n % 10 === 6) desk.storage.update(action).set(over).where(eq(action.id, id)).run()
  }
}

/** Everything that reads what was agreed, before its huddle, in it and after it; the statements of each. */
async function live(howMany: number): Promise<Map<string, string[]>> {
  const mailbox = await Mailbox.open()
  const at = new Dispatching({ mail: { url: mailbox.url, from: 'Perch <perch@city.example>' } })
  const { desk } = at
  const asked = new Map<string, string[]>()
  const count = async (what: string, work: () => unknown) => asked.set(what, await queriesOf(desk, work))
  const screens = joinScreens(desk, noRooms)
  await at.choose('OT', { mail: 'on', addresses: 'ot@city.example' })
  await tellWaits(desk)
  await agreeMany(at, howMany)

  await count('the board with each row’s latest action', () => screens.board(priya))
  await expectShown(screens, howMany / 10)
  await count('the list of OT', () => screens.teamList(priya, 'OT'))
  await count('the list of CT', () => screens.teamList(tom, 'CT'))
  await count('the round of OT', () => screens.round(olu, 'OT'))
  await count('the register', () => screens.register(mia, {}))
  await count('the register as a file', () => screens.registerCsv(mia, {}))
  await count('a person’s page', () => screens.episode(priya, 'p0-stay'))
  await count('a person’s copy', () => screens.copy(priya, 'p0-stay'))
  await count('the outbox', () => at.later())

  await startAtPeople(desk, priya, today, new Map())
  await count('where the huddle stands', () => readSteering(desk.storage, 'today', ['priya']))
  await count('the people of the huddle with its read-back', () => screens.huddlePeople(priya))
  desk.storage.update(agendaItem).set({ outcome: 'no change' }).run()
  await count('closing', () => closeHuddle(desk, priya, today, []))
  await count('the digest, made and sent', () => at.later())
  await count('the catch-up', () => screens.catchUp(priya))
  await count('the record', () => screens.record(mia, '2026-11-23'))
  await count('the record as text', () => screens.recordText(mia, '2026-11-23', null))
  await count('one more, agreed', () => agreeAction(desk, priya, agreeing()))
  expect(mailbox.mails).toHaveLength(1)
  desk.clock.pass(5 * 3_600_000)
  await count('what waits too long, told', () => tellWaits(desk))
  await count('the list of OT for whoever leads, who was told', () => screens.teamList(mia, 'OT'))
  expect((await screens.teamList(mia, 'OT')).forLead?.length).toBeGreaterThan(howMany / 5)
  await at.remove()
  await mailbox.close()
  return asked
}

/** Nothing of what is counted is empty. */
async function expectShown(screens: ReturnType<typeof joinScreens>, tenth: number): Promise<void> {
  const { open, loans, closed, toSign } = await screens.teamList(priya, 'OT')
  const shown = [open, loans, closed, toSign].map(({ length }) => length)
  expect(shown).toEqual([4 * tenth, tenth, Math.min(20, tenth), tenth])
  expect(open.every(({ going }) => going.length > 0)).toBe(true)
  // Half of what is accepted is measured already and waits for its order: nobody goes there for it.
  expect((await screens.round(olu, 'OT')).things).toBe(1.5 * tenth)
  const rows = (await screens.board(priya)).rows
  expect(rows.filter(({ actions }) => actions.length > 0)).toHaveLength(20)
}

describe('two hundred actions agreed at one huddle', () => {
  let few: Map<string, string[]>
  let many: Map<string, string[]>
  beforeAll(async () => {
    few = await live(20)
    many = await live(200)
  })
  const isRead = (query: string) => /^\s*(?:select|with)\b/i.test(query)
  const counted = (of: Map<string, string[]>, what: string) => {
    const asked = of.get(what) ?? []
    const reads = asked.filter(isRead).length
    return { reads, writes: asked.length - reads }
  }

  test.each(stated)('%s: %i reads and %i writes, as of twenty', (what, reads, writes) => {
    expect(counted(few, what)).toEqual({ reads, writes })
    expect(counted(many, what)).toEqual({ reads, writes })
  })

  test('closing reads as often, and writes their record a hundred rows at a time', () => {
    expect(counted(few, 'closing')).toEqual({ reads: 24, writes: 9 })
    expect(counted(many, 'closing')).toEqual({ reads: 24, writes: 10 })
  })

  test('the outbox is read a hundred rows at a time; each stool leaves as a row of its own', () => {
    const [small, large] = [few, many].map((of) => of.get('the outbox') ?? [])
    const made = (asked: string[] = []) => asked.filter((query) => query.startsWith('insert into "delivery"'))
    expect([made(small).length, made(large).length]).toEqual([8, 80])
    const others = ({ reads, writes }: { reads: number; writes: number }, rows: number) => [
      reads,
      writes - rows,
    ]
    expect(others(counted(few, 'the outbox'), 8)).toEqual([6, 4])
    expect(others(counted(many, 'the outbox'), 80)).toEqual([12, 6])
  })

  test('what waits too long is found in as many; each of its two tellings is a row, and one in the outbox', () => {
    expect(counted(few, 'what waits too long, told')).toEqual({ reads: 12, writes: 1 + 11 * 4 })
    expect(counted(many, 'what waits too long, told')).toEqual({ reads: 12, writes: 1 + 101 * 4 })
  })

  test('a list has one query for each of its panels: open, on loan, closed, to sign, and who goes there anyway', () => {
    for (const of of [few, many]) {
      const rows = (of.get('the list of OT') ?? []).filter((query) => query.includes('json_group_array'))
      expect(rows).toHaveLength(5)
    }
  })
})
