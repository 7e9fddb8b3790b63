import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './dates.ts'
import {
  anchorDay,
  atHomeRate,
  carryOn,
  checkResults,
  checksDue,
  checksOf,
  checkStanding,
  countsAtHome,
  newCheck,
  refuseResult,
  sayCheck,
  settle,
  triesNeeded,
  tryAgain,
} from './later-check.ts'
import type { CheckResult, LaterCheck } from './later-check.ts'

const today = '2026-04-07'
const second = newCheck('second', '2026-04-06')
const with91 = (result: CheckResult | null): LaterCheck => ({ ...second, result, foundOn: result && today })
const times = (count: number, result: CheckResult | null) =>
  Array.from({ length: count }, () => with91(result))

describe('the days of the checks', () => {
  const days = { dischargedOn: '2026-01-05', startedOn: '2026-01-06', endedOn: '2026-02-10' }

  test('are counted from the discharge, or from the end where the setting says so', () => {
    expect(anchorDay(days)).toBe('2026-01-05')
    expect(anchorDay({ ...days, dischargedOn: null })).toBe('2026-01-06')
    expect(anchorDay(days, 'end')).toBe('2026-02-10')
    expect(anchorDay({ ...days, endedOn: null }, 'end')).toBeNull()
  })

  test('from 5 January 2026 they are 30 March and 6 April', () => {
    const reablement = { kind: 'reablement', hasDied: false, anchoredOn: '2026-01-05' } as const
    expect(checksOf(reablement)).toEqual({ first: '2026-03-30', second: '2026-04-06' })
    expect(checksOf({ ...reablement, kind: 'bridging' })).toBeNull()
    expect(checksOf({ ...reablement, hasDied: true })).toBeNull()
    expect(checksOf({ ...reablement, anchoredOn: null })).toBeNull()
  })
})

describe('a result', () => {
  test('has a key of its own', () => {
    expect(new Set(checkResults.map(({ key }) => key)).size).toBe(checkResults.length)
  })

  test('is at home for four of the eight', () => {
    const home = checkResults.map(({ result }) => result).filter(countsAtHome)
    expect(home).toEqual(['at home', 'extra care', 'shared lives', 'care home short break'])
  })

  test('is said from its day on; who died is known before', () => {
    expect(refuseResult(second, 'at home', '2026-04-05')).toBe(
      'The 91-day check is due on Mon 6 Apr. Ask then: it is about that day.',
    )
    expect(refuseResult(second, 'died', '2026-03-01')).toBeNull()
    expect(refuseResult(second, 'at home', '2026-04-06')).toBeNull()
  })

  test('could not be reached only after three tries', () => {
    expect(refuseResult(second, 'could not reach', today)).toBe(
      'Try 3 times more: only after 3 tries it counts as not reached.',
    )
    const twice = tryAgain(tryAgain(second, '2026-04-06'), '2026-04-07')
    expect(twice).toMatchObject({ result: null, tries: ['2026-04-06', '2026-04-07'] })
    expect(refuseResult(twice, 'could not reach', today)).toBeNull()
    const thrice = tryAgain(twice, '2026-04-08')
    expect(thrice).toMatchObject({ result: 'could not reach', foundOn: '2026-04-08' })
    expect(settle(twice, 'could not reach', '2026-04-08')).toEqual(thrice)
    expect(tryAgain(thrice, '2026-04-09')).toEqual(thrice)
    expect(tryAgain(second, '2026-04-05')).toEqual(second)
  })

  test('that was put right wins, the tries stay', () => {
    const thrice = [1, 2, 3].reduce((check) => tryAgain(check, today), second)
    expect(settle(thrice, 'at home', '2026-04-09')).toEqual({
      ...thrice,
      ...{ result: 'at home', foundOn: '2026-04-09' },
    })
  })

  test('whoever had died at the first check is not called again', () => {
    const first = settle(newCheck('first', '2026-03-30'), 'died', '2026-03-30')
    expect(carryOn([first, second])[1]).toMatchObject({ result: 'died', foundOn: '2026-03-30' })
    expect(carryOn([settle(first, 'in hospital', today), second])[1]).toEqual(second)
  })
})

describe('the daily list', () => {
  test('has every check whose day has come, the longest waiting first', () => {
    const late = newCheck('first', '2026-03-30')
    const both = [newCheck('first', today), second, late, newCheck('second', today), with91('at home')]
    expect(checksDue([...both, newCheck('second', '2026-04-08')], today)).toEqual([
      ...[late, second, newCheck('second', today), newCheck('first', today)],
    ])
    expect(checkStanding(newCheck('first', today), today)).toBe('due')
    expect(checkStanding(newCheck('first', '2026-04-08'), today)).toBe('to come')
  })

  test('says each in words', () => {
    expect(sayCheck(newCheck('first', today), today)).toBe('84-day check due today')
    expect(sayCheck(newCheck('first', '2026-04-20'), today)).toBe('84-day check due Mon 20 Apr')
    expect(sayCheck(tryAgain(second, today), today)).toBe('91-day check 1 day late, tried 1 of 3 times')
    expect(sayCheck(with91('care home short break'), today)).toBe(
      '91-day check: in a care home for a short break, Tue 7 Apr',
    )
  })
})

describe('the rate so far', () => {
  test('stands beside its target and is called a local estimate', () => {
    const rate = atHomeRate(
      [...times(189, 'at home'), ...times(11, 'could not reach'), ...times(4, null)],
      today,
    )
    expect(rate).toMatchObject({ open: 4, standing: 'at or above the target', target: 93.5 })
    expect(rate.words).toBe(
      '94.5% (189 of 200); target 93.5%, at or above the target; 4 still to ask. Local estimate: the national figure is counted over 84 days and from hospital data.',
    )
  })

  test('is held against the target by the people, not by what is rounded', () => {
    // 186 of 199 is 93.467%.
    const near = atHomeRate([...times(186, 'at home'), ...times(13, 'died')], today)
    expect(near.measure.percent).toBe(93.5)
    expect(near.standing).toBe('below the target')
    expect(atHomeRate([...times(187, 'at home'), ...times(13, 'died')], today).standing).toBe(
      'at or above the target',
    )
  })

  test('is none of nobody, and the 84-day check is not in it', () => {
    const first = settle(newCheck('first', '2026-03-30'), 'at home', today)
    expect(atHomeRate([first], today).words).toMatch(/^nobody to count yet; target 93\.5%\. Local estimate/)
  })

  test('whatever is tried, a check is settled by the third try at the latest and stays one', () => {
    const doing = fc.array(fc.constantFrom('try', ...checkResults.map(({ result }) => result)), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(doing, (taken) => {
        let check: LaterCheck = second
        taken.forEach((one, place) => {
          const day = addDays(today, place)
          if (one === 'try') check = tryAgain(check, day)
          else if (refuseResult(check, one, day) === null) check = settle(check, one, day)
          expect(check.tries.length).toBeLessThanOrEqual(triesNeeded)
          if (check.tries.length === triesNeeded) expect(check.result).not.toBeNull()
          if (check.result === 'could not reach') expect(check.tries).toHaveLength(triesNeeded)
          expect(checksDue([check], day)).toHaveLength(check.result === null ? 1 : 0)
        })
      }),
    )
  })
})
