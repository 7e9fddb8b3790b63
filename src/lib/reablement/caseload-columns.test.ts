import { describe, expect, test } from 'vitest'
import { caseloadColumns, headingOf, recogniseColumns } from './caseload-columns.ts'

const own = caseloadColumns.map(({ heading }) => heading)

describe('the headings of a caseload file', () => {
  test('the service’s own file is recognised whole', () => {
    const { recognised, ...rest } = recogniseColumns(own)
    expect(Object.keys(recognised)).toEqual(caseloadColumns.map(({ field }) => field))
    expect(Object.values(recognised)).toEqual(own.map((_, place) => place))
    expect(rest).toEqual({ missing: [], unknown: [], repeated: [], width: 29 })
  })

  test.each([
    ['First name', 'forename'],
    ['FIRST-NAME', 'forename'],
    ['DOB', 'born'],
    ['D.O.B.', 'born'],
    ['NHS no', 'nhsNumber'],
    ['nhs_number', 'nhsNumber'],
    ['Post code', 'postcode'],
    ['\uFEFFClient Ref', 'reference'],
    [' calls  per day ', 'callsPerDay'],
    ['Last Name', 'surname'],
  ])('%j is %s', (heading, field) => {
    expect(recogniseColumns([heading]).recognised).toEqual({ [field]: 0 })
  })

  test('what is missing, unknown or given twice is named', () => {
    expect(recogniseColumns(['Surname', 'Shoe size', 'Last name', 'Client ref', '', ''])).toEqual({
      recognised: { surname: 0, reference: 3 },
      missing: ['Forename', 'Date of birth', 'Service type', 'Start date', 'Calls per day'],
      unknown: ['Shoe size'],
      repeated: ['Last name'],
      width: 4,
    })
  })

  test('no synonym names two fields', () => {
    for (const { field, heading, synonyms } of caseloadColumns) {
      for (const name of [heading, ...synonyms])
        expect(recogniseColumns([name]).recognised).toEqual({ [field]: 0 })
      expect(headingOf(field)).toBe(heading)
    }
  })
})
