import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { newAfter } from '../../reablement/closing.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { How } from '../../reablement/marks.ts'
import { flagOf, newestNeeds, withNeeds } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import { leaving } from '../storage/chip-schema.ts'
import type { NeedsRow } from '../storage/about-rows.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, callPattern, episode, huddle, huddleNote, person } from '../storage/schema.ts'
import type { CallRow } from './calls-in-force.ts'

/** Whom the board is about: accepted and not ended. Somebody in hospital stays on it. */
export const onBoardStates = ['accepted', 'active', 'paused'] as const

export type PersonRow = typeof person.$inferSelect
export type EpisodeRow = typeof episode.$inferSelect

/** Somebody on the board, as stored; language and interpreter as they were last said. */
export interface OnBoard {
  person: PersonRow
  episode: EpisodeRow
  /** The flag of communication, for desks and paper: '' when no need is known. Never for a shared screen. */
  communication: string
}

/** Everybody on the board by surname, in one query. The end a huddle planned wins over the file's. */
export function peopleOnBoard(tx: Transaction): OnBoard[] {
  return peopleOf(tx, inArray(episode.state, [...onBoardStates]))
}

/** The same with whoever the running huddle has talked about and whose episode has ended since; one query. */
export function peopleInHuddle(tx: Transaction): OnBoard[] {
  const talkedAbout = tx
    .select({ id: agendaItem.episode })
    .from(agendaItem)
    .innerJoin(huddle, eq(huddle.id, agendaItem.huddle))
    .where(and(eq(huddle.state, 'live'), isNotNull(agendaItem.outcome)))
  return peopleOf(tx, or(inArray(episode.state, [...onBoardStates]), inArray(episode.id, talkedAbout)))
}

function peopleOf(tx: Transaction, where: SQL | undefined): OnBoard[] {
  const rows = tx
    .select({ person, episode, endsOn: leaving.endsOn, needs: communication })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(leaving, eq(leaving.episode, episode.id))
    .leftJoin(communication, newestNeeds)
    .where(where)
    .all()
    .map(onBoard)
  const names = ({ person: { surname, forename, reference } }: OnBoard) =>
    `${surname}\u0000${forename}\u0000${reference}`
  const { compare } = new Intl.Collator('en-GB')
  return rows.sort((a, b) => compare(names(a), names(b)))
}

/** One row with what was said of it since: the planned end, and how they communicate. */
export function onBoard(row: {
  person: PersonRow
  episode: EpisodeRow
  endsOn: LocalDate | null
  needs: NeedsRow | null
}): OnBoard {
  return {
    person: withNeeds(row.person, row.needs),
    episode: withOurEnd(row.episode, row.endsOn),
    communication: flagOf(row.person, row.needs),
  }
}

/** The stay with the end a huddle planned, when one did. */
export function withOurEnd(stay: EpisodeRow, endsOn: LocalDate | null): EpisodeRow {
  return endsOn === null ? stay : { ...stay, plannedEnd: endsOn }
}

/** Call patterns of everybody on the board, oldest first, by episode; one query. */
export function callsOnBoard(tx: Transaction): Map<string, CallRow[]> {
  const rows = tx
    .select({ calls: callPattern })
    .from(callPattern)
    .innerJoin(episode, eq(episode.id, callPattern.episode))
    .where(inArray(episode.state, [...onBoardStates]))
    .orderBy(asc(callPattern.from), asc(callPattern.at))
    .all()
  return Map.groupBy(
    rows.map(({ calls }) => calls),
    ({ episode: id }) => id,
  )
}

/**
 * The day the board speaks of is today: on Friday afternoon nothing is late yet that is due on Monday, though Monday's
 * page is open. And since when somebody is new. One query.
 */
export function boardDay(
  tx: Transaction,
  now: Date,
): { asAt: LocalDate; lastClosed: { date: LocalDate; since: string; closedAt: string } | null } {
  const closed = tx.select().from(huddle).where(eq(huddle.state, 'closed')).orderBy(desc(huddle.date)).get()
  if (!closed?.closedAt) return { asAt: londonDate(now), lastClosed: null }
  const since = newAfter({ ...closed, closedAt: closed.closedAt })
  return { asAt: londonDate(now), lastClosed: { date: closed.date, since, closedAt: closed.closedAt } }
}

export interface LastSaid {
  hows: Map<string, { how: How; by: string | null; on: LocalDate }>
  notes: Map<string, { text: string; on: LocalDate }>
}

/** The newest "how" and the newest words in each person’s records (why they were raised, where no note was written); two queries. SQLite takes the row `max` picked. */
export function lastSaid(tx: Transaction): LastSaid {
  const newest = (where: ReturnType<typeof sql>) =>
    tx
      .select({
        episode: huddleNote.episode,
        how: huddleNote.how,
        by: huddleNote.howBy,
        text: huddleNote.text,
        raised: huddleNote.raised,
        on: sql<string>`max(${huddle.date})`,
      })
      .from(huddleNote)
      .innerJoin(huddle, eq(huddle.id, huddleNote.huddle))
      .where(and(eq(huddle.state, 'closed'), where))
      .groupBy(huddleNote.episode)
      .all()
  const hows = newest(sql`${huddleNote.how} is not null`)
  const notes = newest(sql`(${huddleNote.text} <> '' or trim(coalesce(${huddleNote.raised}, '')) <> '')`)
  return {
    hows: new Map(
      hows.flatMap(({ episode: id, how, by, on }) => (how ? [[id, { how, by, on }] as const] : [])),
    ),
    notes: new Map(
      notes.map(({ episode: id, text, raised, on }) => [id, { text: text || `Raised: ${raised ?? ''}`, on }]),
    ),
  }
}
