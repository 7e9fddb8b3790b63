import { describe, expect, test } from 'vitest'
import { figuresOf, keptActions } from './record-kept.ts'
import type { ActionAtClose, StepTaken } from './record-kept.ts'

function action(wish: Partial<ActionAtClose> = {}): ActionAtClose {
  const what = { id: 'stool', episode: 'kamla', huddle: 'today', title: 'Perching stool', quantity: 2 }
  const who = { team: 'OT', owner: null, agreedAt: '2026-11-23T09:41:00Z', agreedBy: 'Priya Shah' }
  return {
    ...what,
    ...who,
    room: 'Kitchen',
    detail: null,
    due: '2026-11-24',
    state: 'agreed',
    note: null,
    ...wish,
  }
}
function step(act: string, wish: Partial<StepTaken> = {}): StepTaken {
  return { action: 'stool', act, at: '2026-11-23T09:50:00Z', by: 'Olu Adeyemi', changes: {}, ...wish }
}

describe('what a huddle keeps of its actions', () => {
  test('everything agreed for it, as it stands at the close', () => {
    const [row, ...more] = keptActions('today', [action({ owner: 'Olu Adeyemi' })], [])
    expect(more).toEqual([])
    expect(row).toMatchObject({
      ...{ action: 'stool', happened: 'agreed', at: '2026-11-23T09:41:00Z', byName: 'Priya Shah' },
      ...{ line: 'Perching stool × 2 · Kitchen', team: 'OT', ownerName: 'Olu Adeyemi', due: '2026-11-24' },
      ...{ dueWas: null, ownerWas: null, teamWas: null, state: 'agreed' },
    })
  })

  test('of another huddle’s only what was done to it here; untouched it is not this huddle’s', () => {
    const friday = action({ huddle: 'friday', state: 'accepted' })
    expect(keptActions('today', [friday], [])).toEqual([])
    const kept = keptActions('today', [friday], [step('accept')])
    expect(kept.map(({ happened, byName }) => [happened, byName])).toEqual([['accepted', 'Olu Adeyemi']])
  })

  test('twice re-dated is kept once: the day before the first, who did the last', () => {
    const steps = [
      step('re-date', { changes: { due: ['2026-11-20', '2026-11-24'] } }),
      step('re-date', { by: 'Dee Kaur', changes: { due: ['2026-11-24', '2026-11-26'] } }),
    ]
    const [row] = keptActions('today', [action({ huddle: 'friday', due: '2026-11-26' })], steps)
    expect(row).toMatchObject({
      happened: 're-dated',
      dueWas: '2026-11-20',
      due: '2026-11-26',
      byName: 'Dee Kaur',
    })
  })

  test('re-assigned says whose it was; a queue is no name', () => {
    const changes = { team: ['OT', 'CT'] as [string, string], owner: ['', 'Dee Kaur'] as [string, string] }
    const [, row] = keptActions('today', [action({ team: 'CT' })], [step('re-assign', { changes })])
    expect(row).toMatchObject({ happened: 're-assigned', teamWas: 'OT', ownerWas: '', team: 'CT' })
  })

  test('what was taken back by the close never was; a step whose act is not known says nothing', () => {
    expect(keptActions('today', [action({ state: 'cancelled' })], [step('undo')])).toEqual([])
    const old = step('accept', { act: null })
    expect(keptActions('today', [action()], [old]).map(({ happened }) => happened)).toEqual(['agreed'])
  })
})

describe('the figures of a huddle', () => {
  test('count people, actions, owners and who was there', () => {
    const item = (
      section: 'raised' | 'new' | 'rest',
      outcome: 'discussed' | 'parked' | 'not reached' | null,
    ) => ({
      ...{ section, outcome, seconds: 30 },
    })
    const figures = figuresOf({
      startedAt: '2026-11-23T09:31:00.000Z',
      closedAt: '2026-11-23T10:06:10.000Z',
      pausedSeconds: 60,
      agenda: [
        item('raised', 'discussed'),
        item('raised', 'parked'),
        item('new', 'not reached'),
        item('rest', 'discussed'),
        item('rest', 'not reached'),
      ],
      kept: [
        { happened: 'agreed', ownerName: 'Olu Adeyemi' },
        { happened: 'agreed', ownerName: 'Olu Adeyemi' },
        { happened: 'agreed', ownerName: null },
        { happened: 'accepted', ownerName: 'Olu Adeyemi' },
        { happened: 're-dated', ownerName: 'Dee Kaur' },
      ],
      there: [{ team: 'OT', mode: 'room' }, { team: 'OT' }, { team: 'CT', mode: 'remote' }],
      teams: ['OT', 'CT', 'MA'],
    })
    expect(figures).toEqual({
      ...{ seconds: 2050, listed: 3, reached: 3, carriedOver: 1, parked: 1 },
      ...{ agreed: 3, accepted: 1, declined: 0, reDated: 1, owners: 1, there: 3, teamsThere: 2 },
      ...{ inRoom: 1, remote: 1, teamsMissing: ['MA'] },
      secondsBySection: { raised: 60, new: 30, rest: 60 },
    })
  })

  test('without a start there is no length', () => {
    const empty = { pausedSeconds: 0, agenda: [], kept: [], there: [], teams: [] }
    expect(figuresOf({ startedAt: null, closedAt: '2026-11-23T10:00:00Z', ...empty })).toMatchObject({
      ...{ seconds: 0, listed: 0, owners: 0, secondsBySection: {} },
    })
  })
})
