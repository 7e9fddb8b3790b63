import { expect, test } from 'vitest'
import { isForgotten, newAfter } from './closing.ts'

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

test('new is who came after the close, or after the start of one nobody closed', () => {
  const row = { startedAt: '2026-11-23T09:30:00.000Z', closedAt: '2026-11-24T04:00:00.000Z' }
  expect(newAfter({ ...row, closedHow: 'by a colleague' })).toBe(row.closedAt)
  expect(newAfter({ ...row, closedHow: null })).toBe(row.closedAt)
  expect(newAfter({ ...row, closedHow: 'by itself' })).toBe(row.startedAt)
  expect(newAfter({ ...row, startedAt: null, closedHow: 'by itself' })).toBe(row.closedAt)
})
