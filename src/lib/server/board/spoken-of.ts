import { and, eq, gte, inArray, isNotNull, isNull, ne, notInArray, or } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { Transaction } from '../storage/open.ts'
import { action, agendaItem, episode, huddle, person } from '../storage/schema.ts'
import { toldAt } from '../storage/waits.ts'
import { onBoardStates } from './on-board.ts'
import type { PersonRow } from './on-board.ts'

/** More than this many have never left with something open. [choice] */
const most = 500
/** For so many days something declined may still be one of yesterday’s promises, over any holiday; longer when its team’s lead was told of it. [choice] */
const declinedDays = 14

/**
 * Whose stay has ended, or ended today by a file, though the open huddle still speaks of them: on its agenda, or with an
 * action that is open, agreed in it or lately declined. Their names may stand in any text of it. One query.
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
  return tx
    .select({ person })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(
      and(
        notInArray(episode.state, [...onBoardStates]),
        or(inArray(episode.id, listed), inArray(episode.id, promised)),
      ),
    )
    .limit(most)
    .all()
    .map((row) => row.person)
}
