import { expect, test } from 'vitest'
import { hospitalNews, isForgotten, isNewSince, newAfter } from './closing.ts'

test.each([
  ['a Monday’s, in winter', '2026-11-23T09:30:00Z', '2026-11-24T03:59:59Z', '2026-11-24T04:00:00Z'],
  ['a Monday’s, in summer', '2026-06-01T08:30:00Z', '2026-06-02T02:59:59Z', '2026-06-02T03:00:00Z'],
  ['before the clocks go forward', '2026-03-28T09:30:00Z', '2026-03-29T02:59:59Z', '2026-03-29T03:00:00Z'],
  ['before the clocks go back', '2026-10-24T08:30:00Z', '2026-10-25T03:59:59Z', '2026-10-25T04:00:00Z'],
  ['begun just before midnight', '2026-06-01T22:50:00Z', '2026-06-02T02:59:59Z', '2026-06-02T03:00:00Z'],
  ['begun in the small hours', '2026-11-24T01:00:00Z', '2026-11-25T03:59:59Z', '2026-11-25T04:00:00Z'],
])('a huddle is forgotten from four in the morning London time on: %s', (_, startedAt, before, from) => {
  expect(isForgotten(startedAt, new Date(before))).toBe(false)
  expect(isForgotten(startedAt, new Date(from))).toBe(true)
})

test('days later it still is, as after a weekend without a server', () => {
  expect(isForgotten('2026-11-27T09:30:00Z', new Date('2026-11-30T00:30:00Z'))).toBe(true)
})

test('new is who came after the start, unless that huddle looked at them', () => {
  const row = { startedAt: '2026-11-23T09:30:00.000Z', closedAt: '2026-11-23T10:05:00.000Z' }
  const last = { date: '2026-11-23', since: newAfter(row) }
  expect(last.since).toBe(row.startedAt)
  expect(newAfter({ ...row, startedAt: null })).toBe(row.closedAt)
  const during = '2026-11-23T09:40:00.000Z'
  expect(isNewSince(during, null, last)).toBe(true)
  expect(isNewSince(during, '2026-11-23', last)).toBe(false)
  expect(isNewSince('2026-11-23T10:40:00.000Z', null, last)).toBe(true)
  expect(isNewSince('2026-11-23T09:20:00.000Z', null, last)).toBe(false)
  expect(isNewSince(during, null, null)).toBe(false)
})

test.each([
  ['before that huddle', '2026-11-23T09:20:00.000Z', null, null],
  ['while it ran and looked at them', '2026-11-23T09:40:00.000Z', '2026-11-23', null],
  ['while it ran and did not come to them', '2026-11-23T09:40:00.000Z', null, 'gone to hospital'],
  [
    'in the afternoon, though it had looked at them',
    '2026-11-23T14:00:00.000Z',
    '2026-11-23',
    'gone to hospital',
  ],
])('a hospital stay said %s', (_when, at, seenOn, news) => {
  const last = {
    ...{ date: '2026-11-23', since: '2026-11-23T09:30:00.000Z', closedAt: '2026-11-23T10:05:00.000Z' },
  }
  expect(hospitalNews({ at, away: true }, seenOn, last)).toBe(news)
  expect(hospitalNews({ at, away: false }, seenOn, last)).toBe(news && 'back from hospital')
  expect(hospitalNews({ at: null, away: false }, seenOn, last)).toBeNull()
  expect(hospitalNews({ at, away: true }, seenOn, null)).toBeNull()
})
