import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, huddle } from '../storage/schema.ts'

/**
 * Somebody’s episode ends, or is declined after all, while a huddle runs: whoever still waits for their turn is off its agenda. Whoever had a
 * turn stays with what came of it. For the transaction of that act. [choice]
 * @throws Problem 'wrong-state' while they are the one talked about.
 */
export function leaveAgenda(tx: Transaction, episode: string): void {
  const live = tx.select().from(huddle).where(eq(huddle.state, 'live')).get()
  if (!live) return
  if (live.current === episode) {
    const detail = 'The huddle is talking about them just now. Go on to the next person first.'
    throw new Problem('wrong-state', { field: 'episode', detail })
  }
  const theirs = and(
    eq(agendaItem.huddle, live.id),
    eq(agendaItem.episode, episode),
    isNull(agendaItem.outcome),
  )
  tx.update(agendaItem)
    .set({ outcome: 'discussed' })
    .where(and(theirs, isNotNull(agendaItem.turn)))
    .run()
  tx.delete(agendaItem).where(theirs).run()
}
