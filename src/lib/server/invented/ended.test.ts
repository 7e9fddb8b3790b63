import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { readLaterChecks } from '../episodes/read-later-checks.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { openStorage } from '../storage/open.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import { laterCheckStep } from '../storage/ending-schema.ts'
import { episode } from '../storage/schema.ts'
import { inventedColleagues } from './colleagues.ts'
import { fillEnded } from './ended.ts'
import { fillInventedService } from './fill.ts'

const firstDay = '2026-11-23'

test('some later checks are due and late on the first day, others to come or settled, and there is a rate', async () => {
  const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
  seedCatalogue(storage)
  const desk = { storage, clock: () => new Date('2026-11-23T09:20:00Z') }
  await fillInventedService(desk, { firstDay })
  const before = storage.select().from(episode).all()
  fillEnded(desk, { firstDay })
  const after = storage.select().from(episode).all()
  expect(after.filter(({ state }) => state !== 'ended')).toEqual(before)

  const [priya = null] = inventedColleagues
  const due = await readLaterChecks(desk, priya, 'due')
  expect(due.rows.map(({ person, words }) => `${person}: ${words}`)).toEqual([
    'Bertram Quill: 91-day check 4 days late, tried 1 of 3 times',
    'Desmond Larkworthy: 84-day check 4 days late, tried 1 of 3 times',
    'Marjorie Tansley: 91-day check due today',
    'Edna Pettifer: 84-day check due today',
    'Philippa Underhay: 84-day check due today',
  ])
  expect((await readLaterChecks(desk, priya, 'to come')).total).toBeGreaterThan(3)
  const { rate } = await readLaterChecks(desk, priya, 'settled')
  expect(rate).toMatch(/^90\.0% \(18 of 20\); target 93\.5%, below the target; 2 still to ask\./)
  const told = [...storage.select().from(episodeEvent).all(), ...storage.select().from(laterCheckStep).all()]
  // What was raised this morning is of the board, not of those who ended.
  const ended = after.filter(({ state }) => state === 'ended').map(({ id }) => id)
  const theirs = told.filter((one) => !('episode' in one) || ended.includes(one.episode))
  expect(theirs.length).toBeGreaterThan(0)
  expect(theirs.filter(({ at }) => at >= '2026-11-23')).toEqual([])
})
