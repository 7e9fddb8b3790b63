import { describe, expect, test } from 'vitest'
import { checkRepeats, compareEpisode } from './caseload-checks.ts'
import type { CaseloadRow } from './caseload-facts.ts'

function row(over: Partial<CaseloadRow> = {}): CaseloadRow {
  return {
    ...{
      line: 2,
      reference: 'RB1',
      forename: 'Ivy',
      surname: 'Lad',
      knownAs: null,
      sex: 'Female',
      born: '1940-01-03',
    },
    ...{
      nhsNumber: '9990669074',
      address: '1 Canal View',
      postcode: 'LE5 1ZZ',
      telephone: null,
      kind: 'reablement',
    },
    ...{
      start: '2026-11-01',
      plannedEnd: '2026-12-12',
      callsPerDay: 3,
      minutes: 30,
      carers: 2,
      referralSource: 'GP',
      status: null,
    },
    ...{
      ward: null,
      reason: 'Falls',
      language: 'English',
      interpreter: false,
      livesAlone: true,
      keySafe: null,
    },
    ...{ pets: false, smokeAlarm: true, coAlarm: null, nextOfKin: null, relationship: null },
    ...over,
  }
}

describe('repeats in a file', () => {
  test('a reference and an NHS number that stand twice are named on both lines', () => {
    const rows = [
      row(),
      row({ line: 5, reference: 'rb1', nhsNumber: null }),
      row({ line: 7, reference: 'RB3' }),
      row({ line: 8, reference: 'RB4', nhsNumber: null }),
    ]
    expect(checkRepeats(rows)).toEqual([
      {
        line: 2,
        column: 'Client ref',
        words: 'Line 2: the client ref RB1 is also on line 5. Keep one of them.',
      },
      {
        line: 2,
        column: 'NHS number',
        words:
          'Line 2: the NHS number 999 066 9074 is also on line 7. Two people cannot share one: correct it or leave it empty.',
      },
      {
        line: 5,
        column: 'Client ref',
        words: 'Line 5: the client ref rb1 is also on line 2. Keep one of them.',
      },
      {
        line: 7,
        column: 'NHS number',
        words:
          'Line 7: the NHS number 999 066 9074 is also on line 2. Two people cannot share one: correct it or leave it empty.',
      },
    ])
  })

  test('three of a kind name one another, and people not traced are not alike', () => {
    const three = [2, 3, 4].map((line) => row({ line, nhsNumber: null }))
    expect(checkRepeats(three).map(({ words }) => words)).toEqual([
      'Line 2: the client ref RB1 is also on lines 3, 4. Keep one of them.',
      'Line 3: the client ref RB1 is also on lines 2, 4. Keep one of them.',
      'Line 4: the client ref RB1 is also on lines 2, 3. Keep one of them.',
    ])
    expect(checkRepeats([])).toEqual([])
  })
})

describe('what changes for somebody who is known', () => {
  test('the same facts change nothing, wherever the line stands', () => {
    expect(compareEpisode(row(), row({ line: 99 }))).toEqual([])
  })

  test('each change is named by its heading, as people read it', () => {
    const now = row({
      callsPerDay: 2,
      carers: 1,
      plannedEnd: '2026-12-05',
      coAlarm: true,
      telephone: '0116 496 0425',
    })
    expect(compareEpisode(row(), now)).toEqual([
      { field: 'telephone', heading: 'Telephone', was: null, now: '0116 496 0425' },
      { field: 'plannedEnd', heading: 'Planned end', was: '12 Dec 2026', now: '5 Dec 2026' },
      { field: 'callsPerDay', heading: 'Calls per day', was: '3', now: '2' },
      { field: 'carers', heading: 'Carers', was: '2', now: '1' },
      { field: 'coAlarm', heading: 'CO alarm', was: null, now: 'Yes' },
    ])
  })

  test('an empty cell takes nothing away', () => {
    expect(
      compareEpisode(row(), row({ nhsNumber: null, plannedEnd: null, carers: null, livesAlone: null })),
    ).toEqual([])
  })
})
