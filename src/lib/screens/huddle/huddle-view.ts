import type { ActionView } from '#lib/reablement/action.ts'
import { isOpen } from '#lib/reablement/agenda.ts'
import { daysBetween, londonDate, weekdayOf } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { freeDays } from '#lib/reablement/episode.ts'
import { agendaSections, isListed } from '#lib/reablement/huddle.ts'
import type {
  AgendaItem,
  AgendaSection,
  HuddlePerson,
  HuddleStep,
  PersonOutcome,
  Steering,
} from '#lib/reablement/huddle.ts'
import type { How } from '#lib/reablement/marks.ts'
import { raisedInLook } from '#lib/reablement/quick-look.ts'
import { nextWorkingDay } from '#lib/reablement/working-days.ts'

/** The agenda as the rail shows it: whose turns come, others with something to say about them, and everybody else. */
export function railOf(agenda: readonly AgendaItem[]): Record<'turns' | 'noted' | 'quiet', AgendaItem[]> {
  const rest = agenda.filter((item) => !isListed(item))
  return {
    turns: agenda.filter(isListed),
    noted: rest.filter(({ reasons }) => reasons.length > 0),
    quiet: rest.filter(({ reasons }) => reasons.length === 0),
  }
}

/** The London day it is in the service (`now`: the server’s milliseconds). */
export function dayAt(now: number): LocalDate {
  return londonDate(new Date(now))
}

/** A huddle of a later day than it is in the service (`now`: the server’s milliseconds). */
export function isEarly(date: LocalDate, now: number): boolean {
  return date > dayAt(now)
}

const wentTo: Record<Exclude<HuddleStep, 'people'>, string> = {
  here: 'went back to who is here',
  promises: 'went to yesterday’s promises',
  silence: 'went to the silent minute',
  'read-back': 'went to the read-back',
}

/** What `by` did to bring the meeting from one standing to the next; `of` is the episode to name behind the words. */
export function actSaid(
  before: Steering,
  after: Steering,
  by: string,
): { words: string; of: string | null } | null {
  if (before.huddle !== after.huddle) return null
  if (before.state !== after.state)
    return {
      words: after.state === 'live' ? `${by} started the huddle` : `${by} put the start off`,
      of: null,
    }
  if (before.step !== after.step && after.step !== null && after.step !== 'people')
    return { words: `${by} ${wentTo[after.step]}`, of: null }
  if (before.current !== after.current) {
    const place = (of: string | null) => after.agenda.findIndex(({ episode }) => episode === of)
    const isBack = before.step === 'read-back' || place(after.current) < place(before.current)
    return { words: `${by} ${isBack ? 'went back' : 'moved on'} to`, of: after.current }
  }
  if (before.chair?.id !== after.chair?.id) return { words: `${by} took the chair`, of: null }
  if ((before.pausedAt === null) !== (after.pausedAt === null))
    return { words: after.pausedAt ? `${by} paused the huddle` : `${by} went on after the pause`, of: null }
  const moved = movedByHand(before.agenda, after.agenda)
  return moved === null ? null : { words: `${by} gave another place to`, of: moved }
}

/** Who alone stands elsewhere, in the section they were in; null when nobody was moved. */
function movedByHand(before: readonly AgendaItem[], after: readonly AgendaItem[]): string | null {
  const [was, is] = [before, after].map((agenda) => agenda.map(({ episode }) => episode)) as [
    string[],
    string[],
  ]
  const first = was.findIndex((episode, place) => episode !== is[place])
  const without = (list: string[], one: string | undefined) =>
    list.filter((episode) => episode !== one).join(' ')
  const moved = [was[first], is[first]].find((one) => without(was, one) === without(is, one))
  const sectionIn = (agenda: readonly AgendaItem[]) =>
    agenda.find(({ episode }) => episode === moved)?.section
  return first !== -1 && moved !== undefined && sectionIn(before) === sectionIn(after) ? moved : null
}

/** Who was raised while the huddle runs. */
export function raisedSince(before: Steering, after: Steering): string[] {
  if (before.huddle !== after.huddle || before.state !== 'live') return []
  const raised = ({ agenda }: Steering) =>
    agenda.flatMap(({ section, reasons, episode }) =>
      section === 'raised' && !reasons.includes(raisedInLook) ? [episode] : [],
    )
  const stood = raised(before)
  return raised(after).filter((episode) => !stood.includes(episode))
}

/** Milliseconds as an instant, ISO UTC. */
export function instantAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** What was agreed at this huddle and stands. */
export function agreedAt(actions: readonly ActionView[], date: string): ActionView[] {
  return actions
    .filter((action) => action.huddle === date && action.state !== 'cancelled')
    .sort((a, b) => a.agreedAt.localeCompare(b.agreedAt))
}

/** The actions of each team that has any, in the service's order of teams. */
export function byTeam(
  actions: readonly ActionView[],
  teams: readonly { code: string; name: string }[],
): { code: string; name: string; actions: ActionView[] }[] {
  const known = teams.map(({ code, name }) => ({
    code,
    name,
    actions: actions.filter(({ team }) => team === code),
  }))
  return known.filter((team) => team.actions.length > 0)
}

/** People nothing has come of yet, who keep the huddle from closing. */
export function unsettled(agenda: readonly AgendaItem[]): AgendaItem[] {
  return agenda.filter(isOpen)
}

/** Who comes back next time when the huddle closes now: carried over, or waiting for a team that is not there. */
export function comeBack(agenda: readonly AgendaItem[]): { carried: number; waiting: number } {
  return {
    carried: agenda.filter(({ outcome }) => outcome === 'not reached').length,
    waiting: agenda.filter(({ outcome, waitsFor }) => outcome === null && waitsFor !== undefined).length,
  }
}

/** When whoever a huddle of this day does not reach comes back: 'tomorrow', 'on Monday'. */
export function sayNextTime(date: LocalDate, closures: readonly LocalDate[] = []): string {
  const next = nextWorkingDay(date, closures)
  return daysBetween(date, next) === 1 ? 'tomorrow' : `on ${weekdayOf(next)}`
}

/** How many people a huddle that has closed spoke of: whoever was on the screen counts, unless it was left to itself. */
export function spokenOf({ agenda, current }: Pick<Steering, 'agenda' | 'current'>, itself: boolean): number {
  const cameOf = ({ outcome }: AgendaItem) => outcome !== null && outcome !== 'not reached'
  return agenda.filter((item) => cameOf(item) || (item.episode === current && !itself)).length
}

export const sectionShown: Record<AgendaSection, { name: string; about: string }> = {
  promises: { name: 'Promises', about: 'something agreed is late or was declined' },
  new: { name: 'New', about: 'came since the last huddle' },
  raised: { name: 'Raised', about: 'somebody asked, or they are past day 42' },
  leaving: { name: 'Leaving', about: 'ends within four days, or the end is to be planned' },
  'quick look': { name: 'Quick look', about: 'quiet for days, or goals to be reviewed' },
  rest: { name: 'Everybody else', about: 'when somebody asks' },
}

/** How many people each section has, in their order. */
export function sectionCounts(agenda: readonly AgendaItem[]): { section: AgendaSection; count: number }[] {
  return agendaSections.map((section) => ({
    section,
    count: agenda.filter((item) => item.section === section).length,
  }))
}

/** What came of a person, for the rail: how many actions when they were discussed, else the words. */
export function outcomeShown(outcome: PersonOutcome, agreed: number): { shown: string; words: string } {
  const count = agreed === 1 ? '1 action agreed' : `${String(agreed)} actions agreed`
  switch (outcome) {
    case 'discussed':
      return { shown: `✓ ${String(agreed)}`, words: `done, ${count}` }
    case 'no change':
      return agreed > 0
        ? { shown: `✓ ${String(agreed)}`, words: `no change, ${count}` }
        : { shown: '✓ no change', words: '' }
    case 'parked':
      return { shown: '↷ offline', words: count }
    case 'not reached':
      return { shown: 'not reached', words: '' }
  }
}

/** 'Kamla C' → 'Kamla' */
export function firstName(shown: string): string {
  return shown.split(/\s+/)[0] ?? shown
}

/** '3 calls a day, was 4'; two carers are said, one is not. */
export function callsShown(
  calls: { perDay: number; was: number | null; carers: number } | null,
): string | null {
  if (!calls) return null
  const count = calls.perDay === 1 ? '1 call a day' : `${String(calls.perDay)} calls a day`
  const carers = calls.carers > 1 ? `, ${String(calls.carers)} carers` : ''
  const was = calls.was !== null && calls.was !== calls.perDay ? `, was ${String(calls.was)}` : ''
  return count + carers + was
}

/** 'Day 12 of 42'; beyond them 'Day 50, past 42': nobody has a day 50 of 42. */
export function dayShown(day: number | null): string {
  if (day === null) return 'before the first visit'
  return day > freeDays
    ? `Day ${String(day)}, past ${String(freeDays)}`
    : `Day ${String(day)} of ${String(freeDays)}`
}

/** 'Day 12 · 3 calls a day, was 4', with what a hospital stay or an extension does to the day. */
export function factsShown(person: Pick<HuddlePerson, 'day' | 'besideDay' | 'calls'> | null): string {
  const day = person?.day ? `Day ${String(person.day)}` : 'before the first visit'
  return [day, person?.besideDay, callsShown(person?.calls ?? null)].filter(Boolean).join(' · ')
}

/** How the person stands: today's mark, else the last huddle's with its being old said. */
export function howNow(today: How | undefined, last: How | null): { how: How | null; old: boolean } {
  return today ? { how: today, old: false } : { how: last, old: last !== null }
}

/** What a page that closed leaves on the screen. */
export interface Ended {
  date: string
  /** Instant, ISO UTC. */
  at: string
  people: number
  actions: number
  /** Nobody had closed it: the service did. */
  itself: boolean
}
