import { expect, test } from 'vitest'
import { ethnicities } from './cld-codes.ts'
import { ethnicGroups, recordEthnicityInput, sayEthnicity } from './ethnicity.ts'

test('the list is the national one, whole and in its order', () => {
  expect(ethnicGroups.map(({ group }) => group)).toEqual([
    'White',
    'Mixed or multiple ethnic groups',
    'Asian or Asian British',
    'Black, Black British, Caribbean or African',
    'Other ethnic group',
    'No answer',
  ])
  expect(ethnicGroups.flatMap(({ choices }) => choices.map(({ value }) => value))).toEqual(ethnicities)
  expect(ethnicGroups[0]?.choices[1]).toEqual({ value: 'White: Irish', words: 'Irish' })
})

test('not asked, asked and not said, and said are three things', () => {
  expect(sayEthnicity(null)).toBe('not asked yet')
  expect(sayEthnicity('No data: Refused')).toBe('Asked, and would rather not say')
  expect(sayEthnicity('White: Roma')).toBe('White: Roma')
})

test('nothing but the list is taken', () => {
  expect(recordEthnicityInput.safeParse({ episode: 'e', ethnicity: 'White: Roma' }).success).toBe(true)
  expect(recordEthnicityInput.safeParse({ episode: 'e', ethnicity: null }).success).toBe(true)
  expect(recordEthnicityInput.safeParse({ episode: 'e', ethnicity: 'Roma' }).success).toBe(false)
})
