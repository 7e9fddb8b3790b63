import { and, eq, gte, inArray, isNotNull, isNull, ne, notInArray, or } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import { ending } from '../storage/ending-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { action, agendaItem, episode, huddle, person } from '../storage/schema.ts'
import { toldAt } from '../storage/waits.ts'
import { onBoardStates } from './on-board.ts'
import type { PersonRow } from './on-board.ts'

/** More than this many have never left with something open. [choice] */
const most = 500
/** For so many days something declined may still be one of yesterday’s promises, over any holiday; longer when its team’s lead was told of it. [choice] */
const declinedDays = 14

/** For so many days a referral that was declined may still be spoken of. [choice] */
const referredDays = 28

/**
 * Who waits for a yes or a no, and whose stay has ended though the open huddle still speaks of them: on its agenda, ended today or yesterday, or with an
 * action that is open, agreed in it or lately declined. Nobody of them is on the board; their names may stand in any text of it. One query.
 */
export function goneButSpokenOf(tx: Transaction, now: Date): PersonRow[] {
  const open = tx.select({ id: huddle.id }).from(huddle).where(ne(huddle.state, 'closed'))
  const listed = tx
    .select({ id: agendaItem.episode })
    .from(agendaItem)
    .where(inArray(agendaItem.huddle, open))
  const declined = and(
    ...[eq(action.state, 'declined'), isNull(action.settledAt)],
    or(gte(action.endedAt, addDays(londonDate(now), -declinedDays)), isNotNull(toldAt('lead'))),
  )
  const promised = tx
    .select({ id: action.episode })
    .from(action)
    .where(or(inArray(action.state, [...openStates]), inArray(action.huddle, open), declined))
  const justEnded = tx
    .select({ id: ending.episode })
    .from(ending)
    .where(gte(ending.endedAt, addDays(londonDate(now), -1)))
  const referred = or(
    eq(episode.state, 'referred'),
    and(eq(episode.state, 'declined'), gte(episode.arrivedAt, addDays(londonDate(now), -referredDays))),
  )
  return tx
    .select({ person })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(
      and(
        notInArray(episode.state, [...onBoardStates]),
        or(
          inArray(episode.id, listed),
          inArray(episode.id, promised),
          inArray(episode.id, justEnded),
          referred,
        ),
      ),
    )
    .limit(most)
    .all()
    .map((row) => row.person)
}
