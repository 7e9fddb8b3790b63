import { daysBetween, sayDay, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { freeDays, promptReached } from './episode.ts'
import { agendaSections } from './huddle.ts'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import type { How, Marks } from './marks.ts'

/** What the agenda needs to know of a person. */
export interface AgendaPerson {
  episode: string
  name: string
  /** Came since the last huddle. */
  isNew: boolean
  /** Day of 42 on the huddle's day. */
  day: number
  /** Ends within the days the service looks ahead (four). */
  endingSoon: boolean
  /** Says the day in 'ends Thu' when given. */
  plannedEnd?: LocalDate | null
  /** Open actions past their day. */
  overdue: number
  /** Today's marks. */
  marks: Marks
  /** How it was going at the last huddle. */
  lastHow: How | null
}

/** Suggested seconds for a person of each section. [choice] */
export const suggestedSeconds: Record<AgendaSection, number> = { raised: 60, new: 60, overdue: 30, rest: 10 }

function isRaised({ marks }: AgendaPerson): boolean {
  const asked = Object.values(marks.teams).some((mark) => mark !== 'none')
  return asked || Boolean(marks.raised?.trim()) || marks.how === 'concern'
}

function sectionOf(person: AgendaPerson): AgendaSection {
  if (isRaised(person)) return 'raised'
  if (person.isNew) return 'new'
  return person.overdue > 0 ? 'overdue' : 'rest'
}

function teamReasons(teams: Marks['teams']): string[] {
  const marked = Object.entries(teams).sort(([a], [b]) => a.localeCompare(b))
  const asked = marked.filter(([, mark]) => mark === 'ask').map(([team]) => `${team} asked`)
  return [...asked, ...marked.filter(([, mark]) => mark === 'see').map(([team]) => `${team} to see`)]
}

function endReason({ endingSoon, plannedEnd }: AgendaPerson, date: LocalDate): string {
  if (!endingSoon) return ''
  if (!plannedEnd) return 'ending soon'
  return plannedEnd === date ? 'ends today' : `ends ${sayDay(plannedEnd).slice(0, 3)}`
}

function dayReason(day: number, span: number): string {
  if (day > freeDays) return `day ${String(day)}`
  // The prompt may have been at the weekend: then today is another day, and the review is what is meant.
  const reached = promptReached(day, span)
  return reached === null ? '' : `day ${String(reached)} review`
}

function lateReason(overdue: number): string {
  if (overdue === 0) return ''
  return overdue === 1 ? 'late action' : `${String(overdue)} late actions`
}

function reasonsFor(person: AgendaPerson, date: LocalDate, span: number): string[] {
  const { marks, lastHow } = person
  const wasConcern = lastHow === 'concern' && marks.how === undefined
  return [
    ...teamReasons(marks.teams),
    marks.raised?.trim() ? 'raised' : '',
    marks.how === 'concern' ? 'concern' : '',
    person.isNew ? 'new' : '',
    lateReason(person.overdue),
    wasConcern ? 'concern last time' : '',
    dayReason(person.day, span),
    endReason(person, date),
  ].filter((reason) => reason !== '')
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b)
}

/**
 * The people by name, begun somewhere else each day so that nobody is always last. The whole list turns, not each
 * section: a mark set during the day moves that person alone. The stride shares no factor with the number of people,
 * so in as many days as there are people everybody is first once. [choice]
 */
function turned(people: readonly AgendaPerson[], date: LocalDate): AgendaPerson[] {
  const order = (a: AgendaPerson, b: AgendaPerson) =>
    a.name.localeCompare(b.name, 'en-GB') || (a.episode < b.episode ? -1 : 1)
  const sorted = [...people].sort(order)
  const length = Math.max(1, sorted.length)
  let stride = Math.max(1, Math.round(length * 0.38))
  while (commonFactor(stride, length) !== 1) stride++
  const first = (((daysBetween('2026-01-01', date) * stride) % length) + length) % length
  return [...sorted.slice(first), ...sorted.slice(0, first)]
}

/**
 * The agenda of a huddle: raised → new → overdue → rest [choice], everybody exactly once with every reason, most
 * pressing first. "Raised": a colleague's words, a team's ask or see, or a concern set today. In the rest, people with
 * a reason (a prompt day, past day 42, an end, a concern last time) stand before those with none.
 * `sinceLast` is the calendar days since the last huddle, so a weekend's prompt day is not lost (default: 3 on Mondays).
 * The same people, marks and date give the same order whatever order they came in.
 */
export function buildAgenda(
  people: readonly AgendaPerson[],
  huddleDate: LocalDate,
  sinceLast: number = weekday(huddleDate) === 1 ? 3 : 1,
): AgendaItem[] {
  const items = turned(people, huddleDate).map((person): AgendaItem => ({
    episode: person.episode,
    section: sectionOf(person),
    reasons: reasonsFor(person, huddleDate, sinceLast),
    outcome: null,
    seconds: 0,
  }))
  return agendaSections.flatMap((section) => {
    const mine = items.filter((item) => item.section === section)
    return [...mine.filter(({ reasons }) => reasons.length), ...mine.filter(({ reasons }) => !reasons.length)]
  })
}

/** Something that keeps a huddle from closing. Words name no person: the screen puts its own name before them. */
export interface Missing {
  episode: string
  what: 'outcome' | 'owner'
  words: string
}

/** What must be settled before the huddle may close: raised people without an outcome, actions nobody owns. [seed] */
export function mayClose(
  agenda: readonly AgendaItem[],
  actions: readonly { episode: string; title: string; owner: unknown; team: string | null }[],
): Missing[] {
  const undecided = agenda.filter(({ section, outcome }) => section === 'raised' && outcome === null)
  const unowned = actions.filter(({ owner, team }) => !owner && !team)
  return [
    ...undecided.map(({ episode, reasons }): Missing => {
      const why = reasons.length ? ` (${reasons.join(', ')})` : ''
      return { episode, what: 'outcome', words: `raised${why}, with no outcome yet` }
    }),
    ...unowned.map(({ episode, title }): Missing => {
      return { episode, what: 'owner', words: `“${title}” has no owner yet` }
    }),
  ]
}

/** 'about 34 minutes': the suggested time of everybody but the rest, in whole minutes rounded up. */
export function sayLength(agenda: readonly Pick<AgendaItem, 'section'>[]): string {
  const counted = agenda.filter(({ section }) => section !== 'rest')
  const minutes = Math.ceil(counted.reduce((sum, { section }) => sum + suggestedSeconds[section], 0) / 60)
  return minutes === 1 ? 'about 1 minute' : `about ${String(minutes)} minutes`
}
