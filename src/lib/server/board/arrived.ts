import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { actionLine, isFitted } from '../../reablement/action.ts'
import { sayDay } from '../../reablement/dates.ts'
import type { Transaction } from '../storage/open.ts'
import { action, actionEvent, episode, huddle } from '../storage/schema.ts'
import { onBoardStates } from './on-board.ts'

/** What is there by now; what was cancelled or collected afterwards is no news. */
const there = ['delivered', 'shown', 'done'] as const

/**
 * By episode, what came since the last huddle, in words; one query. It came when somebody said so, for a day typed later
 * may be an earlier one; and since a huddle is since its start, as for all news. Nothing came before there was one. [choice]
 */
export function arrivedSince(tx: Transaction): Map<string, string[]> {
  const last = sql`(select max(coalesce(${huddle.startedAt}, ${huddle.closedAt})) from ${huddle} where ${huddle.state} = 'closed')`
  const saidAt = sql`(select max(${actionEvent.at}) from ${actionEvent}
    where ${actionEvent.action} = ${action.id} and ${actionEvent.act} = 'deliver')`
  const rows = tx
    .select({
      ...{ episode: action.episode, kind: action.kind, title: action.title, quantity: action.quantity },
      ...{ room: action.room, state: action.state, on: action.deliveredOn },
    })
    .from(action)
    .innerJoin(episode, and(eq(episode.id, action.episode), inArray(episode.state, [...onBoardStates])))
    .where(and(inArray(action.state, [...there]), gt(saidAt, last)))
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
