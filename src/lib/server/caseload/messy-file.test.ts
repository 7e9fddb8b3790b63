import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayForms,
  forenames,
  inventedNhsNumber,
  messyPeople,
  messyShape,
  surnames,
  writeCaseload,
} from '../../../../tests/support/messy-caseload.ts'
import type { Shape } from '../../../../tests/support/messy-caseload.ts'
import { caseloadColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import { guessColumns } from '../../reablement/caseload-guess.ts'
import { columnMapSchema, mapFrom, matchMap } from '../../reablement/caseload-map.ts'
import type { ColumnMap } from '../../reablement/caseload-map.ts'
import { addDays } from '../../reablement/dates.ts'
import { checkFile } from './check-file.ts'
import { readFile } from './read-file.ts'

const today = '2026-11-23'
const people = messyPeople(130)
const export1 = { name: 'export.csv', bytes: writeCaseload(people, messyShape) }

/** Only the facts, to lay beside what was written. */
const factsRead = (file: typeof export1, saved: ColumnMap[], day = today) => {
  const { good, errors } = checkFile(file, day, saved)
  return { errors: errors.map(({ words }) => words), facts: good.map(({ line: _line, ...facts }) => facts) }
}

function propose() {
  const { headings, rows, delimiter, encoding } = readFile(export1.bytes)
  const proposal = guessColumns(
    headings,
    rows.map(({ cells }) => cells),
    today,
  )
  return { headings, delimiter, encoding, proposal }
}

/** What somebody who knows the export says about it, once. */
function mapOnce(): ColumnMap {
  const { headings, proposal } = propose()
  const map = mapFrom('Day export', proposal, new Map([[headings.indexOf('Package'), 'callsPerDay']]))
  return columnMapSchema.parse(JSON.parse(JSON.stringify(map)))
}

describe('a messy export of 130 people in another shape', () => {
  test('its letters and separator are found, and all but one of its columns', () => {
    const { delimiter, encoding, proposal } = propose()
    expect([delimiter, encoding]).toEqual([';', 'Windows-1252'])
    expect(proposal.missing).toEqual(['callsPerDay'])
    expect(proposal.clashes).toEqual([])
    expect(proposal.unmapped).toEqual(['Package', 'Worker'])
    const wrong = proposal.columns.filter(
      ({ heading, field }) =>
        heading !== 'Package' && messyShape.columns.find(([name]) => name === heading)?.[1] !== field,
    )
    expect(wrong).toEqual([])
  })

  test('is not used before somebody says what is missing', () => {
    expect(() => checkFile(export1, today)).toThrow('“Calls per day” cannot be found in its first line')
  })

  test('mapped once, every row is read as it was meant', () => {
    expect(factsRead(export1, [mapOnce()])).toEqual({ errors: [], facts: people })
  })

  test('the next day’s file is read without a question: other people, other order, other capitals', () => {
    const changed = people.slice(3).map((one, at) => (at % 20 === 0 ? { ...one, callsPerDay: 1 } : one))
    const tomorrow = [...messyPeople(6, 200), ...changed]
    const columns = messyShape.columns
      .toReversed()
      .map(([heading, field]): Shape['columns'][number] => [heading.toUpperCase(), field])
    const file = { name: 'export-2.csv', bytes: writeCaseload(tomorrow, { ...messyShape, columns }) }
    const map = mapOnce()
    expect(matchMap([map], readFile(file.bytes).headings).how).toBe('same')
    expect(factsRead(file, [map], '2026-11-24')).toEqual({ errors: [], facts: tomorrow })
  })

  test('what is wrong is named by line, person and the file’s own heading', () => {
    const text = new TextDecoder('windows-1252').decode(export1.bytes).split('\r\n')
    text[5] = (text[5] ?? '').replace(/\d\d-\w{3}-\d\d/, '31-Feb-55')
    const file = { name: 'x.csv', bytes: Buffer.from(text.join('\r\n'), 'latin1') }
    const { errors, facts } = factsRead(file, [mapOnce()])
    expect(errors).toEqual([
      'Line 6 (SU40004, Kamla Smith-Jones): the date of birth (column “D.O.B.”) “31-Feb-55” is not a date. ' +
        'February 1955 has 28 days. Write the day first, as 31/12/2026.',
    ])
    expect(facts).toHaveLength(129)
  })
})

describe('days written with the month first', () => {
  const own = caseloadColumns.map(({ heading, field }): Shape['columns'][number] => [heading, field])
  const plain: Shape = { ...messyShape, columns: own, separator: ',', day: '16/02/1955', capitals: false }
  const written = (births: string[]) => {
    const [heading, ...lines] = new TextDecoder()
      .decode(writeCaseload(messyPeople(births.length, 1), { ...plain, encoding: 'UTF-8' }))
      .split('\r\n')
    // The first day of each line is the birth.
    const rows = lines.map((line, at) => line.replace(/\d\d\/\d\d\/\d{4}/, () => births[at] ?? ''))
    return { name: 'x.csv', bytes: new TextEncoder().encode([heading, ...rows].join('\r\n')) }
  }

  test('spoil the days beside them that could be read either way', () => {
    const { errors, facts } = factsRead(written(['02/16/1955', '03/04/1950', '05/05/1940']), [])
    expect(errors[0]).toContain('It seems to have the month first.')
    expect(errors[1]).toMatch(
      /^Line 3 \(SU40002, .*\): “03\/04\/1950” under “Date of birth” can be read two ways, and the column has the month first elsewhere \(line 2: “02\/16\/1955”\)\. Export it with the day first\.$/,
    )
    expect(facts.map(({ born }) => born)).toEqual(['1940-05-05'])
  })

  test('spoil the other columns of days, too, unless one of their own says otherwise', () => {
    const [heading, ...lines] = new TextDecoder()
      .decode(written(['02/16/1955', '05/05/1940']).bytes)
      .split('\r\n')
    const starting = (days: string[]) => {
      const rows = lines.map((line, at) => {
        let place = 0
        return line.replace(/\d\d\/\d\d\/\d{4}/g, (day) => ((place += 1) === 2 ? (days[at] ?? day) : day))
      })
      return factsRead(
        { name: 'x.csv', bytes: new TextEncoder().encode([heading, ...rows].join('\r\n')) },
        [],
      )
    }
    expect(starting(['23/11/2026', '02/11/2026']).errors.join()).not.toContain('02/11/2026')
    const { errors, facts } = starting(['03/11/2026', '02/11/2026'])
    expect(errors.join()).toMatch(
      /“02\/11\/2026” under “[^”]+” can be read two ways, and another column of the file has the month first elsewhere \(line 2: “02\/16\/1955”\)/,
    )
    expect(facts).toEqual([])
  })

  test('one slip among right days is that slip alone', () => {
    const { errors, facts } = factsRead(written(['02/16/1955', '03/04/1950', '16/02/1940', '17/02/1940']), [])
    expect(errors).toHaveLength(1)
    expect(facts.map(({ born }) => born)).toEqual(['1950-04-03', '1940-02-16', '1940-02-17'])
  })
})

describe('whatever its shape', () => {
  const own = caseloadColumns.map(({ heading, field }): Shape['columns'][number] => [heading, field])
  const shape: fc.Arbitrary<Shape> = fc.record({
    columns: fc.shuffledSubarray(own, { minLength: own.length }),
    separator: fc.constantFrom(',', ';', '\t'),
    encoding: fc.constantFrom('UTF-8', 'UTF-8 with its mark', 'Windows-1252'),
    day: fc.constantFrom(...(Object.keys(dayForms) as (keyof typeof dayForms)[])),
    capitals: fc.boolean(),
    nhsNumber: fc.constantFrom('together', 'spaced', 'hyphens'),
    postcode: fc.constantFrom('together', 'spaced'),
    yesNo: fc.constantFrom(['Yes', 'No'], ['Y', 'N'], ['TRUE', 'FALSE'], ['1', '0']),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    everythingQuoted: fc.boolean(),
  })
  /**
   * Letters that are in Windows-1252 too, and everything that parts cells. No digits, which could be a code; none of the
   * signs that, behind an accented letter, would make Windows-1252 valid UTF-8 by chance: é€€.
   */
  const words = fc
    .stringMatching(/^[A-Za-zéüëñ ,;"'()-]{1,30}$/)
    .map((text) => text.replace(/ +/g, ' ').trim())
    .map((text) => (text === '' ? null : text))
  const day = (from: string, days: number) =>
    fc.integer({ min: 0, max: days }).map((some) => addDays(from, some))
  const yesNo = fc.constantFrom(true, false, null)
  const facts: fc.Arbitrary<CaseloadFacts> = fc.record({
    reference: fc.integer({ min: 1, max: 99_999 }).map((number) => `RB${String(number)}`),
    forename: fc.constantFrom(...forenames),
    surname: fc.constantFrom(...surnames),
    knownAs: fc.constantFrom('Maggie', 'Zoë', null),
    sex: fc.constantFrom('Male', 'Female', null),
    born: day('1927-01-01', 29_000),
    nhsNumber: fc.option(fc.integer({ min: 1, max: 400_000 }).map(inventedNhsNumber)),
    address: words,
    postcode: fc.constantFrom('LE5 1ZZ', 'LE10 3ZZ', 'W1A 1ZZ', null),
    telephone: fc.constantFrom('0116 496 0425', '(0116) 4960 425', '+44 116 496 0425', null),
    kind: fc.constantFrom('reablement', 'bridging', 'restart', 'crisis hand-over'),
    start: day('2026-10-01', 60),
    plannedEnd: fc.option(day('2026-12-01', 60)),
    callsPerDay: fc.integer({ min: 1, max: 8 }),
    minutes: fc.option(fc.integer({ min: 5, max: 180 })),
    carers: fc.constantFrom(1, 2, null),
    status: fc.constantFrom('referred' as const, null),
    ...{ referralSource: words, ward: words, reason: words, language: words },
    ...{
      interpreter: yesNo,
      livesAlone: yesNo,
      keySafe: yesNo,
      pets: yesNo,
      smokeAlarm: yesNo,
      coAlarm: yesNo,
    },
    nextOfKin: fc.constantFrom('Pushpa Mistry', 'Mrs Edna Freer', null),
    relationship: words,
  })
  const several = fc
    .uniqueArray(facts, { minLength: 1, maxLength: 12, selector: ({ reference }) => reference })
    .filter((all) => {
      const numbers = all.flatMap(({ nhsNumber }) => nhsNumber ?? [])
      return new Set(numbers).size === numbers.length
    })

  test('what was written is what is read', () => {
    fc.assert(
      fc.property(several, shape, (all, how) => {
        const file = { name: 'x.csv', bytes: writeCaseload(all, how) }
        expect(factsRead(file, [])).toEqual({ errors: [], facts: all })
      }),
      { numRuns: 300 },
    )
  })
})
