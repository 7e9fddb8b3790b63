import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { cast } from '../../../../tests/support/builders.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { performAsService } from '../access/perform.ts'
import { firstBrokenRow } from '../audit/verify.ts'
import { inventedColleagues } from '../invented/colleagues.ts'
import type { Desk } from '../storage/desk.ts'
import { openStorage } from '../storage/open.ts'
import { audit, importRun } from '../storage/ledger-schema.ts'
import * as tables from '../storage/schema.ts'
import { applyCaseload } from './apply.ts'
import { theService } from './import-caseload.ts'
import { previewCaseload } from './preview.ts'

const manager: Colleague = { id: 'm', name: 'Sandra Beck', jobTitle: 'Manager', team: 'RP', role: 'manager' }
const priya = inventedColleagues.find(({ name }) => name === 'Priya Shah') ?? null

const heading =
  'Client ref,Forename,Surname,Date of birth,NHS number,Service type,Start date,Planned end,Calls per day,Minutes per call,Carers'
const asha = 'RB1,Asha,Mistry,01/02/1940,9434765919,Reablement,20/11/2026,31/12/2026,3,30,1'
const hari = 'RB2,Hari,Shah,01/02/1941,,Reablement,20/11/2026,,2,45,2'

function file(...lines: string[]) {
  return { name: 'caseload.csv', bytes: new TextEncoder().encode([heading, ...lines].join('\n')) }
}
const fixture = (name: string) => ({ name, bytes: readFileSync(join('tests/fixtures', name)) })
const sample = (day: number) => ({
  name: `caseload-2026-11-${String(day)}.csv`,
  bytes: readFileSync(`src/lib/server/invented/caseload-2026-11-${String(day)}.csv`),
})

function aDesk(): Desk & { at: (instant: string) => void } {
  let now = '2026-11-23T08:00:00Z'
  const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
  return {
    storage,
    clock: () => new Date(now),
    at: (instant) => {
      now = instant
    },
  }
}

const everything = ({ storage }: Desk) =>
  [tables.person, tables.episode, tables.callPattern, importRun].map((table) =>
    storage.select().from(table).all(),
  )
const stayOf = ({ storage }: Desk, reference: string) =>
  storage
    .select()
    .from(tables.episode)
    .innerJoin(tables.person, eq(tables.person.id, tables.episode.person))
    .where(eq(tables.person.reference, reference))
    .get()
const callsOf = (desk: Desk, reference: string) =>
  desk.storage
    .select()
    .from(tables.callPattern)
    .where(eq(tables.callPattern.episode, stayOf(desk, reference)?.episode.id ?? ''))
    .all()

describe('errors are named by line and good rows still import', () => {
  const named = [
    [3, 'Date of birth', '31/02/1940'],
    [4, 'NHS number', '943 476 5918'],
    [5, 'Forename', 'missing'],
    [6, '', '2 cells'],
    [7, 'NHS number', 'also on line 8'],
    [8, 'NHS number', 'also on line 7'],
    [9, 'Client ref', 'also on line 10'],
    [10, 'Client ref', 'also on line 9'],
  ] as const

  test.each(named)('line %i, %s: %s', async (line, column, words) => {
    const { errors } = await previewCaseload(aDesk(), manager, fixture('caseload-with-errors.csv'))
    expect(errors.find((error) => error.line === line)).toMatchObject({ line, column })
    expect(errors.find((error) => error.line === line)?.words).toContain(words)
  })

  test.each([
    [3, 'Line 3 (RB2, Bernard Ashe): the date of birth'],
    [5, 'Line 5 (RB4, Ellis): the forename is missing'],
    [6, 'Line 6 (RB5, Fay): this line has 2 cells'],
    [9, 'Line 9 (RB8, Ida Jones): the client ref RB8 is also on line 10'],
  ])('line %i says whom it is about: %s', async (line, words) => {
    const { errors } = await previewCaseload(aDesk(), manager, fixture('caseload-with-errors.csv'))
    expect(errors.find((error) => error.line === line)?.words).toContain(words)
  })

  test('a key-safe code is not repeated as somebody’s name', async () => {
    const { errors } = await previewCaseload(
      aDesk(),
      manager,
      file(asha, hari.replace('Shah', 'key safe 4321')),
    )
    expect(errors[0]?.words).toMatch(/^Line 3 \(RB2\): the surname seems to hold a key-safe code/)
  })

  test('the two good rows come in, and no other', async () => {
    const desk = aDesk()
    const preview = await previewCaseload(desk, manager, fixture('caseload-with-errors.csv'))
    expect([preview.file.rows, preview.good, preview.errors.length]).toEqual([10, 2, named.length])
    expect(preview.columns).toContainEqual({ heading: 'Preferred language', field: 'language' })
    const summary = await applyCaseload(desk, manager, fixture('caseload-with-errors.csv'))
    expect(summary).toMatchObject({ new: 2, missing: 0, nothingChanged: false })
    const people = desk.storage.select().from(tables.person).all()
    expect(people.map(({ reference, forename }) => [reference, forename])).toEqual([
      ['RB1', 'Asha'],
      ['RB9', 'Jo "Jojo"'],
    ])
    expect(stayOf(desk, 'RB9')?.episode).toMatchObject({
      kind: 'bridging',
      start: '2026-11-19',
      state: 'active',
    })
  })

  test.each([
    ['caseload-two-encodings.csv', 'not UTF-8 in line 3, and line 2 is'],
    ['not-a-caseload.csv', 'The columns “Client ref”, “Forename”, “Surname”'],
  ])('%s cannot be used at all: %s', async (name, words) => {
    const desk = aDesk()
    await expect(previewCaseload(desk, manager, fixture(name))).rejects.toThrow(words)
    await expect(applyCaseload(desk, manager, fixture(name))).rejects.toMatchObject({
      code: 'unusable-file',
      field: 'file',
    })
    expect(everything(desk)).toEqual([[], [], [], []])
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      result: 'unusable-file',
      colleague: 'm',
    })
  })

  test('a file without one good row is refused and marks nobody as missing', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha))
    const before = everything(desk)
    await expect(applyCaseload(desk, manager, file('RB2,,,'))).rejects.toThrow(
      'Not one of its rows can be used',
    )
    expect(everything(desk)).toEqual(before)
  })

  test('an NHS number that is known under another reference names both', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha))
    const other = asha.replace('RB1', 'RB7').replace('Asha', 'Usha')
    const { errors, good, changes } = await previewCaseload(desk, manager, file(other, hari))
    expect(errors).toHaveLength(1)
    expect(errors[0]?.words).toMatch(/943 476 5919 of RB7 is known here as that of RB1/)
    expect(good).toBe(1)
    expect(changes.missing).toEqual([])
  })
})

describe('the second file', () => {
  test('a change of calls is a new row dated today; the old one stays', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha))
    desk.at('2026-11-24T00:30:00Z')
    const preview = await previewCaseload(desk, manager, file(asha.replace(',3,30,1', ',2,30,1')))
    expect(preview.changes.callsChanged).toEqual([
      {
        line: 2,
        reference: 'RB1',
        name: 'Asha Mistry',
        was: '3 a day, 30 minutes',
        now: '2 a day, 30 minutes',
      },
    ])
    await applyCaseload(desk, manager, file(asha.replace(',3,30,1', ',2,30,1')))
    expect(
      callsOf(desk, 'RB1').map(({ from, perDay, changedBy, why }) => [from, perDay, changedBy, why]),
    ).toEqual([
      ['2026-11-20', 3, null, 'from the caseload file'],
      ['2026-11-24', 2, null, 'from the caseload file'],
    ])
  })

  test('a call changed before the first visit stays changed', async () => {
    const desk = aDesk()
    const later = asha.replace('20/11/2026', '30/11/2026')
    await applyCaseload(desk, manager, file(later))
    await applyCaseload(desk, manager, file(later.replace(',3,30,1', ',4,30,1')))
    desk.at('2026-12-02T08:00:00Z')
    expect(await applyCaseload(desk, manager, file(later.replace(',3,30,1', ',4,30,1')))).toMatchObject({
      nothingChanged: true,
    })
  })

  test('details are updated, an empty cell takes nothing away, a start date is kept and said', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha))
    const changed = asha
      .replace('Mistry', 'Mistri')
      .replace('9434765919', '')
      .replace('20/11/2026', '19/11/2026')
    const { changes } = await previewCaseload(desk, manager, file(changed))
    expect(
      changes.detailsChanged.map(({ differences }) => differences.map(({ was, now }) => [was, now])),
    ).toEqual([[['Mistry', 'Mistri']]])
    expect(changes.kept.map(({ words }) => words)).toEqual([
      expect.stringContaining(
        'Start date: the file says “19 Nov 2026”, the board says “20 Nov 2026”. A file',
      ),
    ])
    await applyCaseload(desk, manager, file(changed))
    expect(stayOf(desk, 'RB1')?.person).toMatchObject({ surname: 'Mistri', nhsNumber: '9434765919' })
    expect(stayOf(desk, 'RB1')?.episode.start).toBe('2026-11-20')
  })

  test('people no longer in it are marked once, never deleted, and unmarked when they are back', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha, hari))
    desk.at('2026-11-24T08:00:00Z')
    expect(await applyCaseload(desk, manager, file(asha))).toMatchObject({ missing: 1, same: 1 })
    desk.at('2026-11-25T08:00:00Z')
    expect(await applyCaseload(desk, manager, file(asha))).toMatchObject({ missing: 0, nothingChanged: true })
    expect(stayOf(desk, 'RB2')?.episode).toMatchObject({ missingSince: '2026-11-24', state: 'active' })
    expect(await applyCaseload(desk, manager, file(asha, hari))).toMatchObject({
      back: 1,
      nothingChanged: false,
    })
    expect(stayOf(desk, 'RB2')?.episode.missingSince).toBeNull()
  })

  test.each([
    ['a bad date', asha.replace('01/02/1940', 'soon')],
    ['no reference but an NHS number', asha.replace('RB1', '')],
    ['a mistyped NHS number', asha.replace('9434765919', '9434765918')],
    ['another reference and the NHS number', asha.replace('RB1', 'RB7')],
    ['too few cells', 'RB1,Asha'],
    ['too few cells, in lower case and spaces', ' rb1 ,Asha'],
    ['too few cells, the reference left out', 'Asha,Mistry,01/02/1940,943 476 5919'],
    ['too few cells, in another order', 'Asha,Mistry,RB1'],
    ['too many cells, slipped by a comma', `Ward 4, ${asha}`],
    ['the same reference twice', `${asha}\n${asha}`],
  ])('somebody whose row has an error is not missing: %s', async (_what, row) => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha, hari))
    const { changes } = await previewCaseload(desk, manager, file(row, hari))
    expect(changes.missing).toEqual([])
    const summary = await applyCaseload(desk, manager, file(row, hari))
    expect(summary).toMatchObject({ missing: 0, same: 1 })
    expect(summary.errors.length).toBeGreaterThan(0)
    expect(stayOf(desk, 'RB1')?.episode.missingSince).toBeNull()
  })

  test('a stay that ended here is left alone until the file has a later start', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha, hari))
    desk.storage
      .update(tables.episode)
      .set({ state: 'ended' })
      .where(eq(tables.episode.id, stayOf(desk, 'RB1')?.episode.id ?? ''))
      .run()
    expect(await applyCaseload(desk, manager, file(asha, hari))).toMatchObject({
      nothingChanged: true,
      missing: 0,
    })
    expect(
      await applyCaseload(desk, manager, file(asha.replace('20/11/2026', '23/11/2026'), hari)),
    ).toMatchObject({ new: 1 })
    expect(desk.storage.select().from(tables.person).all()).toHaveLength(2)
    expect(desk.storage.select().from(tables.episode).all()).toHaveLength(3)
  })
})

describe('the sample files', () => {
  test('113 people, then 7 new, 9 with changed calls and 5 no longer there; twice changes nothing', async () => {
    const desk = aDesk()
    expect(await applyCaseload(desk, manager, sample(23))).toMatchObject({ rows: 113, new: 113, errors: [] })
    expect(await applyCaseload(desk, manager, sample(23))).toMatchObject({ same: 113, nothingChanged: true })
    desk.at('2026-11-24T08:00:00Z')
    const before = everything(desk)
    const { changes } = await previewCaseload(desk, manager, sample(24))
    expect(everything(desk)).toEqual(before)
    expect(changes.new.map(({ reference }) => reference)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((n) => `RB52700${String(n)}`),
    )
    expect(changes.callsChanged.map(({ reference }) => reference.slice(4))).toEqual(
      ['025', '026', '039', '071', '075', '078', '080', '104', '105'].map((n) => n),
    )
    expect(changes.missing.map(({ reference }) => reference).sort()).toEqual([
      'RB27010',
      'RB27030',
      'RB27074',
      'RB27083',
      'RB27101',
    ])
    expect([changes.same, changes.detailsChanged, changes.kept]).toEqual([99, [], []])
    expect(await applyCaseload(desk, manager, sample(24))).toMatchObject({
      new: 7,
      callsChanged: 9,
      missing: 5,
      same: 99,
    })
    expect(desk.storage.select().from(tables.person).all()).toHaveLength(120)
    expect(await applyCaseload(desk, manager, sample(24))).toMatchObject({ same: 115, nothingChanged: true })
    expect(desk.storage.select().from(importRun).all()).toHaveLength(4)
    expect(firstBrokenRow(desk.storage)).toBeNull()
  })
})

describe('all or nothing, and only for those who may', () => {
  test('when it fails half way nothing is changed', async () => {
    const desk = aDesk()
    await applyCaseload(desk, manager, file(asha))
    const before = everything(desk)
    desk.storage.$client.exec(
      `create trigger no_more before insert on import_run begin select raise(abort, 'the disk is full'); end`,
    )
    await expect(applyCaseload(desk, manager, file(asha.replace('Mistry', 'Mistri'), hari))).rejects.toThrow()
    expect(everything(desk)).toEqual(before)
  })

  test.each([
    ['a colleague', priya, 'not-allowed'],
    ['the screen', cast.wall, 'not-allowed'],
    ['nobody', null, 'not-signed-in'],
  ])('%s is refused, before anything is said about the file', async (_name, who, code) => {
    const desk = aDesk()
    for (const given of [file(asha), fixture('not-a-caseload.csv')]) {
      await expect(previewCaseload(desk, who, given)).rejects.toMatchObject({ code })
      await expect(applyCaseload(desk, who, given)).rejects.toMatchObject({ code })
    }
    expect(everything(desk)).toEqual([[], [], [], []])
  })

  test('the service itself may, under no colleague’s name, and may nothing else', async () => {
    const desk = aDesk()
    expect(await applyCaseload(desk, theService, file(asha))).toMatchObject({ new: 1 })
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      act: 'import caseload',
      colleague: null,
      result: 'done',
    })
    const other = {
      act: 'view board',
      thing: () => ({ kind: 'service' as const }),
      work: () => 'seen',
    } as const
    await expect(performAsService(desk, other)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
