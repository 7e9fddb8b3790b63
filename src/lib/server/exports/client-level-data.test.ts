import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addPerson,
  auditTrail,
  cast,
  countQueries,
  noPhotos,
  smallService,
} from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { cldFields } from '../../reablement/cld-codes.ts'
import { quarterOf } from '../../reablement/cld-quarter.ts'
import { usualCldSettings } from '../../reablement/cld-settings.ts'
import { startLocked } from '../../reablement/cld-start.ts'
import { cldFile } from '../../reablement/cld.ts'
import { joinExports } from '../join-exports.ts'
import { recordEthnicity } from '../episodes/record-ethnicity.ts'
import { episodeAt } from '../board/read-episode.ts'
import { audit } from '../storage/ledger-schema.ts'
import { episode, person, setting } from '../storage/schema.ts'
import { settingChange } from '../storage/setting-schema.ts'
import { readCldFacts } from './cld-facts.ts'

const { ada, mia, priya } = cast
const thisQuarter = '2026-10-01'
let desk: TestDesk
const exports = () => joinExports(desk, noPhotos)
const set = (id: string, wish: Partial<typeof episode.$inferInsert>) =>
  desk.storage.update(episode).set(wish).where(eq(episode.id, id)).run()
const kept = (id: string) => desk.storage.select().from(episode).where(eq(episode.id, id)).get()

beforeEach(() => {
  desk = smallService()
  desk.storage.update(person).set({ sex: 'F', nhsNumber: '9990000018' }).where(eq(person.id, 'kamla')).run()
  set('neville-stay', { state: 'accepted' })
  addPerson(
    desk,
    { id: 'jo', surname: 'Bell', sex: 'M' },
    { state: 'ended', start: '2026-09-01', endedOn: '2026-10-06' },
  )
  addPerson(desk, { id: 'al', surname: 'Gray' }, { state: 'ended', start: '2026-09-01' })
  addPerson(desk, { id: 'bo', surname: 'Hill' }, { kind: 'bridging' })
})
afterEach(() => desk.remove())

/** By an independent reader, each row by its own headings. */
function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true })
}

describe('a quarter', () => {
  test('is looked at before it goes: how many, what is unmapped, what has no row', async () => {
    const view = await exports().quarter(mia, thisQuarter)
    expect(view).toMatchObject({ rows: 3, firstTime: 3, lastOn: null, second: [] })
    expect(view.quarters.map(({ words }) => words)).toEqual([
      'October to December 2026',
      'July to September 2026',
    ])
    expect(view.leftOut).toEqual(
      expect.arrayContaining([
        { why: 'not reablement', episodes: 1 },
        { why: 'not started', episodes: 1 },
        { why: 'ended on a day nobody kept', episodes: 1 },
      ]),
    )
    expect(view.unmapped).toEqual(
      expect.arrayContaining([
        { field: 'LA_Code', value: '', why: 'nothing entered', episodes: 3 },
        { field: 'Event_Outcome', value: '', why: 'no end yet', episodes: 2 },
        { field: 'Event_Outcome', value: '', why: 'nothing entered', episodes: 1 },
        { field: 'Gender', value: '', why: 'nothing entered', episodes: 1 },
      ]),
    )
    expect(JSON.stringify(view)).not.toMatch(/9990000018|Chauhan|Bell/)
    expect((await exports().quarter(mia, '')).quarter.words).toBe('July to September 2026')
    expect((await exports().quarter(mia, '2019-05-05')).quarters.at(-1)?.from).toBe('2019-04-01')
  })

  test('goes out as a file an independent reader reads again, as it was shown', async () => {
    const { name, text } = await exports().clientLevelData(mia, thisQuarter)
    expect(name).toBe('client-level-data-2026-27-quarter-3.csv')
    const rows = rowsOf(text)
    expect(Object.keys(rows[0] ?? {})).toEqual([...cldFields])
    expect(
      rows.map((row) => [row['Event_Reference'], row['Event_Start_Date'], row['Event_End_Date']]),
    ).toEqual([
      ['jo-stay', '2026-09-01', '2026-10-06'],
      ['dot-stay', '2026-11-09', ''],
      ['kamla-stay', '2026-11-09', ''],
    ])
    expect(rows[2]).toMatchObject({
      ...{ NHS_Number: '9990000018', Gender: 'Female', Service_Component: 'Reablement' },
      ...{ Provider_CQC_Location_ID: '1-2604846451', Event_Outcome: '', Primary_Support_Reason: '' },
    })
    expect(text).not.toMatch(/(^|[\r\n,"])[=+@]/)
  })

  test('says what somebody was asked: their ethnicity, as they said it', async () => {
    const ethnicity = 'Asian or Asian British: Indian' as const
    await recordEthnicity(desk, priya, { episode: 'kamla-stay', ethnicity })
    const rows = rowsOf((await exports().clientLevelData(mia, thisQuarter)).text)
    expect(rows.map((row) => row['Ethnicity'])).toEqual(['', '', ethnicity])
  })

  test('says how an episode ended, once somebody wrote that down: the ending’s day and national outcome', () => {
    const national = 'NFA: Support ended as planned' as const
    const ended = { on: '2026-10-05', outcome: 'fully independent' as const, national }
    const facts = readCldFacts(desk.storage, new Map([['jo-stay', ended]]), '2026-11-23')
    const { rows, unmapped } = cldFile(facts, quarterOf(thisQuarter), usualCldSettings)
    expect(rows[0]).toMatchObject({
      ...{ Event_Reference: 'jo-stay', Event_End_Date: '2026-10-05', Event_Outcome: national },
    })
    expect(unmapped.filter(({ field }) => field === 'Event_Outcome')).toEqual([
      { field: 'Event_Outcome', value: '', why: 'no end yet', episodes: 2 },
    ])
  })

  test('locks the starts that went; another start asks for a reason, and is said with the next file', async () => {
    await exports().clientLevelData(mia, thisQuarter)
    expect(kept('kamla-stay')).toMatchObject({
      exportedStart: '2026-11-09',
      exportedAt: '2026-11-23T09:20:00.000Z',
    })
    expect(kept('neville-stay')).toMatchObject({ exportedStart: null, exportedAt: null })
    const stay = kept('kamla-stay')
    if (!stay) throw new Error('nobody is here')
    expect(startLocked(stay, '2026-11-10', '')).toContain('It was exported on Monday 23 November 2026')
    expect(startLocked(stay, '2026-11-10', 'The visit was a day later.')).toBeNull()
    const page = desk.storage.transaction((tx) => episodeAt(tx, 'kamla-stay', '2026-11-23T10:00:00.000Z'))
    expect(page.exported).toEqual({ start: '2026-11-09', on: '2026-11-23' })

    set('kamla-stay', { start: '2026-11-10' })
    const next = await exports().quarter(mia, thisQuarter)
    expect(next).toMatchObject({ firstTime: 0, lastOn: '2026-11-23' })
    expect(next.second).toEqual([
      { episode: 'kamla-stay', reference: 'RB27010', start: '2026-11-10', exported: '2026-11-09' },
    ])
    await exports().clientLevelData(mia, thisQuarter)
    expect((await exports().quarter(mia, thisQuarter)).second).toEqual([])
  })

  test('leaves out, and does not lock, a first visit that is only planned', async () => {
    set('dot-stay', { start: '2026-11-25' })
    const rows = rowsOf((await exports().clientLevelData(mia, thisQuarter)).text)
    expect(rows.map((row) => row['Event_Reference'])).not.toContain('dot-stay')
    expect(kept('dot-stay')).toMatchObject({ exportedStart: null })
  })

  test('looking locks nothing, and neither does a refusal', async () => {
    await exports().quarter(mia, thisQuarter)
    await expect(exports().clientLevelData(priya, thisQuarter)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(exports().quarter(priya, '')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(exports().clientLevelData(mia, '2026-13-01')).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'quarter' },
    })
    expect(kept('kamla-stay')?.exportedAt).toBeNull()
    expect(auditTrail(desk)).toEqual([
      'view exports done',
      'export client level data not-allowed',
      'view exports not-allowed',
    ])
  })

  test('the audit knows whose rows went', async () => {
    await exports().clientLevelData(mia, thisQuarter)
    const row = desk.storage.select().from(audit).get()
    expect(JSON.parse(row?.detail ?? '')).toEqual({
      ...{ quarter: thisQuarter, rows: 3, episodes: 'jo-stay dot-stay kamla-stay' },
    })
  })

  test('is read in as many queries, however many there are', async () => {
    const counted = () => countQueries(desk, () => exports().clientLevelData(mia, thisQuarter))
    const before = await counted()
    desk.storage.transaction(() => {
      for (let one = 0; one < 1_700; one += 1) addPerson(desk, { id: `p${String(one)}`, surname: 'Many' })
    })
    expect(await counted()).toBe(before)
    expect(rowsOf((await exports().clientLevelData(mia, thisQuarter)).text)).toHaveLength(1_703)
  })
})

describe('what every row carries', () => {
  const given = { laCode: 'e00000000', cqcLocation: '1-2604846451', delivery: 'CASSR commissioned support' }

  test('is entered once by an administrator, and kept with who changed what', async () => {
    await exports().setClientLevelData(ada, given)
    await exports().setClientLevelData(ada, given)
    const [row] = rowsOf((await exports().clientLevelData(mia, thisQuarter)).text)
    expect(row).toMatchObject({ LA_Code: 'E00000000', Delivery_Mechanism: 'CASSR commissioned support' })
    const changes = desk.storage.select().from(settingChange).all()
    expect(changes).toMatchObject([
      { colleague: 'ada', before: 'council none, CQC location 1-2604846451, delivery none' },
    ])
    const { unmapped } = await exports().quarter(mia, thisQuarter)
    expect(unmapped.map(({ field }) => field)).not.toContain('LA_Code')
  })

  test('is refused with its field, to everybody else, and read as Perch comes when it is spoiled', async () => {
    await expect(exports().setClientLevelData(ada, { ...given, laCode: 'Leicester' })).rejects.toMatchObject({
      ...{ code: 'bad-input', field: 'laCode' },
    })
    await expect(exports().setClientLevelData(mia, given)).rejects.toMatchObject({ code: 'not-allowed' })
    desk.storage.insert(setting).values({ key: 'client level data', value: '{"laCode":7}' }).run()
    expect((await exports().quarter(mia, '')).settings.laCode).toBe('')
  })
})
