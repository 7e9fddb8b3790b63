import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeclineReason } from '#lib/reablement/action.ts'
import { declineAction } from '#lib/server/register/decline-action.ts'
import { declineCounts } from '#lib/server/register/decline-counts.ts'
import { agreeAction } from '#lib/server/register/agree-action.ts'
import { correctAction } from '#lib/server/register/correct-action.ts'
import { reAssignAction } from '#lib/server/register/re-assign-action.ts'
import { readRegister } from '#lib/server/register/read-register.ts'
import { readTeamList } from '#lib/server/register/team-list.ts'
import { setTeamTime } from '#lib/server/access/set-team-time.ts'
import { tellWaits } from '#lib/server/register/tell-waits.ts'
import { agreeing, cast, countQueries, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => {
  desk.remove()
})

const { priya, olu, tom, mia, ada } = cast
async function decline(reason: DeclineReason, words = '', team: 'OT' | 'CT' = 'OT'): Promise<string> {
  const task = { kind: 'task', item: undefined, title: 'Ring the GP' } as const
  const { id } = await agreeAction(desk, priya, agreeing({ ...task, team, due: '2026-12-01' }))
  await declineAction(desk, team === 'OT' ? priya : tom, { action: id, reason, words })
  return id
}
const said = (only?: string) =>
  declineCounts(desk.storage, desk.clock(), only).map(
    ({ team, reason, thisMonth, lastMonth }) => `${team} ${reason} ${String(thisMonth)} ${String(lastMonth)}`,
  )

describe('declines by reason', () => {
  test('are counted for each team, this month and the last, whatever words came with them', async () => {
    await decline('no capacity')
    await decline('no capacity', 'back on Monday: perhaps')
    await decline('other', 'no capacity: so to say')
    await decline('duplicate', '', 'CT')
    expect(said()).toEqual(['OT no capacity 2 0', 'OT other 1 0', 'CT duplicate 1 0'])
    expect(said('CT')).toEqual(['CT duplicate 1 0'])
    // The last evening of November in London.
    desk.clock.setTo('2026-11-30T23:30:00.000Z')
    await decline('not appropriate')
    desk.clock.setTo('2026-12-01T00:30:00.000Z')
    await decline('no capacity')
    expect(said('OT')).toEqual(['OT no capacity 1 2', 'OT not appropriate 0 1', 'OT other 0 1'])
    desk.clock.setTo('2027-01-02T10:00:00.000Z')
    expect(said()).toEqual(['OT no capacity 0 1'])
  })

  test('stay with the team that declined when somebody else takes it up; one taken back is none', async () => {
    const given = await decline('no capacity')
    await reAssignAction(desk, priya, { action: given, team: 'CT', owner: null })
    await declineAction(desk, tom, { action: given, reason: 'not appropriate', words: '' })
    const slip = await decline('duplicate')
    await correctAction(desk, priya, { action: slip, reason: 'the wrong row' })
    expect(said()).toEqual(['OT no capacity 1 0', 'CT not appropriate 1 0'])
  })

  test('stand on the team’s list and in the register, asked for once', async () => {
    await decline('no capacity')
    await decline('duplicate', '', 'CT')
    expect((await readTeamList(desk, priya, 'OT')).declines).toEqual([
      { team: 'OT', reason: 'no capacity', thisMonth: 1, lastMonth: 0 },
    ])
    expect((await readRegister(desk, mia)).declines).toHaveLength(2)
    const few = await countQueries(desk, () => readTeamList(desk, priya, 'OT'))
    for (let n = 0; n < 20; n += 1) await decline('no capacity')
    expect(await countQueries(desk, () => readTeamList(desk, priya, 'OT'))).toBe(few)
  })
})

describe('for the lead', () => {
  test('the list shows what they were told of, to them and to managers, until it is answered', async () => {
    await setTeamTime(desk, ada, { team: 'OT', hours: 1, lead: 'olu' })
    await tellWaits(desk)
    const { id } = await agreeAction(desk, priya, agreeing({ due: '2026-11-27' }))
    desk.clock.setTo('2026-11-23T10:20:00.000Z')
    await tellWaits(desk)
    expect((await readTeamList(desk, olu, 'OT')).forLead).toEqual([])
    desk.clock.setTo('2026-11-23T11:20:00.000Z')
    await tellWaits(desk)
    for (const who of [olu, mia])
      expect((await readTeamList(desk, who, 'OT')).forLead).toMatchObject([
        { id, person: 'Kamla Chauhan', waits: { lead: '2026-11-23T11:20:00.000Z' } },
      ])
    for (const who of [priya, tom, ada]) expect((await readTeamList(desk, who, 'OT')).forLead).toBeNull()
    expect((await readTeamList(desk, olu, 'CT')).forLead).toBeNull()
    expect((await readTeamList(desk, priya, 'OT')).time).toEqual({
      ...{ minutes: 60, lead: { id: 'olu', name: 'Olu Adeyemi' } },
    })
    await reAssignAction(desk, olu, { action: id, team: 'OT', owner: 'olu' })
    expect((await readTeamList(desk, olu, 'OT')).forLead).toEqual([])
  })
})
