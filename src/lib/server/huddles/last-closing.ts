import { and, count, eq, inArray, ne } from 'drizzle-orm'
import { action, agendaItem } from '../storage/schema.ts'
import { lastClosed } from './agenda-facts.ts'
import type { Reader } from './agenda-facts.ts'

/** What came of a huddle, in two figures. */
export interface Closing {
  date: string
  closedAt: string
  /** How many people were talked about or looked at. */
  people: number
  /** How many actions were agreed and stand. */
  actions: number
}

/** What the last huddle came to; null before the first has closed, or when nobody closed it. Three queries. */
export function lastClosing(reader: Reader): Closing | null {
  const last = lastClosed(reader)
  if (!last || last.itself) return null
  const reached = inArray(agendaItem.outcome, ['discussed', 'no change', 'parked'])
  const people = reader
    .select({ many: count() })
    .from(agendaItem)
    .where(and(eq(agendaItem.huddle, last.id), reached))
    .get()
  const actions = reader
    .select({ many: count() })
    .from(action)
    .where(and(eq(action.huddle, last.id), ne(action.state, 'cancelled')))
    .get()
  const { date, closedAt } = last
  return { date, closedAt, people: people?.many ?? 0, actions: actions?.many ?? 0 }
}
