import { and, asc, eq, sql } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { sayTime } from '../../reablement/dates.ts'
import { dayOf42 } from '../../reablement/episode.ts'
import { isListed } from '../../reablement/huddle.ts'
import type { AttendanceMode } from '../../reablement/huddle.ts'
import type { TeamMark } from '../../reablement/marks.ts'
import { minutesHeld } from '../../reablement/meeting-time.ts'
import { shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Amendment, HuddleRecord, RecordPerson } from '../../reablement/record.ts'
import { perform } from '../access/perform.ts'
import { flagOf, newestNeeds } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import { personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { amendment } from '../storage/record-schema.ts'
import {
  agendaItem,
  attendance,
  colleague,
  episode,
  huddle,
  huddleNote,
  person,
  team,
} from '../storage/schema.ts'
import { isAddition } from './add-person.ts'
import type { HuddleRow } from './open-huddle.ts'
import { recordActions } from './record-actions.ts'
import { figuresByHuddle } from './records.ts'

/** The record of a closed huddle, in eight queries. @throws Problem 'not-found', or perform's. */
export async function readRecord(desk: Desk, who: Colleague | null, date: string): Promise<HuddleRecord> {
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view records',
    thing: (tx) => ({ kind: 'huddle', id: closedHuddle(tx, date).row.id }),
    work: (tx) => {
      const record = recordOf(tx, date)
      const episodes = record.people.map(({ episode: id }) => id)
      Object.assign(detail, { people: episodes.length, episodes: episodes.join(' ') })
      return record
    },
    detail,
  })
}

/** The same inside a transaction. @throws Problem 'not-found'. */
export function recordOf(tx: Transaction, date: string): HuddleRecord {
  const { row, chair } = closedHuddle(tx, date)
  const amendments = amendmentsOf(tx, row.id)
  const everybody = peopleOf(tx, row, amendments)
  const people = everybody.filter(standsInRecord)
  const { startedAt, closedAt, pageDamage } = row
  const figures = figuresByHuddle(tx, [row.id]).get(row.id) ?? null
  return {
    ...{ huddle: row.id, date, startedAt, closedAt, chair, pageDamage },
    minutes: minutesHeld(row),
    notClosed: row.closedHow === 'by itself',
    there: thereOf(tx, row.id),
    missing: figures?.teamsMissing ? namesOf(tx, figures.teamsMissing) : null,
    people,
    others: everybody.length - people.length,
    amendments: amendments.get(null) ?? [],
    figures,
  }
}

/** @throws Problem 'not-found'. */
export function closedHuddle(tx: Transaction, date: string): { row: HuddleRow; chair: string | null } {
  const found = tx
    .select({ row: huddle, chair: thenName })
    .from(huddle)
    .leftJoin(colleague, eq(colleague.id, huddle.chair))
    .leftJoin(attendance, and(eq(attendance.huddle, huddle.id), eq(attendance.colleague, huddle.chair)))
    .where(and(eq(huddle.date, date), eq(huddle.state, 'closed')))
    .get()
  if (!found) throw new Problem('not-found')
  return found
}

/** Whoever was listed, and of the rest whom the huddle reached or said something of. */
function standsInRecord({ section, text, outcome, how, chips, actions, amendments }: RecordPerson): boolean {
  const reached = outcome !== null && outcome !== 'not reached'
  const said = text !== '' || how !== null || chips.length > 0 || actions.length > 0 || amendments.length > 0
  return isListed({ section }) || reached || said
}

/** As they were called at the close; only huddles that closed before it was kept have it from today. */
const thenName = sql<string>`coalesce(${attendance.name}, ${colleague.name})`

function thereOf(tx: Transaction, huddleId: string): HuddleRecord['there'] {
  const rows = tx
    .select({
      name: thenName,
      mode: attendance.mode,
      left: attendance.leftAt,
      team: team.code,
      teamName: team.name,
    })
    .from(attendance)
    .innerJoin(colleague, eq(colleague.id, attendance.colleague))
    .innerJoin(team, eq(team.code, sql`coalesce(${attendance.team}, ${colleague.team})`))
    .where(eq(attendance.huddle, huddleId))
    .orderBy(asc(team.position), asc(thenName))
    .all()
  const byTeam = Map.groupBy(rows, (row) => row.team)
  return [...byTeam].map(([code, group]) => ({
    team: code,
    teamName: group[0]?.teamName ?? code,
    names: group.map(sayThere),
  }))
}

/** 'Tom Reed (remote, left 09:50)' */
function sayThere({ name, mode, left }: { name: string; mode: AttendanceMode | null; left: string | null }) {
  const more = [mode === 'remote' && 'remote', left !== null && `left ${sayTime(left)}`].filter(Boolean)
  return more.length ? `${name} (${more.join(', ')})` : name
}

function namesOf(tx: Transaction, codes: readonly string[]): string[] {
  const rows = tx.select().from(team).orderBy(asc(team.position)).all()
  return rows.filter(({ code }) => codes.includes(code)).map(({ name }) => name)
}

/** By episode, oldest first; null for the record as a whole. */
function amendmentsOf(tx: Transaction, huddleId: string): Map<string | null, Amendment[]> {
  const rows = tx
    .select({ row: amendment, by: colleague.name })
    .from(amendment)
    .innerJoin(colleague, eq(colleague.id, amendment.colleague))
    .where(eq(amendment.huddle, huddleId))
    .orderBy(asc(amendment.at), sql`${amendment}.rowid`)
    .all()
  const all = rows.map(({ row: { id, episode: about, part, words, at }, by }): Amendment => {
    return { id, episode: about, part, words, by, at }
  })
  return Map.groupBy(all, (one) => one.episode)
}

/** What this huddle committed to about people, by episode, as it was said. */
function chipsOf(tx: Transaction, huddleId: string): Map<string, RecordPerson['chips']> {
  const rows = tx
    .select({ chip: personChip, by: colleague.name })
    .from(personChip)
    .innerJoin(colleague, eq(colleague.id, personChip.colleague))
    .where(eq(personChip.huddle, huddleId))
    .orderBy(asc(personChip.at), sql`${personChip}.rowid`)
    .all()
  const byEpisode = Map.groupBy(rows, ({ chip }) => chip.episode)
  return new Map(
    [...byEpisode].map(([about, all]) => [
      about,
      all.map(({ chip: { words, at }, by }) => ({ words, by, at })),
    ]),
  )
}

/** As they were really reached; who never was stands behind, in the agenda's order. */
function peopleOf(
  tx: Transaction,
  { id, date }: HuddleRow,
  amendments: ReadonlyMap<string | null, Amendment[]>,
): RecordPerson[] {
  const actions = recordActions(tx, id)
  const chips = chipsOf(tx, id)
  const rows = tx
    .select({ item: agendaItem, note: huddleNote, person, start: episode.start, needs: communication })
    .from(agendaItem)
    .innerJoin(episode, eq(episode.id, agendaItem.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(communication, newestNeeds)
    .leftJoin(
      huddleNote,
      and(eq(huddleNote.huddle, agendaItem.huddle), eq(huddleNote.episode, agendaItem.episode)),
    )
    .where(eq(agendaItem.huddle, id))
    .orderBy(sql`${agendaItem.turn} is null`, asc(agendaItem.turn), asc(agendaItem.position))
    .all()
  return rows.map(({ item, note, person: about, start, needs }) => ({
    episode: item.episode,
    name: shownName(about.forename, about.knownAs, about.surname),
    reference: about.reference,
    needs: flagOf(about, needs),
    day: item.day ?? dayOf42(start, date),
    section: item.section,
    reasons: reasonsOf(item),
    ...{ outcome: item.outcome, seconds: item.seconds, turn: item.turn },
    ...noteOf(note),
    chips: chips.get(item.episode) ?? [],
    actions: actions.get(item.episode) ?? [],
    amendments: amendments.get(item.episode) ?? [],
  }))
}

/** As they stood on the agenda; with the words of whoever was put on by hand. */
function reasonsOf({ reasons, addedWhy }: typeof agendaItem.$inferSelect): string[] {
  const all = JSON.parse(reasons) as string[]
  return all.map((reason) => (addedWhy && isAddition(reason) ? `${reason}: ${addedWhy}` : reason))
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
