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
  const where = { district: 'LE4', address: null, postcode: null, telephone: null }
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

  it('puts everything where it belongs when asked', () => {
    const now = [row('b', 'agreed'), row('a', 'accepted'), row('c', 'done')]
    const laid = laidOut(now, naturalPlaces(now))
    expect([ids(laid.waiting), ids(laid.accepted), ids(laid.closed)]).toEqual([['b'], ['a'], ['c']])
  })
})
