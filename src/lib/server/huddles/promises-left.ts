import { and, asc, eq, exists, gte, inArray, lt, not, or } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import { action, actionEvent } from '../storage/schema.ts'
import { lastClosed } from './agenda-facts.ts'
import type { Reader } from './agenda-facts.ts'
import { answers, isDeclinedSince } from './declined-since.ts'
import type { HuddleRow } from './open-huddle.ts'

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
  const declined = isDeclinedSince(reader, lastClosed(reader))
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
