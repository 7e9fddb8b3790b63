import { expect, test } from 'vitest'
import { callChart } from './call-chart.ts'
import type { CallsEntry } from './episode-view.ts'

const row = (from: string, perDay: number, carers = 1): CallsEntry => ({
  ...{ from, perDay, carers, minutes: 30, step: null, why: '', changedBy: null, now: false },
})
const at = { start: '2026-11-09', lastFreeDay: '2026-12-20', today: '2026-11-23', stays: [], end: null }

test('without calls there is nothing to draw', () => {
  expect(callChart([], at)).toBeNull()
})

test('a step at the day of each change, over the six weeks', () => {
  const chart = callChart([row('2026-11-16', 2), row('2026-11-09', 4, 2)], at)
  expect(chart).toMatchObject({
    first: '2026-11-09',
    days: 42,
    today: 14,
    lastFree: 41,
    most: { perDay: 4, carers: 2 },
    spans: [
      { from: 0, until: 7, perDay: 4, carers: 2, planned: false },
      { from: 7, until: 15, perDay: 2, carers: 1, planned: false },
    ],
  })
})

test('of two rows from one day the one entered last counts', () => {
  const chart = callChart([row('2026-11-16', 1), row('2026-11-16', 3), row('2026-11-09', 4)], at)
  expect(chart?.spans.map(({ perDay }) => perDay)).toEqual([4, 1])
})

test('what begins on a day to come is planned', () => {
  const chart = callChart([row('2026-11-24', 1), row('2026-11-09', 4)], at)
  expect(chart?.spans).toMatchObject([
    { from: 0, until: 15, planned: false },
    { from: 15, until: 16, planned: true },
  ])
})

test('goes on past day 42, and stops where the stay ended', () => {
  const calls = [row('2026-11-09', 2)]
  expect(callChart(calls, { ...at, today: '2027-01-04' })).toMatchObject({ days: 57, today: 56 })
  expect(callChart(calls, { ...at, today: '2027-01-04', end: '2026-11-30' })).toMatchObject({
    days: 42,
    today: null,
    spans: [{ from: 0, until: 22 }],
  })
})

test('stays in hospital are shaded from the day they went to the day they were back, or today', () => {
  const stays = [
    { wentOn: '2026-11-12', backOn: '2026-11-14' },
    { wentOn: '2026-11-16', backOn: '2026-11-16' },
    { wentOn: '2026-11-20', backOn: null },
  ]
  expect(callChart([row('2026-11-09', 2)], { ...at, stays })?.stays).toEqual([
    { from: 3, until: 5 },
    { from: 7, until: 8 },
    { from: 11, until: 14 },
  ])
})

test('calls that began before the first visit widen it', () => {
  expect(callChart([row('2026-11-07', 2)], at)).toMatchObject({ first: '2026-11-07', days: 44 })
})
