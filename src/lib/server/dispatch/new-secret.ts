import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { channel } from '../storage/dispatch-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { channelRow } from './channels.ts'
import { findTeam } from './edit-channels.ts'
import { newSecret } from './sign.ts'

/** How long the secret before signs as well, so that the receiver can be given the new one: a day. [choice] */
const overlap = 86_400_000

/**
 * Gives a team's webhook another secret, shown this once. For a day both sign.
 * @throws Problem 'not-found' when there is no webhook, or perform's.
 */
export async function changeSecret(
  desk: Desk,
  who: Colleague | null,
  given: unknown,
): Promise<{ secret: string }> {
  const input = parse(z.object({ team: teamCode }), given)
  return perform(desk, who, {
    act: 'edit channels',
    thing: (tx) => findTeam(tx, input.team),
    work: (tx, at) => {
      const row = channelRow(tx, input.team, 'webhook')
      if (!row?.secret) throw new Problem('not-found', { detail: 'This team has no webhook yet.' })
      const secret = newSecret()
      const beforeUntil = new Date(Date.parse(at) + overlap).toISOString()
      tx.update(channel)
        .set({ secret, secretBefore: row.secret, beforeUntil, changedAt: at })
        .where(eq(channel.id, row.id))
        .run()
      return { secret }
    },
    detail: { team: input.team, secret: 'changed' },
  })
}
