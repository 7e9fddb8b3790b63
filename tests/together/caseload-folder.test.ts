import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseloadColumns } from '#lib/reablement/caseload-columns.ts'
import { folderWatch } from '#lib/server/folder-watch.ts'
import type { Watch } from '#lib/server/watch.ts'
import { askColumns, saveMap } from '#lib/server/caseload/column-maps.ts'
import { holdFile } from '#lib/server/caseload/held-files.ts'
import { readFiles } from '#lib/server/caseload/read-files.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { fileReport } from '#lib/server/storage/file-schema.ts'
import { colleague, person } from '#lib/server/storage/schema.ts'
import { cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { messyPeople, messyShape, writeCaseload } from '../support/messy-caseload.ts'
import { Mailbox } from '../support/receivers.ts'

const people = messyPeople(20, 3)
const export1 = writeCaseload(people, messyShape)
const fields = messyShape.columns.map(([heading, field]) => (heading === 'Package' ? 'callsPerDay' : field))
const own = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])

let desk: TestDesk
let mailbox: Mailbox
let folder: string
let errors: unknown[]
let changed: number

beforeEach(async () => {
  desk = smallService('2026-11-24T05:31:00.000Z')
  mailbox = await Mailbox.open()
  folder = mkdtempSync(join(tmpdir(), 'perch-drop-'))
  errors = []
  changed = 0
})
afterEach(async () => {
  expect(errors).toEqual([])
  desk.remove()
  await mailbox.close()
  rmSync(folder, { recursive: true, force: true })
})

function watch(over: { at?: string | null; mail?: null } = {}): Watch {
  const log = { error: (...said: unknown[]) => errors.push(said), warn: () => undefined }
  const mail = over.mail === null ? null : { url: mailbox.url, from: 'Perch <perch@city.example>' }
  return folderWatch({ desk, log, folder, at: over.at ?? null, mail, changed: () => (changed += 1) })
}
const looks = async (watching: Watch, times: number) => {
  for (let time = 0; time < times; time += 1) await watching.look()
}
const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)
const there = (where = '') =>
  readdirSync(join(folder, where), { withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name)

async function mapSaved(): Promise<void> {
  const held = await holdFile(desk, cast.mia, { name: 'x.csv', bytes: export1 })
  await saveMap(desk, cast.mia, { held, source: 'Day export', fields })
}

describe('a file dropped into the folder', () => {
  test('is used by its saved map once it is complete, put away, and told to the managers by mail', async () => {
    await mapSaved()
    const watching = watch()
    put('export.csv', export1.subarray(0, 900))
    await watching.look()
    put('export.csv', export1)
    await watching.look()
    expect(there()).toEqual(['export.csv'])
    expect(desk.storage.select().from(person).all()).toHaveLength(3)
    await watching.look()
    expect(desk.storage.select().from(person).all()).toHaveLength(23)
    expect([there(), there('done'), changed]).toEqual([[], ['2026-11-24T05-31-00-000Z export.csv'], 1])
    expect(mailbox.mails).toHaveLength(1)
    const [mail] = mailbox.mails
    expect(mail?.subject).toBe('Perch: the caseload file of Tue 24 Nov, 05:31: 20 rows')
    expect(mail?.to).toEqual(['mia@example.org'])
    expect(mail?.raw).toContain('New people: 20')
    expect(desk.storage.select().from(audit).all().at(-1)).toMatchObject({
      ...{ act: 'import caseload', colleague: null, result: 'done' },
    })
    const { runs } = await readFiles(desk, cast.mia, null)
    expect(runs).toMatchObject([{ how: 'folder', by: null, source: 'Day export' }])
    await looks(watching, 2)
    expect(mailbox.mails).toHaveLength(1)
  })

  test('names in its mail lines and columns, and nobody', async () => {
    const [one, two, three] = people
    if (!one || !two || !three) throw new Error('three people are needed')
    const rows = [one, { ...two, forename: '' }, three, { ...three, reference: 'SU9' }]
    put('own.csv', writeCaseload(rows, { ...messyShape, columns: own }))
    await looks(watch(), 2)
    const [mail] = mailbox.mails
    expect(mail?.subject).toBe(
      'Perch: the caseload file of Tue 24 Nov, 05:31: 4 rows, 3 left out, 1 question',
    )
    expect(mail?.raw).toContain('- line 3: Forename')
    // The mail's own ids are random, and may spell anything.
    const words = desk.storage.select().from(fileReport).get()?.words
    for (const { surname, reference, nhsNumber } of rows)
      for (const word of [surname, surname.toUpperCase(), reference, nhsNumber ?? 'nobody'])
        expect(words).not.toContain(word)
    expect(words).not.toContain('own.csv')
    const { waiting } = await readFiles(desk, cast.mia, null)
    expect(waiting).toMatchObject([{ name: 'own.csv', why: '1 question, the rest is applied' }])
  })

  test('of a new source waits for somebody, and changes nothing until then', async () => {
    put('export.csv', export1)
    await looks(watch(), 2)
    expect(desk.storage.select().from(person).all()).toHaveLength(3)
    expect(mailbox.mails[0]?.subject).toBe('Perch: the caseload file of Tue 24 Nov, 05:31 waits for you')
    const [one] = (await readFiles(desk, cast.mia, null)).waiting
    const { question } = await askColumns(desk, cast.mia, one?.id ?? '')
    expect(question?.missing).toEqual(['callsPerDay'])
    expect(there('refused')).toHaveLength(1)
  })

  test('that cannot be used is refused in words; what is no export is left where it is', async () => {
    put('scan.csv', new TextEncoder().encode('%PDF-1.7'))
    put('.hidden.csv', export1)
    put('export.csv.part', export1)
    mkdirSync(join(folder, 'older.csv'))
    await looks(watch(), 2)
    expect(mailbox.mails.map(({ subject }) => subject)).toEqual([
      'Perch: the caseload file of Tue 24 Nov, 05:31 could not be used',
    ])
    expect([there('refused').length, there().toSorted()]).toEqual([1, ['.hidden.csv', 'export.csv.part']])
  })

  test('that cannot be put away is used once, and told of once, until another is put in its place', async () => {
    await mapSaved()
    writeFileSync(join(folder, 'done'), 'no folder')
    const watching = watch()
    put('export.csv', export1)
    await looks(watching, 5)
    expect(errors.splice(0)).toHaveLength(1)
    const { runs } = await readFiles(desk, cast.mia, null)
    expect([runs.length, changed, mailbox.mails.length]).toEqual([1, 1, 1])
    rmSync(join(folder, 'done'))
    put('export.csv', writeCaseload(messyPeople(21, 3), messyShape))
    await looks(watching, 2)
    expect([there(), there('done').length]).toEqual([[], 1])
  })

  test('with a set time is taken in the hour after it, by the clock of London', async () => {
    await mapSaved()
    const watching = watch({ at: '05:30' })
    desk.clock.setTo('2026-11-24T05:29:00.000Z')
    put('export.csv', export1)
    await looks(watching, 3)
    expect(there()).toEqual(['export.csv'])
    desk.clock.setTo('2026-11-24T05:30:00.000Z')
    await looks(watching, 2)
    expect(there()).toEqual([])
  })
})

describe('the mail', () => {
  test('is tried again while the mail server does not take it, and is sent once', async () => {
    await mapSaved()
    const watching = watch()
    put('export.csv', export1)
    mailbox.refuses = 421
    await looks(watching, 2)
    expect(desk.storage.select().from(fileReport).all()).toMatchObject([{ tries: 1, sentAt: null }])
    mailbox.refuses = null
    await watching.look()
    expect(mailbox.mails).toEqual([])
    desk.clock.pass(61_000)
    await looks(watching, 2)
    expect(mailbox.mails).toHaveLength(1)
    expect(desk.storage.select().from(fileReport).get()?.sentAt).not.toBeNull()
  })

  test('goes to nobody who may not sign in, and without a mail server nothing waits to be sent', async () => {
    await mapSaved()
    desk.storage.update(colleague).set({ active: false }).where(eq(colleague.id, 'mia')).run()
    put('export.csv', export1)
    await looks(watch({ mail: null }), 2)
    expect(desk.storage.select().from(fileReport).all()).toEqual([])
    put('export-2.csv', export1)
    await looks(watch(), 2)
    expect(mailbox.mails).toEqual([])
  })
})
