import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CheckResult } from '#lib/reablement/later-check.ts'
import { endEpisode } from '#lib/server/episodes/end-episode.ts'
import { countDue, readLaterChecks } from '#lib/server/episodes/read-later-checks.ts'
import { saveEnding } from '#lib/server/episodes/save-ending.ts'
import { sayLaterCheck } from '#lib/server/episodes/say-later-check.ts'
import { undoEnd } from '#lib/server/episodes/undo-end.ts'
import { leaveAgenda } from '#lib/server/huddles/leave-agenda.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { cancelIn } from '#lib/server/register/cancel-action.ts'
import { episodeEvent } from '#lib/server/storage/course-schema.ts'
import { laterCheck } from '#lib/server/storage/ending-schema.ts'
import { cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

/** An end taken back after somebody was rung about a later check. */
const { priya, mia } = cast
const kamla = 'kamla-stay'
let desk: TestDesk
beforeEach(async () => {
  desk = smallService()
  const said = { ending: 'independent', stepDown: { done: true }, servicesTold: { done: true } } as const
  const change = { ...said, dated: true, copy: { done: true } } as const
  await saveEnding(desk, priya, { episode: kamla, change })
  await end()
})
afterEach(() => desk.remove())

const effects = {
  agree: (...[tx, at, asked]: [Parameters<typeof agreeIn>[0], string, Parameters<typeof agreeIn>[3]]) =>
    agreeIn(tx, at, priya, asked),
  close: (tx: Parameters<typeof cancelIn>[0], at: string, id: string, why: string) =>
    cancelIn(tx, at, priya, id, why),
  leaveAgenda,
}
const end = () => endEpisode(desk, priya, { episode: kamla }, effects)
const undo = () => undoEnd(desk, mia, { episode: kamla, why: 'they came back to us' })
const rows = () => desk.storage.select().from(laterCheck).all()
const shown = () =>
  rows().map(({ name, result, withdrawnAt }) => [name, result, withdrawnAt === null ? 'stands' : 'withdrawn'])
const dueOf = (name: string) => rows().find((row) => row.name === name)?.due ?? ''
const say = async (name: 'first' | 'second', said: CheckResult) => {
  const check = rows().find((row) => row.name === name && row.withdrawnAt === null)?.id ?? ''
  desk.clock.setTo(`${dueOf(name)}T12:00:00.000Z`)
  await sayLaterCheck(desk, priya, { check, said, after: 0 })
}
const settled = async () => (await readLaterChecks(desk, priya, 'settled')).rows.map(({ words }) => words)
const lastTold = () =>
  desk.storage
    .select()
    .from(episodeEvent)
    .all()
    .slice(-2)
    .map(({ words }) => words)

test('one that was answered stays found and is not asked again; the other is dated anew', async () => {
  await say('first', 'at home')
  const before = await settled()
  await undo()
  expect(shown()).toEqual([
    ['first', 'at home', 'stands'],
    ['second', null, 'withdrawn'],
  ])
  expect(await settled()).toEqual(before)
  await end()
  expect(shown()).toEqual([
    ['first', 'at home', 'stands'],
    ['second', null, 'withdrawn'],
    ['second', null, 'stands'],
  ])
  expect(lastTold()[0]).toMatch(/^91-day check \w{3} /)
  expect(countDue(desk.storage, dueOf('second'))).toBe(1)
})

test('both answered: the rate keeps them, and the next end dates none', async () => {
  await say('first', 'at home')
  await say('second', 'extra care')
  const { rate } = await readLaterChecks(desk, priya, 'due')
  expect(rate).toContain('1 of 1')
  await undo()
  expect((await readLaterChecks(desk, priya, 'due')).rate).toBe(rate)
  await end()
  expect(shown()).toEqual([
    ['first', 'at home', 'stands'],
    ['second', 'extra care', 'stands'],
  ])
  expect(lastTold()).toEqual(['The end was taken back', expect.stringMatching(/^Ended on /)])
  // A slip is still put right in the list of settled ones.
  const [, second] = rows()
  await sayLaterCheck(desk, priya, { check: second?.id ?? '', said: 'in hospital', after: 1 })
  expect(rows()[1]).toMatchObject({ result: 'in hospital' })
})
