import { expect, test } from 'vitest'
import type { AgendaItem } from './huddle.ts'
import { asksOf, teamAlone, withWaiting } from './waiting.ts'

const item = (episode: string, reasons: string[], more: Partial<AgendaItem> = {}): AgendaItem => ({
  ...{ episode, section: 'raised', reasons, outcome: null, seconds: 0 },
  ...more,
})

test.each([
  [['MA asked'], 'MA'],
  [['MA to see'], 'MA'],
  [['MA’s ask, waiting since Mon'], 'MA'],
  [['MA asked', 'MA’s ask, waiting since Mon'], 'MA'],
  [['MA asked', 'OT asked'], null],
  [['MA asked', 'late action'], null],
  [['raised'], null],
  [[], null],
])('%s is the ask of %s alone', (reasons, team) => {
  expect(teamAlone(reasons)).toBe(team)
})

test('only whom a missing team alone asks for waits, and nobody to whom a look is due', () => {
  const agenda = [
    item('waits', ['MA asked']),
    item('there', ['OT asked']),
    item('both', ['MA asked', 'concern']),
    item('due', ['MA asked'], { lookDue: true }),
    item('done', ['MA asked'], { outcome: 'discussed' }),
    item('added', ['MA asked'], { added: { by: 'Tom R', why: 'daughter rang' } }),
  ]
  const waiting = (there: string[]) =>
    withWaiting(agenda, new Set(there)).flatMap(({ episode, waitsFor }) => (waitsFor ? [episode] : []))
  expect(waiting(['OT'])).toEqual(['waits'])
  expect(waiting(['OT', 'MA'])).toEqual([])
  expect(asksOf(agenda, 'MA')).toBe(1)
})
