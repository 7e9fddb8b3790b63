import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as codes from './cld-codes.ts'
import { lastQuarter, liesIn, quarterOf, quartersSince } from './cld-quarter.ts'
import { exportedStart, isSecondNationally, refuseStart, startLocked } from './cld-start.ts'
import { cldSettingsInput, usualCldSettings } from './cld-settings.ts'
import { sayLeftOut, sayUnmapped } from './cld-words.ts'
import { cldCsv, cldFile, cldFileName, startsThatWent } from './cld.ts'
import type { CldFacts } from './cld.ts'
import { addDays } from './dates.ts'
import { nationalOutcomes } from './national-outcomes.ts'

interface Seen {
  fields: { items: { field: string }[] }
  event_outcomes: { values: { value: string }[] }
  service_types: { values: { value: string }[] }
  service_components: { values: { value: string; seen_in: string }[] }
  event_types: { values: string[] }
  client_types: { values: string[] }
  accommodation_status: { status: string; values: string[] }
  employment_status: { status: string; values: string[] }
  client_funding_status: { values: string[] }
  delivery_mechanisms: { status: string; values: string[] }
  gender: { values_seen: string[] }
  ethnicity: { status: string; values: string[]; from_nhs_16_plus_1_letter: Record<string, string> }
}
const seen = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/cld-codes.json', import.meta.url), 'utf8'),
) as Seen

const quarter = quarterOf('2026-11-22')
const kamla: CldFacts = {
  ...{ episode: 'kamla', kind: 'reablement', started: true, start: '2026-10-05', end: '2026-11-09' },
  over: true,
  ...{ outcome: 'NFA: Support ended as planned', exported: null },
  ...{ nhsNumber: '999 000 0018', councilNumber: '4012345', gpPractice: null, sex: 'F', ethnicity: 'H' },
  ...{
    born: '1941-02-16',
    died: null,
    postcode: 'LE4 3ZZ',
    accommodation: 'owner occupier or shared ownership scheme',
  },
  ...{
    employment: null,
    funding: 'Fully social care funded',
    supportReason: 'Support with memory and cognition',
  },
}
const settings = { ...usualCldSettings, laCode: 'E00000000' }
const fileOf = (...all: CldFacts[]) => cldFile(all, quarter, settings)

describe('the codes are those that were seen', () => {
  test('every field, in the order of the national view', () => {
    expect(codes.cldFields).toEqual(seen.fields.items.map(({ field }) => field))
  })

  test('each list is the verified one', () => {
    expect(nationalOutcomes).toEqual(seen.event_outcomes.values.map(({ value }) => value))
    expect(nationalOutcomes).toHaveLength(16)
    expect(codes.accommodations).toEqual(seen.accommodation_status.values)
    expect(codes.employments).toEqual(seen.employment_status.values)
    expect([...codes.fundings, 'Unknown']).toEqual(seen.client_funding_status.values)
    expect(codes.deliveries).toEqual(seen.delivery_mechanisms.values)
    expect(codes.genders).toEqual(seen.gender.values_seen)
    expect(codes.ethnicities).toEqual(seen.ethnicity.values)
    expect(codes.ethnicityByLetter).toEqual(seen.ethnicity.from_nhs_16_plus_1_letter)
  })

  test('what a stay goes out as was seen in the national code', () => {
    const { Client_Type, Event_Type, Service_Type, Service_Component } = codes.stayCodes
    expect(seen.client_types.values).toContain(Client_Type)
    expect(seen.event_types.values).toContain(Event_Type)
    expect(seen.service_types.values.map(({ value }) => value)).toContain(Service_Type)
    expect(seen.service_components.values).toContainEqual(
      expect.objectContaining({ value: Service_Component, seen_in: 'dhsc' }),
    )
  })
})

describe('quarters', () => {
  test.each([
    ['2026-04-01', '2026-04-01', '2026-06-30', 'April to June 2026', '2026-27', 1],
    ['2026-09-30', '2026-07-01', '2026-09-30', 'July to September 2026', '2026-27', 2],
    ['2026-11-22', '2026-10-01', '2026-12-31', 'October to December 2026', '2026-27', 3],
    ['2027-01-01', '2027-01-01', '2027-03-31', 'January to March 2027', '2026-27', 4],
    ['2028-02-29', '2028-01-01', '2028-03-31', 'January to March 2028', '2027-28', 4],
    ['2099-12-31', '2099-10-01', '2099-12-31', 'October to December 2099', '2099-00', 3],
  ])('%s', (day, from, to, words, year, number) => {
    expect(quarterOf(day)).toEqual({ from, to, words, year, number })
  })

  test('the last one is over', () => {
    expect(lastQuarter('2026-11-22').words).toBe('July to September 2026')
    expect(lastQuarter('2026-04-01').words).toBe('January to March 2026')
  })

  test('those that can be chosen, newest first, five years at most', () => {
    const words = (first: string, today: string) => quartersSince(first, today).map((one) => one.from)
    expect(words('2026-05-31', '2026-11-22')).toEqual(['2026-10-01', '2026-07-01', '2026-04-01'])
    expect(words('2027-05-31', '2026-11-22')).toEqual(['2026-10-01'])
    expect(words('1926-05-31', '2026-11-22')).toHaveLength(20)
  })

  test('every day lies in its own, and the next begins the day after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = addDays('2020-01-01', days)
        const { from, to } = quarterOf(day)
        expect(from <= day && day <= to).toBe(true)
        expect(quarterOf(addDays(to, 1)).from).toBe(addDays(to, 1))
      }),
    )
  })

  test('a stay lies in each it touches', () => {
    expect(liesIn(quarter, { start: '2026-09-01', end: '2026-10-01' })).toBe(true)
    expect(liesIn(quarter, { start: '2026-09-01', end: '2026-09-30' })).toBe(false)
    expect(liesIn(quarter, { start: '2026-12-31', end: null })).toBe(true)
    expect(liesIn(quarter, { start: '2027-01-01', end: null })).toBe(false)
  })

  test('text that is no day is refused', () => {
    expect(() => quarterOf('22.11.2026')).toThrow('is not a day')
  })
})

describe('an exported start', () => {
  const exported = { start: '2026-10-05', on: '2026-11-02' }

  test('is changed with a reason only', () => {
    expect(refuseStart(exported, '2026-10-06', ' ')).toBe(
      'It was exported on Monday 2 November 2026 as starting on Monday 5 October 2026. Another start makes a second episode nationally: say why it is wrong, and tell the performance team.',
    )
    expect(refuseStart(exported, '2026-10-06', 'the visit was missed')).toBeNull()
    expect(refuseStart(exported, '2026-10-05', '')).toBeNull()
    expect(refuseStart(null, '2026-10-06', '')).toBeNull()
  })

  test('is kept as two columns, both or neither; whoever changes a start asks by them', () => {
    const kept = { exportedStart: '2026-10-05', exportedAt: '2026-11-01T23:30:00.000Z' }
    expect(exportedStart(kept)).toEqual({ start: '2026-10-05', on: '2026-11-01' })
    expect(exportedStart({ ...kept, exportedAt: null })).toBeNull()
    expect(startLocked({ ...kept, exportedAt: '2026-11-02T09:00:00.000Z' }, '2026-10-06', '')).toBe(
      refuseStart(exported, '2026-10-06', ''),
    )
    expect(startLocked(kept, '2026-10-06', 'the visit was missed')).toBeNull()
    expect(startLocked({ exportedStart: null, exportedAt: null }, '2026-10-06', '')).toBeNull()
  })

  test('that became another is said with the file', () => {
    expect(isSecondNationally('2026-10-06', exported)).toBe(true)
    expect(fileOf({ ...kamla, exported }).second).toEqual([])
    expect(fileOf({ ...kamla, start: '2026-10-06', exported }).second).toEqual(['kamla'])
  })
})

test('what is entered once is checked, and may be empty', () => {
  expect(cldSettingsInput.parse({ laCode: ' e00000000 ', cqcLocation: '', delivery: '' })).toEqual({
    ...{ laCode: 'E00000000', cqcLocation: '', delivery: '' },
  })
  expect(cldSettingsInput.parse(usualCldSettings)).toEqual(usualCldSettings)
  for (const wrong of [{ laCode: 'E1' }, { cqcLocation: '26' }, { delivery: 'by post' }])
    expect(cldSettingsInput.safeParse({ ...usualCldSettings, ...wrong }).success).toBe(false)
})

describe('a quarter’s file', () => {
  test('a stay as a row', () => {
    const [row] = fileOf(kamla).rows
    expect(Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== ''))).toEqual({
      LA_Code: 'E00000000',
      Reporting_Period_Start_Date: '2026-10-01',
      Reporting_Period_End_Date: '2026-12-31',
      NHS_Number: '9990000018',
      LA_Person_Unique_Identifier: '4012345',
      Gender: 'Female',
      Ethnicity: 'Asian or Asian British: Indian',
      Date_of_Birth: '1941-02-16',
      Client_Type: 'Service user',
      Postcode: 'LE4 3ZZ',
      Accommodation_Status: 'Owner occupier or shared ownership scheme',
      Client_Funding_Status: 'Fully social care funded',
      Event_Type: 'Service',
      Event_Reference: 'kamla',
      Event_Start_Date: '2026-10-05',
      Event_End_Date: '2026-11-09',
      Event_Outcome: 'NFA: Support ended as planned',
      Service_Type: 'Short term support: ST-Max',
      Service_Component: 'Reablement',
      Provider_CQC_Location_ID: '1-2604846451',
    })
  })

  test('what has no verified code is listed, and goes out empty', () => {
    const file = fileOf(
      { ...kamla, episode: 'a', funding: 'Unknown', nhsNumber: '999 000 0019' },
      { ...kamla, episode: 'b', funding: 'unknown', sex: 'Other', nhsNumber: null },
      { ...kamla, episode: 'c', end: null, over: false, outcome: null, ethnicity: null },
    )
    expect(file.rows.map((row) => row.Client_Funding_Status)).toEqual(['', '', 'Fully social care funded'])
    expect(file.unmapped).toEqual([
      { field: 'NHS_Number', value: '', why: 'not valid', episodes: 1 },
      { field: 'NHS_Number', value: '', why: 'nothing entered', episodes: 1 },
      { field: 'Gender', value: 'Other', why: 'no verified code', episodes: 1 },
      { field: 'Ethnicity', value: '', why: 'nothing entered', episodes: 1 },
      {
        ...{ field: 'Primary_Support_Reason', value: 'Support with memory and cognition' },
        ...{ why: 'no verified code', episodes: 3 },
      },
      { field: 'Has_Unpaid_Carer', value: '', why: 'nothing entered', episodes: 3 },
      { field: 'Client_Funding_Status', value: 'Unknown', why: 'no verified code', episodes: 2 },
      { field: 'Event_Outcome', value: '', why: 'no end yet', episodes: 1 },
    ])
    expect(file.unmapped.map(sayUnmapped)).toEqual([
      'NHS_Number: what was filled in is not valid, 1 episode',
      'NHS_Number: not filled in yet, 1 episode',
      'Gender: no checked code for “Other”, 1 episode',
      'Ethnicity: not filled in yet, 1 episode',
      'Primary_Support_Reason: no checked code for “Support with memory and cognition”, 3 episodes',
      'Has_Unpaid_Carer: not filled in yet, 3 episodes',
      'Client_Funding_Status: no checked code for “Unknown”, 2 episodes',
      'Event_Outcome: they have not ended yet, 1 episode',
    ])
  })

  test('the day somebody died is listed as missing of those who did, and of nobody else', () => {
    const died = { ...kamla, outcome: 'NFA: Deceased' }
    const file = fileOf(
      kamla,
      { ...died, episode: 'a' },
      { ...died, episode: 'b' },
      { ...died, episode: 'c', died: '2026-11-09' },
    )
    expect(file.rows.map((row) => row.Date_of_Death)).toEqual(['', '', '2026-11-09', ''])
    expect(file.unmapped.filter(({ field }) => field === 'Date_of_Death')).toEqual([
      { field: 'Date_of_Death', value: '', why: 'nothing entered', episodes: 2 },
    ])
  })

  test('only what was seen goes out, whatever was entered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), (said) => {
        const all = {
          outcome: said,
          sex: said,
          ethnicity: said,
          accommodation: said,
          funding: said,
          employment: said,
        }
        const [row] = fileOf({ ...kamla, ...all }).rows
        expect(['', ...nationalOutcomes]).toContain(row?.Event_Outcome)
        expect(['', ...codes.genders]).toContain(row?.Gender)
        expect(['', ...codes.ethnicities]).toContain(row?.Ethnicity)
        expect(['', ...codes.accommodations]).toContain(row?.Accommodation_Status)
        expect(['', ...codes.fundings]).toContain(row?.Client_Funding_Status)
        expect(['', ...codes.employments]).toContain(row?.Employment_Status)
      }),
    )
  })

  test('only reablement that has started goes, and what does not is counted', () => {
    const file = fileOf(
      kamla,
      { ...kamla, kind: 'bridging' },
      { ...kamla, kind: 'restart' },
      { ...kamla, started: false },
      { ...kamla, end: '2026-09-30' },
      { ...kamla, end: null },
    )
    expect(file.rows).toHaveLength(1)
    expect(file.leftOut).toEqual([
      { why: 'not reablement', episodes: 2 },
      { why: 'not started', episodes: 1 },
      { why: 'not in this quarter', episodes: 1 },
      { why: 'ended on a day nobody kept', episodes: 1 },
    ])
    expect(file.leftOut.map(sayLeftOut)).toEqual([
      '2 episodes are not reablement',
      '1 episode has not started',
      '1 episode does not lie in this quarter',
      '1 episode ended on a day nobody kept',
    ])
  })

  test('an independent reader finds the same again, and no formula', () => {
    const file = fileOf(
      { ...kamla, councilNumber: '=HYPERLINK("http://x")', postcode: 'LE4, "3ZZ"\r\nx' },
      { ...kamla, episode: 'b', start: '2026-10-01' },
    )
    const read: string[][] = parse(cldCsv(file), { bom: true })
    expect(read[0]).toEqual([...codes.cldFields])
    expect(read).toHaveLength(3)
    expect(read[1]?.[codes.cldFields.indexOf('Event_Reference')]).toBe('b')
    expect(read[2]?.[codes.cldFields.indexOf('LA_Person_Unique_Identifier')]).toBe('\'=HYPERLINK("http://x")')
    expect(read[2]?.[codes.cldFields.indexOf('Postcode')]).toBe('LE4, "3ZZ"\r\nx')
    expect(cldFileName(file)).toBe('client-level-data-2026-27-quarter-3.csv')
  })

  test('the starts that went are known for the lock', () => {
    expect(startsThatWent(fileOf(kamla))).toEqual([{ episode: 'kamla', start: '2026-10-05' }])
  })

  test('a quarter without anybody is a file of headings', () => {
    expect(parse(cldCsv(fileOf()), { bom: true })).toEqual([[...codes.cldFields]])
  })
})
