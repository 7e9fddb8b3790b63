import { describe, expect, it } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import type { RegisterRow } from '#lib/reablement/register.ts'
import { groupsOf, waitingAmong } from './groups.ts'

const me: Colleague = { id: 'priya', name: 'Priya Shah', jobTitle: '', team: 'OT', role: 'colleague' }

function row(id: string, team: string, owner: string | null, more: Partial<RegisterRow> = {}): RegisterRow {
  const what = {
    episode: 'e',
    kind: 'task',
    item: null,
    title: id,
    quantity: 1,
    room: null,
    detail: null,
  } as const
  const when = { due: '2026-11-24', state: 'agreed', agreedAt: '2026-11-23T09:41:00Z' } as const
  const whose = { agreedBy: { id: 'c', name: 'Dee Kaur' }, lastNote: null, huddle: '2026-11-23' }
  const about = { person: 'Kamla Chauhan', reference: 'RB1', agreedOn: '2026-11-23', endedOn: null }
  return {
    ...{ ...what, ...when, ...whose, ...about, id, team },
    owner: owner ? { id: owner, name: `${owner} Named` } : null,
    ...more,
  }
}

describe('the catch-up', () => {
  const rows = [row('a', 'CT', 'dee'), row('b', 'CT', null), row('c', 'OT', null), row('d', 'SW', 'priya')]
  const now = new Map(rows.map((one) => [one.id, one]))

  it('puts the reader’s own first, then named colleagues and queues by team', () => {
    const groups = groupsOf(
      rows,
      now,
      me,
      startingTeams.map((team) => ({ ...team })),
    )
    expect(groups.map(({ title, rows: mine }) => [title, mine.map(({ id }) => id)])).toEqual([
      ['For you to accept', ['c', 'd']],
      ['dee Named', ['a']],
      ['Care technology: nobody named yet', ['b']],
    ])
  })

  it('leaves a row where it was read when somebody else gets it, and says how it stands now', () => {
    const given = new Map(now).set('a', row('a', 'OT', 'priya'))
    const groups = groupsOf(
      rows,
      given,
      me,
      startingTeams.map((team) => ({ ...team })),
    )
    expect(groups.find(({ title }) => title === 'dee Named')?.rows[0]?.owner?.id).toBe('priya')
  })

  it('counts what is agreed and neither accepted nor escalated', () => {
    const all = [row('a', 'OT', null), row('b', 'OT', null, { state: 'accepted' })]
    const escalated = row('c', 'OT', null, { escalated: '2026-11-23T13:00:00Z' })
    expect(waitingAmong([...all, escalated], '2026-11-23').map(({ id }) => id)).toEqual(['a'])
  })
})
