import { describe, expect, test } from 'vitest'
import { nextEnd } from './commitments.ts'
import { instantOf } from './dates.ts'
import { addClosureInput, daysOff, refuseClosure, sayDueOn } from './closure-days.ts'
import type { DueOn } from './closure-days.ts'
import { nextDay } from './promises.ts'
import { workingDaysUnseen } from './seen.ts'
import { tellingsDue, waited } from './telling.ts'
import { dueFromBand, isWorkingDay, nextHuddleDay, workingDayNumber } from './working-days.ts'
import { isWorkingTime, workingMinutes } from './working-hours.ts'

/** The Tuesday after the Monday most tests stand on. */
const closures = ['2026-11-24']
const monday = instantOf('2026-11-23', '11:00')
const wednesday = instantOf('2026-11-25', '11:00')

describe('everything that counts working days counts without a closure day', () => {
  test.each([
    ['ND on the day before', dueFromBand('ND', monday, { closures }), '2026-11-25'],
    ['SD on the day itself', dueFromBand('SD', instantOf('2026-11-24', '10:00'), { closures }), '2026-11-25'],
    ['WD3 across it', dueFromBand('WD3', monday, { closures }), '2026-11-27'],
    ['after another cut-off', dueFromBand('SD', monday, { closures, cutOff: '11:00' }), '2026-11-25'],
    ['a fitting of two days', dueFromBand('INST', monday, { ownDays: { INST: 2, NS: 10 } }), '2026-11-25'],
    ['not in stock', dueFromBand('NS', monday, { closures, ownDays: { INST: 2, NS: 1 } }), '2026-11-25'],
    ['the next huddle', nextHuddleDay(monday, '09:30', closures), '2026-11-25'],
    ['a huddle in the afternoon', nextHuddleDay(monday, '13:30', closures), '2026-11-23'],
    ['a promise made again', nextDay('2026-11-23', closures), '2026-11-25'],
    ['the next day it may end', nextEnd(null, '2026-11-23', closures), '2026-11-25'],
    ['days unseen', workingDaysUnseen('2026-11-23', '2026-11-25', closures), 1],
    ['working minutes', workingMinutes(monday, wednesday, closures), 8 * 60],
    ['how long it waits', waited(monday.toISOString(), wednesday, closures), 8 * 60],
    ['nobody is told on it', isWorkingTime(instantOf('2026-11-24', '11:00'), closures), false],
    ['the number of a day', workingDayNumber('2026-11-25', closures), workingDayNumber('2026-11-24')],
  ])('%s', (_what, counted, is) => {
    expect(counted).toBe(is)
  })

  test('a closure day on a holiday or a weekend takes nothing away twice', () => {
    const off = ['2026-12-25', '2026-11-28']
    expect(workingDayNumber('2026-12-31', off)).toBe(workingDayNumber('2026-12-31'))
  })

  test('the lead is told an hour later by as much', () => {
    const waits = { since: monday.toISOString(), again: null, lead: null }
    const at = (now: Date) => tellingsDue(waits, { minutes: 600, from: monday, now, closures })
    expect(at(wednesday)).toEqual([])
    expect(at(instantOf('2026-11-25', '13:00'))).toEqual(['again'])
  })
})

describe('a closure day', () => {
  const known = [{ date: '2026-12-29', words: 'Between Christmas and New Year' }]
  test.each([
    ['2026-12-30', null],
    ['2026-11-23', null],
    ['2026-11-20', /has passed/],
    ['2026-12-29', /already/],
    ['2026-12-25', /bank holiday/],
    ['2026-11-28', /weekend/],
    ['2030-01-03', /not known yet/],
  ])('%s', (day, words) => {
    const refused = refuseClosure(day, '2026-11-23', known)
    if (words === null) expect(refused).toBeNull()
    else expect(refused).toMatch(words)
  })

  test('what it would leave behind is said in words', () => {
    const one = { id: 'a', episode: 'e', person: 'Kamla Chauhan', title: 'Ring the GP', team: 'OT' } as const
    const say = (...due: DueOn[]) => sayDueOn('2026-12-29', due)
    expect(say()).toBe('Nothing is due on Tue 29 Dec.')
    expect(say(one)).toBe('1 action for 1 person is due on Tue 29 Dec.')
    expect(say(one, { ...one, id: 'b' })).toBe('2 actions for 1 person are due on Tue 29 Dec.')
    expect(say(one, { ...one, id: 'b', episode: 'f' })).toBe('2 actions for 2 people are due on Tue 29 Dec.')
  })

  test('is asked for with its reason', () => {
    expect(addClosureInput.safeParse({ date: '2026-12-29', words: ' ' }).error?.issues[0]?.path).toEqual([
      'words',
    ])
    expect(addClosureInput.safeParse({ date: '2026-02-30', words: 'x' }).error?.issues[0]?.path).toEqual([
      'date',
    ])
  })

  test('stands among the bank holidays of its year', () => {
    const [year] = daysOff(known, '2026-12-01')
    expect(year).toEqual({
      year: '2026',
      days: [
        { date: '2026-12-25', words: expect.any(String) as string, closure: false },
        { date: '2026-12-28', words: expect.any(String) as string, closure: false },
        { ...known[0], closure: true },
      ],
    })
    expect(isWorkingDay('2026-12-30')).toBe(true)
  })
})
