import { count } from 'drizzle-orm'
import type { LocalDate } from '../../reablement/dates.ts'
import { startingTeams } from '../../reablement/team.ts'
import { hashPassword } from '../access/password.ts'
import { record } from '../audit/record.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import {
  callPattern,
  catalogueItem,
  colleague,
  episode,
  goal,
  huddle,
  person,
  setting,
  team,
} from '../storage/schema.ts'
import { writeAbout } from './about.ts'
import { idFor } from './chance.ts'
import { inventedColleagues, inventedPassword } from './colleagues.ts'
import { goalsOf } from './goals.ts'
import { invent } from './invent.ts'
import type { Catalogue, Invention } from './invent.ts'
import { marksOf } from './marks.ts'
import type { InventedMark } from './marks.ts'
import { writeReference } from './reference.ts'
import { writeRaised } from './raised.ts'
import { closeHuddles, writeActions, writeHuddles } from './write-past.ts'
import { writeRecords } from './write-records.ts'
import { writeSaid, writeSource } from './write-source.ts'
import { inBatches } from './write-batches.ts'

/** What was filled in. */
export interface Filled {
  /** The huddle people now prepare. */
  huddle: string
  date: LocalDate
  /** For its page, which is not written here. */
  marks: InventedMark[]
}

/**
 * Fills an empty database with the invented service "City reablement", in one transaction; the catalogue must be there.
 * Returns null, and changes nothing, when there are colleagues or people already: nobody's service is written over.
 */
export async function fillInventedService(
  desk: Desk,
  { firstDay }: { firstDay: LocalDate },
): Promise<Filled | null> {
  if (!isEmpty(desk.storage)) return null
  const catalogue = catalogueOf(desk.storage)
  const now = desk.clock()
  const invention = invent(firstDay, now, catalogue)
  // One hash for all: it is an invented password, and fourteen would make the first start slow.
  const passwordHash = await hashPassword(inventedPassword)
  const id = idFor('huddle', firstDay)
  const marks = marksOf(invention)
  desk.storage.transaction(
    (tx) => {
      writeService(tx, passwordHash)
      writePeople(tx, invention)
      writeReference(tx, invention)
      writeHuddles(tx, invention)
      writeActions(tx, invention, catalogue)
      writeRecords(tx, invention, catalogue)
      closeHuddles(tx, invention)
      writeAbout(tx, invention.people, invention.calendar)
      writeSource(tx, now.toISOString())
      writeSaid(tx)
      tx.insert(huddle).values({ id, date: firstDay, state: 'preparing' }).run()
      writeRaised(tx, invention, marks, now)
      const detail = { people: invention.people.length, actions: invention.actions.length, firstDay }
      const made = { act: 'invented service made', thing: 'service', thingId: null, result: 'done', detail }
      record(tx, { at: now.toISOString(), colleague: null, ...made })
    },
    { behavior: 'immediate' },
  )
  return { huddle: id, date: firstDay, marks }
}

/** The marks and notes that make the first page look lived-in; the same as `fillInventedService` returned then. */
export function inventedMarks(storage: Storage, firstDay: LocalDate, now: Date): InventedMark[] {
  return marksOf(invent(firstDay, now, catalogueOf(storage)))
}

function isEmpty(storage: Storage): boolean {
  const rows = [colleague, person].map(
    (table) => storage.select({ many: count() }).from(table).get()?.many ?? 0,
  )
  return rows.every((many) => many === 0)
}

function catalogueOf(storage: Storage): Catalogue {
  return new Map(
    storage
      .select()
      .from(catalogueItem)
      .all()
      .map((item) => [item.code, item]),
  )
}

function writeService(tx: Transaction, passwordHash: string): void {
  tx.insert(setting)
    .values([
      { key: 'service name', value: JSON.stringify('City reablement') },
      { key: 'invented', value: JSON.stringify(true) },
    ])
    .onConflictDoNothing()
    .run()
  const teams = startingTeams.map((one, position) => ({ ...one, position }))
  tx.insert(team).values(teams).onConflictDoNothing().run()
  const everybody = inventedColleagues.map((one) => ({ ...one, passwordHash }))
  tx.insert(colleague).values(everybody).run()
}

function writePeople(tx: Transaction, { people, calendar }: Invention): void {
  inBatches(people, (some) => {
    tx.insert(person)
      .values(some.map(({ row }) => row))
      .run()
    tx.insert(episode)
      .values(some.map(({ stay }) => stay))
      .run()
    tx.insert(callPattern)
      .values(some.flatMap(({ calls }) => calls))
      .run()
    tx.insert(goal)
      .values(some.flatMap((one) => goalsOf(one, calendar.firstDay)))
      .run()
  })
}
