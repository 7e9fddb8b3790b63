import { describe, expect, test } from 'vitest'
import { aRow, anAction } from './people.for-tests.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { lastHuddleDay, openActions, shownActions, standingsOf } from './standing.ts'

const days = { asAt: '2026-11-23', huddleDate: '2026-11-23', lastHuddle: '2026-11-20' }

describe('a person’s standing', () => {
  test('counts open actions past their day, and puts the one that is latest first', () => {
    const actions = [
      anAction({ id: 'later', due: '2026-11-25' }),
      anAction({ id: 'late', due: '2026-11-20' }),
      anAction({ id: 'today', due: '2026-11-23' }),
      anAction({ id: 'finished', due: '2026-11-18', state: 'done' }),
    ]
    const [standing] = standingsOf(
      [aRow()],
      () => ({ teams: {} }),
      () => actions,
      days,
    )
    expect(standing?.open.map(({ id }) => id)).toEqual(['late', 'today', 'later'])
    expect(standing?.overdue).toBe(1)
  })

  test('puts a person whom a team asks for among the raised, and leaves the others in the rest', () => {
    const rows = [aRow({ episode: 'asked' }), aRow({ episode: 'quiet' })]
    const standings = standingsOf(
      rows,
      (episode) => ({ teams: episode === 'asked' ? { OT: 'ask' } : {} }),
      () => [],
      days,
    )
    expect(standings.map(({ item }) => item?.section)).toEqual(['raised', 'rest'])
  })

  test('is on the agenda for its promises when an action will be by the huddle’s day, though it is not yet today', () => {
    const eve = { asAt: '2026-11-23', huddleDate: '2026-11-24', lastHuddle: '2026-11-23' }
    const dueToday = [anAction({ due: '2026-11-23' })]
    const [standing] = standingsOf(
      [aRow()],
      () => ({ teams: {} }),
      () => dueToday,
      eve,
    )
    expect(standing?.overdue).toBe(0)
    expect(standing?.item?.section).toBe('promises')
  })

  test('knows what past huddles say: carried over, taken offline, not looked at for five days, declined', () => {
    const past = { seenOn: '2026-11-20', carried: null, offline: null, hospital: null }
    const rows = [
      aRow({ episode: 'carried', agenda: { ...past, carried: { section: 'leaving', from: '2026-11-20' } } }),
      aRow({ episode: 'offline', agenda: { ...past, offline: 'Olu A' } }),
      aRow({ episode: 'unseen', agenda: { ...past, seenOn: '2026-11-16' } }),
      aRow({ episode: 'declined' }),
    ]
    const standings = standingsOf(
      rows,
      () => ({ teams: {} }),
      (episode) => (episode === 'declined' ? [anAction({ state: 'declined' })] : []),
      days,
    )
    expect(standings.map(({ item }) => [item?.section, item?.reasons[0], item?.lookDue ?? false])).toEqual([
      ['leaving', 'carried over from Fri', false],
      ['raised', 'taken offline with Olu A', false],
      ['quick look', 'not looked at for 5 days', true],
      ['promises', 'declined action', false],
    ])
  })

  test('of two actions due the same day the one agreed first stands first', () => {
    const second = anAction({ id: 'second', agreedAt: '2026-11-20T10:00:00.000Z' })
    const first = anAction({ id: 'first', agreedAt: '2026-11-20T09:00:00.000Z' })
    expect(openActions([second, first]).map(({ id }) => id)).toEqual(['first', 'second'])
  })
})

describe('what a row shows of its actions', () => {
  test('with too little room, what was agreed last stands first, or behind what is latest', () => {
    const late = anAction({ id: 'late', due: '2026-11-20', agreedAt: '2026-11-18T09:00:00.000Z' })
    const later = anAction({ id: 'later', due: '2026-11-19', agreedAt: '2026-11-17T09:00:00.000Z' })
    const soon = anAction({ id: 'soon', due: '2026-11-24', agreedAt: '2026-11-20T09:00:00.000Z' })
    const fresh = anAction({ id: 'fresh', due: '2026-11-30', agreedAt: '2026-11-23T09:30:00.000Z' })
    const shown = (actions: ActionView[], room: number) =>
      shownActions(actions, '2026-11-23', room).map(({ id }) => id)
    expect(shown([soon, fresh, late], 1)).toEqual(['late', 'fresh', 'soon'])
    expect(shown([soon, fresh, late], 2)).toEqual(['late', 'fresh', 'soon'])
    expect(shown([soon, fresh, late], 3)).toEqual(['late', 'soon', 'fresh'])
    expect(shown([soon, fresh, late, later], 2)).toEqual(['later', 'fresh', 'late', 'soon'])
    expect(shown([soon, { ...soon, id: 'same' }, fresh], 2)).toEqual(['fresh', 'soon', 'same'])
  })

  test('keeps what was declined within a week, behind what is open', () => {
    const declined = anAction({ id: 'declined', state: 'declined', huddle: '2026-11-16' })
    const old = anAction({ id: 'old', state: 'declined', huddle: '2026-11-15' })
    const open = anAction({ id: 'open' })
    expect(shownActions([declined, old, open], '2026-11-23').map(({ id }) => id)).toEqual([
      'open',
      'declined',
    ])
  })
})

describe('the day of the last huddle', () => {
  test('is the latest day any row remembers', () => {
    const rows = [
      aRow({ lastHow: { how: 'ok', by: null, on: '2026-11-19' } }),
      aRow({ lastNote: { text: 'No change', on: '2026-11-20' } }),
    ]
    expect(lastHuddleDay(rows)).toBe('2026-11-20')
  })

  test('is unknown on the first morning', () => {
    expect(lastHuddleDay([aRow()])).toBeNull()
  })
})
