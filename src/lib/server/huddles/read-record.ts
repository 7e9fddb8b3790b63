import { and, asc, eq, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { ActionState, ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { dayOf42 } from '../../reablement/episode.ts'
import type { AgendaSection, PageDamage, PersonOutcome } from '../../reablement/huddle.ts'
import type { How, TeamMark } from '../../reablement/marks.ts'
import { minutesHeld } from '../../reablement/meeting-time.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import {
  action,
  agendaItem,
  attendance,
  colleague,
  episode,
  huddle,
  huddleNote,
  person,
  team,
} from '../storage/schema.ts'
import type { HuddleRow } from './open-huddle.ts'

/** An action as the record lists it, in the state it is in today. */
export type RecordAction = Pick<
  ActionView,
  'id' | 'title' | 'quantity' | 'room' | 'team' | 'due' | 'lastNote'
> & {
  state: ActionState
  /** The owner's name, or null: in the team's queue. */
  owner: string | null
  agreedBy: string
}

/** What the record says of one person. */
export interface RecordPerson {
  episode: string
  /** "Kamla Chauhan" */
  name: string
  reference: string
  /** Day of 42 on the huddle's day. */
  day: number
  section: AgendaSection
  reasons: string[]
  outcome: PersonOutcome | null
  seconds: number
  /** '' when nothing was written. */
  text: string
  how: How | null
  howBy: string | null
  raised: string | null
  teams: Record<string, TeamMark>
  authors: string[]
  actions: RecordAction[]
}

export interface HuddleRecord {
  huddle: string
  date: string
  startedAt: string | null
  closedAt: string | null
  /** From start to close without pauses, rounded. */
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
  chair: string | null
  /** The page was damaged when the huddle closed: notes may be missing (`part`), or none could be trusted (`all`). */
  pageDamage: PageDamage | null
  /** Who was there, by team in the teams' order. */
  there: { team: string; teamName: string; names: string[] }[]
  /** In the agenda's order; of the rest only those with a note, an outcome or an action. */
  people: RecordPerson[]
  /** How many of the rest are not listed. */
  others: number
}

/** The record of a closed huddle, in five queries. @throws Problem 'not-found', or perform's. */
export async function readRecord(desk: Desk, who: Colleague | null, date: string): Promise<HuddleRecord> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view records',
    thing: (tx) => ({ kind: 'huddle', id: closedHuddle(tx, date).row.id }),
    work: (tx) => {
      const record = read(tx, date)
      const episodes = record.people.map(({ episode: id }) => id)
      Object.assign(detail, { people: episodes.length, episodes: episodes.join(' ') })
      return record
    },
    detail,
  })
}

function read(tx: Transaction, date: string): HuddleRecord {
  const { row, chair } = closedHuddle(tx, date)
  const everybody = peopleOf(tx, row)
  const people = everybody.filter(isListed)
  const { startedAt, closedAt, pageDamage } = row
  return {
    ...{ huddle: row.id, date, startedAt, closedAt, chair, pageDamage },
    minutes: minutesHeld(row),
    notClosed: row.closedHow === 'by itself',
    there: thereOf(tx, row.id),
    people,
    others: everybody.length - people.length,
  }
}

function closedHuddle(tx: Transaction, date: string): { row: HuddleRow; chair: string | null } {
  const found = tx
    .select({ row: huddle, chair: colleague.name })
    .from(huddle)
    .leftJoin(colleague, eq(colleague.id, huddle.chair))
    .where(and(eq(huddle.date, date), eq(huddle.state, 'closed')))
    .get()
  if (!found) throw new Problem('not-found')
  return found
}

function isListed({ section, text, outcome, how, actions }: RecordPerson): boolean {
  const reached = outcome !== null && outcome !== 'not reached'
  return section !== 'rest' || text !== '' || how !== null || reached || actions.length > 0
}

function thereOf(tx: Transaction, huddleId: string): HuddleRecord['there'] {
  const rows = tx
    .select({ name: colleague.name, team: team.code, teamName: team.name })
    .from(attendance)
    .innerJoin(colleague, eq(colleague.id, attendance.colleague))
    .innerJoin(team, eq(team.code, colleague.team))
    .where(eq(attendance.huddle, huddleId))
    .orderBy(asc(team.position), asc(colleague.name))
    .all()
  const byTeam = Map.groupBy(rows, (row) => row.team)
  return [...byTeam].map(([code, group]) => ({
    team: code,
    teamName: group[0]?.teamName ?? code,
    names: group.map(({ name }) => name),
  }))
}

function peopleOf(tx: Transaction, { id, date }: HuddleRow): RecordPerson[] {
  const actions = actionsOf(tx, id)
  const rows = tx
    .select({ item: agendaItem, note: huddleNote, person, start: episode.start })
    .from(agendaItem)
    .innerJoin(episode, eq(episode.id, agendaItem.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(
      huddleNote,
      and(eq(huddleNote.huddle, agendaItem.huddle), eq(huddleNote.episode, agendaItem.episode)),
    )
    .where(eq(agendaItem.huddle, id))
    .orderBy(asc(agendaItem.position))
    .all()
  return rows.map(({ item, note, person: { forename, knownAs, surname, reference }, start }) => ({
    episode: item.episode,
    name: shownName(forename, knownAs, surname),
    reference,
    day: dayOf42(start, date),
    section: item.section,
    reasons: JSON.parse(item.reasons) as string[],
    outcome: item.outcome,
    seconds: item.seconds,
    ...noteOf(note),
    actions: actions.get(item.episode) ?? [],
  }))
}

function noteOf(note: typeof huddleNote.$inferSelect | null) {
  return {
    text: note?.text ?? '',
    how: note?.how ?? null,
    howBy: note?.howBy ?? null,
    raised: note?.raised ?? null,
    teams: JSON.parse(note?.teams ?? '{}') as Record<string, TeamMark>,
    authors: JSON.parse(note?.authors ?? '[]') as string[],
  }
}

function actionsOf(tx: Transaction, huddleId: string): Map<string, RecordAction[]> {
  const owner = alias(colleague, 'owner')
  const agreer = alias(colleague, 'agreer')
  const rows = tx
    .select({ action, owner: owner.name, agreedBy: agreer.name })
    .from(action)
    .innerJoin(agreer, eq(agreer.id, action.agreedBy))
    .leftJoin(owner, eq(owner.id, action.owner))
    .where(and(eq(action.huddle, huddleId), ne(action.state, 'cancelled')))
    .orderBy(asc(action.agreedAt))
    .all()
  const shown = rows.map(({ action: row, owner: name, agreedBy }) => {
    const { id, title, quantity, room, due, state, lastNote } = row
    return {
      episode: row.episode,
      view: { id, title, quantity, room, team: row.team, due, state, lastNote, owner: name, agreedBy },
    }
  })
  const byEpisode = Map.groupBy(shown, (row) => row.episode)
  return new Map([...byEpisode].map(([id, list]) => [id, list.map(({ view }) => view)]))
}
