import { and, eq } from 'drizzle-orm'
import { dayOf42 } from '../../reablement/episode.ts'
import { sixWeeksOn } from '../../reablement/six-weeks.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, episode } from '../storage/schema.ts'
import type { HuddleRow } from './open-huddle.ts'

/**
 * Writes down the day of the six weeks of whoever the clock has on another day than the calendar, before the huddle
 * closes; a trigger writes everybody else's. Three queries, and none more while the clock keeps counting.
 */
export function keepDays(tx: Transaction, { id, date }: HuddleRow): void {
  const sixWeeksOf = sixWeeksReader(tx)
  const rows = tx
    .select({ episode })
    .from(agendaItem)
    .innerJoin(episode, eq(episode.id, agendaItem.episode))
    .where(eq(agendaItem.huddle, id))
    .all()
  for (const { episode: stay } of rows) {
    const { day } = sixWeeksOn(sixWeeksOf(stay), date)
    if (day === dayOf42(stay.start, date)) continue
    tx.update(agendaItem)
      .set({ day })
      .where(and(eq(agendaItem.huddle, id), eq(agendaItem.episode, stay.id)))
      .run()
  }
}
