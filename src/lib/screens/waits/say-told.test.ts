import { describe, expect, test } from 'vitest'
import type { ActionView } from '#lib/reablement/action.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { declineTable } from './decline-table.ts'
import { sayToldNews } from './say-told.ts'

const action = (wish: Partial<ActionView> = {}): ActionView => ({
  ...{ id: 'a', episode: 'e', kind: 'equipment', item: 'PS01', title: 'Perching stool', quantity: 1 },
  ...{ room: 'Kitchen', detail: null, team: 'OT', owner: null, due: '2026-11-27', state: 'agreed' },
  ...{ agreedAt: '2026-11-23T09:40:00.000Z', agreedBy: { id: 'dee', name: 'Dee Kaur' } },
  ...{ lastNote: null, huddle: '2026-11-23' },
  ...wish,
})
const who = (id: string, team: string): Colleague => ({ id, team, name: id, jobTitle: '', role: 'colleague' })
const [priya, dee, tom] = [who('priya', 'OT'), who('dee', 'CT'), who('tom', 'CT')]
const news = (actions: ActionView[], telling: 'again' | 'lead' = 'again') => ({
  ...{ telling, actions, team: 'OT', leads: ['tom'] },
})
const said = (of: ReturnType<typeof news>, me: Colleague) => sayToldNews(of, 'Therapy', me)?.words ?? null

describe('what a screen says of what waits', () => {
  test('concerns the team and a named owner of another, nobody else', () => {
    expect(said(news([action()]), priya)).toBe(
      'Told again: Perching stool · Kitchen waits too long at Therapy',
    )
    expect(said(news([action(), action({ id: 'b' })]), priya)).toBe(
      'Told again: 2 actions wait too long at Therapy',
    )
    expect(said(news([action()]), dee)).toBeNull()
    const toms = action({ owner: { id: 'tom', name: 'Tom Reed' } })
    expect(said(news([action(), toms]), tom)).toBe(
      'Told again: Perching stool · Kitchen waits too long at Therapy',
    )
  })

  test('of what was declined concerns whoever asked for it', () => {
    const declined = action({ state: 'declined' })
    expect(said(news([declined]), priya)).toBeNull()
    expect(sayToldNews(news([declined]), 'Therapy', dee)).toEqual({
      words: 'Told again: Perching stool · Kitchen declined at Therapy, and nobody has taken it up',
      href: '/actions?state=all&action=a',
    })
  })

  test('told to the lead, it concerns the lead alone, and leads to their part of the list', () => {
    expect(said(news([action()], 'lead'), priya)).toBeNull()
    expect(sayToldNews(news([action()], 'lead'), 'Therapy', tom)).toEqual({
      words: 'For the lead: Perching stool · Kitchen waits too long at Therapy',
      href: '/teams/OT#list-for-lead',
    })
  })
})

describe('declines as a table', () => {
  const teams = [
    { code: 'OT', name: 'Therapy' },
    { code: 'CT', name: 'Care technology' },
  ]
  test('has a row for each team that declined, and all together when there are several', () => {
    const one = { team: 'OT', reason: 'duplicate', thisMonth: 2, lastMonth: 1 } as const
    const other = { team: 'CT', reason: 'no capacity', thisMonth: 3, lastMonth: 0 } as const
    expect(declineTable([one], teams).rows.map(({ name }) => name)).toEqual(['Therapy'])
    const { columns, rows } = declineTable([one, other], teams)
    expect(columns.at(-1)).toBe('Together')
    expect(rows.map(({ name, cells }) => [name, cells.at(-1)])).toEqual([
      ['Therapy', { thisMonth: 2, lastMonth: 1 }],
      ['Care technology', { thisMonth: 3, lastMonth: 0 }],
      ['All teams', { thisMonth: 5, lastMonth: 1 }],
    ])
    expect(declineTable([], teams).rows).toEqual([])
  })
})
