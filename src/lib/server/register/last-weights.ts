import { eq, sql } from 'drizzle-orm'
import { londonDate } from '../../reablement/dates.ts'
import { userWeight } from '../../reablement/measurement.ts'
import type { LastWeight } from '../../reablement/register.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, colleague, episode } from '../storage/schema.ts'
import type { Reader } from './action-views.ts'

/** Everybody's last measured weight, by person, in one query: it is offered where it is asked for again. */
export function lastWeights(reader: Reader): Map<string, LastWeight> {
  const rows = reader
    .select({
      person: episode.person,
      value: actionMeasure.value,
      by: colleague.name,
      // Beside max() SQLite takes the other columns from the row that has it.
      at: sql<string>`max(${actionMeasure.at})`,
    })
    .from(actionMeasure)
    .innerJoin(action, eq(action.id, actionMeasure.action))
    .innerJoin(episode, eq(episode.id, action.episode))
    .innerJoin(colleague, eq(colleague.id, actionMeasure.colleague))
    .where(eq(actionMeasure.name, userWeight.name))
    .groupBy(episode.person)
    .all()
  return new Map(
    rows.map(({ person, value, by, at }) => [person, { value, by, on: londonDate(new Date(at)) }]),
  )
}
