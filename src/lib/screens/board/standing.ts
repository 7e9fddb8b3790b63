import { isOverdue, openStates } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { buildAgenda } from '#lib/reablement/agenda.ts'
import type { BoardRow } from '#lib/reablement/board.ts'
import { daysBetween } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { endingWithin } from '#lib/reablement/episode.ts'
import type { AgendaItem } from '#lib/reablement/huddle.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { unseenOn } from '#lib/reablement/seen.ts'
import { clockForAgenda } from '#lib/reablement/six-weeks.ts'

/** Days the agenda looks ahead for an end. [choice] */
const endingSoonDays = 4

/** A row together with what is live about it: where this person stands this minute. */
export interface Standing {
  row: BoardRow
  marks: Marks
  /** Open actions, the one that is latest first. */
  open: ActionView[]
  overdue: number
  /** This person's place on the agenda, as the board would build it now. */
  item: AgendaItem | null
}

/** Which days count: `asAt` is the board's day, `huddleDate` the huddle's, `lastHuddle` that of the last one closed. */
export interface Days {
  asAt: LocalDate
  huddleDate: LocalDate
  lastHuddle: LocalDate | null
  /** Days the council is closed. */
  closures?: readonly LocalDate[]
}

/** Open actions, the one that is latest first; of one day, the one agreed first. */
export function openActions(actions: readonly ActionView[]): ActionView[] {
  const open = actions.filter(({ state }) => openStates.includes(state))
  return open.sort((a, b) => a.due.localeCompare(b.due) || a.agreedAt.localeCompare(b.agreedAt))
}

/** Days a declined action stays on the row, counted from its huddle: somebody must decide what now. [choice] */
const declinedDays = 7

/**
 * What a row shows of its actions: what is open, then what was declined lately. Where fewer have `room` than are open,
 * what was agreed last stands first, or behind what is latest, so that nothing new hides behind "+1 more". [choice]
 */
export function shownActions(
  actions: readonly ActionView[],
  asAt: LocalDate,
  room = Number.POSITIVE_INFINITY,
): ActionView[] {
  const declined = actions.filter(
    ({ state, huddle }) => state === 'declined' && daysBetween(huddle, asAt) <= declinedDays,
  )
  const open = openActions(actions)
  if (open.length <= room) return [...open, ...declined]
  const late = open.filter((action) => isOverdue(action, asAt)).slice(0, 1)
  const newest = open.toSorted((a, b) => b.agreedAt.localeCompare(a.agreedAt)).slice(0, 1)
  return [...new Set([...late, ...newest, ...open]), ...declined]
}

/** Everybody's standing, in the rows' order. */
export function standingsOf(
  rows: readonly BoardRow[],
  marksOf: (episode: string) => Marks,
  actionsOf: (episode: string) => readonly ActionView[],
  { asAt, huddleDate, lastHuddle, closures }: Days,
): Standing[] {
  const live = rows.map((row) => {
    const open = openActions(actionsOf(row.episode))
    const overdue = open.filter((action) => isOverdue(action, asAt)).length
    return { row, marks: marksOf(row.episode), open, overdue }
  })
  const unseen = unseenOn(huddleDate, closures)
  const people = live.map(({ row, marks, open }) => ({
    episode: row.episode,
    name: row.name,
    isNew: row.isNew,
    ...clockForAgenda(row.sixWeeks, huddleDate, lastHuddle),
    endingSoon: endingWithin(row.plannedEnd, huddleDate, endingSoonDays),
    plannedEnd: row.plannedEnd,
    overdue: open.filter((action) => isOverdue(action, huddleDate)).length,
    // Of those that ended, the board holds the ones since the last huddle.
    declined: actionsOf(row.episode).filter(({ state, settled }) => state === 'declined' && !settled).length,
    notShown: open.filter(
      ({ state, deliveredOn }) => state === 'delivered' && Boolean(deliveredOn && deliveredOn < huddleDate),
    ).length,
    marks,
    lastHow: row.lastHow?.how ?? null,
    unseen: unseen(row.agenda.seenOn),
    carried: row.agenda.carried,
    offline: row.agenda.offline,
    ...(row.agenda.raises ? { raises: row.agenda.raises } : {}),
    hospital: row.agenda.hospital,
  }))
  const sinceLast = lastHuddle === null ? undefined : Math.max(1, daysBetween(lastHuddle, huddleDate))
  const agenda = new Map(buildAgenda(people, huddleDate, sinceLast).map((item) => [item.episode, item]))
  return live.map((standing) => ({ ...standing, item: agenda.get(standing.row.episode) ?? null }))
}

/** The day of the last huddle, as far as the rows tell it; null on a service's first morning. */
export function lastHuddleDay(rows: readonly BoardRow[]): LocalDate | null {
  const days = rows.flatMap(({ lastHow, lastNote }) => [lastHow?.on ?? '', lastNote?.on ?? ''])
  return days.reduce((latest, day) => (day > latest ? day : latest), '') || null
}
