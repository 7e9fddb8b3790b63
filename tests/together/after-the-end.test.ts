import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EndingPatch } from '#lib/reablement/ending-inputs.ts'
import { endEpisode } from '#lib/server/episodes/end-episode.ts'
import { saveEnding } from '#lib/server/episodes/save-ending.ts'
import { undoEnd } from '#lib/server/episodes/undo-end.ts'
import { leaveAgenda } from '#lib/server/huddles/leave-agenda.ts'
import { actionView } from '#lib/server/register/action-views.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { cancelIn } from '#lib/server/register/cancel-action.ts'
import { collectAction } from '#lib/server/register/collect-action.ts'
import { readRegister } from '#lib/server/register/read-register.ts'
import { readTeamList } from '#lib/server/register/team-list.ts'
import { laterCheck } from '#lib/server/storage/ending-schema.ts'
import { action, setting } from '#lib/server/storage/schema.ts'
import { addAction, cast, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, mia } = cast
const kamla = 'kamla-stay'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const stool = {
  episode: kamla,
  huddle: 'huddle-2026-11-20',
  id: 'stool',
  kind: 'equipment',
  item: 'PS01',
  title: 'Perching stool',
  state: 'done',
  deliveredOn: '2026-11-20',
} as const
const whole: EndingPatch = {
  ...{ ending: 'independent', stepDown: { done: true }, servicesTold: { notNeeded: 'no service follows' } },
  ...{ dated: true, copy: { done: true } },
}
const end = () =>
  endEpisode(
    desk,
    priya,
    { episode: kamla },
    {
      agree: (tx, at, one) => agreeIn(tx, at, priya, one),
      close: (tx, at, id, reason) => cancelIn(tx, at, priya, id, reason),
      leaveAgenda,
    },
  )
const asked = () =>
  desk.storage.select().from(action).where(eq(action.title, 'Collect what is on loan')).all()

test('what stays with them is on loan no more, in words, until the end is taken back', async () => {
  addAction(desk, stool)
  const onLoan = async () =>
    (await readRegister(desk, mia, { state: 'on loan' })).rows.map(({ id: one }) => one)
  const toCollect = async () => (await readTeamList(desk, priya, 'OT')).loans.map(({ id: one }) => one)
  await saveEnding(desk, priya, { episode: kamla, change: { ...whole, items: { stool: 'stays' } } })
  expect(await onLoan()).toEqual(['stool'])
  await end()
  expect([await onLoan(), await toCollect(), asked()]).toEqual([[], [], []])
  expect(actionView(desk.storage, 'stool')).toMatchObject({
    ...{ onLoan: false, deliveredOn: '2026-11-20', stays: { on: '2026-11-23', by: 'Priya Shah' } },
  })
  await expect(collectAction(desk, priya, { action: 'stool' })).rejects.toThrow(/nothing of it to collect/)
  await undoEnd(desk, mia, { episode: kamla, why: 'it goes back after all' })
  expect(actionView(desk.storage, 'stool')).toMatchObject({ onLoan: true, stays: null })
  expect(await onLoan()).toEqual(['stool'])
})

test('a check that is dated keeps its day when what they are counted from is changed', async () => {
  const days = () =>
    desk.storage
      .select()
      .from(laterCheck)
      .all()
      .map(({ due }) => due)
  await saveEnding(desk, priya, { episode: kamla, change: { ...whole, dischargedOn: '2026-11-05' } })
  await end()
  const dated = days()
  expect(dated).toEqual(['2027-01-28', '2027-02-04'])
  desk.storage.insert(setting).values({ key: 'anchor', value: '"end"' }).run()
  expect(days()).toEqual(dated)
  // Ended again after it was taken back, they are counted as the setting stands by then.
  await undoEnd(desk, mia, { episode: kamla, why: 'wrong day' })
  await end()
  expect(days().slice(2)).toEqual(['2027-02-15', '2027-02-22'])
})
