import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { action, attendance, colleague, huddle } from './schema.ts'

/**
 * Whether an action was agreed while its huddle ran and nobody of its team was there: not yet, not any more, or not at
 * all. The query must hold the action’s row; it asks for the huddle’s and the attendance itself.
 */
export const isMissed: SQL<boolean> = sql`exists (select 1 from ${huddle} held where held.id = ${action.huddle}
    and held.started_at is not null and held.started_at <= ${action.agreedAt})
  and not exists (select 1 from ${attendance} was join ${colleague} one on one.id = was.colleague
    where was.huddle = ${action.huddle} and one.team = ${action.team}
    and was.first_seen_at <= ${action.agreedAt} and (was.left_at is null or was.left_at > ${action.agreedAt}))`
