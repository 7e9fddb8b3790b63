import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseloadColumns } from './caseload-columns.ts'
import { guessColumns } from './caseload-guess.ts'
import { widerHeadings } from './caseload-headings.ts'
import { mapFrom, troubleWith } from './caseload-map.ts'

const today = '2026-11-23'
/** One column: its heading and cells. */
const guess = (heading: string, ...cells: string[]) => {
  const { columns } = guessColumns(
    [heading],
    cells.map((cell) => [cell]),
    today,
  )
  return [columns[0]?.field, columns[0]?.sure]
}

describe('by its heading', () => {
  test.each([
    ['D.O.B.', 'born', 'sure'],
    ['Date of birth', 'born', 'sure'],
    ['DATE_OF_BIRTH', 'born', 'sure'],
    ['Service user DOB', 'born', 'likely'],
    ['DOB (dd/mm/yyyy)', 'born', 'likely'],
    ['Person’s surname', 'surname', 'likely'],
    ['SU Ref', 'reference', 'likely'],
    ['Client', null, 'guess'],
    ['Daily visits', 'callsPerDay', 'likely'],
    ['Shoe size', null, 'guess'],
    ['', null, 'guess'],
  ])('%j is %s, %s', (heading, field, sure) => {
    expect(guess(heading)).toEqual(heading === '' ? [undefined, undefined] : [field, sure])
  })

  test('no wider heading names two fields', () => {
    for (const { field } of caseloadColumns) {
      for (const heading of widerHeadings[field].split(', ')) {
        const [found] = guess(heading)
        expect([heading, found]).toEqual([heading, field])
      }
    }
  })
})

describe('by its cells', () => {
  test.each([
    ['nhsNumber', 'likely', ['943 476 5919', '9990000018', '999-066-9074']],
    ['postcode', 'likely', ['LE5 1ZZ', 'le43zz', 'LE1 1AA']],
    ['telephone', 'guess', ['0116 496 0425', '(0116) 4960502', '+44 7700 900123']],
    ['born', 'likely', ['16-Feb-55', '24/02/1950', '1 March 1938']],
    ['start', 'guess', ['30/10/2026', '21/10/2026', '01/11/2026']],
    ['plannedEnd', 'guess', ['12/12/2026', '01/12/2026', '03/01/2027']],
    ['kind', 'likely', ['Reablement', 'bridging', 'Crisis handover']],
    ['sex', 'guess', ['M', 'F', 'f']],
    [null, 'guess', ['Falls', 'Stroke', 'Hip']],
  ])('it is %s, %s', (field, sure, cells) => {
    expect(guess('X17', ...cells)).toEqual([field, sure])
  })

  test('cells that agree make a likely heading sure, and cells that contradict make a sure one a guess', () => {
    expect(guess('Service user DOB', '16-Feb-55', '24/02/1950')).toEqual(['born', 'sure'])
    expect(guess('DOB', 'LE5 1ZZ', 'LE4 3ZZ')).toEqual(['born', 'guess'])
    const { columns } = guessColumns(['DOB'], [['LE5 1ZZ']], today)
    expect(columns[0]?.why).toBe('Its heading says Date of birth, but its cells look like postcodes.')
    expect(columns[0]?.examples).toEqual(['LE5 1ZZ'])
  })
})

describe('the columns of a file together', () => {
  test('the service’s own file is certain', () => {
    const own = caseloadColumns.map(({ heading }) => heading)
    expect(guessColumns(own, [], today)).toMatchObject({
      certain: true,
      clashes: [],
      missing: [],
      unmapped: [],
    })
  })

  test('two columns for one field are said, and one is proposed', () => {
    const { columns, clashes, certain } = guessColumns(
      ['DOB', 'Ref', 'Date of birth', 'Mobile', 'Telephone'],
      [['', 'A1', '16/02/1955', '', '']],
      today,
    )
    expect(clashes).toEqual([
      {
        field: 'born',
        places: [2, 0],
        words: '“Date of birth” and “DOB” both seem to be Date of birth. Choose one.',
      },
      {
        field: 'telephone',
        places: [4, 3],
        words: '“Telephone” and “Mobile” both seem to be Telephone. Choose one.',
      },
    ])
    expect(columns.map(({ field }) => field)).toEqual([null, 'reference', 'born', null, 'telephone'])
    expect(columns[0]?.why).toContain('“Date of birth” is taken for that.')
    expect(certain).toBe(false)
  })

  test('a column that only looks like what another is called is no clash, and is left aside', () => {
    const { clashes, unmapped } = guessColumns(
      ['Start date', 'Last review'],
      [['30/10/2026', '15/11/2026']],
      today,
    )
    expect([clashes, unmapped]).toEqual([[], ['Last review']])
  })

  test('what is missing and what is left aside is listed', () => {
    const { missing, unmapped } = guessColumns(['Ref', 'Surname', 'Shoe size', ''], [], today)
    expect(missing).toEqual(['forename', 'born', 'kind', 'start', 'callsPerDay'])
    expect(unmapped).toEqual(['Shoe size'])
  })
})

test('whatever the headings and cells, each field is taken once at most, and only what is missing keeps it from being saved', () => {
  const names = caseloadColumns.flatMap(({ field, heading }) => [
    heading,
    ...widerHeadings[field].split(', '),
  ])
  const heading = fc.oneof(fc.constantFrom(...names), fc.string())
  const cell = fc.constantFrom(
    '',
    '16-Feb-55',
    'LE5 1ZZ',
    '9990669074',
    'Falls',
    '3',
    'F',
    '01/12/2026',
    'Restart',
  )
  const table = fc.array(fc.tuple(heading, fc.array(cell, { minLength: 3, maxLength: 3 })), { maxLength: 40 })
  fc.assert(
    fc.property(table, (columns) => {
      const rows = [0, 1, 2].map((at) => columns.map(([, cells]) => cells[at] ?? ''))
      const proposal = guessColumns(
        columns.map(([name]) => name),
        rows,
        today,
      )
      const taken = proposal.columns.flatMap(({ field }) => field ?? [])
      expect(new Set(taken).size).toBe(taken.length)
      expect(troubleWith(mapFrom('x', proposal).columns)).toHaveLength(proposal.missing.length)
    }),
  )
})
