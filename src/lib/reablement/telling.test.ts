import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionStates } from './action.ts'
import type { ActionState } from './action.ts'
import { sayTold, tellingsDue, teamTimeInput, waited, waitsFor, whyPromised } from './telling.ts'
import type { Waits } from './telling.ts'

const today = '2026-11-23'
const long = new Date('2020-01-01T00:00:00Z')
const at = (time: string, day = today) => new Date(`${day}T${time}:00Z`)
const came = (wish: Partial<Waits> = {}): Waits => ({
  since: '2026-11-23T09:40:00.000Z',
  ...{ again: null, lead: null },
  ...wish,
})
const due = (waits: Waits, now: Date, { minutes = 120, from = long } = {}) =>
  tellingsDue(waits, { minutes, from, now })

describe('what an action waits for', () => {
  const of = (state: ActionState, due: string, settled: string | null = null) =>
    waitsFor({ state, due, settled }, today)

  test('is to be accepted, whatever its day; then its day; then to be taken up when it was declined', () => {
    expect(of('agreed', '2026-11-30')).toBe('not accepted')
    expect(of('agreed', '2026-11-20')).toBe('not accepted')
    for (const state of ['accepted', 'booked', 'measured', 'ordered', 'delivered', 'shown'] as const) {
      expect(of(state, '2026-11-20')).toBe('overdue')
      expect(of(state, today)).toBeNull()
    }
    expect(of('declined', '2026-11-30')).toBe('declined')
    expect(of('declined', '2026-11-30', '2026-11-23T09:00:00Z')).toBeNull()
  })

  test('is nothing once it is over, or before it is signed off', () => {
    for (const state of ['to sign off', 'done', 'collected', 'cancelled'] as const)
      expect(of(state, '2026-11-20')).toBeNull()
  })
})

describe('the tellings', () => {
  test('come after the team’s time, and after twice that, once each', () => {
    expect(due(came(), at('11:39'))).toEqual([])
    expect(due(came(), at('11:40'))).toEqual(['again'])
    expect(due(came({ again: 'told' }), at('13:39'))).toEqual([])
    expect(due(came({ again: 'told' }), at('13:40'))).toEqual(['lead'])
    expect(due(came({ again: 'told', lead: 'told' }), at('16:00'))).toEqual([])
  })

  test('wait with the team over its night, and follow a team’s own time', () => {
    const evening = came({ since: '2026-11-23T16:30:00.000Z' })
    expect(due(evening, at('10:29', '2026-11-24'))).toEqual([])
    expect(due(evening, at('10:30', '2026-11-24'))).toEqual(['again'])
    expect(due(came(), at('10:10'), { minutes: 30 })).toEqual(['again'])
  })

  test('of what is late count from the morning after its day', () => {
    const late = came({ since: '2026-11-20' })
    expect(waited(late.since, at('11:00'))).toBe(120)
    expect(due(late, at('10:59'))).toEqual([])
    expect(due(late, at('11:00'))).toEqual(['again'])
  })

  test('of what waited before Perch looked after it count from then; after a long stand-still both come', () => {
    const old = came({ since: '2026-11-02T09:40:00.000Z' })
    expect(due(old, at('11:19'), { from: at('09:20') })).toEqual([])
    expect(due(old, at('11:20'), { from: at('09:20') })).toEqual(['again'])
    expect(due(old, at('13:20'), { from: at('09:20') })).toEqual(['again', 'lead'])
  })

  test('never go back while time goes on, and the lead is never told before the team', () => {
    const minutes = fc.integer({ min: 15, max: 2400 })
    const steps = fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(minutes, steps, (time, passes) => {
        let now = at('09:40').getTime()
        const waits = came()
        const told: string[] = []
        for (const pass of passes) {
          now += pass * 60_000
          for (const one of due(waits, new Date(now), { minutes: time })) {
            waits[one] = new Date(now).toISOString()
            told.push(one)
          }
        }
        expect(['again lead', 'again', '']).toContain(told.join(' '))
      }),
    )
  })
})

describe('in words', () => {
  const open = { state: 'agreed', due: '2026-11-30', lastNote: null, settled: null } as const
  const again = '2026-11-23T11:40:00.000Z'

  test('what waits says how long, and who was told when', () => {
    const say = (waits: Waits, now: Date) => sayTold({ ...open, waits }, now)
    expect(say(came(), at('11:50'))).toBeNull()
    expect(say(came({ again }), at('11:50'))).toBe('Waits 2 h 10 min: told again 11:40')
    expect(say(came({ again, lead: '2026-11-23T13:40:00.000Z' }), at('10:00', '2026-11-24'))).toBe(
      'Waits 8 h 20 min: lead told Mon 23 Nov 13:40',
    )
    const late = { ...open, state: 'accepted', due: '2026-11-20' } as const
    expect(sayTold({ ...late, waits: came({ since: '2026-11-20', again }) }, at('11:50'))).toBe(
      'Late: told again 11:40',
    )
    const declined = { ...open, state: 'declined', waits: came({ again }) } as const
    expect(sayTold(declined, at('11:50'))).toBe('Declined, and nobody has taken it up: told again 11:40')
    expect(sayTold({ ...declined, settled: again }, at('11:50'))).toBeNull()
    expect(sayTold({ ...open, state: 'accepted', waits: came({ again }) }, at('11:50'))).toBeNull()
  })

  test('a promise says why it is one', () => {
    const tuesday = at('09:31', '2026-11-24')
    const lead = '2026-11-23T13:40:00.000Z'
    expect(whyPromised({ ...open, waits: came({ again, lead }) }, tuesday)).toBe(
      'not accepted in 7 working hours',
    )
    expect(whyPromised({ ...open, due: '2026-11-23', waits: came({ again, lead }) }, tuesday)).toBe(
      '1 day late, not accepted in 7 working hours',
    )
    expect(whyPromised({ ...open, due: '2026-11-23', waits: came() }, tuesday)).toBe('1 day late')
    const declined = { ...open, state: 'declined', lastNote: 'no capacity' } as const
    const on = (since: string) => whyPromised({ ...declined, waits: came({ since }) }, tuesday)
    expect(on('2026-11-24T09:00:00.000Z')).toBe('declined today: no capacity')
    expect(on('2026-11-20T12:00:00.000Z')).toBe('declined Fri: no capacity')
    expect(on('2026-11-13T12:00:00.000Z')).toBe('declined Fri 13 Nov: no capacity')
    expect(whyPromised({ ...declined }, tuesday)).toBe('declined: no capacity')
  })

  test('every state has its words', () => {
    for (const state of actionStates)
      expect(whyPromised({ ...open, state, waits: came() }, at('12:00'))).not.toBe('')
  })
})

describe('a team’s time', () => {
  const says = (hours: unknown) =>
    teamTimeInput.safeParse({ team: 'OT', hours, lead: null }).error?.issues[0]?.message
  test('is in quarters of an hour, up to a week', () => {
    expect([0.25, 1.5, 2, 40].map(says)).toEqual([undefined, undefined, undefined, undefined])
    expect([0, 41, 1.1, Number.NaN].map(says)).toEqual([
      'A quarter of an hour at least.',
      'At most 40 working hours, a week.',
      'Quarters of an hour: 1.25, 1.5, 2.',
      'Write the hours as a number: 2, or 1.5.',
    ])
  })
})
