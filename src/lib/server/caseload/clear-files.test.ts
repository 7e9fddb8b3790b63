import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditTrail, cast, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { heldFile as heldFiles } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'
import { clearCaseloadFiles } from './clear-files.ts'
import { putHeld } from './held-files.ts'
import { readFiles } from './read-files.ts'
import { runErrors } from './runs.ts'

/** What caseload files say of people is not kept without end. */
const { mia } = cast
const came = '2026-11-23T08:00:00.000Z'
let desk: TestDesk
beforeEach(() => {
  desk = smallService(came)
  const errors = JSON.stringify([{ line: 4, column: 'Born', words: 'Kamla Chauhan: 31/02/1950 is no day.' }])
  const counts = JSON.stringify({ rows: 6, good: 5, errors: 1 })
  desk.storage
    .insert(importRun)
    .values({ id: 'run', at: came, fileName: 'caseload.csv', sha256: 'x', counts, errors })
    .run()
})
afterEach(() => desk.remove())

const file = { name: 'caseload.csv', bytes: new TextEncoder().encode('Kamla Chauhan') }
const hold = (why: string | null) =>
  desk.storage.transaction((tx) => putHeld(tx, file, { at: came, heldBy: why === null ? 'mia' : null, why }))
const held = () => desk.storage.select({ why: heldFiles.why }).from(heldFiles).all()
const newest = async () => (await readFiles(desk, mia, null)).runs[0]
const csv = () => 'a file'

test('a run’s errors and a file that waits go after 28 days; the run and its counts stay', async () => {
  hold('1 question, the rest is applied')
  desk.clock.setTo('2026-12-21T08:00:00.000Z')
  expect(await clearCaseloadFiles(desk)).toBe(0)
  expect(await newest()).toMatchObject({ errorsKept: true })
  expect(held()).toHaveLength(1)
  expect(auditTrail(desk)).not.toContain('clear caseload files done')

  desk.clock.setTo('2026-12-21T08:00:01.000Z')
  expect(await clearCaseloadFiles(desk)).toBe(2)
  expect(await newest()).toMatchObject({ id: 'run', errorsKept: false, counts: { rows: 6, errors: 1 } })
  expect(held()).toEqual([])
  await expect(runErrors(desk, mia, 'run', csv)).rejects.toMatchObject({ code: 'not-found' })
  const kept = desk.storage.select().from(importRun).all()
  expect(JSON.stringify(kept)).not.toContain('Chauhan')
  expect(auditTrail(desk)).toContain('clear caseload files done')
  expect(await clearCaseloadFiles(desk)).toBe(0)
})

test('a file somebody only looked at goes the same day, though nobody chooses another', async () => {
  hold(null)
  hold('2 questions, the rest is applied')
  desk.clock.setTo('2026-11-23T20:00:01.000Z')
  expect(await clearCaseloadFiles(desk)).toBe(1)
  expect(held()).toEqual([{ why: '2 questions, the rest is applied' }])
})
