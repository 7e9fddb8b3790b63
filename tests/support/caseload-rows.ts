import type { CaseloadRow } from '#lib/reablement/caseload-facts.ts'

/** One good line of a caseload; the tests say what is different. */
export function caseloadRow(over: Partial<CaseloadRow> = {}): CaseloadRow {
  const who = { reference: 'RB1', forename: 'Ivy', surname: 'Lad', knownAs: null, sex: 'Female' }
  const home = { address: '1 Canal View', postcode: 'LE5 1ZZ', telephone: null }
  const dates = { start: '2026-11-01', plannedEnd: '2026-12-12' }
  const needs = { language: 'English', interpreter: false, livesAlone: true, keySafe: null, pets: false }
  return {
    line: 2,
    ...who,
    born: '1940-01-03',
    nhsNumber: '9990669074',
    ...home,
    kind: 'reablement',
    ...dates,
    ...{ callsPerDay: 3, minutes: 30, carers: 2 },
    status: null,
    ...{ referralSource: 'GP', ward: null, reason: 'Falls' },
    ...needs,
    ...{ smokeAlarm: true, coAlarm: null, nextOfKin: null, relationship: null },
    ...over,
  }
}
