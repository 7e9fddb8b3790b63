import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nhsNumberTrouble, normaliseNhsNumber, showNhsNumber } from './nhs-number.ts'

const isNhsNumber = (text: string) => nhsNumberTrouble(text) === null

describe('NHS numbers', () => {
  test.each(['943 476 5919', '944 930 5552', '999 000 0018', '9434765919', '943-476-5919', ' 943 476 5919 '])(
    '%s is valid',
    (text) => {
      expect(isNhsNumber(text)).toBe(true)
    },
  )

  test.each([
    ['943 476 5918', 'its last digit does not fit'],
    ['123 456 7890', 'its last digit does not fit'],
    ['000 000 0000', 'all its digits are the same'],
    ['111 111 1111', 'all its digits are the same'],
    ['943 476 591', 'it has 9 digits where 10 are needed'],
    ['9.43E+09', 'it holds more than digits'],
    ['', 'it holds more than digits'],
  ])('%s is refused: %s', (text, trouble) => {
    expect(isNhsNumber(text)).toBe(false)
    expect(nhsNumberTrouble(text)).toBe(trouble)
    expect(normaliseNhsNumber(text)).toBeNull()
  })

  test('a number whose check digit would be ten is never valid', () => {
    for (const last of '0123456789') expect(isNhsNumber(`100000001${last}`)).toBe(false)
  })

  test('at most one last digit fits any nine, and a wrong digit is always found', () => {
    const nine = fc.stringMatching(/^[0-9]{9}$/)
    fc.assert(
      fc.property(nine, (digits) => {
        const fitting = Array.from('0123456789').filter((last) => isNhsNumber(digits + last))
        expect(fitting.length).toBeLessThanOrEqual(1)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, more) => {
        const digits = Array.from('9434765919')
        digits[place] = String((Number(digits[place]) + more) % 10)
        expect(isNhsNumber(digits.join(''))).toBe(false)
      }),
    )
  })

  test('it is kept as ten digits and shown 3-3-4', () => {
    expect(normaliseNhsNumber('943-476 5919')).toBe('9434765919')
    expect(showNhsNumber('9434765919')).toBe('943 476 5919')
    expect(showNhsNumber(null)).toBe('not traced')
    expect(showNhsNumber('')).toBe('not traced')
    expect(showNhsNumber('12345')).toBe('12345')
  })
})
