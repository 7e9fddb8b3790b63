import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Telling } from '../../reablement/telling.ts'
import { action, actionEvent } from './schema.ts'
import { actionTold } from './waits-schema.ts'

/**
 * `Waits.since` of an action: when it last came to whoever is to accept it, when it was declined, else the day it is due.
 * A promise for another day, or an escalation, begins no new waiting. The query must hold the action’s row and another
 * table’s, so that its columns have their table’s name.
 */
export const waitsSince: SQL<string> = sql<string>`case ${action.state}
  when 'agreed' then coalesce((select max(came.at) from ${actionEvent} came where came.action = ${action.id}
    and came.to_state = 'agreed'
    and (came.from_state is null or came.from_state <> 'agreed' or came.act = 're-assign')), ${action.agreedAt})
  when 'declined' then coalesce(${action.endedAt}, ${action.agreedAt})
  else ${action.due} end`

/** When this telling of the present waiting was made; null: not yet. The same holds for the query. */
export function toldAt(telling: Telling): SQL<string | null> {
  return sql<string | null>`(select told.at from ${actionTold} told where told.action = ${action.id}
    and told.telling = ${telling} and told.since = ${waitsSince})`
}
