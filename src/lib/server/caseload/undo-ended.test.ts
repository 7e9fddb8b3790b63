import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { messyPeople, messyShape, writeCaseload } from '../../../../tests/support/messy-caseload.ts'
import { caseloadColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import { importRun } from '../storage/ledger-schema.ts'
import * as tables from '../storage/schema.ts'
import { applyCaseload } from './apply.ts'
import { planUndo, undoRun } from './undo.ts'

/** Undo of the last run where a stay it changed is over by then. */
const { mia } = cast
const none: ReadonlySet<string> = new Set()
const columns = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])
const file = (rows: readonly CaseloadFacts[]) => ({
  name: 'caseload.csv',
  bytes: writeCaseload(rows, { ...messyShape, columns }),
})
const first = messyPeople(6, 3)
const second = first.slice(1, 5).map((one, at) => (at === 0 ? { ...one, callsPerDay: 8 } : one))

let desk: TestDesk
beforeEach(() => {
  desk = smallService('2026-11-23T08:00:00.000Z')
})
afterEach(() => desk.remove())

const stayOf = (reference: string) =>
  desk.storage
    .select({ stay: tables.episode })
    .from(tables.episode)
    .innerJoin(tables.person, eq(tables.person.id, tables.episode.person))
    .where(eq(tables.person.reference, reference))
    .get()?.stay
const newestRun = () => desk.storage.select().from(importRun).all().at(-1)?.id ?? ''
const everything = () =>
  [tables.person, tables.episode, tables.callPattern].map((table) => desk.storage.select().from(table).all())

test('is refused where it changed the calls of a stay that has ended since', async () => {
  await applyCaseload(desk, mia, file(first))
  await applyCaseload(desk, mia, file(second))
  const { reference = '' } = second[0] ?? {}
  const set = { state: 'ended', endedOn: '2026-11-23' } as const
  const { id = '' } = stayOf(reference) ?? {}
  desk.storage.update(tables.episode).set(set).where(eq(tables.episode.id, id)).run()
  const before = everything()
  const said = expect.stringMatching(/: their stay has ended since\.$/) as string
  expect((await planUndo(desk, mia, newestRun(), none)).blocked).toEqual([said])
  await expect(undoRun(desk, mia, newestRun(), none)).rejects.toThrow('has ended since')
  expect(everything()).toEqual(before)
})

test('of who is missing goes on, though somebody marked has ended since', async () => {
  await applyCaseload(desk, mia, file(first))
  await applyCaseload(desk, mia, file(first.slice(1)))
  const { reference = '' } = first[0] ?? {}
  const missing = () => stayOf(reference)?.missingSince
  expect(missing()).not.toBeNull()
  const { id = '' } = stayOf(reference) ?? {}
  desk.storage.update(tables.episode).set({ state: 'ended' }).where(eq(tables.episode.id, id)).run()
  await undoRun(desk, mia, newestRun(), none)
  expect(missing()).toBeNull()
})
