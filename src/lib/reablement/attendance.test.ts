import { describe, expect, test } from 'vitest'
import { attendanceFigures, sayAsks, sayAttendee, sayModes, teamsThere } from './attendance.ts'
import type { Attendee } from './attendance.ts'
import type { AgendaItem } from './huddle.ts'

const one = (team: string, more: Partial<Attendee> = {}): Attendee => ({
  ...{ id: `${team}1`, name: 'Ron Whitby', team, here: false },
  ...more,
})
const asked = (team: string): AgendaItem => ({
  ...{ episode: team, section: 'raised', reasons: [`${team} asked`], outcome: null, seconds: 0 },
})

describe('the teams of a huddle', () => {
  test('are missing while nobody of them is there: not yet, or not any more', () => {
    const attendance = [one('OT', { mode: 'room' }), one('MA', { left: '2026-11-23T09:50:00.000Z' })]
    const standing = { attendance, agenda: [asked('OT'), asked('MA'), asked('MA')], missed: { MA: 1, OT: 2 } }
    expect(teamsThere(['OT', 'MA', 'CT'], standing)).toEqual([
      { team: 'OT', there: 1, missing: false, asks: 2 },
      { team: 'MA', there: 0, missing: true, asks: 3 },
      { team: 'CT', there: 0, missing: true, asks: 0 },
    ])
  })
})

test.each([
  [undefined, 'not here'],
  [one('MA', { mode: 'room' }), 'in the room'],
  [one('MA', { mode: 'remote' }), 'remote'],
  [one('MA', { here: true }), 'online, not said'],
  [one('MA'), 'was online'],
  [one('MA', { mode: 'room', left: '2026-11-23T09:50:00.000Z' }), 'left 09:50'],
  [one('MA', { mode: 'room', left: '2026-07-23T09:50:00.000Z' }), 'left 10:50'],
])('somebody is said to be where they are', (attendee, words) => {
  expect(sayAttendee(attendee).words).toBe(words)
})

test('who is there is counted by how; who has left is not', () => {
  const gone = { left: '2026-11-23T09:50:00.000Z' }
  expect(sayModes([])).toBe('')
  expect(sayModes([{ mode: 'room' }, { mode: 'room' }, { mode: 'remote' }, {}])).toBe(
    '2 in the room, 1 remote',
  )
  expect(sayModes([{ mode: 'room', ...gone }, { mode: 'remote' }])).toBe('1 remote')
  expect([0, 1, 3].map(sayAsks)).toEqual(['', '1 ask waits', '3 asks wait'])
})

test('a huddle keeps who was there at any time, by how, and which teams nobody was there of', () => {
  const there = [
    { team: 'OT', mode: 'room' as const },
    { team: 'OT', mode: null },
    { team: 'CT', mode: 'remote' as const },
  ]
  expect(attendanceFigures(there, ['OT', 'CT', 'MA', 'SW'])).toEqual({
    ...{ there: 3, teamsThere: 2, inRoom: 1, remote: 1, teamsMissing: ['MA', 'SW'] },
  })
  expect(attendanceFigures([], [])).toEqual({
    there: 0,
    teamsThere: 0,
    inRoom: 0,
    remote: 0,
    teamsMissing: [],
  })
})
