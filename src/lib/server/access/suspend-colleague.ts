import { and, eq, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { colleague, session } from '../storage/schema.ts'
import { perform } from './perform.ts'
import type { Sessions } from './sessions.ts'

/**
 * Takes a colleague's access away: they cannot sign in again, and every session they have ends at once, with all its
 * sockets. What they wrote stays. Throws Problem `not-signed-in`, `not-allowed` or `not-found`.
 */
export async function suspendColleague(
  desk: Desk,
  sessions: Sessions,
  who: Colleague | null,
  input: { colleague: string },
): Promise<void> {
  const open = await perform(desk, who, {
    act: 'suspend colleague',
    thing: (tx) => {
      const row = tx
        .select({ id: colleague.id })
        .from(colleague)
        .where(eq(colleague.id, input.colleague))
        .get()
      if (!row) throw new Problem('not-found')
      return { kind: 'colleague', id: row.id }
    },
    work: (tx) => {
      tx.update(colleague).set({ active: false }).where(eq(colleague.id, input.colleague)).run()
      return tx
        .select({ id: session.id })
        .from(session)
        .where(and(eq(session.colleague, input.colleague), isNull(session.endedAt)))
        .all()
    },
  })
  for (const { id } of open) sessions.end(id)
}
