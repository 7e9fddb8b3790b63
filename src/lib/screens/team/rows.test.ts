import { describe, expect, it } from 'vitest'
import { laidOut, movedOn, naturalPlaces } from './rows.ts'
import type { TeamListRow } from '#lib/reablement/register.ts'

function row(id: string, state: TeamListRow['state']): TeamListRow {
  const action = {
    episode: 'e',
    kind: 'equipment',
    item: null,
    title: id,
    quantity: 1,
    room: null,
    detail: null,
  } as const
  const people = {
    owner: null,
    agreedBy: { id: 'c', name: 'Priya Shah' },
    person: 'Kamla Chauhan',
    reference: 'RB1',
  }
  const days = { due: '2026-11-24', agreedAt: '2026-11-23T09:41:00Z', agreedOn: '2026-11-23', endedOn: null }
  const where = {
    district: 'LE4',
    address: null,
    postcode: null,
    telephone: null,
    missed: false,
    weight: null,
    keySafeFirst: false,
    going: [],
  }
  return {
    ...action,
    ...people,
    ...days,
    ...where,
    id,
    state,
    team: 'OT',
    lastNote: null,
    huddle: '2026-11-23',
  }
}

const ids = (rows: TeamListRow[]) => rows.map(({ id }) => id)

describe('a team’s list', () => {
  const loaded = [row('a', 'agreed'), row('b', 'agreed'), row('c', 'accepted')]
  const places = naturalPlaces(loaded)

  it('leaves a row where it was when it is accepted, and counts it', () => {
    const laid = laidOut([row('b', 'agreed'), row('a', 'accepted'), row('c', 'accepted')], places)
    expect(ids(laid.waiting)).toEqual(['a', 'b'])
    expect(movedOn(laid)).toBe(1)
  })

  it('puts what is new last in its section', () => {
    const laid = laidOut([row('new', 'agreed'), ...loaded], places)
    expect(ids(laid.waiting)).toEqual(['a', 'b', 'new'])
    expect(movedOn(laid)).toBe(0)
  })

  it('has what was asked without the team apart, until it is answered', () => {
    const missed = { ...row('m', 'agreed'), missed: true }
    const at = naturalPlaces([missed, ...loaded])
    expect(ids(laidOut([missed, ...loaded], at).missed)).toEqual(['m'])
    const answered = { ...missed, state: 'accepted' as const }
    expect(ids(laidOut([answered, ...loaded], at).missed)).toEqual(['m'])
    expect(movedOn(laidOut([answered, ...loaded], at))).toBe(1)
    expect(ids(laidOut([answered, ...loaded], naturalPlaces([answered])).accepted)).toEqual(['m', 'c'])
  })

  it('puts everything where it belongs when asked', () => {
    const now = [row('b', 'agreed'), row('a', 'accepted'), row('c', 'done')]
    const laid = laidOut(now, naturalPlaces(now))
    expect([ids(laid.waiting), ids(laid.accepted), ids(laid.closed)]).toEqual([['b'], ['a'], ['c']])
  })
})
