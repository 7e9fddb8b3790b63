import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { shortName } from '../../reablement/colleague.ts'
import type { Raise } from '../../reablement/raised.ts'
import type { Storage } from './open.ts'
import { raised } from './raised-schema.ts'
import { agendaItem, colleague, huddle } from './schema.ts'

type Reader = Pick<Storage, 'select'>

/** A huddle has come to them since; of one that had before they were raised, it does not count. */
function reachedBy(which: SQL): SQL {
  return sql`exists (select 1 from ${agendaItem} item join ${huddle} held on held.id = item.huddle
    where item.episode = ${raised.episode} and item.outcome in ('discussed', 'no change', 'parked')
    and held.id is not ${raised.afterHuddle} and ${which})`
}

const since = sql`held.closed_at > ${raised.at}`

/** By episode, oldest first: what waits for the open huddle and has not been talked about in it. One query. */
export function openRaises(reader: Reader, only?: string): Map<string, Raise[]> {
  const isLater = sql`exists (select 1 from ${huddle} later where later.id = ${raised.afterHuddle} and later.closed_at is null)`
  return read(
    reader,
    sql`not ${reachedBy(sql`(held.closed_at is null or ${since})`)} and not ${isLater}`,
    only,
  )
}

/** By episode, oldest first: what a card shows, also when the running huddle has come to it already. One query. */
export function raisesShown(reader: Reader): Map<string, Raise[]> {
  return read(reader, sql`not ${reachedBy(since)}`)
}

function read(reader: Reader, stillThere: SQL, only?: string): Map<string, Raise[]> {
  const { id, episode, at, words, photo } = raised
  const rows = reader
    .select({ id, episode, at, words, photo, by: colleague.name })
    .from(raised)
    .innerJoin(colleague, eq(colleague.id, raised.colleague))
    .where(
      and(isNull(raised.takenBackAt), stillThere, only === undefined ? undefined : eq(raised.episode, only)),
    )
    .orderBy(asc(raised.at), asc(raised.id))
    .all()
  const byEpisode = Map.groupBy(rows, (row) => row.episode)
  return new Map(
    [...byEpisode].map(([key, mine]) => [
      key,
      mine.map(({ episode: _episode, by, ...one }) => ({ ...one, by: shortName(by) })),
    ]),
  )
}
