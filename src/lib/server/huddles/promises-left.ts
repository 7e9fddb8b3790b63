import { and, asc, eq, exists, gte, inArray, isNull, lt, lte, not, or } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import { action, actionEvent } from '../storage/schema.ts'
import { toldAt } from '../storage/waits.ts'
import { lastClosed } from './agenda-facts.ts'
import type { Reader } from './agenda-facts.ts'
import { answers, isDeclinedSince } from './declined-since.ts'
import type { HuddleRow } from './open-huddle.ts'

/**
 * Yesterday’s promises that wait for an answer, whoever’s they are, longest due first: actions that are late, were
 * declined since the last huddle and are not settled, or that their team’s lead was told of before this huddle started:
 * nobody has accepted them, or nobody has taken up what was declined. One answered since this huddle started is left
 * out; one escalated before is asked after each day until it is done. [choice] Ids of actions, in two queries.
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
    .where(and(or(late, declined, isToldToLead(reader, startedAt)), not(exists(answered))))
    .orderBy(asc(action.due), asc(action.id))
    .all()
    .map(({ id }) => id)
}

/** What a lead was told of and nobody has answered. In a huddle that runs the list grows under nobody’s hand. */
function isToldToLead(reader: Reader, startedAt: string | null): SQL | undefined {
  const escalated = reader
    .select({ id: actionEvent.id })
    .from(actionEvent)
    .where(
      and(
        eq(actionEvent.action, action.id),
        eq(actionEvent.act, 'escalate'),
        gte(actionEvent.at, action.endedAt),
      ),
    )
  const declined = and(eq(action.state, 'declined'), isNull(action.settledAt), not(exists(escalated)))
  return and(or(eq(action.state, 'agreed'), declined), lte(toldAt('lead'), startedAt ?? '9999'))
}
