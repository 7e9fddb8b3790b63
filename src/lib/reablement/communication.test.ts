import { describe, expect, test } from 'vitest'
import { communicationFlag, needsFromFile, needsInSentences, paperDoesNotReach } from './communication.ts'

describe('the one flag of communication', () => {
  test.each([
    [needsFromFile(null, null), ''],
    [needsFromFile('English', false, { carers: 'women', culture: 'Shoes off' }), ''],
    [needsFromFile('Gujarati', true), 'Gujarati, interpreter'],
    [
      needsFromFile('Polish', true, { formats: ['audio', 'large print'], support: 'Face her' }),
      'Polish, interpreter, large print, audio, needs support to communicate',
    ],
    [needsFromFile('English', null, { bsl: true }), 'BSL'],
  ])('%j reads “%s”', (needs, flag) => {
    expect(communicationFlag(needs)).toBe(flag)
  })

  test('the words of support and culture are not in it', () => {
    const needs = needsFromFile('Urdu', null, { support: 'deaf in one ear', culture: 'Friday prayers' })
    expect(communicationFlag(needs)).not.toMatch(/ear|prayers/)
  })
})

test('paper is enough for large print, not for Braille', () => {
  expect(paperDoesNotReach(needsFromFile(null, null, { formats: ['large print'] }))).toBeNull()
  expect(paperDoesNotReach(needsFromFile(null, null, { formats: ['large print', 'Braille', 'audio'] }))).toBe(
    'They need Braille and audio: paper alone does not reach them.',
  )
})

test('for another record each need is a sentence', () => {
  const needs = needsFromFile('Polish', true, {
    ...{ bsl: true, formats: ['easy read'], support: 'Speak slowly', carers: 'women', culture: 'Kosher.' },
  })
  expect(needsInSentences(needs)).toEqual([
    'Uses British Sign Language.',
    'Needs easy read.',
    'To communicate they need: Speak slowly.',
    'Asks to be cared for by women.',
    'Fitting for them: Kosher.',
  ])
  expect(needsInSentences(needsFromFile(null, null, { carers: 'no preference' }))).toEqual([])
})
