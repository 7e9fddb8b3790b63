import { expect, test } from 'vitest'
import type { AgendaSection } from './huddle.ts'
import { learnedPaces, sayLength, suggestedSeconds } from './pace.ts'

const took = (section: AgendaSection, ...seconds: number[]) =>
  seconds.map((each) => ({ section, seconds: each }))
const of = (section: AgendaSection, times: number) => Array.from({ length: times }, () => ({ section }))

test('what is suggested is the script’s', () => {
  expect(suggestedSeconds).toEqual({
    promises: 20,
    new: 60,
    raised: 60,
    leaving: 25,
    'quick look': 10,
    rest: 10,
  })
  expect(learnedPaces([])).toEqual(suggestedSeconds)
})

test('four huddles teach nothing, five their median', () => {
  expect(learnedPaces(took('raised', 80, 81, 82, 83)).raised).toBe(60)
  const five = learnedPaces([...took('raised', 90, 70, 71, 80, 300), ...took('new', 40)])
  expect(five).toMatchObject({ raised: 80, new: 60 })
  expect(learnedPaces(took('raised', 70, 72, 75, 90, 41, 42)).raised).toBe(71)
})

test('only the last twenty count', () => {
  const past = [
    ...took('leaving', ...Array<number>(20).fill(30)),
    ...took('leaving', ...Array<number>(40).fill(49)),
  ]
  expect(learnedPaces(past).leaving).toBe(30)
})

test('never less than half nor more than twice what is suggested', () => {
  expect(learnedPaces(took('quick look', 1, 1, 1, 1, 1))['quick look']).toBe(5)
  expect(learnedPaces(took('quick look', 99, 99, 99, 99, 99))['quick look']).toBe(20)
})

test('the length counts everybody but the rest', () => {
  const agenda = [
    ...of('promises', 6),
    ...of('new', 6),
    ...of('raised', 20),
    ...of('leaving', 8),
    ...of('quick look', 12),
  ]
  expect(sayLength([...agenda, ...of('rest', 90)])).toBe('about 34 minutes')
  expect(sayLength(agenda, { ...suggestedSeconds, raised: 45 })).toBe('about 29 minutes')
  expect(sayLength(of('promises', 1))).toBe('about 1 minute')
  expect(sayLength(of('rest', 90))).toBe('about 0 minutes')
})
