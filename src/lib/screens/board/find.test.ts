import { expect, test } from 'vitest'
import { isFound } from './find.ts'

const kamla = { name: 'Kamla O’Dowd-Chauhan', reference: 'RB27010' }
const titles = ['Pendant alarm', 'Grab rail, front step']

test.each(['', 'kam', 'chau', 'kamla chau', 'RB27010', '27010', 'pendant', 'rail kamla', '  '])(
  '“%s” finds her',
  (typed) => {
    expect(isFound(typed, kamla, titles)).toBe(true)
  },
)

test.each(['amla', 'kamla grant', 'RB27011', 'larm'])('“%s” does not', (typed) => {
  expect(isFound(typed, kamla, titles)).toBe(false)
})

test('accents need not be typed', () => {
  expect(isFound('zoe', { name: 'Zoë Wójcik', reference: '' }, [])).toBe(true)
  expect(isFound('wojcik', { name: 'Zoë Wójcik', reference: '' }, [])).toBe(true)
})
