import { describe, expect, test } from 'vitest'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import {
  afterPause,
  minutesHeld,
  paceOf,
  paceOfWhole,
  personSeconds,
  timeLeft,
  wholeSeconds,
} from './meeting-time.ts'

const item = (episode: string, section: AgendaSection, more: Partial<AgendaItem> = {}): AgendaItem => {
  return { episode, section, reasons: [], outcome: null, seconds: 0, ...more }
}
const clocks = {
  agenda: [
    item('a', 'raised', { outcome: 'discussed' }),
    item('b', 'raised'),
    item('c', 'new'),
    item('d', 'leaving'),
    item('e', 'rest'),
  ],
  current: 'b',
  currentSince: '2026-11-23T09:41:00.000Z',
  startedAt: '2026-11-23T09:30:00.000Z',
  pausedAt: null,
  pausedSeconds: 0,
  suggestedSeconds: 60,
  paces: { promises: 20, new: 60, raised: 60, leaving: 30, 'quick look': 10, rest: 10 },
}
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`)

describe('the clock of a person', () => {
  test('counts from the turn’s beginning, in whole seconds, never below nought', () => {
    expect(personSeconds(clocks, at('09:41:40.900'))).toBe(40)
    expect(personSeconds(clocks, at('09:40:00'))).toBe(0)
    expect(personSeconds({ ...clocks, current: null, currentSince: null }, at('09:50:00'))).toBe(0)
  })

  test('goes on where it was when somebody is shown again', () => {
    const again = { ...clocks, agenda: [item('b', 'raised', { seconds: 72, outcome: 'discussed' })] }
    expect(personSeconds(again, at('09:41:05'))).toBe(77)
  })
})

describe('a pause', () => {
  const paused = { ...clocks, pausedAt: '2026-11-23T09:42:00.000Z', pausedSeconds: 30 }

  test('stops the clock of the person and of the whole', () => {
    for (const now of ['09:42:00', '09:55:00']) {
      expect(personSeconds(paused, at(now))).toBe(60)
      expect(wholeSeconds(paused, at(now))).toBe(12 * 60 - 30)
    }
  })

  test('over, both go on from where they stood', () => {
    const on = { ...paused, ...afterPause(paused, '2026-11-23T09:47:00.400Z') }
    expect(on).toMatchObject({ pausedAt: null, pausedSeconds: 330 })
    expect(personSeconds(on, at('09:47:10.500'))).toBe(70)
    expect(wholeSeconds(on, at('09:47:10.500'))).toBe(12 * 60 - 30 + 10)
  })

  test('that was none changes nothing; at the read-back no turn is moved on', () => {
    const none = { pausedAt: null, pausedSeconds: 3, currentSince: '2026-11-23T09:41:00.000Z' }
    expect(afterPause(none, '2026-11-23T09:50:00.000Z')).toEqual(none)
    const atReadBack = { pausedAt: '2026-11-23T09:49:00.000Z', pausedSeconds: 0, currentSince: null }
    expect(afterPause(atReadBack, '2026-11-23T09:50:00.000Z')).toEqual({
      ...{ pausedAt: null, pausedSeconds: 60, currentSince: null },
    })
  })
})

describe('the end', () => {
  test('is what is left of this turn and of everybody still to come', () => {
    expect(timeLeft(clocks, at('09:41:40'))).toBe((20 + 60 + 30) * 1000)
    expect(timeLeft(clocks, at('09:46:40'))).toBe((60 + 30) * 1000)
    expect(timeLeft({ ...clocks, agenda: [], current: null }, at('09:41:40'))).toBe(0)
  })

  test('counts what somebody passed over has had already, and moves on with a pause', () => {
    const agenda = [
      item('b', 'raised'),
      item('c', 'new', { seconds: 45 }),
      item('d', 'leaving', { seconds: 99 }),
    ]
    expect(timeLeft({ ...clocks, agenda }, at('09:41:40'))).toBe((20 + 15) * 1000)
    const paused = { ...clocks, agenda, pausedAt: '2026-11-23T09:41:40.000Z' }
    expect(timeLeft(paused, at('10:30:00'))).toBe((20 + 15) * 1000)
  })
})

test('a person’s clock warns at the suggested time and again half as much later', () => {
  expect(paceOf(59, 60).tone).toBe('plain')
  expect(paceOf(60, 60)).toEqual({ tone: 'watch', words: 'time is up' })
  expect(paceOf(90, 60)).toEqual({ tone: 'concern', words: 'agree or take offline' })
  expect(paceOf(90, 60, 'time to go on')).toEqual({ tone: 'concern', words: 'time to go on' })
})

test('the whole is amber from 35 minutes and red from 45', () => {
  expect([2099, 2100, 2699, 2700].map((seconds) => paceOfWhole(seconds).tone)).toEqual([
    ...['plain', 'watch', 'watch', 'concern'],
  ])
})

test('the whole stands at nought before the start', () => {
  expect(wholeSeconds({ ...clocks, startedAt: null }, at('09:50:00'))).toBe(0)
})

test('the record’s minutes are without the pauses', () => {
  const held = { startedAt: '2026-11-23T09:30:00.000Z', closedAt: '2026-11-23T10:10:00.000Z' }
  expect(minutesHeld({ ...held, pausedSeconds: 0 })).toBe(40)
  expect(minutesHeld({ ...held, pausedSeconds: 299 })).toBe(35)
  expect(minutesHeld({ ...held, startedAt: null, pausedSeconds: 0 })).toBe(0)
})
