import { afterEach, expect, test, vi } from 'vitest'
import type { HuddlePerson } from '#lib/reablement/huddle.ts'
import { LivePeople } from './people.svelte.ts'

const kamla = (plannedEnd: string | null) => ({ episode: 'kamla', plannedEnd }) as HuddlePerson
const row = { episode: 'kamla', plannedEnd: null as string | null }

afterEach(() => {
  vi.useRealTimers()
})

test('what a notice said stands over what was loaded, until a later load', () => {
  vi.useFakeTimers()
  const people = new LivePeople()
  expect(people.over([kamla(null)])).toEqual([kamla(null)])
  people.put(kamla('2026-11-26'))
  expect(people.over([kamla(null)])).toEqual([kamla('2026-11-26')])
  expect(people.withEnds([row])).toEqual([{ ...row, plannedEnd: '2026-11-26' }])
  // A load that was under way may not know it yet.
  people.loaded()
  expect(people.withEnds([row])[0]?.plannedEnd).toBe('2026-11-26')
  vi.advanceTimersByTime(3_000)
  people.loaded()
  expect(people.over([kamla(null)])).toEqual([kamla(null)])
  expect(people.withEnds([row])[0]).toBe(row)
})
