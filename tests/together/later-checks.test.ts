import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CheckList, CheckSaid } from '#lib/reablement/later-check-said.ts'
import { endingChoices } from '#lib/reablement/outcomes.ts'
import type { Ending } from '#lib/reablement/outcomes.ts'
import { readLaterChecks } from '#lib/server/episodes/read-later-checks.ts'
import { readOutcomes } from '#lib/server/episodes/read-outcomes.ts'
import { sayLaterCheck, undoLaterCheck } from '#lib/server/episodes/say-later-check.ts'
import { communication } from '#lib/server/storage/about-schema.ts'
import { episodeEvent } from '#lib/server/storage/course-schema.ts'
import { ending, laterCheck, laterCheckStep } from '#lib/server/storage/ending-schema.ts'
import { setting } from '#lib/server/storage/schema.ts'
import { addPerson, cast, queriesOf, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, mia, wall } = cast
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

/** Somebody whose episode ended, with that ending. */
function addEnded(id: string, how: Ending, endedOn = '2026-09-30', kind = 'reablement' as const): string {
  const { national, follows } = endingChoices[how]
  const stay = addPerson(
    desk,
    { id, surname: `Ended ${id}`, reference: `RB-${id}` },
    { state: 'ended', start: '2026-08-20', endedOn, kind },
  )
  desk.storage
    .insert(ending)
    .values({
      ...{ episode: stay, said: '{}', savedBy: 'priya', savedAt: `${endedOn}T10:00:00.000Z` },
      ...{ ending: how, national: national[0], followOn: follows, checklist: '[]' },
      ...{ stateBefore: 'active', endedBy: 'priya', endedAt: `${endedOn}T10:00:00.000Z` },
    })
    .run()
  return stay
}

function addChecks(id: string, first: string, second: string): void {
  const stay = addEnded(id, 'independent')
  const rows = [
    { id: `${id}-84`, episode: stay, name: 'first', due: first },
    { id: `${id}-91`, episode: stay, name: 'second', due: second },
  ] as const
  desk.storage
    .insert(laterCheck)
    .values([...rows])
    .run()
}

const say = (check: string, said: CheckSaid, after: number) =>
  sayLaterCheck(desk, priya, { check, said, after })
const undo = (check: string, after: number) => undoLaterCheck(desk, priya, { check, after })
const list = (which: CheckList = 'due') => readLaterChecks(desk, priya, which)
const words = async (which: CheckList = 'due') =>
  (await list(which)).rows.map((row) => `${row.person}: ${row.words}`)
const resultOf = (id: string) =>
  desk.storage.select().from(laterCheck).where(eq(laterCheck.id, id)).get()?.result ?? null

describe('the daily list', () => {
  test('has every check whose day has come, the longest waiting first, and how to reach them', async () => {
    addChecks('ann', '2026-11-23', '2026-11-30')
    addChecks('bob', '2026-11-13', '2026-11-20')
    const seen = await list()
    expect(seen).toMatchObject({ due: 3, total: 3, today: '2026-11-23' })
    expect(seen.rows.map(({ words: said }) => said)).toEqual([
      ...['84-day check 10 days late', '91-day check 3 days late', '84-day check due today'],
    ])
    expect(seen.rows[0]).toMatchObject({
      telephone: '0116 496 0123',
      ended: 'Fully independent, no care needed',
    })
    expect(await words('to come')).toEqual(['Kamla Ended ann: 91-day check due Mon 30 Nov'])
    await expect(readLaterChecks(desk, wall, 'due')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('says how they speak and hear with us as it was last said, not as the file had it', async () => {
    addChecks('ann', '2026-11-23', '2026-11-30')
    const spoken = async () => (await list()).rows[0]?.needs
    expect(await spoken()).toBe('')
    const needs = { id: 'needs', person: 'ann', colleague: 'priya', at: '2026-11-20T10:00:00.000Z' }
    desk.storage
      .insert(communication)
      .values({ ...needs, language: 'Polish', interpreter: true, bsl: true, formats: '["large print"]' })
      .run()
    expect(await spoken()).toBe('Polish, interpreter, BSL, large print')
  })

  test('is read in as many queries whether one waits or fifty', async () => {
    addChecks('ann', '2026-11-20', '2026-11-23')
    const queries = async () => (await queriesOf(desk, () => list())).length
    const one = await queries()
    for (let at = 0; at < 50; at += 1) addChecks(`p${String(at)}`, '2026-11-20', '2026-11-23')
    expect(await queries()).toBe(one)
    expect(one).toBeLessThanOrEqual(12)
  })
})

describe('a result', () => {
  beforeEach(() => {
    addChecks('ann', '2026-11-16', '2026-11-23')
  })

  test('settles the check and is found again; a slip is taken back, an earlier result put right', async () => {
    await say('ann-91', 'at home', 0)
    expect(await words()).toEqual(['Kamla Ended ann: 84-day check 7 days late'])
    expect(await words('settled')).toEqual(['Kamla Ended ann: 91-day check: at home, Mon 23 Nov'])
    await say('ann-91', 'in hospital', 1)
    expect(resultOf('ann-91')).toBe('in hospital')
    await undo('ann-91', 2)
    expect(resultOf('ann-91')).toBe('at home')
    await undo('ann-91', 1)
    expect(resultOf('ann-91')).toBeNull()
    const told = desk.storage.select().from(episodeEvent).all()
    expect(told.map((row) => `${row.kind} ${row.words}`)).toEqual([
      'review 91-day check: at home, Mon 23 Nov',
      'review 91-day check: in hospital, Mon 23 Nov',
      'review 91-day check: taken back what was said',
      'review 91-day check: taken back what was said',
    ])
  })

  test('is not said twice by two who press at once, nor before its day', async () => {
    await say('ann-84', 'no answer', 0)
    await expect(say('ann-84', 'no answer', 0)).rejects.toMatchObject({ code: 'wrong-state' })
    addChecks('bob', '2026-12-01', '2026-12-08')
    await expect(say('bob-84', 'at home', 0)).rejects.toMatchObject({ code: 'bad-input', field: 'said' })
    await expect(say('bob-84', 'no answer', 0)).rejects.toMatchObject({ code: 'bad-input', field: 'said' })
    await expect(undo('bob-84', 1)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('of a death before the day is in no rate until the day has come', async () => {
    addChecks('bob', '2026-11-23', '2026-11-30')
    await say('bob-91', 'died', 0)
    expect((await list()).rate).toMatch(/nobody/i)
    desk.clock.setTo('2026-11-30T09:20:00Z')
    expect((await list()).rate).toContain('0.0% (0 of 1)')
  })

  test('is “could not reach” by the third try and not before, each with its day', async () => {
    await expect(say('ann-84', 'could not reach', 0)).rejects.toMatchObject({ code: 'bad-input' })
    await say('ann-84', 'no answer', 0)
    desk.clock.setTo('2026-11-24T09:20:00Z')
    await say('ann-84', 'no answer', 1)
    expect((await list()).rows[0]).toMatchObject({ tries: ['2026-11-23', '2026-11-24'], result: null })
    desk.clock.setTo('2026-11-25T09:20:00Z')
    await say('ann-84', 'no answer', 2)
    expect(resultOf('ann-84')).toBe('could not reach')
    await expect(say('ann-84', 'no answer', 3)).rejects.toMatchObject({ code: 'bad-input' })
    await undo('ann-84', 3)
    expect(resultOf('ann-84')).toBeNull()
  })

  test('“died” settles the second check too; taken back or put right, they are asked after again', async () => {
    await say('ann-84', 'died', 0)
    expect([resultOf('ann-84'), resultOf('ann-91')]).toEqual(['died', 'died'])
    await undo('ann-84', 1)
    expect([resultOf('ann-84'), resultOf('ann-91')]).toEqual([null, null])
    await say('ann-84', 'died', 0)
    await say('ann-84', 'at home', 1)
    expect([resultOf('ann-84'), resultOf('ann-91')]).toEqual(['at home', null])
  })

  test('and what was said of it is sealed', async () => {
    await say('ann-84', 'at home', 0)
    expect(() => desk.storage.update(laterCheckStep).set({ said: 'died' }).run()).toThrow(/sealed/)
  })
})

test('the rate so far stands beside the administrator’s target, as a local estimate', async () => {
  desk.storage.insert(setting).values({ key: 'target', value: '90' }).run()
  for (const id of ['a', 'b', 'c']) addChecks(id, '2026-11-16', '2026-11-23')
  await say('a-91', 'at home', 0)
  await say('b-91', 'in hospital', 0)
  expect((await list()).rate).toBe(
    '50.0% (1 of 2); target 90.0%, below the target; 1 still to ask. Local estimate: the national figure is counted over 84 days and from hospital data.',
  )
})

describe('the report on outcomes', () => {
  const quarters = [
    [294, [174, 32, 79, 9], [59, 11, 27, 3], '2022-11-01', '2023-01-31'],
    [401, [233, 60, 96, 12], [58, 15, 24, 3], '2023-11-01', '2024-01-31'],
  ] as const
  const asGroups = ['independent', 're-admitted', 'ongoing care', 'care home'] as const

  test('gives the two past quarters of the council’s paper from rows, exactly', async () => {
    desk.storage.transaction(() => {
      for (const [, counts, , from, to] of quarters)
        asGroups.forEach((how, group) => {
          for (let at = 0; at < (counts[group] ?? 0); at += 1)
            addEnded(`${from}-${how}-${String(at)}`, how, at % 2 ? from : to)
        })
    })
    for (const [people, counts, percents, from, to] of quarters) {
      const { report } = await readOutcomes(desk, mia, { from, to })
      expect(report.people).toBe(people)
      expect(report.groups.map((group) => group.count)).toEqual([...counts])
      expect(report.groups.map((group) => group.percent)).toEqual([...percents])
    }
    expect((await queriesOf(desk, () => readOutcomes(desk, mia, { from: '', to: '' }))).length).toBeLessThan(
      9,
    )
  })

  test('is of the last three whole months by itself, of those who lead, with three measures apart', async () => {
    addEnded('in', 'ongoing care', '2026-10-31')
    addEnded('out', 'independent', '2026-11-01')
    const seen = await readOutcomes(desk, mia, { from: '', to: '' })
    expect(seen.period).toEqual({ from: '2026-08-01', to: '2026-10-31' })
    expect(seen.measures.map(({ name, part, of }) => [name, part, of])).toEqual([
      ['at home at the end', 1, 1],
      ['no ongoing care', 0, 1],
      ['at home on day 91', 0, 0],
    ])
    await expect(readOutcomes(desk, priya, { from: '', to: '' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(readOutcomes(desk, mia, { from: '2026-11-01', to: '2026-10-01' })).rejects.toMatchObject({
      code: 'bad-input',
      field: 'to',
    })
  })
})
