import { describe, expect, test } from 'vitest'
import type { Steering } from '#lib/reablement/huddle.ts'
import { suggestedSeconds } from '#lib/reablement/pace.ts'
import {
  dayBar,
  sayBriefly,
  sayDayOf42,
  sayHuddle,
  sayMarked,
  sayNewSince,
  sayStanding,
  sayStaying,
} from './say.ts'

const item = (episode: string, section: 'raised' | 'rest') => {
  return { episode, section, reasons: [], outcome: null, seconds: 0 }
}
const steering: Steering = {
  huddle: 'h1',
  date: '2026-11-23',
  state: 'preparing',
  chair: null,
  step: null,
  stepSince: null,
  silenceUntil: null,
  promises: [],
  current: null,
  currentSince: null,
  startedAt: null,
  pausedAt: null,
  pausedSeconds: 0,
  chairAwaySince: null,
  agenda: [item('a', 'raised'), item('b', 'raised'), item('c', 'rest')],
  teamsDone: [],
  attendance: [],
  missed: {},
  suggestedSeconds: 60,
  paces: suggestedSeconds,
}

describe('where the huddle stands', () => {
  test('before it starts', () => {
    expect(sayHuddle(steering)).toBe('Preparing Monday’s huddle')
    expect(sayHuddle(steering, '09:30')).toBe('Preparing Monday’s huddle · starts 09:30')
  })

  test('while it runs: whose turn of those to be talked about, then of everybody', () => {
    const chair = { id: 'c1', name: 'Priya Shah', team: 'OT' }
    const live: Steering = { ...steering, state: 'live', chair, current: 'b' }
    expect(sayHuddle(live)).toBe('Huddle live · 2 of 2 · Priya S chairs')
    expect(sayHuddle({ ...live, current: 'c' })).toBe('Huddle live · 3 of 3 · Priya S chairs')
    expect(sayHuddle({ ...live, current: null, chair: null })).toBe('Huddle live')
  })
})

describe('days in few words', () => {
  test('a day of the last week is its weekday', () => {
    expect(sayBriefly('2026-11-20', '2026-11-23')).toBe('Fri')
    expect(sayBriefly('2026-11-13', '2026-11-23')).toBe('Fri 13 Nov')
  })

  test('new since the last huddle', () => {
    expect(sayNewSince('2026-11-20', '2026-11-23')).toBe('New since Friday')
    expect(sayNewSince('2026-11-06', '2026-11-23')).toBe('New since Fri 6 Nov')
    expect(sayNewSince(null, '2026-11-23')).toBe('New')
  })

  test('the day of 42, and before the first visit the day it starts', () => {
    expect(sayDayOf42(12, '2026-11-12', '2026-11-23')).toBe('Day 12')
    expect(sayDayOf42(0, '2026-11-24', '2026-11-23')).toBe('Starts tomorrow')
    expect(sayDayOf42(-1, '2026-11-25', '2026-11-23')).toBe('Starts Wed 25 Nov')
  })
})

describe('marks of the own team', () => {
  test('are said with the name they are about', () => {
    expect(sayMarked('Kamla Chauhan', 'see')).toBe('Kamla Chauhan: see me')
    expect(sayMarked('Kamla Chauhan', null)).toBe('Kamla Chauhan: not marked')
  })

  test('leave people where they stand, which is said', () => {
    expect(sayStaying(1)).toBe('1 marked person stays in place')
    expect(sayStaying(12)).toBe('12 marked people stay in their places')
  })
})

describe('the bar of 42 days', () => {
  test('is late from day 36 and over past day 42, and never longer than itself', () => {
    expect(dayBar(35).tone).toBe('on')
    expect(dayBar(36).tone).toBe('late')
    expect(dayBar(42)).toEqual({ tone: 'late', percent: 100 })
    expect(dayBar(50)).toEqual({ tone: 'over', percent: 100 })
    expect(dayBar(-3)).toEqual({ tone: 'on', percent: 0 })
  })
})

test.each([
  ['agreed', '2026-11-25', 'due Wed 25 Nov'],
  ['agreed', '2026-11-20', '3 days late'],
  ['accepted', '2026-11-26', 'accepted · due Thu'],
  ['ordered', '2026-11-26', 'ordered · due Thu'],
  ['delivered', '2026-11-26', 'delivered, not shown'],
  ['accepted', '2026-11-24', 'accepted · due tomorrow'],
  ['accepted', '2026-12-02', 'accepted · due Wed 2 Dec'],
  ['accepted', '2026-11-22', '1 day late'],
] as const)('%s, due %s: %s', (state, due, said) => {
  expect(sayStanding({ state, due, lastNote: null }, '2026-11-23')).toBe(said)
})
