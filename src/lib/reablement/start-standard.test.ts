import { expect, test } from 'vitest'
import { startStandard } from './start-standard.ts'

const acceptedOn = '2026-11-20'

test.each([
  ['2026-11-20', '2026-11-23', 'met', 'first visit on the day it was accepted'],
  ['2026-11-21', '2026-11-23', 'met', 'first visit 1 day after it was accepted'],
  ['2026-11-22', '2026-11-22', 'met', 'first visit 2 days after it was accepted'],
  ['2026-11-23', '2026-11-23', 'late', 'first visit 3 days after it was accepted'],
  ['2026-11-19', '2026-11-23', 'met', 'first visit before it was accepted'],
  [null, '2026-11-22', 'due', 'first visit due by Sun 22 Nov'],
  [null, '2026-11-23', 'late', 'first visit was due by Sun 22 Nov'],
  ['2026-11-25', '2026-11-22', 'due', 'first visit due by Sun 22 Nov, planned for Wed 25 Nov'],
  ['2026-11-25', '2026-11-23', 'late', 'first visit was due by Sun 22 Nov, planned for Wed 25 Nov'],
] as const)('first visit %s, looked at on %s: %s', (startedOn, today, standing, words) => {
  expect(startStandard({ acceptedOn, startedOn }, today)).toEqual({ standing, by: '2026-11-22', words })
})

test('the days are a setting', () => {
  expect(startStandard({ acceptedOn, startedOn: '2026-11-23' }, '2026-11-23', 3).standing).toBe('met')
})
