import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { action, catalogueItem, episode, person } from '../storage/schema.ts'
import type { Reader } from './action-views.ts'

/**
 * Of those actions the alarms whose answer could not get in: the person lives alone, has no key safe, and what the
 * catalogue puts before the alarm has not been fitted for them either. [seed] "a key safe before an alarm that relies on
 * it"; whether it is known that they live alone decides. [choice] In one query.
 */
export function keySafeFirst(reader: Reader, which: SQL): Set<string> {
  const isFitted = sql`exists (select 1 from ${action} k join ${episode} stay on stay.id = k.episode
    where stay.person = ${person.id} and k.item = ${catalogueItem.first} and k.delivered_on is not null
      and k.state in ('delivered', 'shown', 'done'))`
  const rows = reader
    .select({ id: action.id })
    .from(action)
    .innerJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .innerJoin(episode, eq(episode.id, action.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .where(
      and(
        ...[which, eq(action.kind, 'care technology'), isNotNull(catalogueItem.first)],
        ...[isNull(action.deliveredOn), eq(person.livesAlone, true)],
        ...[sql`${person.keySafe} is not 1`, sql`not ${isFitted}`],
      ),
    )
    .all()
  return new Set(rows.map(({ id }) => id))
}
