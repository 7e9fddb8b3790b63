import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseloadColumns, recogniseColumns } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'
import { readCaseloadRow } from './caseload-row.ts'
import { addDays } from './dates.ts'

const today = '2026-11-23'
const columns = recogniseColumns(caseloadColumns.map(({ heading }) => heading))
const line =
  'RB27000|Dinesh|Parmar||Male|16/02/1955|9990669074|69 Hosiery Street|LE5 1ZZ|0116 496 0425|Reablement|30/10/2026|12/11/2026|1|15|1|Hospital discharge (pathway 1)|Glenfield Ward 24|Back pain, reduced mobility|Gujarati|Yes|Yes|Yes|No|Yes||Pushpa Mistry|son'

function cells(over: Partial<Record<CaseloadField, string>> = {}): string[] {
  const plain = line.split('|')
  return caseloadColumns.map(({ field }, place) => over[field] ?? plain[place] ?? '')
}
const read = (over: Partial<Record<CaseloadField, string>> = {}) =>
  readCaseloadRow(cells(over), columns, 12, today)
const wrong = (over: Partial<Record<CaseloadField, string>>) => {
  const result = read(over)
  return 'errors' in result ? result.errors.map(({ words }) => words) : []
}
const right = (over: Partial<Record<CaseloadField, string>>) => {
  const result = read(over)
  return 'ok' in result ? result.ok : null
}

describe('a good line', () => {
  test('is read whole', () => {
    expect(read()).toEqual({
      ok: {
        line: 12,
        reference: 'RB27000',
        forename: 'Dinesh',
        surname: 'Parmar',
        knownAs: null,
        sex: 'Male',
        born: '1955-02-16',
        nhsNumber: '9990669074',
        address: '69 Hosiery Street',
        postcode: 'LE5 1ZZ',
        telephone: '0116 496 0425',
        kind: 'reablement',
        start: '2026-10-30',
        plannedEnd: '2026-11-12',
        callsPerDay: 1,
        minutes: 15,
        carers: 1,
        referralSource: 'Hospital discharge (pathway 1)',
        status: null,
        ward: 'Glenfield Ward 24',
        reason: 'Back pain, reduced mobility',
        language: 'Gujarati',
        interpreter: true,
        livesAlone: true,
        keySafe: true,
        pets: false,
        smokeAlarm: true,
        coAlarm: null,
        nextOfKin: 'Pushpa Mistry',
        relationship: 'son',
      },
    })
  })

  test('may leave empty what is not required', () => {
    const empty = Object.fromEntries(
      caseloadColumns.filter((c) => !c.required).map(({ field }) => [field, '']),
    )
    expect(right(empty)).toMatchObject({
      reference: 'RB27000',
      nhsNumber: null,
      minutes: null,
      carers: null,
      keySafe: null,
    })
  })

  test('may come from a file with the required columns alone, in any order', () => {
    const few = recogniseColumns([
      'DOB',
      'Surname',
      'First name',
      'Start date',
      'Calls per day',
      'Service type',
      'Client ref',
    ])
    const result = readCaseloadRow(
      ['3/1/1940', 'Lad', 'Ivy', '1/11/2026', '3', 'bridging', 'X1'],
      few,
      2,
      today,
    )
    expect(result).toMatchObject({
      ok: { reference: 'X1', born: '1940-01-03', kind: 'bridging', address: null },
    })
  })
})

describe('dates', () => {
  test.each([
    ['03/01/2027', '2027-01-03'],
    ['3/1/27', '2027-01-03'],
    ['2027-01-03', '2027-01-03'],
    ['3 Jan 2027', '2027-01-03'],
    ['3rd January 2027', '2027-01-03'],
    ['03-Jan-27', '2027-01-03'],
    ['03.01.2027', '2027-01-03'],
    ['03/01/2027 00:00:00', '2027-01-03'],
    ['2027-01-03T00:00:00', '2027-01-03'],
  ])('%s is %s, day first', (cell, date) => {
    expect(right({ plannedEnd: cell })?.plannedEnd).toBe(date)
  })

  test.each([
    '31/02/2027',
    '12/31/2026',
    '00/01/2027',
    '1/1/1',
    'soon',
    '46000',
    '3 Foo 2027',
    '32/01/2027',
    '01/2027',
  ])('%s is refused', (cell) => {
    expect(wrong({ plannedEnd: cell }).join()).toMatch(
      /^Line 12: the planned end “.*” is not a date\..*day first/,
    )
  })

  test('a month written first is said to be so', () => {
    expect(wrong({ plannedEnd: '12/31/2026' })).toEqual([
      'Line 12: the planned end “12/31/2026” is not a date. It seems to have the month first. Write the day first, as 31/12/2026.',
    ])
  })

  test('a birth year of two figures is a grown-up’s', () => {
    expect(right({ born: '16/2/55' })?.born).toBe('1955-02-16')
    expect(right({ born: '16/2/27' })?.born).toBe('1927-02-16')
    expect(right({ born: '16/2/05' })?.born).toBe('2005-02-16')
    expect(right({ born: '16/2/09' })?.born).toBe('1909-02-16')
  })

  test('any day in any form reads back as that day, never with the month first', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), (date, sign) => {
        fc.pre(date >= '2026-10-30')
        const [y = '', m = '', d = ''] = date.split('-')
        for (const cell of [date, [d, m, y].join(sign), [Number(d), Number(m), y].join(sign)]) {
          expect(right({ plannedEnd: cell })?.plannedEnd).toBe(date)
        }
      }),
    )
  })
})

describe('what is wrong is said in words', () => {
  test.each([
    [
      { nhsNumber: '943 476 5918' },
      'the NHS number 943 476 5918 is not valid (its last digit does not fit). Correct it or leave it empty.',
    ],
    [
      { nhsNumber: '9.99E+09' },
      'the NHS number 9.99E+09 is not valid (it holds more than digits). Correct it or leave it empty.',
    ],
    [{ surname: ' ' }, 'the surname is missing. Fill it in.'],
    [{ reference: '' }, 'the client ref is missing. Fill it in.'],
    [{ born: '24/11/2026' }, 'the date of birth is in the future. Correct it.'],
    [{ born: '31/12/1899' }, 'the date of birth is before 1900. Correct it.'],
    [{ plannedEnd: '29/10/2026' }, 'the planned end is before the start date. Correct one of them.'],
    [
      { start: '30/10/1950', born: '16/02/1955' },
      'the start date is before the date of birth. Correct one of them.',
    ],
    [{ callsPerDay: '9' }, 'the calls per day “9” should be a whole number from 1 to 8.'],
    [{ callsPerDay: '0' }, 'the calls per day “0” should be a whole number from 1 to 8.'],
    [{ callsPerDay: '' }, 'the calls per day is missing. Fill it in.'],
    [{ callsPerDay: '2.5' }, 'the calls per day “2.5” should be a whole number from 1 to 8.'],
    [{ minutes: '4' }, 'the minutes per call “4” should be a whole number from 5 to 180.'],
    [{ carers: '3' }, 'the carers “3” should be a whole number from 1 to 2.'],
    [
      { kind: 'Respite' },
      'the service type “Respite” is not known. Write Reablement, Bridging, Restart or Crisis hand-over.',
    ],
    [{ keySafe: '4471' }, 'the key safe should be Yes, No or empty.'],
    [{ coAlarm: 'maybe' }, 'the CO alarm should be Yes, No or empty.'],
    [
      { reason: 'Falls. Key safe 4471' },
      'the reason for referral seems to hold a key-safe code. Codes stay in OneTouch: take it out of the file.',
    ],
    [{ surname: 'W\uFFFDjcik' }, 'the surname holds letters that could not be read. Save the file as UTF-8.'],
    [
      { reason: 'a'.repeat(201) },
      'the reason for referral is too long: 201 letters, and there is room for 200.',
    ],
  ] as [Partial<Record<CaseloadField, string>>, string][])('%j', (over, words) => {
    expect(wrong(over)).toContain(`Line 12: ${words}`)
  })

  test('every wrong cell of a line is named at once, with its column', () => {
    const result = read({ surname: '', start: 'soon', carers: '7' })
    expect('errors' in result && result.errors.map(({ line, column }) => [line, column])).toEqual([
      [12, 'Surname'],
      [12, 'Start date'],
      [12, 'Carers'],
    ])
  })

  test('a key-safe code is never repeated in what is said about it', () => {
    for (const over of [
      { keySafe: 'Yes 4471' },
      { reason: 'key safe 4471' },
      { address: 'Flat 2, door code 4471' },
    ]) {
      expect(wrong(over).length).toBeGreaterThan(0)
      expect(wrong(over).join()).not.toContain('4471')
    }
  })

  test('a short line and a long one are named', () => {
    const short = readCaseloadRow(cells().slice(0, 5), columns, 3, today)
    expect(short).toMatchObject({
      errors: [
        {
          line: 3,
          column: '',
          words: 'Line 3: this line has 5 cells where the heading has 29. Nothing of it was read.',
        },
      ],
    })
    const long = readCaseloadRow([...cells(), 'more'], columns, 3, today)
    expect('errors' in long && long.errors[0]?.words).toMatch(
      /^Line 3: this line has 30 cells where the heading has 29\./,
    )
    expect(readCaseloadRow([...cells(), '', ''], columns, 3, today)).toHaveProperty('ok')
  })

  test('yes, no and nothing are read in their usual forms', () => {
    expect(['Yes', 'y', 'TRUE'].map((pets) => right({ pets })?.pets)).toEqual([true, true, true])
    expect(['No', 'N', 'false'].map((pets) => right({ pets })?.pets)).toEqual([false, false, false])
    expect(['', ' ', 'Not known'].map((pets) => right({ pets })?.pets)).toEqual([null, null, null])
  })

  test('no NHS number and “not traced” are the same', () => {
    expect(right({ nhsNumber: 'Not traced' })?.nhsNumber).toBeNull()
    expect(right({ nhsNumber: '999 066 9074' })?.nhsNumber).toBe('9990669074')
  })
})

describe('cells as exports write them', () => {
  test.each([
    ['postcode', 'le51zz', 'LE5 1ZZ'],
    ['postcode', 'LE10  3ZZ', 'LE10 3ZZ'],
    ['postcode', 'w1a.1zz', 'W1A 1ZZ'],
    ['postcode', 'no fixed address', 'no fixed address'],
    ['postcode', 'LE5', 'LE5'],
    ['status', 'Referred', 'referred'],
    ['status', 'New referral', 'referred'],
    ['status', 'awaiting allocation', 'referred'],
    ['status', 'Awaiting discharge', null],
    ['status', 'Pending review', null],
    ['status', 'Live', null],
    ['sex', 'F', 'Female'],
    ['sex', 'male', 'Male'],
    ['sex', 'Not said', 'Not said'],
    ['surname', "O'DOWD", "O'Dowd"],
    ['surname', 'VAN DER BERG', 'van der Berg'],
    ['forename', 'MARY-JANE', 'Mary-Jane'],
    ['knownAs', 'AJ', 'AJ'],
    ['telephone', '(0116) 4960 425', '(0116) 4960 425'],
    ['telephone', "'0116 496 0425", '0116 496 0425'],
    ['telephone', '="01164960425"', '01164960425'],
    ['nhsNumber', '="9990669074"', '9990669074'],
    ['nhsNumber', '999-066-9074', '9990669074'],
    ['nhsNumber', '\u200b999\u00a0066\u00a09074', '9990669074'],
    ['address', "'The Laurels', 2 Mill Lane", "'The Laurels', 2 Mill Lane"],
  ] as const)('%s %j is read as %j', (field, cell, value) => {
    expect(right({ [field]: cell })?.[field]).toBe(value)
  })

  test('what is wrong names the file’s own heading, where it is another', () => {
    const theirs = { ...columns, headings: { born: 'Birth (UK)', surname: 'SURNAME' } }
    const result = readCaseloadRow(cells({ born: '31/02/1940', surname: '' }), theirs, 12, today)
    expect('errors' in result && result.errors.map(({ words }) => words)).toEqual([
      'Line 12: the surname is missing. Fill it in.',
      'Line 12: the date of birth (column “Birth (UK)”) “31/02/1940” is not a date. February 1940 has 29 days. ' +
        'Write the day first, as 31/12/2026.',
    ])
  })
})

describe('whatever the cells hold', () => {
  test('a line is either good or has an error, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...line.split('|'))), { maxLength: 30 }),
        (some) => {
          const result = readCaseloadRow(some, columns, 2, today)
          expect('ok' in result || result.errors.length > 0).toBe(true)
        },
      ),
    )
  })
})
