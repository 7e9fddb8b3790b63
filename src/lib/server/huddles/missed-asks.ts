import { and, count, eq } from 'drizzle-orm'
import type { Steering } from '../../reablement/huddle.ts'
import { isMissed } from '../storage/missed.ts'
import { action } from '../storage/schema.ts'
import type { Reader } from './agenda-facts.ts'

/** How many actions of each team wait that were agreed while nobody of it was there. One query. */
export function missedAsks(reader: Reader): Steering['missed'] {
  const rows = reader
    .select({ team: action.team, n: count() })
    .from(action)
    .where(and(eq(action.state, 'agreed'), isMissed))
    .groupBy(action.team)
    .all()
  return Object.fromEntries(rows.map(({ team, n }) => [team, n]))
}

/** Whether this action is one of them, or was before its team answered. */
export function wasMissed(reader: Reader, id: string): boolean {
  const where = and(eq(action.id, id), isMissed)
  return reader.select({ id: action.id }).from(action).where(where).get() !== undefined
}
