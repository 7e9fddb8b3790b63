import { afterEach, expect, test, vi } from 'vitest'
import { SteadyClock } from './steady-clock.svelte.ts'

afterEach(() => vi.useRealTimers())

const told = (milliseconds: number) =>
  new Date(Date.parse('2026-11-23T09:30:00.000Z') + milliseconds).toISOString()
const since = (clock: SteadyClock) => clock.now() - Date.parse(told(0))

function steadily(): { at: number; clock: SteadyClock } {
  const desk = { at: 1_000, clock: undefined as unknown as SteadyClock }
  desk.clock = new SteadyClock(told(0), () => desk.at)
  return desk
}

test('goes on from what the server said, whatever this computer’s clock is or is set to', () => {
  vi.useFakeTimers({ now: Date.parse('2019-01-01T00:00:00Z'), toFake: ['Date'] })
  const desk = steadily()
  desk.at += 5_000
  expect(since(desk.clock)).toBe(5_000)
  vi.setSystemTime(Date.parse('2031-01-01T00:00:00Z'))
  expect(since(desk.clock)).toBe(5_000)
})

test('is put right by what it hears when it stood still, and not by words that come late', () => {
  const desk = steadily()
  desk.at += 1_000
  desk.clock.hear(told(600_000))
  expect(since(desk.clock)).toBe(600_000)
  desk.at += 4_000
  desk.clock.hear(told(601_000))
  expect(since(desk.clock)).toBe(604_000)
})

test('begins anew with a new connection, also when that server’s clock is behind', () => {
  const desk = steadily()
  desk.at += 60_000
  desk.clock.begin(told(2_000))
  expect(since(desk.clock)).toBe(2_000)
})
