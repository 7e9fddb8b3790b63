import { and, count, desc, eq, inArray, isNotNull, lt, max } from 'drizzle-orm'
import type { AgendaPerson } from '../../reablement/agenda.ts'
import { newAfter } from '../../reablement/closing.ts'
import { dayOf42, endingWithin } from '../../reablement/episode.ts'
import type { How, Marks } from '../../reablement/marks.ts'
import { shownName } from '../../reablement/person.ts'
import type { Storage } from '../storage/open.ts'
import { action, episode, huddle, huddleNote, person } from '../storage/schema.ts'

export type Reader = Pick<Storage, 'select'>
/** By episode. */
export type AllMarks = ReadonlyMap<string, Marks>

/** Whom a huddle is about: accepted and not ended. Somebody in hospital stays on the board. */
export const onBoard = ['accepted', 'active', 'paused'] as const

/** How far ahead an end is talked about, in days. [choice] */
const endingDays = 4

/** The last closed huddle, `closedAt` as `newAfter` means it; null before the first has closed. */
export function lastClosed(reader: Reader): { id: string; date: string; closedAt: string } | null {
  const row = reader.select().from(huddle).where(eq(huddle.state, 'closed')).orderBy(desc(huddle.date)).get()
  const closedAt = row ? newAfter(row) : null
  return row && closedAt ? { id: row.id, date: row.date, closedAt } : null
}

/**
 * Everybody on the board as the agenda's rules need them, for the huddle of `date`, in four queries; `only` for one
 * person. Nobody is "new" before the first huddle has closed.
 */
export function agendaPeople(reader: Reader, date: string, marks: AllMarks, only?: string): AgendaPerson[] {
  const closedAt = lastClosed(reader)?.closedAt
  const overdue = overdueByEpisode(reader, date)
  const hows = lastHows(reader)
  return peopleOf(reader, only).map(({ episode: row, person: { forename, knownAs, surname } }) => ({
    episode: row.id,
    name: shownName(forename, knownAs, surname),
    isNew: closedAt !== undefined && row.arrivedAt > closedAt,
    day: dayOf42(row.start, date),
    endingSoon: endingWithin(row.plannedEnd, date, endingDays),
    plannedEnd: row.plannedEnd,
    overdue: overdue.get(row.id) ?? 0,
    marks: marks.get(row.id) ?? { teams: {} },
    lastHow: hows.get(row.id) ?? null,
  }))
}

function peopleOf(reader: Reader, only: string | undefined) {
  const where = and(
    inArray(episode.state, [...onBoard]),
    only === undefined ? undefined : eq(episode.id, only),
  )
  return reader.select().from(episode).innerJoin(person, eq(person.id, episode.person)).where(where).all()
}

/** Open actions whose day is before `date`, counted by episode. */
function overdueByEpisode(reader: Reader, date: string): Map<string, number> {
  const rows = reader
    .select({ episode: action.episode, late: count() })
    .from(action)
    .where(and(inArray(action.state, ['agreed', 'accepted']), lt(action.due, date)))
    .groupBy(action.episode)
    .all()
  return new Map(rows.map((row) => [row.episode, row.late]))
}

/** The newest "how it is going" of each episode's records: SQLite takes the row that `max` picked. */
function lastHows(reader: Reader): Map<string, How | null> {
  const rows = reader
    .select({ episode: huddleNote.episode, how: huddleNote.how, date: max(huddle.date) })
    .from(huddleNote)
    .innerJoin(huddle, eq(huddle.id, huddleNote.huddle))
    .where(isNotNull(huddleNote.how))
    .groupBy(huddleNote.episode)
    .all()
  return new Map(rows.map((row) => [row.episode, row.how]))
}
