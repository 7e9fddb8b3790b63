import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseloadColumns } from '#lib/reablement/caseload-columns.ts'
import type { ReadingProgress } from '#lib/reablement/caseload-preview.ts'
import { applyCaseload } from '#lib/server/caseload/apply.ts'
import { previewCaseload } from '#lib/server/caseload/preview.ts'
import { episode } from '#lib/server/storage/schema.ts'
import { cast, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { messyPeople, messyShape, writeCaseload } from '../support/messy-caseload.ts'

const rows = 5_000
const columns = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])
const file = { name: 'large.csv', bytes: writeCaseload(messyPeople(rows), { ...messyShape, columns }) }
let desk: TestDesk
beforeEach(() => {
  desk = emptyDesk()
})
afterEach(() => desk.remove())

/** Reads the file, counting what is told of it and how often somebody else had a turn meanwhile. */
async function look() {
  const told: ReadingProgress[] = []
  let turns = 0
  let looking = true
  const elsewhere = () => {
    turns += 1
    if (looking) setImmediate(elsewhere)
  }
  setImmediate(elsewhere)
  const preview = await previewCaseload(desk, cast.mia, file, (progress) => told.push(progress))
  looking = false
  return { preview, told, turns }
}

test('five thousand rows are read with their progress said, and others are served meanwhile', async () => {
  const { preview, told, turns } = await look()
  expect(preview.file.rows).toBe(rows)
  expect(preview.changes.new.length + preview.errors.length).toBe(rows)
  const read = told.filter(({ phase }) => phase === 'rows').map(({ done }) => done)
  expect(read).toEqual(Array.from({ length: rows / 100 + 1 }, (_, step) => step * 100))
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['rows', 'checks', 'comparing'])
  expect(turns).toBeGreaterThan(rows / 100)
  expect(desk.storage.select().from(episode).all()).toEqual([])
})

test('and applied, and read again when all of them are known: nobody is new and nobody changed', async () => {
  expect((await applyCaseload(desk, cast.mia, file)).rows).toBe(rows)
  const { preview } = await look()
  expect(preview.changes).toMatchObject({ new: [], callsChanged: [], missing: [] })
})
