import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { AgreeInput } from '#lib/reablement/action.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import type { Desk } from '#lib/server/storage/desk.ts'
import { openStorage } from '#lib/server/storage/open.ts'
import type { Storage } from '#lib/server/storage/open.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import {
  action,
  catalogueItem,
  colleague,
  episode,
  huddle,
  person,
  team,
} from '#lib/server/storage/schema.ts'

/** A Monday, ten minutes before the huddle. */
export const startOfDay = '2026-11-23T09:20:00.000Z'
export const huddleDate = '2026-11-23'

/** A clock that only moves when it is told to. */
export interface TestClock {
  (): Date
  /** Moves on by milliseconds. */
  pass: (milliseconds: number) => void
  setTo: (instant: string) => void
}

export function testClock(start = startOfDay): TestClock {
  let now = Date.parse(start)
  return Object.assign(() => new Date(now), {
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    setTo: (instant: string) => {
      now = Date.parse(instant)
    },
  })
}

/** A desk with a clock of its own; `remove` closes it and deletes its files. */
export interface TestDesk extends Desk {
  storage: Storage
  clock: TestClock
  remove: () => void
}

/** A migrated database in a folder of its own, with the six teams and nothing else. */
export function emptyDesk(start = startOfDay): TestDesk {
  const folder = mkdtempSync(join(tmpdir(), 'perch-test-'))
  const storage = openStorage(join(folder, 'perch.db'))
  const rows = startingTeams.map((one, position) => ({ ...one, position }))
  storage.insert(team).values(rows).run()
  const remove = () => {
    storage.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { storage, clock: testClock(start), remove }
}

/** The colleagues most tests need, by their own names. */
export const cast = {
  priya: {
    id: 'priya',
    name: 'Priya Shah',
    jobTitle: 'Occupational therapist',
    team: 'OT',
    role: 'colleague',
    qualification: 'OT',
  },
  olu: {
    ...{ id: 'olu', name: 'Olu Adeyemi', jobTitle: 'Physiotherapist', team: 'OT', role: 'colleague' },
    qualification: 'physio',
  },
  tom: {
    ...{ id: 'tom', name: 'Tom Reed', jobTitle: 'Technology officer', team: 'CT', role: 'colleague' },
    qualification: 'care technology',
  },
  ann: {
    ...{ id: 'ann', name: 'Ann Fox', jobTitle: 'Technology officer', team: 'CT', role: 'colleague' },
    qualification: 'care technology',
  },
  mia: { id: 'mia', name: 'Mia Grant', jobTitle: 'Service manager', team: 'RP', role: 'manager' },
  ada: { id: 'ada', name: 'Ada Lowe', jobTitle: 'Administrator', team: 'RP', role: 'administrator' },
  wall: { id: 'wall', name: 'Meeting room', jobTitle: 'Shared screen', team: 'RP', role: 'screen' },
} as const satisfies Record<string, Colleague>

type ColleagueRow = typeof colleague.$inferInsert

/** Adds a colleague; nobody can sign in as one unless `passwordHash` is given. */
export function addColleague(desk: Desk, wish: Partial<ColleagueRow> & { name: string }): Colleague {
  const id = wish.id ?? wish.name.toLowerCase().replaceAll(' ', '-')
  const ordinary = { jobTitle: 'Therapist', team: 'OT', role: 'colleague', passwordHash: 'nobody' } as const
  const row: ColleagueRow = { ...ordinary, email: `${id}@example.org`, ...wish, id }
  desk.storage.insert(colleague).values(row).run()
  return { id, name: row.name, jobTitle: row.jobTitle, team: row.team, role: row.role }
}

type PersonRow = typeof person.$inferInsert
type EpisodeRow = typeof episode.$inferInsert

/**
 * Adds a person with one episode; returns the episode's id, which is `<id>-stay`. They arrived just before Friday's
 * huddle: new to nobody on Monday, and not looked at for one working day.
 */
export function addPerson(
  desk: Desk,
  wish: Partial<PersonRow> & { id: string; surname: string },
  stay: Partial<EpisodeRow> = {},
): string {
  const ordinary = { reference: `RB-${wish.id}`, forename: 'Kamla', birthDate: '1941-03-05' }
  desk.storage
    .insert(person)
    .values({
      ...ordinary,
      address: '7 Invented Street',
      postcode: 'LE4 3ZZ',
      telephone: '0116 496 0123',
      ...wish,
    })
    .run()
  const id = stay.id ?? `${wish.id}-stay`
  const usual = { kind: 'reablement', state: 'active', start: '2026-11-09' } as const
  desk.storage
    .insert(episode)
    .values({ ...usual, arrivedAt: '2026-11-20T08:00:00.000Z', ...stay, id, person: wish.id })
    .run()
  return id
}

type HuddleRow = typeof huddle.$inferInsert

/** Adds a huddle; without a wish the one people prepare for 23 November 2026, "today". */
export function addHuddle(desk: Desk, wish: Partial<HuddleRow> = {}): string {
  const row = { id: 'today', date: huddleDate, state: 'preparing' as const, ...wish }
  desk.storage.insert(huddle).values(row).run()
  return row.id
}

/** Adds a closed huddle, held at half past nine for half an hour. */
export function addClosedHuddle(desk: Desk, date: string, wish: Partial<HuddleRow> = {}): string {
  const [startedAt, closedAt] = [`${date}T09:30:00.000Z`, `${date}T10:00:00.000Z`]
  return addHuddle(desk, { id: `huddle-${date}`, date, state: 'closed', startedAt, closedAt, ...wish })
}

type ActionRow = typeof action.$inferInsert

/** Adds an action by hand, for the past; `agreeAction` is how people do it. */
export function addAction(
  desk: Desk,
  wish: Partial<ActionRow> & { episode: string; huddle: string },
): string {
  const ordinary = {
    kind: 'task',
    title: 'Ring the daughter',
    quantity: 1,
    team: 'OT',
    due: huddleDate,
  } as const
  const agreed = { state: 'agreed', agreedAt: '2026-11-20T09:40:00.000Z', agreedBy: 'priya' } as const
  const row = { ...ordinary, ...agreed, id: randomUUID(), ...wish }
  desk.storage.insert(action).values(row).run()
  return row.id
}

/** The catalogue's perching stool, or anything else. */
export function addItem(desk: Desk, wish: Partial<typeof catalogueItem.$inferInsert> = {}): string {
  const stool = {
    code: 'PS01',
    name: 'Perching stool',
    kind: 'equipment',
    group: 'Kitchen',
    band: 'ND',
  } as const
  const facts = {
    aliases: 'stool',
    measurements: '',
    checkWeight: true,
    prescriber: 'OT',
    tier: 'P1',
  } as const
  const row = {
    ...stool,
    ...facts,
    supply: 'supplier delivers',
    returnable: true,
    team: 'OT',
    notes: '',
    ...wish,
  }
  desk.storage.insert(catalogueItem).values(row).run()
  return row.code
}

/** What a screen sends to agree a stool for Kamla Chauhan by Tuesday. */
export function agreeing(wish: Partial<AgreeInput> = {}): AgreeInput {
  const what = { kind: 'equipment', item: 'PS01', title: 'Perching stool', quantity: 1 } as const
  return {
    id: randomUUID(),
    episode: 'kamla-stay',
    ...what,
    team: 'OT',
    owner: null,
    due: '2026-11-24',
    ...wish,
  }
}

/**
 * A small service on the Monday of the huddle: the cast, three people (Kamla Chauhan, Neville O'Dowd, Dot Evans),
 * the stool, Friday's huddle closed and today's being prepared.
 */
export function smallService(start = startOfDay): TestDesk {
  const desk = emptyDesk(start)
  for (const one of Object.values(cast)) addColleague(desk, one)
  addPerson(desk, { id: 'kamla', surname: 'Chauhan', reference: 'RB27010' })
  addPerson(desk, { id: 'neville', forename: 'Neville', surname: 'O’Dowd', reference: 'RB27001' })
  addPerson(desk, { id: 'dot', forename: 'Dorothy', knownAs: 'Dot', surname: 'Evans', reference: 'RB27002' })
  addItem(desk)
  addClosedHuddle(desk, '2026-11-20')
  addHuddle(desk)
  return desk
}

/** Reads photos where there are none. */
export const noPhotos = (): Promise<null> => Promise.resolve(null)

/** The audit trail as `act result`, oldest first. */
export function auditTrail(desk: Desk): string[] {
  return desk.storage
    .select()
    .from(audit)
    .all()
    .map(({ act, result }) => `${act} ${result}`)
}

/** Arranges another past than the one that was made: the triggers that seal it are taken off meanwhile. */
export function rewritingThePast(desk: Desk, work: () => unknown): void {
  const client = desk.storage.$client
  const seals = client
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%sealed'`,
    )
    .all()
  for (const { name } of seals) client.exec(`DROP TRIGGER ${name}`)
  work()
  for (const { sql } of seals) client.exec(sql)
}

type Ask = (this: { source: string }, ...values: unknown[]) => unknown
const asking = ['get', 'all', 'run', 'iterate'] as const
const around = /^(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA busy_timeout)\b/i

/**
 * The statements a piece of work has the database run, in their order, prepared just then or long before; without those
 * that begin and end its transactions.
 */
export async function queriesOf(desk: TestDesk, work: () => unknown): Promise<string[]> {
  const statement = Object.getPrototypeOf(desk.storage.$client.prepare('SELECT 1')) as Record<string, Ask>
  const before = asking.map((how) => [how, statement[how]] as const)
  const asked: string[] = []
  for (const [how, ask] of before)
    statement[how] = function (...values) {
      if (!around.test(this.source)) asked.push(this.source)
      return ask?.apply(this, values)
    }
  try {
    await work()
  } finally {
    for (const [how, ask] of before) if (ask) statement[how] = ask
  }
  return asked
}

/** How many they are. */
export async function countQueries(desk: TestDesk, work: () => unknown): Promise<number> {
  return (await queriesOf(desk, work)).length
}
