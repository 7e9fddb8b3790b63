import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseloadColumns, recogniseColumns } from './caseload-columns.ts'
import { guessColumns } from './caseload-guess.ts'
import {
  columnMapSchema,
  columnsBy,
  mapFrom,
  matchMap,
  sourceKey,
  troubleWith,
  withSaved,
} from './caseload-map.ts'

const headings = [
  'SU Ref',
  'First Name(s)',
  'SURNAME',
  'D.O.B.',
  'Service',
  'Commenced',
  'Package',
  'Phone',
  'Phone',
]
const proposal = guessColumns(headings, [], '2026-11-23')
const map = mapFrom(
  'OneTouch export',
  proposal,
  new Map([
    [6, 'callsPerDay'],
    [8, null],
  ]),
)

describe('a map is made once', () => {
  test('from the proposal and what somebody corrected', () => {
    expect(columnMapSchema.parse(map)).toEqual(map)
    expect(map.columns.map(({ field }) => field)).toEqual([
      'reference',
      'forename',
      'surname',
      'born',
      'kind',
      'start',
      'callsPerDay',
      'telephone',
      null,
    ])
  })

  test('and refused in words while a field is missing or given twice', () => {
    const columns = map.columns.map((one) =>
      one.field === 'callsPerDay' ? { ...one, field: 'start' as const } : one,
    )
    expect(troubleWith(columns)).toEqual([
      'Start date is “Commenced” and “Package”: choose one.',
      'No column is Calls per day: choose the one that is.',
    ])
    expect(columnMapSchema.safeParse({ ...map, columns }).success).toBe(false)
    expect(columnMapSchema.safeParse({ ...map, source: ' ' }).success).toBe(false)
  })
})

describe('the same source', () => {
  const others = [map, mapFrom('Another', guessColumns(['Ref', 'Surname'], [], '2026-11-23'))]

  test('has the same headings, whatever their order, capitals and punctuation', () => {
    const today = [
      'phone',
      'DOB',
      'su_ref',
      'Surname',
      'first names',
      'SERVICE',
      'Package ',
      'phone',
      'Commenced',
      '',
    ]
    expect(matchMap(others, today)).toEqual({ how: 'same', map })
    const { recognised, missing, width, headings: theirs } = columnsBy(map, today)
    expect(recognised).toEqual({
      telephone: 0,
      born: 1,
      reference: 2,
      surname: 3,
      forename: 4,
      kind: 5,
      callsPerDay: 6,
      start: 8,
    })
    expect([missing, width, theirs?.callsPerDay]).toEqual([[], 9, 'Package'])
  })

  test('nearly has them: what came and what went is named, and the saved map is offered again', () => {
    const today = headings.map((heading) => (heading === 'Commenced' ? 'Started' : heading))
    expect(matchMap(others, today)).toEqual({ how: 'nearly', map, came: ['Started'], went: ['Commenced'] })
    const again = withSaved(guessColumns(today, [], '2026-11-23'), map)
    expect(again.columns.map(({ field }) => field)).toEqual([
      'reference',
      'forename',
      'surname',
      'born',
      'kind',
      null,
      'callsPerDay',
      'telephone',
      null,
    ])
    expect(columnsBy(map, today).missing).toEqual(['Start date'])
  })

  test('a new column is taken for what the map gives to no other', () => {
    const again = withSaved(guessColumns([...headings, 'Postcode', 'Telephone'], [], '2026-11-23'), map)
    expect(again.columns.slice(-2)).toEqual([
      { heading: 'Postcode', field: 'postcode' },
      { heading: 'Telephone', field: null },
    ])
  })

  test('is not one with other headings', () => {
    expect(
      matchMap(
        others,
        caseloadColumns.map(({ heading }) => heading),
      ),
    ).toEqual({ how: 'none' })
    expect(matchMap([], headings)).toEqual({ how: 'none' })
  })
})

test('whatever the order of the columns, each field is read from its own', () => {
  const own = caseloadColumns.map(({ heading }) => heading)
  const ownMap = mapFrom('Own', guessColumns(own, [], '2026-11-23'))
  fc.assert(
    fc.property(fc.shuffledSubarray(own, { minLength: own.length }), (shuffled) => {
      expect(sourceKey(shuffled)).toBe(sourceKey(own))
      expect(columnsBy(ownMap, shuffled).recognised).toEqual(recogniseColumns(shuffled).recognised)
    }),
  )
})
