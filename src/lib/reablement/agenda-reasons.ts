import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { freeDays, promptReached } from './episode.ts'
import type { AgendaSection } from './huddle.ts'
import type { How, Marks } from './marks.ts'
import { isWorthALook } from './seen.ts'
import type { TeamCode } from './team.ts'

/** The last huddle had somebody on its agenda and did not come to them. */
export interface Carried {
  /** Where they stood. */
  section: AgendaSection
  /** The day of that huddle. */
  from: LocalDate
  /** Only this team asked for them and nobody of it was there; since the first huddle of which that is true. */
  waits?: { team: TeamCode; since: LocalDate }
}

/** What past huddles say of a person for the next agenda. */
export interface AgendaFacts {
  /** The London day a closed huddle last looked at them (discussed, no change, parked); null: none has. */
  seenOn: LocalDate | null
  carried: Carried | null
  /** Who sees to what was taken offline and is not done, short: "Olu A". Null: nothing is. */
  offline: string | null
  /** Reasons colleagues who are not in the meeting raised, 'raised by Nadia O: …' (`raised.ts`). */
  raises?: string[]
}

/** Since the last huddle somebody has gone to hospital, or come back from it. */
export type HospitalNews = 'gone to hospital' | 'back from hospital'

/** What the agenda needs to know of a person. */
export interface AgendaPerson {
  episode: string
  name: string
  /** Came since the last huddle. */
  isNew: boolean
  /** Day of 42 on the huddle's day, by the clock of the six weeks. */
  day: number
  /** The prompt reached since the last huddle, by that clock; absent: read from the day and the days since. */
  prompt?: number | null
  /** 'extended until Fri 15 Jan'; '' or absent: nothing was agreed beyond the six weeks. */
  beyond?: string
  /** Ends within the days the service looks ahead (four). */
  endingSoon: boolean
  /** Says the day in 'ends Thu' when given. */
  plannedEnd?: LocalDate | null
  /** Open actions past their day. */
  overdue: number
  /** Actions declined since the last huddle. */
  declined: number
  /** They went to hospital or came back since the last huddle. */
  hospital?: HospitalNews | null
  /** Things that were there before the huddle's day, and nobody has shown how they work. */
  notShown?: number
  /** Today's marks. */
  marks: Marks
  /** How it was going at the last huddle. */
  lastHow: How | null
  /** Working days not looked at, the huddle's own counted (`seen.ts`). */
  unseen: number
  carried: Carried | null
  offline: string | null
  /** As in the facts. */
  raises?: readonly string[]
}

/** Somebody wants to talk about this person: words, a team's ask or see, a concern set today. */
export function isAskedFor(marks: Marks): boolean {
  const asked = Object.values(marks.teams).some((mark) => mark !== 'none')
  return asked || Boolean(marks.raised?.trim()) || marks.how === 'concern'
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

/** From this prompt day on it is about the end: long-term care, the plan, the six weeks. Before, about the goals. [choice] */
const endPrompts = 28

/** The prompt day reached since the last huddle: it may have been at the weekend. Past day 42 there is none. */
function prompted({ day, prompt }: Pick<AgendaPerson, 'day' | 'prompt'>, span: number): number {
  if (day > freeDays) return 0
  return (prompt === undefined ? promptReached(day, span) : prompt) ?? 0
}

/** Whether the goals are to be looked at, on day 7 or 21. */
export function isReviewDue(person: Pick<AgendaPerson, 'day' | 'prompt'>, span: number): boolean {
  const prompt = prompted(person, span)
  return prompt > 0 && prompt < endPrompts
}

/** Past day 42, with until when they are extended, or the review that is due; '' for neither. */
function dayReason(person: AgendaPerson, span: number): string {
  if (person.day > freeDays) return [`day ${String(person.day)}`, person.beyond].filter(Boolean).join(', ')
  const prompt = prompted(person, span)
  return prompt === 0 ? '' : `day ${String(prompt)} review`
}

function actionReasons({ declined, overdue, notShown = 0 }: AgendaPerson): string[] {
  const say = (count: number, what: string) =>
    count === 1 ? `${what} action` : `${String(count)} ${what} actions`
  const there = notShown === 1 ? 'delivered, not shown' : `${String(notShown)} delivered, not shown`
  return [
    declined > 0 ? say(declined, 'declined') : '',
    overdue > 0 ? say(overdue, 'late') : '',
    notShown > 0 ? there : '',
  ]
}

/** 'MA’s ask, waiting since Mon' (read again by `waiting.ts`), or 'carried over from Mon'. */
function sayCarried({ from, waits }: Carried): string {
  const day = (date: LocalDate) => sayDay(date).slice(0, 3)
  return waits ? `${waits.team}’s ask, waiting since ${day(waits.since)}` : `carried over from ${day(from)}`
}

const concernLastTime = 'concern last time'

/** 'not looked at for 5 days': working days, as everybody who works here counts them. */
export function sayUnseen(unseen: number): string {
  return `not looked at for ${String(unseen)} days`
}

/**
 * Why this person is on the agenda of `date`, most pressing first: every reason of `domain.md`. [seed]
 * `span`: calendar days since the last huddle. `inLook`: picked for the quick look.
 */
export function reasonsFor(person: AgendaPerson, date: LocalDate, span: number, inLook: boolean): string[] {
  const { marks, lastHow, carried, offline } = person
  const wasConcern = lastHow === 'concern' && marks.how === undefined
  return [
    ...teamReasons(marks.teams),
    marks.raised?.trim() ? 'raised' : '',
    ...(person.raises ?? []),
    marks.how === 'concern' ? 'concern' : '',
    person.isNew ? 'new' : '',
    person.hospital ?? '',
    ...actionReasons(person),
    offline === null ? '' : `taken offline with ${offline}`,
    carried ? sayCarried(carried) : '',
    wasConcern ? concernLastTime : '',
    dayReason(person, span),
    endReason(person, date),
    inLook && isWorthALook(person.unseen) ? sayUnseen(person.unseen) : '',
  ].filter((reason) => reason !== '')
}

/** Whether a reason alone brings nobody on the agenda: a concern last time, or a review the quick look had no room for. */
export function leavesInRest(reason: string): boolean {
  return reason === concernLastTime || /^day \d+ review$/.test(reason)
}

/** Sections from the most to the least pressing: the first that fits is a person's. */
const pressing = ['raised', 'new', 'leaving', 'promises', 'quick look'] as const

/**
 * Whose turn a person has. "Raised" holds whoever somebody asks for, and who needs a word by rule: past day 42, or taken
 * offline and not done. "Leaving" holds who ends within four days and who has reached day 28, 35 or 42; a review on day
 * 7 or 21 is a quick look when it has room. Whoever was not reached keeps the section they had, unless a more pressing
 * one fits by now. [choice]
 */
export function sectionOf(person: AgendaPerson, span: number, inLook: boolean): AgendaSection {
  const fits: Record<(typeof pressing)[number], boolean> = {
    raised:
      isAskedFor(person.marks) ||
      (person.raises ?? []).length > 0 ||
      Boolean(person.hospital) ||
      person.offline !== null ||
      person.day > freeDays,
    new: person.isNew,
    leaving: person.endingSoon || prompted(person, span) >= endPrompts,
    promises: person.overdue + person.declined + (person.notShown ?? 0) > 0,
    'quick look': inLook,
  }
  return pressing.find((section) => fits[section] || person.carried?.section === section) ?? 'rest'
}
