import { expect, test } from 'vitest'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import { batchOf, isAtTiles, raisedInLook } from './quick-look.ts'

function item(episode: string, section: AgendaSection, more: Partial<AgendaItem> = {}): AgendaItem {
  return { episode, section, reasons: [], outcome: null, seconds: 0, ...more }
}
const quiet = Array.from({ length: 14 }, (_, n) => item(`q${String(n)}`, 'quick look'))
const agenda = [item('r', 'raised'), ...quiet, item('x', 'rest')]

test('shows the twelve among whom somebody is', () => {
  expect(batchOf(agenda, 'q3')).toMatchObject({ before: 0, of: 14 })
  expect(batchOf(agenda, 'q3')?.tiles.map(({ episode }) => episode)).toHaveLength(12)
  expect(batchOf(agenda, 'q12')?.tiles.map(({ episode }) => episode)).toEqual(['q12', 'q13'])
  expect(batchOf(agenda, 'r')).toBeNull()
  expect(batchOf(agenda, null)).toBeNull()
})

test('no tile changes its place when somebody is settled or talked about', () => {
  const later = agenda.map((one) => {
    if (one.episode === 'q1') return { ...one, outcome: 'no change' as const }
    return one.episode === 'q2' ? { ...one, section: 'raised' as const, reasons: [raisedInLook] } : one
  })
  const places = (of: AgendaItem[]) => batchOf(of, 'q3')?.tiles.map(({ episode }) => episode)
  expect(places(later)).toEqual(places(agenda))
  expect(isAtTiles(later, 'q3')).toBe(true)
  expect(isAtTiles(later, 'q2')).toBe(false)
})
