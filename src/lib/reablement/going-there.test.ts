import { expect, test } from 'vitest'
import { goingThere, streetOf } from './going-there.ts'

test.each([
  ['7 Invented Street', 'LE4 3ZZ', 'le43zz invented street'],
  ['Flat 2, 9 Invented Street', 'le4 3zz', 'le43zz invented street'],
  ['12a Invented Street, Leicester', 'LE4 3ZZ', 'le43zz invented street'],
  ['Rose Cottage', 'LE4 3ZZ', 'le43zz rose cottage'],
  [null, 'LE4 3ZZ', null],
  ['7 Invented Street', null, null],
  ['', 'LE4 3ZZ', null],
])('%s, %s is the street %s', (address, postcode, street) => {
  expect(streetOf({ address, postcode })).toBe(street)
})

const at = (id: string, episode: string, address: string) => ({ id, episode, address, postcode: 'LE4 3ZZ' })
const going = { line: 'Grab rail', person: 'Dot Evans', team: 'MA', owner: null, waits: true }

test('who goes there anyway: the same person first, then the same street, never the row itself', () => {
  const rows = [at('a', 'kamla', '7 Invented Street'), at('b', 'far', '1 Other Road')]
  const others = [
    { ...at('c', 'dot', '9 Invented Street'), ...going },
    { ...at('d', 'kamla', '7 Invented Street'), ...going },
    { ...at('a', 'kamla', '7 Invented Street'), ...going },
  ]
  const found = goingThere(rows, others)
  expect(found.get('a')?.map(({ id, same }) => [id, same])).toEqual([
    ['d', 'person'],
    ['c', 'street'],
  ])
  expect(found.get('b')).toEqual([])
})
