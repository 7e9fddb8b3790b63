import { and, asc, eq, exists, gt, gte, inArray, isNull, lt, not, or } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import { action, actionEvent } from '../storage/schema.ts'
import { lastClosed } from './agenda-facts.ts'
import type { Reader } from './agenda-facts.ts'
import type { HuddleRow } from './open-huddle.ts'

/** Each answers a promise for this huddle, whatever its day and its state are afterwards. */
const answers = ['re-date', 're-assign', 'escalate'] as const

/**
 * Yesterday’s promises that wait for an answer, whoever’s they are, longest due first: actions that are late, or were
 * declined since the last huddle and are not settled. One answered since this huddle started is left out; one escalated
 * before is asked after each day until it is done. [choice] Ids of actions, in two queries.
 */
export function promisesLeft(
  reader: Reader,
  { date, startedAt }: Pick<HuddleRow, 'date' | 'startedAt'>,
): string[] {
  const late = and(inArray(action.state, [...openStates]), lt(action.due, date))
  const since = lastClosed(reader)?.closedAt ?? '9999'
  const declined = and(eq(action.state, 'declined'), gt(action.endedAt, since), isNull(action.settledAt))
  const answered = reader
    .select({ id: actionEvent.id })
    .from(actionEvent)
    .where(
      and(
        eq(actionEvent.action, action.id),
        inArray(actionEvent.act, [...answers]),
        gte(actionEvent.at, startedAt ?? '9999'),
      ),
    )
  return reader
    .select({ id: action.id })
    .from(action)
    .where(and(or(late, declined), not(exists(answered))))
    .orderBy(asc(action.due), asc(action.id))
    .all()
    .map(({ id }) => id)
}
