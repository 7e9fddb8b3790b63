import { describe, expect, test } from 'vitest'
import { aStanding, anAction } from './people.for-tests.ts'
import { readSort } from './order.ts'
import { boardAddress, isShown, readShow, writeShow } from './show.ts'

const teams = [{ code: 'OT' }, { code: 'MA' }]
const today = '2026-11-23'

describe('what the address asks to show', () => {
  test.each(['huddle', 'premark', 'new', 'ending', 'overdue', 'OT', ''])(
    '“%s” comes back as it was',
    (asked) => {
      expect(writeShow(readShow(asked, teams))).toBe(asked)
    },
  )

  test.each([null, 'ZZ', 'Kamla'])('%s is everyone', (asked) => {
    expect(readShow(asked, teams)).toBe('everyone')
  })

  test('has an address, which says the order, too', () => {
    expect(boardAddress('everyone', readSort(null))).toBe('/board')
    expect(boardAddress('premark', readSort(null))).toBe('/board?show=premark')
    expect(boardAddress({ team: 'MA' }, readSort('-day'))).toBe('/board?show=MA&sort=-day')
  })
})

describe('who is shown', () => {
  test('for the huddle: everybody with a reason to be talked about', () => {
    const item = { episode: 'e1', reasons: [], outcome: null, seconds: 0 }
    expect(isShown('huddle', aStanding({}, { item: { ...item, section: 'promises' } }), today)).toBe(true)
    expect(isShown('huddle', aStanding({}, { item: { ...item, section: 'rest' } }), today)).toBe(false)
  })

  test('a team’s people: those it asks for, wants to see, or has something to do for', () => {
    const marked = (mark: 'ask' | 'see' | 'none') => aStanding({}, { marks: { teams: { MA: mark } } })
    expect(isShown({ team: 'MA' }, marked('ask'), today)).toBe(true)
    expect(isShown({ team: 'MA' }, marked('see'), today)).toBe(true)
    expect(isShown({ team: 'MA' }, marked('none'), today)).toBe(false)
    expect(isShown({ team: 'MA' }, aStanding({}, { open: [anAction({ team: 'MA' })] }), today)).toBe(true)
    expect(isShown({ team: 'MA' }, aStanding({}, { open: [anAction({ team: 'OT' })] }), today)).toBe(false)
  })

  test('mine to mark: whoever my own team has said nothing about, whatever others said', () => {
    const marked = (teams: Record<string, 'ask' | 'see' | 'none'>) =>
      isShown('premark', aStanding({}, { marks: { teams } }), today, 'OT')
    expect([marked({}), marked({ CT: 'ask' })]).toEqual([true, true])
    expect([marked({ OT: 'ask' }), marked({ OT: 'see' }), marked({ OT: 'none' })]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('ending within a week: seven days ahead and no further, and not what has passed', () => {
    const ends = (plannedEnd: string | null) => isShown('ending', aStanding({ plannedEnd }), today)
    expect([ends('2026-11-23'), ends('2026-11-30')]).toEqual([true, true])
    expect([ends('2026-12-01'), ends('2026-11-22'), ends(null)]).toEqual([false, false, false])
  })

  test('new, and overdue', () => {
    expect(isShown('new', aStanding({ isNew: true }), today)).toBe(true)
    expect(isShown('overdue', aStanding({}, { overdue: 1 }), today)).toBe(true)
    expect(isShown('overdue', aStanding(), today)).toBe(false)
  })
})
