import type { ActionView } from '#lib/reablement/action.ts'
import type { Step } from '#lib/reablement/episode.ts'
import type { How } from '#lib/reablement/marks.ts'

/** One person's stay with the service. Days are local, YYYY-MM-DD; null is not known. */
export interface EpisodeSeen {
  episode: string
  header: {
    /** What they are known as, and the surname: "Nan Mbeki". */
    name: string
    forename: string
    surname: string
    reference: string
    sex: string | null
    born: string
    age: number
    /** Ten digits; null is "not traced". */
    nhsNumber: string | null
    kind: string
    state: string
    start: string
    day: number
    lastFreeDay: string
    plannedEnd: string | null
    flags: string[]
    /** "home from LRI after hip fracture" */
    story: string
    missingSince: string | null
  }
  contact: { address: string | null; postcode: string | null; telephone: string | null }
  needs: { language: string | null; interpreter: boolean | null }
  home: Record<'livesAlone' | 'keySafe' | 'pets' | 'smokeAlarm' | 'coAlarm', boolean | null>
  around: { nextOfKin: string | null; relationship: string | null }
  cameFrom: { source: string | null; ward: string | null; reason: string | null }
  goals: GoalSeen[]
  /** Newest first. */
  calls: CallsSeen[]
  /** Newest first. */
  notes: NoteSeen[]
  actions: ActionView[]
}

export interface GoalSeen {
  id: string
  what: string
  by: string | null
  state: 'not started' | 'working on it' | 'met' | 'changed'
}

export interface CallsSeen {
  from: string
  perDay: number
  minutes: number
  carers: number
  /** null for the first. */
  step: Step | null
  why: string
  /** null: the caseload file said so. */
  changedBy: string | null
  /** In force now. */
  now: boolean
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
