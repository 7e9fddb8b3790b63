import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRegister } from '#lib/server/register/read-register.ts'
import type { RegisterAsked } from '#lib/server/register/filters.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { addAction, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
  const friday = { huddle: 'huddle-2026-11-20' }
  const add = (id: string, wish: Partial<Parameters<typeof addAction>[1]>) =>
    addAction(desk, { id, episode: 'kamla-stay', huddle: 'today', title: id, ...wish })
  add('late', { due: '2026-11-20', ...friday })
  add('today', { due: '2026-11-23', team: 'CT', state: 'accepted', owner: 'tom' })
  add('sunday', { due: '2026-11-29', episode: 'dot-stay' })
  add('monday', { due: '2026-11-30', episode: 'neville-stay' })
  add('declined', { state: 'declined', endedAt: '2026-11-20T12:00:00.000Z', lastNote: 'no capacity' })
  add('undone', { state: 'cancelled', endedAt: '2026-11-23T09:00:00.000Z' })
  const done = (id: string, agreed: string, ended: string, due: string, kind: 'task' | 'referral' = 'task') =>
    add(id, {
      state: 'done',
      agreedAt: `${agreed}T09:00:00.000Z`,
      endedAt: `${ended}T12:00:00.000Z`,
      due,
      kind,
    })
  done('done-2', '2026-11-02', '2026-11-04', '2026-11-04')
  done('done-3', '2026-11-02', '2026-11-05', '2026-11-04')
  done('done-9', '2026-10-26', '2026-11-04', '2026-11-05', 'referral')
  done('october', '2026-10-01', '2026-10-06', '2026-10-08')
  done('september', '2026-09-01', '2026-09-29', '2026-09-08')
})
afterEach(() => {
  desk.remove()
})

const read = (asked: RegisterAsked = {}) => readRegister(desk, cast.mia, asked)
const titles = async (asked: RegisterAsked) => (await read(asked)).rows.map(({ title }) => title)

describe('the register', () => {
  test('lists what is open by the day it is due', async () => {
    expect(await titles({})).toEqual(['late', 'today', 'sunday', 'monday'])
  })

  test.each([
    [{ team: 'CT' }, ['today']],
    [{ due: 'overdue' }, ['late']],
    [{ due: 'today' }, ['today']],
    [{ due: 'week' }, ['today', 'sunday']],
    [{ due: 'overdue', state: 'all' }, ['late']],
    [{ state: 'declined' }, ['declined']],
    [{ state: 'done', text: 'done-' }, ['done-3', 'done-9', 'done-2']],
    [{ huddle: '2026-11-20' }, ['late']],
    [{ text: 'dot evans' }, ['sunday']],
    [{ text: 'Dorothy' }, ['sunday']],
    [{ text: 'RB27001' }, ['monday']],
    [{ text: 'kamla tod' }, ['today']],
    [{ text: '%' }, []],
    [{ text: '_ate' }, []],
    [{ text: "'; drop table action; --" }, []],
    [{ team: '', state: '', due: '', huddle: '', text: '', page: '' }, ['late', 'today', 'sunday', 'monday']],
  ] as [RegisterAsked, string[]][])('filtered by %j', async (asked, expected) => {
    expect(await titles(asked)).toEqual(expected)
  })

  test.each([{ state: 'maybe' }, { due: 'soon' }, { page: '0' }, { huddle: 'friday' }, { team: 'ot' }])(
    'refuses %j',
    async (asked) => {
      await expect(read(asked)).rejects.toMatchObject({ code: 'bad-input', field: Object.keys(asked)[0] })
    },
  )

  test('finds signs that mean something to SQL as themselves', async () => {
    addAction(desk, { episode: 'dot-stay', huddle: 'today', title: 'Ramp 100% level' })
    expect(await titles({ text: '100%' })).toEqual(['Ramp 100% level'])
  })

  test('counts what is open and late among the chosen team, huddle and words', async () => {
    expect((await read()).counts).toEqual({ open: 4, overdue: 1 })
    expect((await read({ team: 'CT', state: 'done' })).counts).toEqual({ open: 1, overdue: 0 })
  })

  test('shows people, days and where each stands', async () => {
    const { rows } = await read({ state: 'done', text: 'done-3' })
    expect(rows[0]).toMatchObject({ person: 'Kamla Chauhan', agreedOn: '2026-11-02', endedOn: '2026-11-05' })
  })

  test('its tiles and bars say the month as it is', async () => {
    const { tiles, bars } = await read({ team: 'CT' })
    expect(tiles).toEqual({
      ...{ open: 4, overdue: 1, declined: 1 },
      medianDays: { thisMonth: 3, lastMonth: 5 },
      onTime: { percent: 67, of: 3 },
    })
    expect(bars.find(({ kind }) => kind === 'task')).toEqual({ kind: 'task', medianDays: 3, of: 3 })
    expect(bars.find(({ kind }) => kind === 'referral')).toEqual({ kind: 'referral', medianDays: 9, of: 1 })
    expect(bars.find(({ kind }) => kind === 'equipment')).toEqual({
      kind: 'equipment',
      medianDays: null,
      of: 0,
    })
  })

  test('comes in pages, and asks as often for many as for few', async () => {
    const few = await countQueries(desk, () => read({ state: 'all' }))
    for (let n = 0; n < 60; n++) addAction(desk, { episode: 'dot-stay', huddle: 'today', due: '2026-12-01' })
    expect(await countQueries(desk, () => read({ state: 'all' }))).toBe(few)
    const second = await read({ page: 2 })
    expect(second).toMatchObject({ total: 64, pages: 2 })
    expect(second.rows).toHaveLength(14)
    expect((await read({ page: 9 })).rows).toEqual([])
  })

  test('is audited with whom it showed; screens see nothing', async () => {
    await read({ text: 'dot' })
    const row = desk.storage.select().from(audit).all().at(-1)
    expect(row).toMatchObject({
      act: 'view register',
      result: 'done',
      detail: '{"people":1,"episodes":"dot-stay"}',
    })
    await expect(readRegister(desk, cast.wall)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
