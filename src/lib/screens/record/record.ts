import type { ActionView } from '#lib/reablement/action.ts'
import type { AgendaSection, PageDamage, PersonOutcome } from '#lib/reablement/huddle.ts'
import type { How, TeamMark } from '#lib/reablement/marks.ts'

/** One closed huddle in the list. */
export interface RecordLine {
  huddle: string
  /** Local, YYYY-MM-DD. */
  date: string
  discussed: number
  /** Actions agreed; those undone do not count. */
  actions: number
  /** Of those, done by now. */
  done: number
  chair: string | null
  attended: number
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
}

/** An action as the record lists it, in the state it is in today. */
export type RecordAction = Pick<
  ActionView,
  'id' | 'title' | 'quantity' | 'room' | 'team' | 'due' | 'state' | 'lastNote'
> & {
  /** null: in the team's queue. */
  owner: string | null
  agreedBy: string
}

export interface RecordPerson {
  episode: string
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
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
  chair: string | null
  /** The page was damaged when the huddle closed. */
  pageDamage: PageDamage | null
  there: { team: string; teamName: string; names: string[] }[]
  /** In the agenda's order. */
  people: RecordPerson[]
  /** How many of the rest are not listed. */
  others: number
}

export const sectionWords: Record<AgendaSection, string> = {
  promises: 'Late and declined actions',
  new: 'New',
  raised: 'Raised',
  leaving: 'Leaving',
  'quick look': 'Quick look',
  rest: 'Everybody else with something to record',
}

/** What the record says when nobody closed the huddle. */
export const notClosedWords =
  'Not closed: nobody closed this huddle, so Perch did the next morning. Everything that was written and agreed is kept. Nobody is called discussed who was still on the screen.'

/** What the record says when its page was damaged. */
export const damageWords: Record<PageDamage, string> = {
  part: 'The page of this huddle was damaged. The notes and marks below were written before the damage; what was written after it may be missing. Outcomes and agreed actions are complete.',
  all: 'The page of this huddle was damaged and none of its notes and marks could be trusted: this record has none. Outcomes and agreed actions are complete.',
}

export const outcomeWords: Record<PersonOutcome, string> = {
  discussed: 'Discussed',
  'no change': 'No change',
  parked: 'To be discussed elsewhere',
  'not reached': 'Not reached',
}
