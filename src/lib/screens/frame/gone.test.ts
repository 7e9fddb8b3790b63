import { expect, test } from 'vitest'
import { sayGone } from './gone.ts'

test('says who is gone and for how long, by their first name', () => {
  expect(sayGone('Priya Shah', 40)).toBe('Priya’s connection is gone for 40 s. Take the chair?')
  expect(sayGone('Priya Shah', 119)).toContain('for 119 s')
  expect(sayGone('Priya Shah', 185)).toContain('for 3 min')
})

test('without seconds, for whoever hears it read out', () => {
  expect(sayGone('Cher', null)).toBe('Cher’s connection is gone. Take the chair?')
})
