import { describe, expect, test } from 'vitest'
import type { TeamDone } from './huddle.ts'
import type { Marks } from './marks.ts'
import { isSilent, leftToMark, sayProgress, teamsProgress } from './premark.ts'

const marked = (teams: Marks['teams']): Marks => ({ teams })
const everybody = [
  marked({ OT: 'ask', CT: 'none' }),
  marked({ OT: 'none' }),
  marked({ OT: 'see' }),
  marked({}),
]
const done: TeamDone = { team: 'CT', by: 'Dee K', at: '2026-11-23T09:21:00.000Z' }
const of = (team: string, people = everybody, teamsDone: TeamDone[] = []) => {
  const [progress] = teamsProgress([team], people, teamsDone)
  if (!progress) throw new Error(team)
  return progress
}

describe('how far a team is with its marks', () => {
  test('every mark counts, were it "nothing from us"; other marks of a person do not', () => {
    const raised: Marks = { teams: { SW: 'ask' }, raised: 'fell twice', how: 'concern' }
    expect(of('OT', [...everybody, raised])).toEqual({ team: 'OT', marked: 3, of: 5, done: null })
  })

  test.each([
    ['OT', '1 left'],
    ['CT', '3 left'],
    ['SW', 'not begun'],
  ])('%s: %s', (team, words) => {
    expect(sayProgress(of(team))).toBe(words)
  })

  test('a team is through when everybody is marked, or it has nothing for the rest', () => {
    expect(sayProgress(of('OT', everybody.slice(0, 3)))).toBe('✓')
    expect(of('CT', everybody, [done])).toEqual({ team: 'CT', marked: 1, of: 4, done })
    expect(leftToMark(of('CT', everybody, [done]))).toBe(0)
    expect(sayProgress(of('SW', everybody, [{ ...done, team: 'SW' }]))).toBe('✓')
    expect(sayProgress(of('SW', everybody, [done]))).toBe('not begun')
    expect(sayProgress(of('SW', []))).toBe('✓')
  })

  test('silent is a team that is not there, or has not begun, while people are left', () => {
    const there = new Set(['OT', 'SW'])
    expect(isSilent(of('CT'), there)).toBe(true)
    expect(isSilent(of('SW'), there)).toBe(true)
    expect(isSilent(of('OT'), there)).toBe(false)
    expect(isSilent(of('CT', everybody, [done]), there)).toBe(false)
    expect(isSilent(of('OT', everybody.slice(0, 3)), new Set())).toBe(false)
  })

  test('teams stand in the order asked for, once each', () => {
    expect(teamsProgress(['SW', 'OT'], everybody, [done]).map(({ team }) => team)).toEqual(['SW', 'OT'])
  })
})
