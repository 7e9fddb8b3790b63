import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { theService } from '../caseload/import-caseload.ts'
import { previewCaseload } from '../caseload/preview.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { openStorage } from '../storage/open.ts'
import { fillInventedService } from './fill.ts'
import { movedSample, sampleFile } from './sample-file.ts'

test('on its own day a sample is the file as it is', () => {
  expect(movedSample('second', '2026-11-23')).toEqual({
    name: 'caseload-2026-11-24.csv',
    text: readFileSync(sampleFile('second'), 'utf8'),
  })
})

test.each(['2026-11-23', '2027-01-04', '2026-07-15'])(
  'for a service that begins on %s the second sample says what it says in November 2026',
  async (firstDay) => {
    const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
    seedCatalogue(storage)
    const desk = { storage, clock: () => new Date(`${firstDay}T08:00:00Z`) }
    await fillInventedService(desk, { firstDay })
    const changesOf = async (which: 'first' | 'second') => {
      const { name, text } = movedSample(which, firstDay)
      return (await previewCaseload(desk, theService, { name, bytes: new TextEncoder().encode(text) }))
        .changes
    }
    expect(await changesOf('first')).toMatchObject({
      new: [],
      callsChanged: [],
      detailsChanged: [],
      same: 113,
    })
    const { new: arrivals, callsChanged, detailsChanged, missing, kept } = await changesOf('second')
    expect([arrivals, callsChanged, detailsChanged, missing, kept].map((list) => list.length)).toEqual([
      7, 9, 0, 5, 3,
    ])
  },
)
