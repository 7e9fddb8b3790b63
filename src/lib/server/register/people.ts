import { eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { londonDate } from '../../reablement/dates.ts'
import { shownName } from '../../reablement/person.ts'
import type { RegisterRow } from '../../reablement/register.ts'
import { action, catalogueItem, episode, huddle, person } from '../storage/schema.ts'
import { agreer, asView, owner, viewColumns } from './action-views.ts'
import type { Reader, ViewRow } from './action-views.ts'

export interface RowWithPerson extends ViewRow {
  person: typeof person.$inferSelect
}

/** Actions with their people, as one query. */
export function actionsWithPeople(
  reader: Reader,
  picked: { where: SQL | undefined; order: SQL[]; limit?: number; offset?: number },
): RowWithPerson[] {
  return reader
    .select({ ...viewColumns, person })
    .from(action)
    .innerJoin(huddle, eq(huddle.id, action.huddle))
    .innerJoin(agreer, eq(agreer.id, action.agreedBy))
    .innerJoin(episode, eq(episode.id, action.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(owner, eq(owner.id, action.owner))
    .leftJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(picked.where)
    .orderBy(...picked.order, sql`${action.id}`)
    .limit(picked.limit ?? -1)
    .offset(picked.offset ?? 0)
    .all()
}

export function asRegisterRow(row: RowWithPerson): RegisterRow {
  const { forename, knownAs, surname, reference } = row.person
  const { agreedAt, endedAt } = row.action
  return {
    ...asView(row),
    person: shownName(forename, knownAs, surname),
    reference,
    agreedOn: londonDate(new Date(agreedAt)),
    endedOn: endedAt && londonDate(new Date(endedAt)),
  }
}

/** For the audit row: how many people were looked at, and which (their episodes). */
export function seen(rows: readonly { episode: string }[]): { people: number; episodes: string } {
  const episodes = [...new Set(rows.map(({ episode: id }) => id))]
  return { people: episodes.length, episodes: episodes.join(' ') }
}
