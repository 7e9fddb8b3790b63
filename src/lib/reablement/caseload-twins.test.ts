import { describe, expect, test } from 'vitest'
import { merged, pairsInFile, pairsWithKnown } from './caseload-twins.ts'
import { caseloadRow as row } from '../../../tests/support/caseload-rows.ts'

const other = { nhsNumber: '9434765919', postcode: 'LE4 3ZZ', forename: 'Kamla', surname: 'Chauhan' }

describe('pairs within a file', () => {
  test('by NHS number, with what is the same and what differs', () => {
    const [pair, ...more] = pairsInFile([
      row({ line: 2 }),
      row({ line: 7, reference: 'RB9', surname: 'Ladd', callsPerDay: 2 }),
      row({ line: 9, reference: 'RB3', ...other }),
    ])
    expect(more).toEqual([])
    expect(pair).toMatchObject({ key: 'RB1|RB9', likeness: 'NHS number', a: { line: 2 }, b: { line: 7 } })
    expect(pair?.differs.map(({ heading, a, b }) => [heading, a, b])).toEqual([
      ['Client ref', 'RB1', 'RB9'],
      ['Surname', 'Lad', 'Ladd'],
      ['Calls per day', '3', '2'],
    ])
    expect(pair?.same.map(({ heading }) => heading)).toContain('Date of birth')
    expect(pair?.words).toBe('Line 2, Ivy Lad (RB1), and line 7, Ivy Ladd (RB9), have the same NHS number.')
  })

  test('by name, birth and postcode, whatever the capitals, accents and what they are known as', () => {
    const pairs = pairsInFile([
      row({ line: 2, nhsNumber: null, forename: 'Zoë', surname: "O'Dowd" }),
      row({
        line: 3,
        reference: 'RB2',
        forename: 'Elizabeth',
        knownAs: 'Zoe',
        surname: 'O’DOWD',
        postcode: 'le51zz',
      }),
    ])
    expect(pairs.map(({ likeness }) => likeness)).toEqual(['name, date of birth and postcode'])
  })

  test.each([
    ['another birth', { born: '1940-01-04' }],
    ['another postcode', { postcode: 'LE4 3ZZ' }],
    ['no postcode', { postcode: null }],
    ['a brother or sister', { forename: 'Iris' }],
  ])('%s makes no pair', (_name, over) => {
    const rows = [row({ nhsNumber: null }), row({ line: 3, reference: 'RB2', nhsNumber: null, ...over })]
    expect(pairsInFile(rows)).toEqual([])
  })

  test('two NHS numbers, or two births under one number, are said', () => {
    const [apart] = pairsInFile([row(), row({ line: 3, reference: 'RB2', nhsNumber: '9434765919' })])
    expect(apart?.words).toContain('Their NHS numbers differ, so they may be two people.')
    const [wrong] = pairsInFile([row(), row({ line: 3, reference: 'RB2', born: '1950-01-03' })])
    expect(wrong?.words).toContain('Their dates of birth differ, so one number may be wrong.')
  })

  test('a line that stands twice is a pair once; three lines are two pairs', () => {
    expect(pairsInFile([row(), row({ line: 3 })]).map(({ likeness }) => likeness)).toEqual(['NHS number'])
    const three = [row(), row({ line: 3, reference: 'RB2' }), row({ line: 4, reference: 'RB3' })]
    expect(pairsInFile(three).map(({ key }) => key)).toEqual(['RB1|RB2', 'RB1|RB3'])
  })

  test('what was decided is not asked again', () => {
    const rows = [row(), row({ line: 3, reference: 'rb2' })]
    expect(pairsInFile(rows, new Map([['RB1|RB2', 'apart']]))).toEqual([])
    expect(pairsInFile(rows.toReversed(), new Map([['RB1|RB2', 'apart']]))).toEqual([])
  })
})

describe('pairs with people known here', () => {
  const known = [row({ reference: 'RB77' }), row({ reference: 'RB3', ...other })]

  test('are found by number and by name; a known reference is that person', () => {
    const pairs = pairsWithKnown([row({ line: 5 }), row({ line: 6, reference: 'RB3', ...other })], known)
    expect(pairs).toHaveLength(1)
    expect(pairs[0]).toMatchObject({ key: 'RB1|RB77', a: { line: 5 }, b: { line: null } })
    expect(pairs[0]?.words).toBe(
      'Line 5, Ivy Lad (RB1), and Ivy Lad (RB77), known here, have the same NHS number.',
    )
  })

  test('a known reference with somebody else’s number is a pair with that one', () => {
    const pairs = pairsWithKnown([row({ line: 5, reference: 'RB3' })], known)
    expect(pairs.map(({ key }) => key)).toEqual(['RB3|RB77'])
  })
})

describe('merging', () => {
  test('fills up what is not known and takes what is chosen', () => {
    const keep = row({ telephone: null, callsPerDay: 3 })
    const also = row({
      reference: 'RB2',
      telephone: '0116 496 0425',
      callsPerDay: 2,
      ward: 'Ward 24',
      reason: null,
    })
    expect(merged(keep, also)).toEqual({ ...keep, telephone: '0116 496 0425', ward: 'Ward 24' })
    expect(merged(keep, also, new Set(['callsPerDay', 'reason']))).toMatchObject({
      callsPerDay: 2,
      reason: 'Falls',
    })
  })
})
