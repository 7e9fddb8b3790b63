import type { Needs } from './communication.ts'
import type { LocalDate } from './dates.ts'
import type { Goal } from './episode.ts'
import type { Consent } from './fire-referral.ts'
import type { CareActOutcome } from './in-place.ts'
import type { RiskAnswer } from './risk-answers.ts'

/** Who said something, and when: the colleague’s name (null: the caseload file) and the local day. */
export interface SaidBy {
  by: string | null
  on: LocalDate
}

/** One step of a goal’s history. */
export interface GoalEntry extends SaidBy {
  kind: 'set' | 'reworded' | 'reviewed'
  what: string
  /** The words it had before, of a goal that was reworded. */
  was: string | null
  byDate: LocalDate | null
  state: Goal['state']
  /** What was said at a review. */
  said: string | null
}

export interface WhatMatters extends SaidBy {
  words: string
}

export interface RiskEntry extends RiskAnswer, SaidBy {}

/** A ReSPECT plan or DNACPR, by whoever saw the copy. Never what it decides. */
export interface Respect extends SaidBy {
  inPlace: boolean
  where: string | null
  seenOn: LocalDate | null
}

/** That a safeguarding concern was raised. No narrative. */
export interface Safeguarding extends SaidBy {
  raised: boolean
  raisedOn: LocalDate | null
  reference: string | null
  owner: { id: string; name: string } | null
}

export interface CareAct extends SaidBy {
  raisedOn: LocalDate
  owner: { id: string; name: string } | null
  bookedFor: LocalDate | null
  outcome: CareActOutcome | null
}

/** What is known about a person beside their course: what matters, risks, needs, what is in place. */
export interface About {
  /** Newest first; the first one holds. */
  whatMatters: WhatMatters[]
  /** By goal, newest first. Of goals older than this history there is none. */
  goals: Record<string, GoalEntry[]>
  /** Oldest first, the file’s answers before all: the latest of each question holds. */
  risks: RiskEntry[]
  fire: {
    consent: (Consent & SaidBy) | null
    /** The day on which a referral was agreed that stands; null: none does. */
    referredOn: LocalDate | null
  }
  /** Who last said it: null, nobody but the file. */
  communication: { needs: Needs; flag: string; said: SaidBy | null }
  respect: Respect | null
  safeguarding: Safeguarding | null
  careAct: CareAct | null
}

/** Of somebody of whom nothing is known but what the file says. */
export function nothingAbout(needs: Needs, flag: string): About {
  return {
    ...{ whatMatters: [], goals: {}, risks: [], fire: { consent: null, referredOn: null } },
    communication: { needs, flag, said: null },
    ...{ respect: null, safeguarding: null, careAct: null },
  }
}
