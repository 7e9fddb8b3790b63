import { asc, eq } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { ActionView } from '../../reablement/action.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Storage } from '../storage/open.ts'
import { action, colleague, huddle } from '../storage/schema.ts'

/** Anything that can be asked: the storage itself or a transaction on it. */
export type Reader = Pick<Storage, 'select'>

export const owner = alias(colleague, 'owner')
export const agreer = alias(colleague, 'agreer')

/** What a query must select so that `asView` can show it: join huddle, agreer and (left) owner. */
export const viewColumns = {
  action,
  ownerName: owner.name,
  agreerName: agreer.name,
  huddleDate: huddle.date,
}

/** A row of such a query. */
export interface ViewRow {
  action: typeof action.$inferSelect
  ownerName: string | null
  agreerName: string
  huddleDate: string
}

/** The row as screens show it. */
export function asView({ action: row, ownerName, agreerName, huddleDate }: ViewRow): ActionView {
  const { id, episode, kind, item, title, quantity, room, detail, team, due, state, agreedAt, lastNote } = row
  const { escalatedAt, settledAt, urgent, because } = row
  return {
    ...{ id, episode, kind, item, title, quantity, room, detail, team },
    owner: row.owner === null ? null : { id: row.owner, name: ownerName ?? '' },
    ...{ due, state, agreedAt },
    agreedBy: { id: row.agreedBy, name: agreerName },
    lastNote,
    huddle: huddleDate,
    ...{ escalated: escalatedAt, settled: settledAt, urgent, because },
  }
}

/** The actions a condition picks, oldest agreed first, in one query. Without a condition: all of them. */
export function actionViews(reader: Reader, where?: SQL): ActionView[] {
  const rows: ViewRow[] = reader
    .select(viewColumns)
    .from(action)
    .innerJoin(huddle, eq(huddle.id, action.huddle))
    .innerJoin(agreer, eq(agreer.id, action.agreedBy))
    .leftJoin(owner, eq(owner.id, action.owner))
    .where(where)
    .orderBy(asc(action.agreedAt), asc(action.id))
    .all()
  return rows.map(asView)
}

/** One action. @throws Problem 'not-found'. */
export function actionView(reader: Reader, id: string): ActionView {
  const [view] = actionViews(reader, eq(action.id, id))
  if (!view) throw new Problem('not-found')
  return view
}
