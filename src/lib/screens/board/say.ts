import { isOverdue, sayState } from '#lib/reablement/action.ts'
import type { ActionState, Said } from '#lib/reablement/action.ts'
import { addDays, daysBetween, sayDay, sayDue, weekdayOf } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { freeDays } from '#lib/reablement/episode.ts'
import { isListed } from '#lib/reablement/huddle.ts'
import type { Steering } from '#lib/reablement/huddle.ts'
import { teamMarkShown } from '#lib/reablement/marks.ts'
import type { TeamMark } from '#lib/reablement/marks.ts'
import { shortName } from '#lib/reablement/colleague.ts'

/** A day as briefly as it stays clear: 'Fri' within the week before `today`, else 'Fri 13 Nov'. */
export function sayBriefly(date: LocalDate, today: LocalDate): string {
  const days = daysBetween(date, today)
  return days >= 0 && days < 7 ? sayDay(date).slice(0, 3) : sayDay(date, today)
}

/** What still has its day to come; of what is there, and of a booking, the state says enough. */
const onTheWay: readonly ActionState[] = ['accepted', 'measured', 'ordered']

/** Where an action stands, always with its day: 'due Wed 25 Nov', 'accepted · due Thu', '2 days late'. */
export function sayStanding(action: Said, today: LocalDate): string {
  if (!onTheWay.includes(action.state) || isOverdue(action, today)) return sayState(action, today)
  const days = daysBetween(today, action.due)
  const day = days > 1 && days < 7 ? sayDay(action.due).slice(0, 3) : sayDue(action.due, today)
  return `${sayState(action, today)} · due ${day}`
}

/** 'New since Friday'; 'New' when there was no huddle yet. */
export function sayNewSince(last: LocalDate | null, today: LocalDate): string {
  if (last === null) return 'New'
  return daysBetween(last, today) < 7 ? `New since ${weekdayOf(last)}` : `New since ${sayDay(last, today)}`
}

/** 'Day 12', 'Past day 42', 'Starts tomorrow': never a minus sign. */
export function sayDayOf42(day: number, start: LocalDate, today: LocalDate): string {
  if (day >= 1) return `Day ${String(day)}`
  return addDays(today, 1) === start ? 'Starts tomorrow' : `Starts ${sayDay(start, today)}`
}

/** How far the six weeks are, for the bar: its tone and its share of the whole in percent. */
export function dayBar(day: number): { tone: 'on' | 'late' | 'over'; percent: number } {
  const percent = Math.round((Math.min(Math.max(day, 0), freeDays) / freeDays) * 100)
  if (day > freeDays) return { tone: 'over', percent }
  return { tone: day > freeDays - 7 ? 'late' : 'on', percent }
}

/** Where the huddle stands, for the pill: '7 of 23'. Past the people to be talked about, of everybody. */
export function sayTurn({ agenda, current }: Pick<Steering, 'agenda' | 'current'>): string | null {
  const place = agenda.findIndex(({ episode }) => episode === current)
  if (place === -1) return null
  const counted = agenda.filter(isListed).length
  return `${String(place + 1)} of ${String(place < counted ? counted : agenda.length)}`
}

/** 'Huddle live · 7 of 23 · Priya S chairs' or 'Preparing Monday’s huddle · starts 09:30' */
export function sayHuddle(steering: Steering, startsAt?: string): string {
  if (steering.state !== 'live') {
    const prepared = `Preparing ${weekdayOf(steering.date)}’s huddle`
    return startsAt ? `${prepared} · starts ${startsAt}` : prepared
  }
  const chair = steering.chair ? `${shortName(steering.chair.name)} chairs` : null
  return ['Huddle live', sayTurn(steering), chair].filter(Boolean).join(' · ')
}

/** '3 rows changed place' */
export function sayChanged(rows: number): string {
  return rows === 1 ? '1 row changed place' : `${String(rows)} rows changed place`
}

/** 'Kamla Chauhan: see me', or 'Kamla Chauhan: not marked' */
export function sayMarked(name: string, mark: TeamMark | null): string {
  return `${name}: ${mark ? teamMarkShown[mark].toLowerCase() : 'not marked'}`
}

/** '3 marked people stay in their places' */
export function sayStaying(people: number): string {
  return people === 1
    ? '1 marked person stays in place'
    : `${String(people)} marked people stay in their places`
}
