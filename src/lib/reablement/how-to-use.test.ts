import { describe, expect, test } from 'vitest'
import { howToIn, howToInput, howToLongest, paragraphs } from './how-to-use.ts'
import { directionOf, languageNamed, languages } from './languages.ts'

describe('how to use something', () => {
  test('is read as paragraphs, whatever ends its lines', () => {
    expect(paragraphs('Sit down.\r\nSlowly.\r\n\r\n \n Ring us.\n')).toEqual([
      'Sit down. Slowly.',
      'Ring us.',
    ])
    expect(paragraphs('  ')).toEqual([])
  })

  test('is in the person’s language when somebody has entered it, else in English', () => {
    const [english, polish] = [
      { language: 'en', text: 'Sit down.' },
      { language: 'pl', text: 'Usiądź.' },
    ] as const
    expect(howToIn([english, polish], 'pl')).toBe(polish)
    expect(howToIn([english, polish], 'so')).toBe(english)
    expect(howToIn([], 'pl')).toBeNull()
  })

  test.each([
    ['xx', 'Sit down.'],
    ['en', 'x'.repeat(howToLongest + 1)],
    ['en', 'The key safe code is 4471.'],
  ])('in %s: %s is refused', (language, text) => {
    expect(howToInput.safeParse({ item: 'A', language, text }).success).toBe(false)
  })
})

test('a caseload’s language is found by its English name', () => {
  expect(languageNamed(' polish').code).toBe('pl')
  expect([languageNamed(null).code, languageNamed('Klingon').code]).toEqual(['en', 'en'])
  expect(languages.filter((one) => directionOf(one) === 'rtl').map(({ code }) => code)).toEqual(['ar', 'ur'])
})
