import { and, avg, desc, eq, inArray } from 'drizzle-orm'
import { huddlesLearnedFrom, learnedPaces } from '../../reablement/pace.ts'
import type { Paces } from '../../reablement/pace.ts'
import { agendaItem, huddle } from '../storage/schema.ts'
import type { Reader } from './agenda-facts.ts'

/** What a person of each section takes here, learned from the last closed huddles; one query. */
export function pastPaces(reader: Reader): Paces {
  const latest = reader
    .select({ id: huddle.id })
    .from(huddle)
    .where(eq(huddle.state, 'closed'))
    .orderBy(desc(huddle.date))
    .limit(huddlesLearnedFrom)
  const rows = reader
    .select({ section: agendaItem.section, seconds: avg(agendaItem.seconds) })
    .from(agendaItem)
    .innerJoin(huddle, eq(huddle.id, agendaItem.huddle))
    .where(and(inArray(huddle.id, latest), inArray(agendaItem.outcome, ['discussed', 'no change', 'parked'])))
    .groupBy(agendaItem.huddle, agendaItem.section)
    .orderBy(desc(huddle.date))
    .all()
  return learnedPaces(rows.map(({ section, seconds }) => ({ section, seconds: Number(seconds) })))
}
