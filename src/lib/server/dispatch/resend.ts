import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { channel, delivery } from '../storage/dispatch-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { findTeam } from './edit-channels.ts'
import { makeDue } from './queue.ts'

const resendInput = z.union([z.object({ delivery: z.string().min(1).max(40) }), z.object({ team: teamCode })])

/**
 * Sends again what died, and what waits at once: one delivery, or all of a team. Returns how many; none when somebody
 * was quicker or the channel is off. @throws Problem 'not-found', perform's.
 */
export async function resend(desk: Desk, who: Colleague | null, given: unknown): Promise<{ again: number }> {
  const input = parse(resendInput, given)
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'resend',
    thing: (tx) => ('team' in input ? findTeam(tx, input.team) : findDelivery(tx, input.delivery)),
    work: (tx, at) => {
      const again = makeDue(tx, at, 'team' in input ? input : { id: input.delivery })
      Object.assign(detail, { again, ...input })
      return { again }
    },
    detail,
  })
}

function findDelivery(tx: Transaction, id: string) {
  const found = tx
    .select({ team: channel.team })
    .from(delivery)
    .innerJoin(channel, eq(channel.id, delivery.channel))
    .where(eq(delivery.id, id))
    .get()
  if (!found) throw new Problem('not-found')
  return { kind: 'team', id: found.team, team: found.team } as const
}
