import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { channelKinds } from '../../reablement/outgoing.ts'
import type { ChannelKind } from '../../reablement/outgoing.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { channelRow } from './channels.ts'
import { findTeam } from './edit-channels.ts'
import { putDelivery } from './take.ts'

const testInput = z.object({ team: teamCode, kind: z.enum(channelKinds) })

/** Sends a test about nobody by one of a team's channels; it waits behind nothing. @throws Problem 'not-found', perform's. */
export async function testChannel(
  desk: Desk,
  who: Colleague | null,
  given: unknown,
): Promise<{ kind: ChannelKind }> {
  const { team, kind } = parse(testInput, given)
  return perform(desk, who, {
    act: 'test channel',
    thing: (tx) => findTeam(tx, team),
    work: (tx, at) => {
      const row = channelRow(tx, team, kind)
      if (!row?.on) throw new Problem('not-found', { field: kind, detail: 'That channel is not on.' })
      putDelivery(tx, at, { channel: row.id, outbox: null, topic: 'test', form: 'single' })
      return { kind }
    },
    detail: { team, kind },
  })
}
