import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderOf, readDate, writtenMonthFirst } from './caseload-dates.ts'
import { addDays, isLocalDate, monthNames, sayLongDay } from './dates.ts'

const today = '2026-11-23'
const trouble = (cell: string) => {
  const read = readDate(cell, today)
  return 'trouble' in read ? read.trouble : ''
}

describe('a day in any British or ISO form', () => {
  test.each([
    '16/02/1955',
    '16/2/1955',
    '16/02/55',
    '16-02-1955',
    '16.02.1955',
    '16. 2. 1955',
    '16 02 1955',
    '16 / 02 / 1955',
    '16‑02‑1955',
    '16–02–1955',
    '1955-02-16',
    '1955/02/16',
    '1955-2-16',
    '19550216',
    '16021955',
    '16-Feb-55',
    '16-FEB-1955',
    '16/Feb/1955',
    '16.Feb.1955',
    '16Feb1955',
    '16 Feb 55',
    "16 Feb '55",
    '16 February 1955',
    '16th February 1955',
    '16th of February, 1955',
    '16 Feb. 1955',
    'Feb 16, 1955',
    'February 16th 1955',
    'Wed 16 Feb 1955',
    'Wednesday, 16 February 1955',
    'Wed 16/02/1955',
    '16/02/1955 00:00',
    '16/02/1955 00:00:00',
    '16/02/1955 12:00:00 AM',
    '16-Feb-55 09:30',
    '1955-02-16T00:00:00',
    '1955-02-16 00:00:00.0000000',
    '1955-02-16T00:00:00Z',
    '1955-02-16T00:00:00.000+00:00',
  ])('%s is 16 February 1955', (cell) => {
    expect(readDate(cell, today)).toEqual({ value: '1955-02-16' })
  })

  test('an instant with its zone is the day it was in London', () => {
    expect(readDate('2026-06-15T23:00:00Z')).toEqual({ value: '2026-06-16' })
    expect(readDate('2026-12-15T23:30:00.000Z')).toEqual({ value: '2026-12-15' })
    expect(readDate('2026-06-16T00:30:00+01:00')).toEqual({ value: '2026-06-16' })
  })

  test('two figures are a year in the past for a birth, and of this century for anything else', () => {
    expect(readDate('16-Feb-27', today)).toEqual({ value: '1927-02-16' })
    expect(readDate('22/11/08', today)).toEqual({ value: '2008-11-22' })
    expect(readDate('24/11/08', today)).toEqual({ value: '1908-11-24' })
    expect(readDate('16-Feb-27')).toEqual({ value: '2027-02-16' })
  })
})

describe('what is no day is refused, with why and how to put it right', () => {
  test.each([
    ['29/02/1955', 'February 1955 has 28 days.'],
    ['30/02/1956', 'February 1956 has 29 days.'],
    ['31-Apr-1955', 'April 1955 has 30 days.'],
    ['02/16/1955', 'It seems to have the month first.'],
    ['46000', 'It looks like a day number of Excel: format the column as dates and export it again.'],
    ['20136.5', 'It looks like a day number of Excel'],
    ['Thursday 16 February 1955', 'is on another day of the week. Correct one of them.'],
    ['Smarch 16 1955', 'is not a date. Write the day first, as 31/12/2026.'],
    ['Feb 16 55', 'is not a date.'],
    ['1955-16-02', 'is not a date.'],
    ['16/02-1955', 'is not a date.'],
    ['Feb 1955', 'is not a date.'],
    ['16/02', 'is not a date.'],
    ['16/02/955', 'is not a date.'],
    ['13 months', 'is not a date.'],
    ['16/02/1955 25:00', 'is not a date.'],
  ])('%s: %s', (cell, words) => {
    expect(trouble(cell)).toContain(`“${cell}” is`)
    expect(trouble(cell)).toContain(words)
  })
})

const days = fc.integer({ min: 0, max: 47_000 }).map((count) => addDays('1900-01-01', count))
const forms: ((y: string, m: string, d: string, date: string) => string)[] = [
  (_y, _m, _d, date) => date,
  (y, m, d) => y + m + d,
  (y, m, d) => d + m + y,
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${String(Number(d))}/${String(Number(m))}/${y}`,
  (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${d}-${m}-${y} 00:00:00`,
  (y, m, d) => `${d}-${monthNames[Number(m) - 1]?.slice(0, 3) ?? ''}-${y}`,
  (y, m, d) => `${d} ${monthNames[Number(m) - 1]?.toUpperCase() ?? ''} ${y}`,
  (_y, _m, _d, date) => sayLongDay(date),
]

describe('never month before day', () => {
  test('any day of 1900 to 2028 in any form reads back as that day', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...forms), (date, form) => {
        const [y = '', m = '', d = ''] = date.split('-')
        expect(readDate(form(y, m, d, date))).toEqual({ value: date })
      }),
      { numRuns: 1_000 },
    )
  })

  test('three figures are day, month, year, or refused; nothing else is ever made of them', () => {
    const part = fc.integer({ min: 0, max: 40 })
    const year = fc.integer({ min: 1900, max: 2100 })
    fc.assert(
      fc.property(part, part, year, fc.constantFrom('/', '.', '-', ' '), (first, second, y, sign) => {
        const read = readDate([first, second, y].join(sign))
        const day = `${String(y)}-${String(second).padStart(2, '0')}-${String(first).padStart(2, '0')}`
        if (isLocalDate(day)) expect(read).toEqual({ value: day })
        else expect(read).toHaveProperty('trouble')
      }),
      { numRuns: 1_000 },
    )
  })

  test('a cell says which way round it can only be', () => {
    expect(['16/02/1955', '02/16/1955', '03/04/1955'].map(orderOf)).toEqual([
      'day first',
      'month first',
      'either',
    ])
    expect(['16021955', '02161955', '03041955 00:00'].map(orderOf)).toEqual([
      'day first',
      'month first',
      'either',
    ])
    expect(
      ['03/03/1955', '1955-02-03', '19550203', '3 Feb 1955', '40/40/1955', 'soon', ''].map(orderOf),
    ).toEqual(Array(7).fill(null))
  })

  test('a column is taken for month first by most of its cells, not by one slip', () => {
    expect(writtenMonthFirst(['03/04/1955', '02/16/1955', '05/06/1950'])).toBe(true)
    expect(writtenMonthFirst(['16/02/1955', '02/16/1955', '05/06/1950'])).toBe(false)
    expect(writtenMonthFirst(['03/04/1955', '05/06/1950'])).toBe(false)
  })

  test('whatever a cell holds, it is a real day or trouble', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/ .-]{4,12}$/)), (cell) => {
        const read = readDate(cell, today)
        expect('trouble' in read || read.value === null || isLocalDate(read.value)).toBe(true)
      }),
    )
  })
})
