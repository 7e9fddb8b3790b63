import { and, eq, exists, gt, gte, inArray, isNull, lte, not } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { action, actionEvent } from '../storage/schema.ts'
import type { LastClosed, Reader } from './agenda-facts.ts'

/** Each answers a promise for a huddle, whatever its day and its state are afterwards. */
export const answers = ['re-date', 're-assign', 'escalate'] as const

/**
 * Whether an action was declined since the last huddle’s agenda was made, which is its start: owners answer at the
 * read-back, too. One that was settled, or that the last huddle itself answered, is left out. Nothing before the first
 * huddle. The query must hold the action’s row.
 */
export function isDeclinedSince(reader: Reader, last: LastClosed | null): SQL | undefined {
  const answered = reader
    .select({ id: actionEvent.id })
    .from(actionEvent)
    .where(
      and(
        eq(actionEvent.action, action.id),
        inArray(actionEvent.act, [...answers]),
        gte(actionEvent.at, action.endedAt),
        lte(actionEvent.at, last?.closedAt ?? ''),
      ),
    )
  return and(
    eq(action.state, 'declined'),
    gt(action.endedAt, last?.since ?? '9999'),
    isNull(action.settledAt),
    not(exists(answered)),
  )
}
