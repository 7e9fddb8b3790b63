import { describe, expect, test } from 'vitest'
import { initialDecision, longTermPrompt, saysDecision } from './in-place.ts'

describe('the initial decision', () => {
  test.each([
    ['2026-11-23', '2026-11-23', '2026-11-30', /is due by Mon 30 Nov/],
    ['2026-11-23', '2026-12-01', '2026-11-30', /was due by Mon 30 Nov: ask the owner/],
    ['2026-12-24', '2026-12-24', '2027-01-05', /is due by Tue 5 Jan 2027/],
  ])('raised on %s, seen on %s: %s', (raised, today, due, words) => {
    const said = initialDecision(raised, today)
    expect(said.due).toBe(due)
    expect(said.words).toMatch(words)
  })

  test('days the council is closed do not count', () => {
    expect(initialDecision('2026-11-23', '2026-11-23', ['2026-11-27']).due).toBe('2026-12-01')
  })
})

describe('the question of day 28', () => {
  test.each([
    [20, '2026-12-12', false, null],
    [
      21,
      '2026-12-13',
      false,
      'Day 28 is Sun 20 Dec: will long-term care be needed? A Care Act assessment takes time.',
    ],
    [
      28,
      '2026-12-20',
      false,
      'Day 28 is today: will long-term care be needed? A Care Act assessment takes time.',
    ],
    [
      40,
      '2027-01-01',
      false,
      'Day 28 was Sun 20 Dec: will long-term care be needed? A Care Act assessment takes time.',
    ],
    [40, '2027-01-01', true, null],
  ])('on day %i, %s, raised %s', (day, today, raised, words) => {
    expect(longTermPrompt(day, { on: '2026-12-20', today }, raised)).toBe(words)
  })

  test('has the day the clock has it on, and none while it stands still', () => {
    expect(longTermPrompt(32, { on: '2026-12-20', today: '2026-12-28' }, false)).toContain(
      'Day 28 was Sun 20 Dec:',
    )
    expect(longTermPrompt(25, { on: null, today: '2026-12-28' }, false)).toContain(
      'Day 28 comes once they are back from hospital: will long-term care be needed?',
    )
  })
})

test.each([
  ['Yellow folder by the front door', false],
  ['DNACPR form in the fridge', false],
  ['On the fridge, not for CPR', true],
  ['With the GP. Do not resuscitate', true],
  ['For full treatment, in the drawer', true],
])('“%s” says what a plan decides: %s', (text, says) => {
  expect(saysDecision(text)).toBe(says)
})
