import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { actionLine, isFitted } from '../../reablement/action.ts'
import { sayDay } from '../../reablement/dates.ts'
import type { Transaction } from '../storage/open.ts'
import { action, episode, huddle } from '../storage/schema.ts'
import { onBoardStates } from './on-board.ts'

/** By episode, what came since the last huddle, in words; one query. Nothing came before there was a huddle. */
export function arrivedSince(tx: Transaction): Map<string, string[]> {
  const last = sql`(select max(${huddle.date}) from ${huddle} where ${huddle.state} = 'closed')`
  const rows = tx
    .select({
      ...{ episode: action.episode, kind: action.kind, title: action.title, quantity: action.quantity },
      ...{ room: action.room, state: action.state, on: action.deliveredOn },
    })
    .from(action)
    .innerJoin(episode, and(eq(episode.id, action.episode), inArray(episode.state, [...onBoardStates])))
    .where(and(gte(action.deliveredOn, last), isNull(action.collectedOn)))
    .orderBy(asc(action.deliveredOn), asc(action.agreedAt))
    .all()
  const groups = Map.groupBy(rows, (row) => row.episode)
  return new Map([...groups].map(([id, all]) => [id, all.map(sayArrived)]))
}

function sayArrived(row: Parameters<typeof actionLine>[0] & Arrived): string {
  const came = `${isFitted(row) ? 'fitted' : 'delivered'} ${row.on === null ? '' : sayDay(row.on)}`
  return `${actionLine(row)}: ${came}, ${row.state === 'delivered' ? 'not shown' : 'shown and working'}`
}

type Arrived = Pick<typeof action.$inferSelect, 'kind' | 'state'> & { on: string | null }
