import { and, eq, gte, isNotNull, or, sql } from 'drizzle-orm'
import { actionKinds } from '../../reablement/catalogue.ts'
import type { ActionKind } from '../../reablement/catalogue.ts'
import { addDays, daysBetween, instantOf, londonDate } from '../../reablement/dates.ts'
import { median } from '../../reablement/median.ts'
import type { KindBar, RegisterTiles } from '../../reablement/register.ts'
import { action, actionEvent } from '../storage/schema.ts'
import type { Reader } from './action-views.ts'
import { isOpen } from './filters.ts'

interface Done {
  kind: ActionKind
  days: number
  endedOn: string
  onTime: boolean
}

/** Tiles and bars in two queries. */
export function monthFigures(reader: Reader, now: Date): { tiles: RegisterTiles; bars: KindBar[] } {
  const today = londonDate(now)
  const month = `${today.slice(0, 7)}-01`
  const lastMonth = `${addDays(month, -1).slice(0, 7)}-01`
  const done = doneSince(reader, lastMonth)
  const lately = done.filter(({ endedOn }) => endedOn >= month)
  const before = done.filter(({ endedOn }) => endedOn < month)
  const tiles = {
    ...counted(reader, today, month),
    medianDays: { thisMonth: medianDays(lately), lastMonth: medianDays(before) },
    onTime: { percent: percentOnTime(lately), of: lately.length },
  }
  return { tiles, bars: actionKinds.map((kind) => barOf(kind, done)) }
}

function counted(reader: Reader, today: string, month: string) {
  const since = instantOf(month, '00:00').toISOString()
  const row = reader
    .select({
      open: sql<number>`count(*) filter (where ${isOpen})`,
      overdue: sql<number>`count(*) filter (where ${isOpen} and ${action.due} < ${today})`,
      declined: sql<number>`count(*) filter (where ${action.state} = 'declined' and ${action.endedAt} >= ${since})`,
    })
    .from(action)
    .get()
  return row ?? { open: 0, overdue: 0, declined: 0 }
}

/** What was done and has been collected since is no less done. */
const wasDone = or(
  eq(action.state, 'done'),
  and(
    eq(action.state, 'collected'),
    sql`exists (select 1 from ${actionEvent} e where e.action = ${action.id} and e.to_state = 'done')`,
  ),
)

function doneSince(reader: Reader, day: string): Done[] {
  const since = instantOf(day, '00:00').toISOString()
  const rows = reader
    .select({ kind: action.kind, agreedAt: action.agreedAt, endedAt: action.endedAt, due: action.due })
    .from(action)
    .where(and(wasDone, isNotNull(action.endedAt), gte(action.endedAt, since)))
    .all()
  return rows.map(({ kind, agreedAt, endedAt, due }) => {
    const endedOn = londonDate(new Date(endedAt ?? agreedAt))
    return {
      kind,
      endedOn,
      days: daysBetween(londonDate(new Date(agreedAt)), endedOn),
      onTime: endedOn <= due,
    }
  })
}

function medianDays(done: readonly Done[]): number | null {
  return median(done.map(({ days }) => days))
}

function percentOnTime(done: readonly Done[]): number | null {
  const kept = done.filter(({ onTime }) => onTime).length
  return done.length ? Math.round((kept / done.length) * 100) : null
}

function barOf(kind: ActionKind, done: readonly Done[]): KindBar {
  const mine = done.filter((one) => one.kind === kind)
  return { kind, medianDays: medianDays(mine), of: mine.length }
}
