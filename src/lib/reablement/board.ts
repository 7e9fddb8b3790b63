import type { ActionView } from './action.ts'
import type { AgendaFacts, HospitalNews } from './agenda-reasons.ts'
import type { How } from './marks.ts'
import type { SixWeeks } from './six-weeks.ts'

/** One person on the board: what the row shows before any live note or mark. Dates are local, YYYY-MM-DD. */
export interface BoardRow {
  episode: string
  /** The file's reference, "RB27010". */
  reference: string
  /** Preferred name and surname as on the row: "Kamla Chauhan". */
  name: string
  surname: string
  age: number | null
  /** Postcode district. */
  district: string
  /** "Gujarati, interpreter", "lives alone", "two carers", "bridging" … */
  flags: string[]
  start: string
  plannedEnd: string | null
  /** Day of 42 on the board’s day, by the clock of the six weeks; below 1 before the first visit. */
  day: number
  /** What that clock is read from, for any other day. */
  sixWeeks: SixWeeks
  calls: {
    perDay: number
    minutes: number
    carers: number
    was: number | null
    changedOn: string | null
  } | null
  /** Came since the last huddle. */
  isNew: boolean
  /** The date of the first file that no longer names this person. */
  missingSince: string | null
  /** Another person on the board has the same or a like-sounding surname. */
  nameAlike: boolean
  lastHow: { how: How; by: string | null; on: string } | null
  lastNote: { text: string; on: string } | null
  actions: ActionView[]
  /** What past huddles say for the next agenda; `seenOn` is the day of the arrival when nobody has looked yet. */
  agenda: AgendaFacts & { seenOn: string; hospital: HospitalNews | null }
}
