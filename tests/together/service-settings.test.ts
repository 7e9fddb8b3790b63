import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { sayDueOn } from '#lib/reablement/closure-days.ts'
import { dueFromBand, startingDayRules } from '#lib/reablement/working-days.ts'
import { addClosureDay } from '#lib/server/access/add-closure-day.ts'
import { changeSetting } from '#lib/server/access/change-setting.ts'
import { readSettings } from '#lib/server/access/read-settings.ts'
import { removeClosureDay } from '#lib/server/access/remove-closure-day.ts'
import { askCollection } from '#lib/server/episodes/ask-collection.ts'
import { recordEthnicity } from '#lib/server/episodes/record-ethnicity.ts'
import { closeHuddle } from '#lib/server/huddles/close-huddle.ts'
import { openHuddle } from '#lib/server/huddles/open-huddle.ts'
import { parkPerson } from '#lib/server/huddles/park-person.ts'
import { settleDay } from '#lib/server/huddles/settle-day.ts'
import { agreeAction, agreeIn } from '#lib/server/register/agree-action.ts'
import { readDueOn } from '#lib/server/register/due-on.ts'
import { tellWaits } from '#lib/server/register/tell-waits.ts'
import { episodeEvent, hospitalStay } from '#lib/server/storage/course-schema.ts'
import { action, agendaItem, huddle, person, setting } from '#lib/server/storage/schema.ts'
import { dayRules, settingsOf } from '#lib/server/storage/service-settings.ts'
import {
  addAction,
  addColleague,
  addPerson,
  agreeing,
  auditTrail,
  cast,
  smallService,
} from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { startAtPeople } from '../support/steps.ts'

const { priya, tom, mia, ada, wall } = cast
const why = 'Moving house'
const tuesday = { date: '2026-11-24', words: why }
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const change = (name: string, value: unknown, who: Parameters<typeof changeSetting>[1] = ada) =>
  changeSetting(desk, who, { name, value } as Parameters<typeof changeSetting>[2], settleDay)
const close = (closure: { date: string; words: string }) => addClosureDay(desk, ada, closure, settleDay)
const prepared = () =>
  desk.storage.select({ date: huddle.date }).from(huddle).where(eq(huddle.state, 'preparing')).get()?.date
const agree = (tx: Parameters<typeof agreeIn>[0], at: string, asked: Parameters<typeof agreeIn>[3]) =>
  agreeIn(tx, at, priya, asked)
const dueOf = (id: string) => desk.storage.select().from(action).where(eq(action.id, id)).get()?.due

describe('a setting of the service', () => {
  test('is read by everybody at once, with who changed it, when, and what it was', async () => {
    expect(await change('cut-off', '14:00')).toEqual({ name: 'cut-off', changed: true, now: '14:00' })
    desk.clock.pass(60_000)
    await change('hospital clock', 'pause')
    await change('prompts', [7, 14, 42])
    const { settings, changes } = await readSettings(desk, ada)
    expect(settings).toMatchObject({ 'cut-off': '14:00', 'hospital clock': 'pause', prompts: [7, 14, 42] })
    expect(changes.map(({ by, name, before, after }) => [by, name, before, after])).toEqual([
      ['Ada Lowe', 'prompts', 'day 7, 21, 28, 35 and 42', 'day 7, 14 and 42'],
      [
        ...['Ada Lowe', 'hospital clock', 'keep counting: days in hospital are days of the six weeks'],
        'pause: nights in hospital are not counted',
      ],
      ['Ada Lowe', 'cut-off', '15:00', '14:00'],
    ])
    expect(changes.map(({ at }) => at.slice(11, 16))).toEqual(['09:21', '09:21', '09:20'])
    expect(auditTrail(desk).filter((row) => row === 'change settings done')).toHaveLength(3)
  })

  test('goes back to how Perch comes, and the same again is no change', async () => {
    await change('target', 95)
    expect(await change('target', 95)).toMatchObject({ changed: false })
    expect(await change('target', null)).toEqual({ name: 'target', changed: true, now: '93.5%' })
    expect(await change('target', null)).toMatchObject({ changed: false })
    expect(desk.storage.select().from(setting).where(eq(setting.key, 'target')).all()).toEqual([])
    expect((await readSettings(desk, ada)).changes.map(({ after }) => after)).toEqual(['93.5%', '95%'])
  })

  test.each([
    ['cut-off', '25:00', 'value'],
    ['fitting days', Number.NaN, 'value'],
    ['groups', { 'moved away': 'nowhere' }, 'moved away'],
    ['no such setting', 'x', 'name'],
  ])('%s is refused with its field, and nothing is kept', async (name, value, field) => {
    await expect(change(name, value)).rejects.toMatchObject({ code: 'bad-input', field })
    expect((await readSettings(desk, ada)).changes).toEqual([])
    expect(settingsOf(desk.storage)['cut-off']).toBe('15:00')
  })

  test.each([priya, mia, wall, null])('is no other role’s to see or change', async (who) => {
    const code = who ? 'not-allowed' : 'not-signed-in'
    await expect(change('target', 10, who)).rejects.toMatchObject({ code })
    await expect(addClosureDay(desk, who, tuesday)).rejects.toMatchObject({ code })
    await expect(removeClosureDay(desk, who, { date: tuesday.date })).rejects.toMatchObject({ code })
    await expect(readSettings(desk, who)).rejects.toMatchObject({ code })
    expect(dayRules(desk.storage)).toEqual(startingDayRules)
  })

  test('the page says whom the clock’s setting concerns', async () => {
    desk.storage
      .insert(hospitalStay)
      .values({ id: 'h', episode: 'kamla-stay', wentOn: '2026-11-20', at: '2026-11-20T10:00:00.000Z' })
      .run()
    expect((await readSettings(desk, ada)).withStays).toBe(1)
  })

  test('what can no longer be read is as Perch comes', () => {
    desk.storage.insert(setting).values({ key: 'prompts', value: '"soon"' }).run()
    expect(settingsOf(desk.storage).prompts).toEqual([7, 21, 28, 35, 42])
  })
})

describe('a closure day', () => {
  test('moves what is promised from the day before on, and back when it is removed', async () => {
    const ofNext = () => dueFromBand('ND', desk.clock(), dayRules(desk.storage))
    expect(ofNext()).toBe('2026-11-24')
    await close(tuesday)
    const due = ofNext()
    expect(due).toBe('2026-11-25')
    const { id } = await agreeAction(desk, priya, agreeing({ due }))
    expect(dueOf(id)).toBe('2026-11-25')
    await removeClosureDay(desk, ada, { date: tuesday.date }, settleDay)
    expect(ofNext()).toBe('2026-11-24')
    // What was promised stays.
    expect(dueOf(id)).toBe('2026-11-25')
    expect((await readSettings(desk, ada)).changes.map(({ after }) => after)).toEqual([
      'removed: Tue 24 Nov 2026, Moving house',
      'added: Tue 24 Nov 2026, Moving house',
    ])
  })

  test('what is promised for it is shown before: whose, what, and whose to date anew', async () => {
    const { id } = await agreeAction(desk, priya, agreeing({ due: tuesday.date }))
    const dots = { episode: 'dot-stay', huddle: 'huddle-2026-11-20' } as const
    addAction(desk, { ...dots, due: tuesday.date, state: 'done' })
    addAction(desk, { ...dots, due: '2026-11-26' })
    const due = await readDueOn(desk, ada, { date: tuesday.date })
    expect(due).toMatchObject([{ id, episode: 'kamla-stay', person: 'Kamla Chauhan' }])
    expect(sayDueOn(tuesday.date, due)).toBe('1 action for 1 person is due on Tue 24 Nov.')
    expect(auditTrail(desk).at(-1)).toBe('view settings done')
    await close(tuesday)
    expect(dueOf(id)).toBe(tuesday.date)
    await expect(readDueOn(desk, priya, { date: tuesday.date })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(readDueOn(desk, ada, { date: 'soon' })).rejects.toMatchObject({ field: 'date' })
  })

  test('the cut-off and the days of a fitting count in what is promised', async () => {
    await change('cut-off', '09:00')
    await change('fitting days', 2)
    expect(dueFromBand('ND', desk.clock(), dayRules(desk.storage))).toBe('2026-11-25')
    expect(dueFromBand('INST', desk.clock(), dayRules(desk.storage))).toBe('2026-11-26')
  })

  test('somebody taken offline, and what is to be collected, are due behind it', async () => {
    await close(tuesday)
    const onLoan = { item: 'PS01', kind: 'equipment', state: 'done', deliveredOn: '2026-11-20' } as const
    addAction(desk, { episode: 'dot-stay', huddle: 'huddle-2026-11-20', ...onLoan })
    const asks = new Map([['kamla-stay', { teams: { OT: 'ask' } } as const]])
    await startAtPeople(desk, priya, { huddle: 'today' }, asks, ['priya'])
    const parked = { huddle: 'today', from: 'kamla-stay', owner: 'tom', action: 'offline' }
    await parkPerson(desk, priya, parked, agree)
    expect(dueOf('offline')).toBe('2026-11-25')
    await askCollection(desk, priya, { huddle: 'today', episode: 'dot-stay', ask: true }, agree)
    const [collect] = desk.storage
      .select()
      .from(action)
      .where(eq(action.title, 'Collect what is on loan'))
      .all()
    expect(collect?.due).toBe('2026-11-25')
  })

  test('a huddle closes into the day behind it', async () => {
    await close(tuesday)
    await startAtPeople(desk, priya, { huddle: 'today' }, new Map())
    desk.storage.update(agendaItem).set({ outcome: 'no change' }).run()
    const { next } = await closeHuddle(desk, priya, { huddle: 'today' }, [])
    expect(next.date).toBe('2026-11-25')
  })

  test('the huddle people prepare moves off it, and back; one that runs stays', async () => {
    desk.clock.setTo('2026-11-23T08:00:00.000Z')
    await close({ date: '2026-11-23', words: why })
    expect(prepared()).toBe('2026-11-24')
    await close(tuesday)
    expect(prepared()).toBe('2026-11-25')
    await removeClosureDay(desk, ada, { date: '2026-11-23' }, settleDay)
    expect(prepared()).toBe('2026-11-23')
    await startAtPeople(desk, priya, { huddle: 'today' }, new Map())
    await close({ date: '2026-11-23', words: why })
    expect(openHuddle(desk.storage, desk.clock)).toMatchObject({ date: '2026-11-23', state: 'live' })
  })

  test('one whose day went by unheld moves behind it', async () => {
    await close(tuesday)
    desk.clock.setTo('2026-11-24T09:00:00.000Z')
    expect(openHuddle(desk.storage, desk.clock).date).toBe('2026-11-25')
  })

  test('a later meeting does not take today’s huddle away, and an earlier one neither', async () => {
    await change('meeting time', '08:00')
    expect(prepared()).toBe('2026-11-23')
    await change('meeting time', '11:00')
    expect(prepared()).toBe('2026-11-23')
  })

  test('nobody is told on it what waits, and it makes nobody wait longer', async () => {
    await close(tuesday)
    desk.clock.setTo('2026-11-23T16:30:00.000Z')
    await tellWaits(desk)
    await agreeAction(desk, priya, agreeing({ due: '2026-11-25' }))
    desk.clock.setTo('2026-11-24T14:00:00.000Z')
    expect(await tellWaits(desk)).toEqual([])
    // Half an hour on Monday, and an hour and a half on Wednesday.
    desk.clock.setTo('2026-11-25T10:29:00.000Z')
    expect(await tellWaits(desk)).toEqual([])
    desk.clock.setTo('2026-11-25T10:31:00.000Z')
    expect((await tellWaits(desk)).map(({ telling }) => telling)).toEqual(['again'])
  })

  test.each([
    ['2026-11-20', 'date', /has passed/],
    ['2026-11-28', 'date', /weekend/],
    ['2026-12-25', 'date', /bank holiday/],
    ['2026-02-30', 'date', /no such day/],
  ])('%s is refused at %s', async (date, field, words) => {
    await expect(close({ date, words: why })).rejects.toMatchObject({ field })
    await expect(close({ date, words: why })).rejects.toThrow(words)
    expect(dayRules(desk.storage).closures).toEqual([])
  })

  test('is added once, with its reason; what has passed is not removed', async () => {
    await close(tuesday)
    await expect(close(tuesday)).rejects.toThrow(/already/)
    await expect(close({ date: '2026-11-26', words: ' ' })).rejects.toMatchObject({ field: 'words' })
    await expect(removeClosureDay(desk, ada, { date: '2026-11-26' })).rejects.toMatchObject({
      code: 'not-found',
    })
    desk.clock.setTo('2026-11-25T09:00:00.000Z')
    await expect(removeClosureDay(desk, ada, { date: tuesday.date })).rejects.toThrow(/has passed/)
  })
})

describe('ethnicity', () => {
  const record = (ethnicity: string | null, who: Colleague = tom, episode = 'kamla-stay') =>
    recordEthnicity(desk, who, { episode, ethnicity } as Parameters<typeof recordEthnicity>[2])
  const kept = () => desk.storage.select().from(person).where(eq(person.id, 'kamla')).get()?.ethnicity
  const story = () => desk.storage.select().from(episodeEvent).all()

  test('is kept as they describe it, corrected, and told in their story', async () => {
    await record('Asian or Asian British: Indian')
    await record('Asian or Asian British: Indian')
    await record('No data: Refused', priya)
    expect(kept()).toBe('No data: Refused')
    expect(story().map(({ words, colleague, kind }) => [words, colleague, kind])).toEqual([
      ['Ethnicity: Asian or Asian British: Indian', 'tom', 'about'],
      [
        'Ethnicity: Asked, and would rather not say, before: Asian or Asian British: Indian',
        ...['priya', 'about'],
      ],
    ])
  })

  test('also of somebody whose stay has ended; of the list alone; never by a screen', async () => {
    addPerson(desk, { id: 'gone', surname: 'Gone' }, { state: 'ended' })
    await record('White: Irish', tom, 'gone-stay')
    await expect(record('Irish')).rejects.toMatchObject({ code: 'bad-input', field: 'ethnicity' })
    await expect(record('White: Irish', tom, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    addColleague(desk, { name: 'Another Wall', role: 'screen' })
    await expect(record('White: Irish', wall)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(kept()).toBeNull()
  })
})
