import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAction, auditTrail, cast, smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { messyPeople, messyShape, writeCaseload } from '../../../../tests/support/messy-caseload.ts'
import type { Shape } from '../../../../tests/support/messy-caseload.ts'
import { csvText } from '../../reablement/csv.ts'
import { caseloadColumns } from '../../reablement/caseload-columns.ts'
import { addDays } from '../../reablement/dates.ts'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import { correctStart } from '../episodes/correct-start.ts'
import { episodeEvent } from '../storage/course-schema.ts'
import { fileSaid, heldFile as heldFiles, importChange } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'
import * as tables from '../storage/schema.ts'
import { applyCaseload } from './apply.ts'
import { askColumns, forgetMap, saveMap } from './column-maps.ts'
import { chooseSide, decideTwin } from './decide.ts'
import { heldFile, holdFile, leaveFile } from './held-files.ts'
import { previewCaseload } from './preview.ts'
import { readFiles } from './read-files.ts'
import { runErrors } from './runs.ts'
import { planUndo, undoRun } from './undo.ts'

const { mia, priya } = cast
const people = messyPeople(12, 3)
const none: ReadonlySet<string> = new Set()
const own = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])
const file = (rows: readonly CaseloadFacts[], shape: Shape = { ...messyShape, columns: own }) => ({
  name: 'caseload.csv',
  bytes: writeCaseload(rows, shape),
})

let desk: TestDesk
beforeEach(() => {
  desk = smallService('2026-11-23T08:00:00.000Z')
})
afterEach(() => desk.remove())

const everything = () =>
  [tables.person, tables.episode, tables.callPattern, fileSaid].map((table) =>
    desk.storage.select().from(table).all(),
  )
const personNamed = (reference: string) =>
  desk.storage.select().from(tables.person).where(eq(tables.person.reference, reference)).get()
const stayOf = (reference: string) =>
  desk.storage
    .select()
    .from(tables.episode)
    .where(eq(tables.episode.person, personNamed(reference)?.id ?? ''))
    .get()
const newestRun = () => desk.storage.select().from(importRun).all().at(-1)?.id ?? ''

describe('a new source', () => {
  const columns = messyShape.columns
  const fields = columns.map(([heading, field]) => (heading === 'Package' ? 'callsPerDay' : field))

  test('is asked about once, then read without a question, by the command too, until it is forgotten', async () => {
    const held = await holdFile(desk, mia, file(people, messyShape))
    const { question } = await askColumns(desk, mia, held)
    expect(question).toMatchObject({ missing: ['callsPerDay'], changed: null, source: '' })
    await saveMap(desk, mia, { held, source: 'Day export', fields })
    expect((await askColumns(desk, mia, held)).question).toBeNull()
    const preview = await previewCaseload(desk, 'the service', file(people, messyShape))
    expect(preview).toMatchObject({ source: 'Day export', good: 12, errors: [] })
    const { maps } = await readFiles(desk, mia, null)
    expect(maps).toMatchObject([{ source: 'Day export', by: 'Mia Grant', columns: 22, used: 21 }])
    await forgetMap(desk, mia, 'Day export')
    expect((await askColumns(desk, mia, held)).question).not.toBeNull()
    await expect(forgetMap(desk, mia, 'Day export')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('shows no more of anybody than tells what a column is', async () => {
    const held = await holdFile(desk, mia, file(people, messyShape))
    const { question } = await askColumns(desk, mia, held)
    const shown = JSON.stringify(question)
    for (const { surname, nhsNumber, address } of people) {
      expect(shown).not.toContain(surname.toUpperCase())
      expect(shown).not.toContain(nhsNumber ?? 'nobody')
      expect(shown).not.toContain(address ?? 'nowhere')
    }
  })

  test('is asked only what changed when a heading did', async () => {
    const held = await holdFile(desk, mia, file(people, messyShape))
    await saveMap(desk, mia, { held, source: 'Day export', fields })
    const renamed = columns.map(([heading, field]): (typeof columns)[number] => [
      heading === 'Package' ? 'Bundle' : heading,
      field,
    ])
    const next = await holdFile(desk, mia, file(people, { ...messyShape, columns: renamed }))
    const { question } = await askColumns(desk, mia, next)
    expect(question?.changed).toEqual({ came: ['Bundle'], went: ['Package'] })
    expect(question?.columns.filter(({ why }) => why !== null).map(({ heading }) => heading)).toEqual([
      'Bundle',
    ])
    const byItself = previewCaseload(desk, 'the service', file(people, { ...messyShape, columns: renamed }))
    await expect(byItself).rejects.toThrow(
      'no longer those of “Day export” (new: “Bundle”; no longer there: “Package”)',
    )
    // One file under way each: the one before is gone.
    expect(() => heldFile(desk.storage, held)).toThrow('no longer here')
    await leaveFile(desk, mia, next)
    expect(desk.storage.select().from(heldFiles).all()).toEqual([])
  })

  test('is refused in words while something must be there, and for whoever may not', async () => {
    const held = await holdFile(desk, mia, file(people, messyShape))
    const given = { held, source: 'Day export', fields: columns.map(([, field]) => field) }
    const twice = given.fields.map((field) => (field === 'start' ? ('born' as const) : field))
    await expect(saveMap(desk, mia, { ...given, fields: twice })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(saveMap(desk, priya, given)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(holdFile(desk, priya, file(people))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(readFiles(desk, priya, null)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('twins', () => {
  const [one, other] = messyPeople(2, 3) as [CaseloadFacts, CaseloadFacts]
  const again = { ...one, reference: 'SU9', callsPerDay: 1, telephone: '0116 496 0999' }

  test('within a file wait, and are one person or two as somebody decides, for good', async () => {
    const before = await previewCaseload(desk, mia, file([one, other, again]))
    expect(before.twins.map(({ key, merges }) => [key, merges.length])).toEqual([['SU40003|SU9', 2]])
    expect(before).toMatchObject({ good: 1 })
    expect(before.errors.map(({ line }) => line)).toEqual([2, 4])
    await decideTwin(desk, mia, { key: 'SU40003|SU9', decision: 'merge', keep: 'SU40003' })
    await applyCaseload(desk, mia, file([one, other, again]))
    expect(personNamed('SU9')).toBeUndefined()
    expect(stayOf('SU40003')).toBeDefined()
    // The other reference alone is known as that person tomorrow, who is not missing.
    const next = await applyCaseload(desk, mia, file([other, again]))
    expect(next).toMatchObject({ new: 0, missing: 0, errors: [] })
    expect(personNamed('SU40003')?.telephone).toBe('0116 496 0999')
    const { twins } = await readFiles(desk, mia, null)
    expect(twins).toMatchObject([{ words: 'SU40003 and SU9: one person, known as SU40003', by: 'Mia Grant' }])
  })

  test('kept apart, neither line brings a number two people cannot share', async () => {
    await decideTwin(desk, mia, { key: 'SU40003|SU9', decision: 'apart', keep: null })
    const preview = await previewCaseload(desk, mia, file([one, again]))
    expect([preview.twins, preview.errors, preview.good]).toEqual([[], [], 2])
    await applyCaseload(desk, mia, file([one, again]))
    expect([personNamed('SU40003')?.nhsNumber, personNamed('SU9')?.nhsNumber]).toEqual([null, null])
    await decideTwin(desk, mia, { key: 'SU40003|SU9', decision: null, keep: null })
    expect((await readFiles(desk, mia, null)).twins).toEqual([])
  })

  test('with somebody known here: brought up to date, or another person', async () => {
    await applyCaseload(desk, mia, file([one, other]))
    const preview = await previewCaseload(desk, mia, file([other, again]))
    expect(preview.twins).toMatchObject([{ likeness: 'NHS number', b: { line: 0, reference: 'SU40003' } }])
    expect(preview.changes.missing).toEqual([])
    await decideTwin(desk, mia, { key: 'SU40003|SU9', decision: 'merge', keep: 'SU40003' })
    const { changes } = await previewCaseload(desk, mia, file([other, again]))
    expect(changes.callsChanged.map(({ reference }) => reference)).toEqual(['SU40003'])
    await decideTwin(desk, mia, { key: 'SU40003|SU9', decision: 'apart', keep: null })
    await applyCaseload(desk, mia, file([one, other, again]))
    expect([personNamed('SU40003')?.nhsNumber, personNamed('SU9')?.nhsNumber]).toEqual([one.nhsNumber, null])
  })

  test.each([{ keep: 'SU1' }, { keep: null }])(
    'a merge names which of the two stays: %o',
    async ({ keep }) => {
      const asked = { key: 'SU40003|SU9', decision: 'merge', keep } as const
      await expect(decideTwin(desk, mia, asked)).rejects.toMatchObject({ field: 'keep' })
      await expect(decideTwin(desk, priya, { ...asked, keep: 'SU9' })).rejects.toMatchObject({
        code: 'not-allowed',
      })
    },
  )
})

describe('two ways', () => {
  const [one] = messyPeople(1, 3) as [CaseloadFacts]
  const held = (rows: CaseloadFacts[]) => holdFile(desk, mia, file(rows))

  test('what was changed here and in the file waits for a choice, which holds while the file says that', async () => {
    await applyCaseload(desk, mia, file([one]))
    desk.storage
      .update(tables.person)
      .set({ telephone: '0116 496 0777' })
      .where(eq(tables.person.reference, one.reference))
      .run()
    const file2 = { ...one, telephone: '0116 496 0888' }
    const { changes } = await previewCaseload(desk, mia, file([file2]))
    expect(changes.kept).toMatchObject([
      { field: 'telephone', standing: 'both', side: 'board', chosen: null },
    ])
    expect(await applyCaseload(desk, mia, file([file2]))).toMatchObject({ questions: 1, detailsChanged: 0 })
    // Not forgotten because a day has passed.
    expect(await applyCaseload(desk, mia, file([file2]))).toMatchObject({ questions: 1 })
    const person = personNamed(one.reference)?.id ?? ''
    const asked = { person, field: 'telephone' as const }
    await chooseSide(desk, mia, { held: await held([file2]), ...asked, side: 'board' })
    expect(await applyCaseload(desk, mia, file([file2]))).toMatchObject({ questions: 0 })
    expect(personNamed(one.reference)?.telephone).toBe('0116 496 0777')
    await chooseSide(desk, mia, { held: await held([file2]), ...asked, side: 'file' })
    const taken = await previewCaseload(desk, mia, file([file2]))
    expect(taken.changes.kept).toMatchObject([{ side: 'file', chosen: 'chosen today by Mia Grant' }])
    await applyCaseload(desk, mia, file([file2]))
    expect(personNamed(one.reference)?.telephone).toBe('0116 496 0888')
  })

  test('a change the file has heard of is no difference when the file says something new', async () => {
    await applyCaseload(desk, mia, file([one]))
    const { id = '' } = stayOf(one.reference) ?? {}
    const calls = { perDay: 7, minutes: one.minutes ?? 30, carers: one.carers ?? 1, why: 'agreed' }
    const row = { id: 'ours', episode: id, from: '2026-11-23', changedBy: 'mia', at: '2026-11-23T09:00:00Z' }
    desk.storage
      .insert(tables.callPattern)
      .values({ ...row, ...calls })
      .run()
    await applyCaseload(desk, mia, file([{ ...one, callsPerDay: 7 }]))
    const { changes } = await previewCaseload(desk, mia, file([{ ...one, callsPerDay: 5 }]))
    expect([changes.kept.length, changes.callsChanged.length]).toEqual([0, 1])
  })

  test('a start date is corrected here with a reason, never by the file', async () => {
    await applyCaseload(desk, mia, file([one]))
    const later = { ...one, start: '2026-11-02' }
    const { kept } = (await previewCaseload(desk, mia, file([later]))).changes
    expect(kept).toMatchObject([{ standing: 'locked', side: 'board', fileStart: '2026-11-02' }])
    const person = personNamed(one.reference)?.id ?? ''
    const chosen = chooseSide(desk, mia, { held: await held([later]), person, field: 'start', side: 'file' })
    await expect(chosen).rejects.toMatchObject({ code: 'bad-input' })
    const given = { episode: kept[0]?.episode ?? '', start: '2026-11-02', reason: 'First visit was put off' }
    await expect(correctStart(desk, priya, given)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(correctStart(desk, mia, { ...given, reason: '' })).rejects.toMatchObject({ field: 'reason' })
    await correctStart(desk, mia, given)
    expect(stayOf(one.reference)?.start).toBe('2026-11-02')
    expect(desk.storage.select().from(episodeEvent).all()).toMatchObject([
      { kind: 'course', colleague: 'mia', why: 'First visit was put off' },
    ])
    await expect(correctStart(desk, mia, given)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('who has ended does not come anew by a file that has another start of that same stay', async () => {
    await applyCaseload(desk, mia, file([one]))
    const { id = '' } = stayOf(one.reference) ?? {}
    await correctStart(desk, mia, { episode: id, start: addDays(one.start, -2), reason: 'Came sooner' })
    desk.storage.update(tables.episode).set({ state: 'ended' }).where(eq(tables.episode.id, id)).run()
    const again = async (start: string) =>
      (await previewCaseload(desk, mia, file([{ ...one, start }]))).changes.new.length
    expect(await again(one.start)).toBe(0)
    expect(await again('2026-11-23')).toBe(1)
  })
})

describe('undo of the last run', () => {
  const first = people.slice(0, 6)
  const second = [
    ...people.slice(1, 5).map((one, at) => (at === 0 ? { ...one, callsPerDay: 8, ward: 'Ward 9' } : one)),
    ...people.slice(6, 8),
  ]

  test('says what it would do, does it whole, and leaves everything as it was', async () => {
    await applyCaseload(desk, mia, file(first))
    const before = everything()
    desk.clock.pass(86_400_000)
    expect(await applyCaseload(desk, mia, file(second))).toMatchObject({ new: 2, callsChanged: 1 })
    const plan = await planUndo(desk, mia, newestRun(), none)
    expect(plan.blocked).toEqual([])
    expect(plan.does).toEqual([
      '2 people who came by it leave the board.',
      'The calls of 1 person are again what they were.',
      'The details of 1 person are again what they were.',
      expect.stringMatching(/^\d+ people are no longer marked “not in today’s file”\.$/),
    ])
    expect(everything()).not.toEqual(before)
    await undoRun(desk, mia, newestRun(), none)
    expect(everything()).toEqual(before)
    expect(auditTrail(desk).at(-1)).toBe('undo import done')
    const [run] = (await readFiles(desk, mia, null)).runs
    expect(run).toMatchObject({ undoneBy: 'Mia Grant', mayUndo: false, counts: { new: 2, rows: 6 } })
    await expect(undoRun(desk, mia, newestRun(), none)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('is refused in words when something was built on it, and nothing is half done', async () => {
    await applyCaseload(desk, mia, file(first))
    const stay = stayOf(first[0]?.reference ?? '')?.id ?? ''
    addAction(desk, { episode: stay, huddle: 'today' })
    const run = newestRun()
    const { blocked } = await planUndo(desk, mia, run, none)
    expect(blocked).toHaveLength(1)
    expect(blocked[0]).toMatch(/\(SU40003\): an action was agreed since\.$/)
    const before = everything()
    await expect(undoRun(desk, mia, run, none)).rejects.toThrow('an action was agreed since')
    expect(everything()).toEqual(before)
  })

  test('is refused while a note about them stands on the open page, or when they were changed here since', async () => {
    await applyCaseload(desk, mia, file(first))
    const noted = new Set([stayOf(first[0]?.reference ?? '')?.id ?? ''])
    const { blocked } = await planUndo(desk, mia, newestRun(), noted)
    expect(blocked).toEqual([expect.stringContaining('a note was written on today’s page')])
    desk.storage.update(tables.person).set({ pets: true }).run()
    const changed = await planUndo(desk, mia, newestRun(), none)
    expect(changed.blocked).toHaveLength(6)
    expect(changed.blocked[0]).toContain('what it changed was changed again')
  })

  test('is for those who lead, and only of the newest that changed something', async () => {
    await applyCaseload(desk, mia, file(first))
    const run = newestRun()
    await applyCaseload(desk, mia, file(first))
    await expect(planUndo(desk, priya, run, none)).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await readFiles(desk, mia, null)).runs.map(({ mayUndo }) => mayUndo)).toEqual([false, true])
    await applyCaseload(desk, mia, file(second))
    await expect(planUndo(desk, mia, run, none)).rejects.toMatchObject({ code: 'wrong-state' })
    await undoRun(desk, mia, newestRun(), none)
    expect((await planUndo(desk, mia, run, none)).does[0]).toMatch(/^6 people/)
  })
})

test('a run’s errors are a file to send back, safe to open, for those who lead', async () => {
  const bad = { ...people[1], reference: '=1+1', forename: '' } as CaseloadFacts
  await applyCaseload(desk, mia, file([...people.slice(2, 4), bad]))
  const { text } = await runErrors(desk, mia, newestRun(), csvText)
  expect(text).toContain('Line,Column,What is wrong')
  expect(text).toContain('4,Forename,')
  expect(text.split('\r\n').some((line) => line.includes(',='))).toBe(false)
  await expect(runErrors(desk, priya, newestRun(), csvText)).rejects.toMatchObject({ code: 'not-allowed' })
  expect(desk.storage.select().from(importChange).all().length).toBeGreaterThan(0)
})

test('a stay that began earlier than the file says, and has ended, does not come again by the file that lags behind', async () => {
  const [one] = people
  if (!one) throw new Error('somebody is needed')
  await applyCaseload(desk, mia, file([one]))
  const { start } = one
  desk.storage
    .update(tables.episode)
    .set({ start: addDays(start, -1), state: 'ended', endedOn: '2026-11-22' })
    .where(eq(tables.episode.id, stayOf(one.reference)?.id ?? ''))
    .run()
  await expect(applyCaseload(desk, mia, file([one]))).resolves.toMatchObject({ new: 0 })
  const again = { ...one, start: '2026-11-23' }
  await expect(applyCaseload(desk, mia, file([again]))).resolves.toMatchObject({ new: 1 })
})
