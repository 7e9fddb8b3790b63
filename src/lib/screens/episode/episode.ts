import type { ActionView } from '#lib/reablement/action.ts'
import type { How } from '#lib/reablement/marks.ts'

/** One person's stay with the service. Days are local, YYYY-MM-DD. */
export interface EpisodeSeen {
  episode: string
  reference: string
  /** "Nan Mbeki": what they are known as, and the surname. */
  name: string
  forename: string
  surname: string
  knownAs: string | null
  sex: string | null
  born: string
  age: number | null
  /** Ten digits; null is "not traced". */
  nhsNumber: string | null
  kind: string
  state: string
  start: string
  plannedEnd: string | null
  day: number
  district: string
  flags: string[]
  missingSince: string | null
  source: string | null
  ward: string | null
  reason: string | null
  address: string | null
  postcode: string | null
  telephone: string | null
  language: string | null
  interpreter: boolean | null
  livesAlone: boolean | null
  keySafe: boolean | null
  pets: boolean | null
  smokeAlarm: boolean | null
  coAlarm: boolean | null
  nextOfKin: string | null
  relationship: string | null
  goals: GoalSeen[]
  /** Newest first. */
  calls: CallsSeen[]
  actions: ActionView[]
  /** Newest first. */
  notes: NoteSeen[]
}

export interface GoalSeen {
  id: string
  what: string
  by: string | null
  state: 'not started' | 'working on it' | 'met' | 'changed'
}

export interface CallsSeen {
  id: string
  from: string
  perDay: number
  minutes: number
  carers: number
  why: string
  /** null: the caseload file said so. */
  changedBy: string | null
}

export interface NoteSeen {
  /** The huddle's day. */
  date: string
  text: string
  how: How | null
  howBy: string | null
  raised: string | null
  authors: string[]
}
