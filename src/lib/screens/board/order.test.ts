import { describe, expect, test } from 'vitest'
import { aStanding, anAction } from './people.for-tests.ts'
import { changedPlaces, inMarkingOrder, inOrder, pressed, readSort, writeSort } from './order.ts'

describe('the order of rows', () => {
  const ashe = aStanding({ episode: 'ashe', surname: 'Ashe', name: 'Bernard Ashe', day: 39 })
  const grant = aStanding({ episode: 'grant', surname: 'Grant', name: 'Walter Grant', day: 44 })
  const demir = aStanding({ episode: 'demir', surname: 'Demir', name: 'Yusuf Demir', day: 39 })

  test('is by surname unless asked otherwise', () => {
    expect(inOrder([grant, demir, ashe], readSort(null))).toEqual(['ashe', 'demir', 'grant'])
  })

  test('by day begins with the longest stay; equals stand by surname both ways round', () => {
    expect(inOrder([grant, demir, ashe], readSort('day'))).toEqual(['grant', 'ashe', 'demir'])
    expect(inOrder([grant, demir, ashe], readSort('-day'))).toEqual(['ashe', 'demir', 'grant'])
  })

  test('by how it is going begins with concern; the last huddle’s word counts half a step less than today’s', () => {
    const today = aStanding({ episode: 'today' }, { marks: { how: 'watch', teams: {} } })
    const before = aStanding({ episode: 'before', lastHow: { how: 'watch', by: null, on: '2026-11-20' } })
    const worst = aStanding({ episode: 'worst' }, { marks: { how: 'concern', teams: {} } })
    expect(inOrder([before, today, worst], readSort('how'))).toEqual(['worst', 'today', 'before'])
  })

  test('by due begins with what is latest and ends with those who have nothing open', () => {
    const late = aStanding({ episode: 'late' }, { open: [anAction({ due: '2026-11-19' })] })
    const soon = aStanding({ episode: 'soon' }, { open: [anAction({ due: '2026-11-25' })] })
    const none = aStanding({ episode: 'none' })
    expect(inOrder([none, soon, late], readSort('due'))).toEqual(['late', 'soon', 'none'])
  })

  test('by calls begins with the newest change', () => {
    const calls = (changedOn: string) => ({ perDay: 3, minutes: 30, carers: 1, was: 4, changedOn })
    const older = aStanding({ episode: 'older', calls: calls('2026-11-10') })
    const newer = aStanding({ episode: 'newer', calls: calls('2026-11-20') })
    expect(inOrder([aStanding({ episode: 'never' }), older, newer], readSort('calls'))).toEqual([
      'newer',
      'older',
      'never',
    ])
  })
})

describe('the order of a team’s own list', () => {
  const item = (section: 'raised' | 'rest') => {
    return { episode: 'x', section, reasons: [], outcome: null, seconds: 0 }
  }
  const quiet = aStanding({ episode: 'quiet', surname: 'Ashe' }, { item: item('rest') })
  const listed = aStanding({ episode: 'listed', surname: 'Young' }, { item: item('raised') })
  const ours = aStanding({ episode: 'ours', surname: 'Webb' }, { open: [anAction({ team: 'OT' })] })
  const theirs = aStanding({ episode: 'theirs', surname: 'Bell' }, { open: [anAction({ team: 'CT' })] })

  test('begins with whom the huddle comes to and whom the team owes something, each part as asked for', () => {
    const all = [quiet, listed, ours, theirs]
    expect(inMarkingOrder(all, readSort(null), 'OT')).toEqual({
      ...{ first: ['ours', 'listed'], rest: ['quiet', 'theirs'] },
    })
    expect(inMarkingOrder(all, readSort('-name'), 'CT')).toEqual({
      ...{ first: ['listed', 'theirs'], rest: ['ours', 'quiet'] },
    })
  })
})

describe('pressing a column’s head', () => {
  test('sorts by it, then the other way round, then by surname again', () => {
    const once = pressed(readSort(null), 'day')
    const twice = pressed(once, 'day')
    expect([once, twice, pressed(twice, 'day')].map(writeSort)).toEqual(['day', '-day', ''])
  })

  test('turns the surnames round, and back', () => {
    const once = pressed(readSort(null), 'name')
    expect([once, pressed(once, 'name')].map(writeSort)).toEqual(['-name', ''])
  })
})

describe('how many rows changed place', () => {
  test('none when nothing did', () => {
    expect(changedPlaces(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(0)
  })

  test('a row moved past many others is one row', () => {
    expect(changedPlaces(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toBe(1)
  })

  test('a row gone and a row new are two', () => {
    expect(changedPlaces(['a', 'b'], ['b', 'c'])).toBe(2)
  })

  test('a whole list turned round keeps one', () => {
    expect(changedPlaces(['a', 'b', 'c', 'd'], ['d', 'c', 'b', 'a'])).toBe(3)
  })
})
