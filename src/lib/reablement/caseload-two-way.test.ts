import { describe, expect, test } from 'vitest'
import { caseloadRow as row } from '../../../tests/support/caseload-rows.ts'
import { changedInWords, twoWayDifferences } from './caseload-two-way.ts'
import type { Before } from './caseload-two-way.ts'

const friday = '2026-11-27'
const tuesday = { on: '2026-11-24', by: 'Priya Shah' }
const board = row({ callsPerDay: 2 })
const between = (now: Parameters<typeof row>[0], before: Partial<Before> = {}, was = board) =>
  twoWayDifferences(was, row(now), { lastFile: null, changedHere: {}, ...before }, friday)

describe('the file says 3 calls, the board says 2', () => {
  test('the file alone is new: it is taken', () => {
    expect(between({}, { lastFile: board })).toEqual([
      {
        field: 'callsPerDay',
        heading: 'Calls per day',
        was: '2',
        now: '3',
        standing: 'file',
        taken: 'file',
        words: 'The file says 3 calls a day, the board says 2. Changed in the file: the file is taken.',
      },
    ])
  })

  test('changed here on Tuesday, and the file says what it said before: the board stays', () => {
    const [one] = between({}, { lastFile: row(), changedHere: { callsPerDay: tuesday } })
    expect(one).toMatchObject({ standing: 'here', taken: 'board' })
    expect(one?.words).toBe(
      'The file says 3 calls a day, the board says 2, changed here on Tuesday by Priya Shah. ' +
        'The file says what it said before: the board stays.',
    )
  })

  test.each([
    ['the file is new as well', { lastFile: row({ callsPerDay: 4 }) }, tuesday],
    ['nobody kept what it said before', { lastFile: null }, tuesday],
    ['it has had a week to hear of it', { lastFile: row() }, { on: '2026-11-20', by: null }],
  ])('changed here, and %s: somebody is asked, and nothing is overwritten', (_name, before, changed) => {
    const [one] = between({}, { ...before, changedHere: { callsPerDay: changed } })
    expect(one).toMatchObject({ standing: 'both', taken: null })
    expect(one?.words).toContain('Choose one; until then the board stays.')
  })
})

test('a start date is locked, whoever changed it', () => {
  const [one] = between({ start: '2026-11-03', callsPerDay: 2 }, { lastFile: board })
  expect(one).toMatchObject({ field: 'start', standing: 'locked', taken: 'board' })
  expect(one?.words).toMatch(
    /^Start date: the file says “3 Nov 2026”, the board says “1 Nov 2026”\. A file never/,
  )
})

test('an empty cell, the same words and other capitals of a name are no difference', () => {
  const same = row({ surname: 'Macdonald' })
  expect(between({ surname: 'MacDonald', reason: null }, {}, same)).toEqual([])
})

test('what the board knows nothing of is said so', () => {
  const [one] = between({ callsPerDay: 2, ward: 'Ward 24' })
  expect(one?.words).toContain('Ward: the file says “Ward 24”, the board says nothing.')
})

test.each([
  ['2026-11-27', 'changed here today'],
  ['2026-11-26', 'changed here yesterday'],
  ['2026-11-21', 'changed here on Saturday'],
  ['2026-11-20', 'changed here on Fri 20 Nov'],
  ['2025-11-20', 'changed here on Thu 20 Nov 2025'],
])('%s is %s', (on, words) => {
  expect(changedInWords({ on, by: null }, friday)).toBe(words)
})
