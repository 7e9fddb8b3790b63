import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EndingPatch } from '#lib/reablement/ending-inputs.ts'
import { endEpisode } from '#lib/server/episodes/end-episode.ts'
import { recordEthnicity } from '#lib/server/episodes/record-ethnicity.ts'
import { saveEnding } from '#lib/server/episodes/save-ending.ts'
import { undoEnd } from '#lib/server/episodes/undo-end.ts'
import { leaveAgenda } from '#lib/server/huddles/leave-agenda.ts'
import { joinExports } from '#lib/server/join-exports.ts'
import { agreeIn } from '#lib/server/register/agree-action.ts'
import { cancelIn } from '#lib/server/register/cancel-action.ts'
import { cast, noPhotos, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { priya, mia } = cast
const episode = 'kamla-stay'
let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

async function end(): Promise<void> {
  const change: EndingPatch = {
    ...{ ending: 'independent', stepDown: { done: true }, servicesTold: { notNeeded: 'no service follows' } },
    ...{ dated: true, copy: { done: true } },
  }
  await saveEnding(desk, priya, { episode, change })
  await endEpisode(
    desk,
    priya,
    { episode },
    {
      agree: (tx, at, asked) => agreeIn(tx, at, priya, asked),
      close: (tx, at, id, reason) => cancelIn(tx, at, priya, id, reason),
      leaveAgenda,
    },
  )
}

/** Kamla's row of this quarter, by an independent reader. */
async function row(): Promise<Record<string, string> | undefined> {
  const { text } = await joinExports(desk, noPhotos).clientLevelData(mia, '2026-10-01')
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
  return rows.find((one) => one['Event_Reference'] === episode)
}

test('an episode that was ended here goes out with its day and national outcome, until its end is taken back', async () => {
  await end()
  expect(await row()).toMatchObject({
    Event_End_Date: '2026-11-23',
    Event_Outcome: 'NFA: Support ended as planned',
  })
  const bundle = JSON.parse(
    (await joinExports(desk, noPhotos).bundle(priya, episode, 'https://perch.example')).text,
  ) as {
    entry: { resource: Record<string, unknown> }[]
  }
  expect(bundle.entry.map(({ resource }) => resource)).toContainEqual(
    expect.objectContaining({
      ...{ resourceType: 'EpisodeOfCare', status: 'finished' },
      period: { start: '2026-11-09', end: '2026-11-23' },
    }),
  )
  const { text } = await joinExports(desk, noPhotos).text(priya, episode, 'case record')
  expect(text).toContain('HOW IT ENDED\nEnded on Monday 23 November 2026: ')
  await undoEnd(desk, mia, { episode, why: 'ended by mistake' })
  expect(await row()).toMatchObject({ Event_End_Date: '', Event_Outcome: '' })
})

test('the ethnicity that was recorded goes out, and is no more listed as missing', async () => {
  const missing = async () => {
    const { unmapped } = await joinExports(desk, noPhotos).quarter(mia, '2026-10-01')
    return unmapped.find(({ field }) => field === 'Ethnicity')?.episodes ?? 0
  }
  expect((await row())?.['Ethnicity']).toBe('')
  const before = await missing()
  const ethnicity = 'Asian or Asian British: Indian'
  await recordEthnicity(desk, priya, { episode, ethnicity })
  expect((await row())?.['Ethnicity']).toBe(ethnicity)
  expect(await missing()).toBe(before - 1)
})
