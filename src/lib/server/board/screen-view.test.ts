import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ActionView } from '../../reablement/action.ts'
import { sayDate } from '../../reablement/dates.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { suggestedSeconds } from '../../reablement/pace.ts'
import { seedCatalogue } from '../catalogue/seed.ts'
import { fillInventedService } from '../invented/fill.ts'
import { openStorage } from '../storage/open.ts'
import { episode, person } from '../storage/schema.ts'
import { readRoomPeople, screenView } from './read-screen-view.ts'
import type { Standing } from './read-screen-view.ts'

const now = new Date('2026-11-23T09:40:00Z')
const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
seedCatalogue(storage)
await fillInventedService({ storage, clock: () => now }, { firstDay: '2026-11-23' })
const everybody = storage.select().from(person).all()
const stays = storage.select().from(episode).all()
const people = readRoomPeople(storage, now)

const steering = (more: Partial<Steering> = {}): Steering => ({
  ...{ huddle: 'today', date: '2026-11-23', state: 'live', current: stays[0]?.id ?? null },
  ...{ step: 'people', stepSince: '2026-11-23T09:34:00.000Z', silenceUntil: null, promises: [] },
  chair: { id: 'priya', name: 'Priya Shah', team: 'OT' },
  ...{ currentSince: '2026-11-23T09:39:00.000Z', startedAt: '2026-11-23T09:30:00.000Z' },
  agenda: stays.map(({ id }, place) => ({
    ...{ episode: id, section: place < 40 ? 'raised' : 'rest', reasons: place < 60 ? ['OT asked'] : [] },
    ...{ outcome: place < 2 ? 'discussed' : null, seconds: 0 },
  })),
  ...{ attendance: [], missed: {}, suggestedSeconds: 60, paces: suggestedSeconds },
  ...{ pausedAt: null, pausedSeconds: 0, chairAwaySince: null, teamsDone: [] },
  ...more,
})
const standing = (more: Partial<Standing> = {}): Standing => ({
  ...{ version: 1, now, service: 'City reablement', teams: [], steering: steering(), people, actions: [] },
  here: [{ name: 'Priya Shah', team: 'OT' }],
  ...{
    marks: new Map(),
    note: '',
    writers: [],
    photo: null,
    damage: null,
    movedAt: now.toISOString(),
    lastClosing: null,
  },
  ...more,
})

const action = (more: Partial<ActionView>): ActionView => ({
  ...{
    id: 'a',
    episode: stays[0]?.id ?? '',
    kind: 'task',
    item: null,
    title: 'Ring',
    quantity: 1,
    room: null,
  },
  ...{ detail: null, team: 'OT', owner: null, due: '2026-11-24', state: 'agreed', lastNote: null },
  ...{
    agreedAt: '2026-11-23T09:35:00.000Z',
    agreedBy: { id: 'priya', name: 'Priya Shah' },
    huddle: '2026-11-23',
  },
  ...more,
})

/** What of anybody’s stands in the text as a word of its own. */
function foundIn(text: string): string[] {
  const whole = (word: string) =>
    new RegExp(`(?<![\\p{L}\\d])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(
      text,
    )
  return everybody.flatMap(({ surname, birthDate, nhsNumber, address, postcode, telephone }) => {
    const [year, month, day] = birthDate.split('-')
    const born = [birthDate, `${day ?? ''}/${month ?? ''}/${year ?? ''}`, sayDate(birthDate)]
    const all = [surname, nhsNumber, address, postcode, telephone, ...born]
    return all.filter((one) => typeof one === 'string').filter(whole)
  })
}

describe('a shared screen’s view', () => {
  test('of everybody’s turn holds nothing private, whatever is written about everybody', () => {
    const secrets = everybody.map(
      ({ forename, surname, birthDate, nhsNumber, address, postcode, telephone }) =>
        [
          `Mrs ${surname} and ${forename} ${surname}, ${birthDate}`,
          nhsNumber,
          address,
          postcode,
          telephone,
        ].join('; '),
    )
    const everything = `${secrets.join('. ')}. Safeguarding raised. ReSPECT form in the hall. Walks to the gate.`
    expect(foundIn(everything).length).toBeGreaterThan(113 * 5)
    for (const [at, { id }] of stays.entries()) {
      const note = at % 10 === 0 ? everything : (secrets[at] ?? '')
      const raised = secrets[(at + 1) % secrets.length] ?? ''
      const about = action({
        episode: id,
        title: note.slice(0, 120),
        detail: raised,
        room: note.slice(0, 40),
      })
      const lastNote = secrets[(at + 2) % secrets.length] ?? ''
      const actions = [
        about,
        { ...about, huddle: '2026-11-20', lastNote },
        { ...about, state: 'declined', lastNote },
      ]
      const marks = new Map([[id, { teams: {}, how: 'watch' as const, raised }]])
      const view = screenView(
        standing({ steering: steering({ current: id }), note, marks, actions: actions as ActionView[] }),
      )
      const sent = JSON.stringify(view)
      expect(foundIn(sent)).toEqual([])
      expect(sent).not.toMatch(/safeguard|respect/i)
      expect(view.stage).toMatchObject({ kind: 'turn', person: { shown: people.byEpisode.get(id)?.shown } })
      if (note === everything) expect(sent).toContain('Walks to the gate.')
    }
  })

  test('while people prepare, and at the read-back, holds nothing private either', () => {
    for (const one of [steering({ state: 'preparing', current: null }), steering({ current: null })])
      expect(foundIn(JSON.stringify(screenView(standing({ steering: one, actions: [action({})] }))))).toEqual(
        [],
      )
  })

  test('while people prepare says how far each team is with its marks', () => {
    const teams = [
      { code: 'OT', name: 'Occupational therapy' },
      { code: 'CT', name: 'Care technology' },
    ]
    const done = { team: 'CT', by: 'Dee K', at: now.toISOString() }
    const preparing = steering({ state: 'preparing', current: null, teamsDone: [done] })
    const marks = new Map([
      [stays[0]?.id ?? '', { teams: { OT: 'ask' as const } }],
      ['gone from the board', { teams: { OT: 'none' as const } }],
    ])
    const { stage } = screenView(standing({ steering: preparing, teams, marks }))
    expect(stage).toMatchObject({
      kind: 'waiting',
      teams: [
        { team: 'OT', marked: 1, of: stays.length, done: null },
        { team: 'CT', marked: 0, of: stays.length, done },
      ],
    })
  })

  test('of somebody raised says what their turn settles, in the frame’s own words and nothing of the note', () => {
    const said = (more: Partial<Standing>) => {
      const { stage } = screenView(standing(more))
      return stage.kind === 'turn' ? stage.person.frame : undefined
    }
    expect(said({ note: 'Fell.', actions: [action({})] })).toEqual([
      { words: 'what changed', answered: true },
      { words: 'what is needed', answered: true },
      { words: 'who', answered: true },
      { words: 'by when', answered: true },
    ])
    expect(said({})?.map(({ answered }) => answered)).toEqual([false, false, false, false])
    expect(said({ actions: [action({ huddle: '2026-11-20' })] })?.[1]?.answered).toBe(false)
    expect(said({ steering: steering({ current: stays[100]?.id ?? null }) })).toBeNull()
  })

  test('counts a step without a person by its own clock', () => {
    const here = steering({ step: 'here', current: null, currentSince: null })
    expect(screenView(standing({ steering: here })).clock).toMatchObject({
      ...{ person: null, step: { from: '2026-11-23T09:34:00.000Z', suggestedSeconds: 60 } },
    })
  })

  test('has no ids, and no more of the agenda than fits', () => {
    const sent = JSON.stringify(screenView(standing({ actions: [action({})] })))
    for (const { id } of stays) expect(sent).not.toContain(id)
    const current = stays[20]?.id ?? null
    const { stage, clock } = screenView(standing({ steering: steering({ current }) }))
    if (stage.kind !== 'turn') throw new Error(stage.kind)
    expect(stage.rail.length).toBeLessThanOrEqual(40)
    expect(stage.rail.findIndex(({ isNow }) => isNow)).toBe(3)
    expect(stage.progress).toEqual({ turn: 21, of: 40, settled: 2 })
    expect(clock).toEqual({
      person: { from: '2026-11-23T09:39:00.000Z', suggestedSeconds: 60 },
      step: null,
      ...{ wholeFrom: '2026-11-23T09:30:00.000Z', pausedAt: null, stepTime: null, othersSeconds: 38 * 60 },
    })
  })

  test('shows somebody of the rest who was asked for, before the others', () => {
    const current = stays[100]?.id ?? null
    const { stage } = screenView(standing({ steering: steering({ current }) }))
    if (stage.kind !== 'turn') throw new Error(stage.kind)
    expect(stage.progress).toEqual({ turn: null, of: 40, settled: 2 })
    expect(stage.rail[0]).toMatchObject({ isNow: true, shown: stage.person.shown })
    expect(stage.rail.filter(({ isNow }) => isNow)).toHaveLength(1)
  })

  test('keeps the name of an owner short, and an action for its own person only', () => {
    const owner = { id: 'dee', name: 'Dee Kaur' }
    const other = action({ id: 'b', episode: stays[1]?.id ?? '', owner })
    const { stage } = screenView(standing({ actions: [action({ owner }), other] }))
    expect(stage).toMatchObject({ person: { agreed: [{ owner: { name: 'Dee K' } }], before: [] } })
    expect(stage.kind === 'turn' && stage.person.agreed).toHaveLength(1)
    expect(JSON.stringify(stage)).not.toContain('Kaur')
  })

  test('after a close says so for ten minutes, then waits for the next', () => {
    const lastClosing = { date: '2026-11-20', closedAt: '2026-11-23T09:35:00.000Z', people: 31, actions: 12 }
    const preparing = steering({ state: 'preparing', current: null, chair: null })
    const after = (at: string) =>
      screenView(standing({ steering: preparing, lastClosing, now: new Date(at) }))
    expect(after('2026-11-23T09:44:59Z')).toMatchObject({
      date: '2026-11-20',
      stage: { kind: 'closed', at: lastClosing.closedAt, people: 31, actions: 12 },
    })
    expect(after('2026-11-23T09:45:00Z').stage.kind).toBe('waiting')
  })
})
