import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  age,
  alikeWith,
  district,
  firstNameAndInitial,
  likeSoundingNames,
  likeSoundingSurnames,
  shownName,
  soundOf,
  toldApart,
} from './person.ts'

describe('age', () => {
  test.each([
    ['1944-11-23', '2026-11-23', 82],
    ['1944-11-24', '2026-11-23', 81],
    ['1952-02-29', '2027-02-28', 74],
    ['1952-02-29', '2027-03-01', 75],
  ])('born %s, on %s: %i', (born, on, years) => {
    expect(age(born, on)).toBe(years)
  })

  test('a bad day is refused', () => {
    expect(() => age('23/11/1944', '2026-11-23')).toThrow(RangeError)
  })
})

describe('people told apart on the shared screen', () => {
  const one = (shown: string, place: string, years: number) => ({ shown, district: place, age: years })

  test('by district, then by decade, then by number, and only where it is needed', () => {
    const people = [
      one('Kamla C', 'LE4', 81),
      one('Margaret B', 'LE4', 81),
      one('Margaret B', 'LE2', 81),
      one('Jayshree S', 'LE5', 72),
      one('Jayshree S', 'LE5', 88),
      one('John S', '', 70),
      one('John S', '', 79),
    ]
    expect(toldApart(people)).toEqual([
      'Kamla C',
      'Margaret B, LE4',
      'Margaret B, LE2',
      'Jayshree S, LE5, 70s',
      'Jayshree S, LE5, 80s',
      'John S, 70s (1 of 2)',
      'John S, 70s (2 of 2)',
    ])
  })
})

describe('postcode district', () => {
  test.each([
    ['LE4 3ZZ', 'LE4'],
    ['le43zz', 'LE4'],
    ['LE4', 'LE4'],
    ['LE10 1AA', 'LE10'],
    ['LE101AA', 'LE10'],
    ['M1 1AE', 'M1'],
    ['B33 8TH', 'B33'],
    ['CR2 6XH', 'CR2'],
    ['DN55 1PT', 'DN55'],
    ['SW1A 1AA', 'SW1A'],
    ['W1A 0AX', 'W1A'],
    ['EC1A1BB', 'EC1A'],
    ['GIR 0AA', 'GIR'],
    [' LE2  7YZ ', 'LE2'],
    ['', ''],
    ['12 Quenby Rise', ''],
    ['not known', ''],
  ])('%s is in %s', (postcode, shown) => {
    expect(district(postcode)).toBe(shown)
  })
})

describe('names', () => {
  test('what a person is known as wins', () => {
    expect(shownName('Kamlaben', 'Kamla', 'Chauhan')).toBe('Kamla Chauhan')
    expect(shownName('Kamla', '', 'Chauhan')).toBe('Kamla Chauhan')
    expect(shownName('Kamla', null, ' Chauhan ')).toBe('Kamla Chauhan')
  })

  test('the shared screen gets the first name and one letter', () => {
    expect(firstNameAndInitial('Kamlaben', 'Kamla', 'Chauhan')).toBe('Kamla C')
    expect(firstNameAndInitial('Neville', null, "o'Dowd")).toBe('Neville O')
    expect(firstNameAndInitial('Neville', null, "'t Hooft")).toBe('Neville T')
    expect(firstNameAndInitial('Cher', null, '')).toBe('Cher')
    expect(firstNameAndInitial('Kamlaben', 'Kamla Chauhan', 'Chauhan')).toBe('Kamla C')
    expect(firstNameAndInitial('Mary Ann', null, 'Lee')).toBe('Mary Ann L')
    expect(firstNameAndInitial('Thomas', null, 'Thomas')).toBe('Thomas T')
  })

  test('never more of the surname than its first letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]{2,12}$/), (surname) => {
        expect(firstNameAndInitial('Kamla', null, surname)).toBe(`Kamla ${surname.slice(0, 1)}`)
      }),
    )
  })
})

describe('names alike', () => {
  test.each([
    ['Clark', 'Clarke'],
    ['Smith', 'Smyth'],
    ['Patel', 'Patil'],
    ['Patel', 'PATEL '],
    ["O'Dowd", 'ODowd'],
    ['Wójcik', 'Wojcik'],
    ['Philips', 'Phillips'],
    ['Knight', 'Night'],
    ['Hussain', 'Hussein'],
    ['Thompson', 'Tompson'],
    ['Ahmed', 'Ahmad'],
  ])('%s and %s are marked, both', (one, other) => {
    const alike = likeSoundingSurnames([
      { id: 'a', surname: one },
      { id: 'b', surname: other },
      { id: 'c', surname: 'Zephyrine' },
    ])
    expect([...alike].sort()).toEqual(['a', 'b'])
  })

  test.each([
    ['Smith', 'Sandhu'],
    ['Grant', 'Gill'],
    ['Mistry', 'Measures'],
    ['Fisher', 'Farah'],
    ['Hollis', 'Ellison'],
    ['Chauhan', 'Clark'],
    ['', ''],
  ])('%s and %s are not', (one, other) => {
    expect(
      likeSoundingSurnames([
        { id: 'a', surname: one },
        { id: 'b', surname: other },
      ]).size,
    ).toBe(0)
  })

  test('whole names are alike when the first name begins alike, too', () => {
    const people = [
      { id: 'jean', name: 'Jean Clark', surname: 'Clark' },
      { id: 'joan', name: 'joan Clarke', surname: 'Clarke' },
      { id: 'bert', name: 'Bert Clark', surname: 'Clark' },
      { id: 'jim', name: 'Jim Toone', surname: 'Toone' },
      { id: 'elodie', name: 'Élodie Gill', surname: 'Gill' },
      { id: 'edna', name: 'Edna Gill', surname: 'Gill' },
    ]
    expect([...likeSoundingNames(people)].sort()).toEqual(['edna', 'elodie', 'jean', 'joan'])
  })

  test('in any order the same people are marked, and nobody alone', () => {
    const people = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        surname: fc.constantFrom('Clark', 'Clarke', 'Lad', 'Gill', 'Smith', 'Smyth', 'Toone'),
      }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(people, (some) => {
        const alike = likeSoundingSurnames(some)
        expect(likeSoundingSurnames([...some].reverse())).toEqual(alike)
        for (const { id, surname } of some) {
          const others = some.filter(
            (other) => other.id !== id && soundOf(other.surname) === soundOf(surname),
          )
          expect(alike.has(id)).toBe(others.length > 0)
        }
      }),
    )
  })
})

describe('whom somebody may be mixed up with', () => {
  const people = ['Chauhan', 'chauhan', 'Chohan', 'Evans', ''].map((surname, at) => ({
    id: String(at),
    surname,
  }))

  test('the same surname and one that sounds like it are both named, oneself is not', () => {
    expect(alikeWith({ id: '0', surname: 'Chauhan' }, people)).toEqual([
      { id: '1', surname: 'chauhan', how: 'same surname' },
      { id: '2', surname: 'Chohan', how: 'sounds alike' },
    ])
  })

  test('agrees with the board’s marks, both ways', () => {
    const marked = likeSoundingSurnames(people)
    for (const one of people) expect(alikeWith(one, people).length > 0).toBe(marked.has(one.id))
  })

  test('nobody without a surname is alike', () => {
    expect(alikeWith({ id: '9', surname: '' }, people)).toEqual([])
  })
})
