import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays } from '#lib/reablement/dates.ts'
import { correctStart } from '#lib/server/episodes/correct-start.ts'
import { hospitalStay } from '#lib/server/storage/course-schema.ts'
import { callPattern, episode } from '#lib/server/storage/schema.ts'
import { cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { mia } = cast
const kamla = 'kamla-stay'
const at = '2026-11-20T09:00:00.000Z'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => desk.remove())

const start = () => desk.storage.select().from(episode).where(eq(episode.id, kamla)).get()?.start ?? ''
const correct = (to: string, reason = 'Put off') =>
  correctStart(desk, mia, { episode: kamla, start: to, reason })

test('a start that was exported is said to make a second episode nationally, until there is a reason', async () => {
  await expect(correct(addDays(start(), 1), ' ')).rejects.toMatchObject({
    ...{ code: 'bad-input', field: 'reason', detail: 'Say why, in a few words.' },
  })
  desk.storage.update(episode).set({ exportedStart: start(), exportedAt: at }).run()
  await expect(correct(addDays(start(), 1), ' ')).rejects.toMatchObject({
    ...{
      code: 'bad-input',
      field: 'reason',
      detail: expect.stringContaining('second episode nationally') as string,
    },
  })
  const later = addDays(start(), 1)
  await correct(later)
  expect(start()).toBe(later)
})

test('a start is not after they had gone to hospital', async () => {
  const wentOn = addDays(start(), 2)
  desk.storage.insert(hospitalStay).values({ id: 'gone', episode: kamla, wentOn, backOn: null, at }).run()
  await expect(correct(addDays(wentOn, 1))).rejects.toMatchObject({ code: 'bad-input', field: 'start' })
  await correct(wentOn)
})

test('a later start does not put the file’s first calls over those a colleague changed', async () => {
  const calls = { episode: kamla, minutes: 30, carers: 1, why: 'as the file said', changedBy: null, at }
  const ours = { ...calls, id: 'ours', perDay: 1, from: addDays(start(), 2), changedBy: 'mia' }
  desk.storage.delete(callPattern).where(eq(callPattern.episode, kamla)).run()
  desk.storage
    .insert(callPattern)
    .values([{ ...calls, id: 'file', perDay: 3, from: start() }, ours])
    .run()
  await correct(addDays(start(), 5))
  const rows = desk.storage.select().from(callPattern).where(eq(callPattern.episode, kamla))
  expect(rows.orderBy(desc(callPattern.from)).get()?.id).toBe('ours')
})

test('of a referral nobody has accepted it is corrected, and of who has ended until that day', async () => {
  const as = (wish: Partial<typeof episode.$inferInsert>) => desk.storage.update(episode).set(wish).run()
  as({ state: 'referred', start: '2026-11-25' })
  await correct('2026-11-27')
  expect(start()).toBe('2026-11-27')
  as({ state: 'ended', start: '2026-11-02', endedOn: '2026-11-20' })
  await expect(correct('2026-11-21')).rejects.toMatchObject({ code: 'bad-input', field: 'start' })
  await correct('2026-11-03')
})

test('a first visit is put off by six weeks at most, and is never before it was accepted', async () => {
  await expect(correct('2027-11-09')).rejects.toMatchObject({
    ...{ code: 'bad-input', field: 'start', detail: expect.stringContaining('Look at the year') as string },
  })
  desk.storage.update(episode).set({ acceptedOn: '2026-11-05' }).run()
  await expect(correct('2026-11-04')).rejects.toMatchObject({
    ...{ code: 'bad-input', field: 'start', detail: expect.stringMatching(/^It was accepted on/) as string },
  })
  await correct('2027-01-04')
  expect(start()).toBe('2027-01-04')
})
