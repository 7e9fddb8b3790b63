import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { teamTimeInput } from '../../reablement/telling.ts'
import type { TeamTimeInput } from '../../reablement/telling.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, team } from '../storage/schema.ts'
import { teamTime } from '../storage/waits-schema.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import { signedIn } from './signed-in.ts'

/**
 * Sets how long something may wait at a team until it is told again, and who leads the team. It counts from the next
 * look on, for what waits already too.
 * @throws Problem 'bad-input' naming the field, 'not-found', or perform's.
 */
export async function setTeamTime(
  desk: Desk,
  who: Colleague | null,
  input: TeamTimeInput,
): Promise<{ minutes: number }> {
  const { team: code, hours, lead } = parse(teamTimeInput, input)
  const minutes = Math.round(hours * 60)
  return perform(desk, who, {
    act: 'set team time',
    thing: (tx) => findTeam(tx, code),
    work: (tx, at) => {
      if (lead !== null) checkLead(tx, lead)
      const set = { minutes, lead, changedBy: signedIn(who).id, changedAt: at }
      tx.insert(teamTime)
        .values({ team: code, ...set })
        .onConflictDoUpdate({ target: teamTime.team, set })
        .run()
      return { minutes }
    },
    detail: { team: code, minutes, lead },
  })
}

function findTeam(tx: Transaction, code: string) {
  const found = tx.select({ code: team.code }).from(team).where(eq(team.code, code)).get()
  if (!found) throw new Problem('not-found', { field: 'team' })
  return { kind: 'team', id: found.code, team: found.code } as const
}

/** Somebody who works here, of whatever team: one may lead two. */
function checkLead(tx: Transaction, id: string): void {
  const row = tx.select().from(colleague).where(eq(colleague.id, id)).get()
  if (!row?.active || row.role === 'screen')
    throw new Problem('bad-input', { field: 'lead', detail: 'Choose somebody who works here.' })
}
