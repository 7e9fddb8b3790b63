import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { openStates } from '../../reablement/action.ts'
import type { AgendaFacts, AgendaPerson, Carried } from '../../reablement/agenda-reasons.ts'
import { hospitalNews, isNewSince, newAfter } from '../../reablement/closing.ts'
import { shortName } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { endingWithin } from '../../reablement/episode.ts'
import type { AgendaSection } from '../../reablement/huddle.ts'
import type { How, Marks } from '../../reablement/marks.ts'
import { shownName } from '../../reablement/person.ts'
import { raiseReason } from '../../reablement/raised.ts'
import { unseenOn } from '../../reablement/seen.ts'
import { clockForAgenda } from '../../reablement/six-weeks.ts'
import type { TeamCode } from '../../reablement/team.ts'
import { leaving } from '../storage/chip-schema.ts'
import type { Storage } from '../storage/open.ts'
import { action, agendaItem, colleague, episode, huddle, huddleNote, person } from '../storage/schema.ts'
import { openRaises } from '../storage/raises.ts'
import { closureDays } from '../storage/service-settings.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import { isDeclinedSince } from './declined-since.ts'

export type Reader = Pick<Storage, 'select'>
/** By episode. */
export type AllMarks = ReadonlyMap<string, Marks>
/** By episode; nobody whom no closed huddle had on its agenda. */
export type AllFacts = ReadonlyMap<string, AgendaFacts>

/** Whom a huddle is about: accepted and not ended. Somebody in hospital stays on the board. */
export const onBoard = ['accepted', 'active', 'paused'] as const

/** How far ahead an end is talked about, in days. [choice] */
const endingDays = 4

export interface LastClosed {
  id: string
  date: string
  /** As `newAfter` means it. */
  since: string
  closedAt: string
  /** Nobody closed it. */
  itself: boolean
}

/** The last closed huddle; null before the first has closed. */
export function lastClosed(reader: Reader): LastClosed | null {
  const row = reader.select().from(huddle).where(eq(huddle.state, 'closed')).orderBy(desc(huddle.date)).get()
  if (!row?.closedAt) return null
  const { id, date, closedAt, closedHow } = row
  return { id, date, closedAt, since: newAfter({ ...row, closedAt }), itself: closedHow === 'by itself' }
}

/**
 * Everybody on the board as the agenda's rules need them, for the huddle of `date`, in a few queries, as many for many; `only` for one
 * person. `last` is the last closed huddle: nobody is "new" before the first has closed.
 */
export function agendaPeople(
  reader: Reader,
  date: string,
  marks: AllMarks,
  last: LastClosed | null,
  only?: string,
): AgendaPerson[] {
  const counts = actionCounts(reader, date, last)
  const facts = agendaFacts(reader, last)
  const unseen = unseenOn(date, closureDays(reader))
  const sixWeeksOf = sixWeeksReader(reader, only)
  return peopleOf(reader, only).map(
    ({ episode: row, person: { forename, knownAs, surname }, endsOn, lastHow }) => {
      const past = facts.get(row.id)
      return {
        episode: row.id,
        name: shownName(forename, knownAs, surname),
        isNew: isNewSince(row.arrivedAt, past?.seenOn ?? null, last),
        hospital: hospitalNews(
          { at: row.hospitalAt, away: row.state === 'paused' },
          past?.seenOn ?? null,
          last,
        ),
        ...clockForAgenda(sixWeeksOf(row), date, last?.date ?? null),
        endingSoon: endingWithin(endsOn ?? row.plannedEnd, date, endingDays),
        plannedEnd: endsOn ?? row.plannedEnd,
        ...(counts.get(row.id) ?? { overdue: 0, declined: 0 }),
        marks: marks.get(row.id) ?? { teams: {} },
        lastHow,
        unseen: unseen(past?.seenOn ?? londonDate(new Date(row.arrivedAt))),
        carried: past?.carried ?? null,
        offline: past?.offline ?? null,
        ...(past?.raises ? { raises: past.raises } : {}),
      }
    },
  )
}

function peopleOf(reader: Reader, only: string | undefined) {
  const where = and(
    inArray(episode.state, [...onBoard]),
    only === undefined ? undefined : eq(episode.id, only),
  )
  return reader
    .select({ episode, person, endsOn: leaving.endsOn, lastHow: newestHow })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(leaving, eq(leaving.episode, episode.id))
    .where(where)
    .all()
}

/** "How it is going" in the newest record that says so. */
const newestHow = sql<How | null>`(select note.how from ${huddleNote} note join ${huddle} held on held.id = note.huddle
  where note.episode = ${episode.id} and note.how is not null order by held.date desc limit 1)`

/** By episode: open actions whose day is before `date`, those declined since the last huddle and not answered, and what is there unshown since before `date`. */
function actionCounts(
  reader: Reader,
  date: string,
  last: LastClosed | null,
): Map<string, Pick<AgendaPerson, 'overdue' | 'declined' | 'notShown'>> {
  const late = and(inArray(action.state, [...openStates]), lt(action.due, date))
  const declined = isDeclinedSince(reader, last)
  const notShown = and(eq(action.state, 'delivered'), lt(action.deliveredOn, date))
  const rows = reader
    .select({
      episode: action.episode,
      late: sql<number>`count(*) filter (where ${late})`,
      declined: sql<number>`count(*) filter (where ${declined})`,
      notShown: sql<number>`count(*) filter (where ${notShown})`,
    })
    .from(action)
    .where(or(late, declined, notShown))
    .groupBy(action.episode)
    .all()
  return new Map(rows.map(({ episode: id, late: overdue, ...counts }) => [id, { overdue, ...counts }]))
}

/**
 * What closed huddles say of everybody on the board, in one grouped query: when somebody was last looked at, who was
 * listed last time and not reached, and what was taken offline and is not done. In a second one, what colleagues who
 * are not in the meeting raised for the open one.
 */
export function agendaFacts(reader: Reader, last: LastClosed | null = lastClosed(reader)): AllFacts {
  const looked = sql`${agendaItem.outcome} in ('discussed', 'no change', 'parked')`
  const passedOver = sql`${agendaItem.huddle} = ${last?.id ?? ''} and ${agendaItem.outcome} = 'not reached' and ${agendaItem.section} <> 'rest'`
  const rows = reader
    .select({
      episode: agendaItem.episode,
      seenOn: sql<string | null>`max(case when ${looked} then ${huddle.date} end)`,
      carried: sql<AgendaSection | null>`max(case when ${passedOver} then ${agendaItem.section} end)`,
      waitsFor: sql<TeamCode | null>`max(case when ${passedOver} then ${agendaItem.waitsFor} end)`,
      waitsSince: sql<string | null>`max(case when ${passedOver} then ${agendaItem.waitsSince} end)`,
      offline: sql<
        string | null
      >`max(case when ${inArray(action.state, [...openStates])} then coalesce(${colleague.name}, ${action.team}) end)`,
    })
    .from(agendaItem)
    .innerJoin(huddle, and(eq(huddle.id, agendaItem.huddle), eq(huddle.state, 'closed')))
    .innerJoin(episode, and(eq(episode.id, agendaItem.episode), inArray(episode.state, [...onBoard])))
    .leftJoin(action, eq(action.id, agendaItem.parkedAction))
    .leftJoin(colleague, eq(colleague.id, action.owner))
    .groupBy(agendaItem.episode)
    .all()
  const facts = new Map<string, AgendaFacts>(
    rows.map(({ episode: id, seenOn, carried, waitsFor, waitsSince, offline }) => [
      id,
      {
        seenOn,
        carried: carried && last ? carriedFrom(carried, last.date, waitsFor, waitsSince) : null,
        offline: offline && shortName(offline),
      },
    ]),
  )
  for (const [id, raises] of openRaises(reader)) {
    const past = facts.get(id) ?? { seenOn: null, carried: null, offline: null }
    facts.set(id, { ...past, raises: raises.map(raiseReason) })
  }
  return facts
}

function carriedFrom(
  section: AgendaSection,
  from: string,
  team: TeamCode | null,
  since: string | null,
): Carried {
  return team === null ? { section, from } : { section, from, waits: { team, since: since ?? from } }
}
