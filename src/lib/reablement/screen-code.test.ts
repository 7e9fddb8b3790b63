import { describe, expect, test } from 'vitest'
import { codeAlphabet, makeCode, pairedUntil, readCode, sayCode } from './screen-code.ts'

describe('a shared screen’s code', () => {
  test('is six letters and digits none of which looks like another', () => {
    expect(makeCode(() => 0)).toBe('333333')
    expect(makeCode((below) => below - 1)).toBe('YYYYYY')
    for (const pair of ['0O', 'OQ', '1I', 'IL', '2Z', '5S', '6G', '8B', 'UV'])
      expect([...pair].filter((one) => codeAlphabet.includes(one)).length).toBeLessThan(2)
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length)
    expect(codeAlphabet.length ** 6).toBeGreaterThan(50_000_000)
  })

  test('is read as people type it', () => {
    expect(sayCode('AC3W9K')).toBe('AC3 W9K')
    for (const typed of ['AC3W9K', 'ac3w9k', ' Ac3 W9k ', 'AC3-W9K', 'a c 3 w 9 k', 'AC3·W9K'])
      expect(readCode(typed)).toBe('AC3W9K')
    for (const typed of ['', 'AC3W9', 'AC3W9KK', 'AC3W90', 'AC3W9O', 'AC3W9Ä', 'ΑC3W9K'])
      expect(readCode(typed)).toBeNull()
  })
})

describe('a pairing', () => {
  const until = (choice: Parameters<typeof pairedUntil>[0], now: string) =>
    pairedUntil(choice, new Date(now)).toISOString()

  test('ends at six in the evening of its last day, London time', () => {
    expect(until('today', '2026-11-23T09:20:00Z')).toBe('2026-11-23T18:00:00.000Z')
    expect(until('1 week', '2026-11-23T09:20:00Z')).toBe('2026-11-30T18:00:00.000Z')
    expect(until('12 weeks', '2026-11-23T09:20:00Z')).toBe('2027-02-15T18:00:00.000Z')
  })

  test('keeps to the wall clock over the spring and the autumn', () => {
    expect(until('1 week', '2027-03-25T09:20:00Z')).toBe('2027-04-01T17:00:00.000Z')
    expect(until('1 week', '2026-10-20T08:20:00Z')).toBe('2026-10-27T18:00:00.000Z')
  })

  test('made in the evening lasts until the end of the day', () => {
    expect(until('today', '2026-11-23T18:00:00Z')).toBe('2026-11-23T23:59:00.000Z')
    expect(until('1 week', '2026-11-23T18:30:00Z')).toBe('2026-11-30T18:00:00.000Z')
  })
})
