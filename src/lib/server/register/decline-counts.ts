import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm'
import { declineReasons } from '../../reablement/action.ts'
import type { DeclineReason } from '../../reablement/action.ts'
import { addDays, instantOf, londonDate } from '../../reablement/dates.ts'
import type { DeclineCount } from '../../reablement/register.ts'
import { action, actionEvent, team } from '../storage/schema.ts'
import type { Reader } from './action-views.ts'

/** The next step of the same action: what came after the decline. */
const after = sql`next.action = ${actionEvent.action} and (next.at > ${actionEvent.at}
  or (next.at = ${actionEvent.at} and next.rowid > ${sql.raw('action_event.rowid')}))`
/** A slip taken back at once is no decline. */
const wasCorrected = sql`(select next.act from ${actionEvent} next where ${after}
  order by next.at, next.rowid limit 1) is 'correct'`
/** Whose it was when it was declined: where it was given to another team afterwards, the one it was taken from. */
const teamThen = sql<string>`coalesce((select json_extract(next.detail, '$.team[0]') from ${actionEvent} next
  where ${after} and json_extract(next.detail, '$.team[0]') is not null
  order by next.at, next.rowid limit 1), ${action.team})`
/** The note begins with the reason: "no capacity", "no capacity: back Monday". What begins otherwise is "other". */
const reasonOf = sql<DeclineReason>`case ${sql.join(
  declineReasons.map(
    (reason) =>
      sql`when ${actionEvent.note} = ${reason} or ${actionEvent.note} like ${`${reason}:%`} then ${reason}`,
  ),
  sql` `,
)} else 'other' end`

/**
 * How often each team declined for each reason, this calendar month in London and the one before; nothing of what it
 * never gave as a reason. What was taken up again counts all the same. One query; `only` for one team.
 */
export function declineCounts(reader: Reader, now: Date, only?: string): DeclineCount[] {
  const month = `${londonDate(now).slice(0, 7)}-01`
  const lastMonth = `${addDays(month, -1).slice(0, 7)}-01`
  const [since, before] = [month, lastMonth].map((day) => instantOf(day, '00:00').toISOString()) as [
    string,
    string,
  ]
  const isDecline = or(
    eq(actionEvent.act, 'decline'),
    and(isNull(actionEvent.act), eq(actionEvent.to, 'declined')),
  )
  return reader
    .select({
      team: sql<string>`${teamThen} as declined_by`,
      reason: sql<DeclineReason>`${reasonOf} as reason`,
      thisMonth: sql<number>`count(*) filter (where ${actionEvent.at} >= ${since})`,
      lastMonth: sql<number>`count(*) filter (where ${actionEvent.at} < ${since})`,
    })
    .from(actionEvent)
    .innerJoin(action, eq(action.id, actionEvent.action))
    .leftJoin(team, eq(team.code, teamThen))
    .where(
      and(
        isDecline,
        gte(actionEvent.at, before),
        sql`not ${wasCorrected}`,
        only === undefined ? undefined : sql`${teamThen} = ${only}`,
      ),
    )
    .groupBy(sql`declined_by`, sql`reason`)
    .orderBy(asc(team.position), sql`reason`)
    .all()
}
