import type { LocalDate } from './dates.ts'
import type { PromptOnDay } from './episode-clock.ts'
import type { EpisodeAct, EpisodeState } from './episode-steps.ts'
import type { HospitalStay } from './hospital-stays.ts'
import type { Extension } from './episode-clock.ts'
import type { StartStandard } from './start-standard.ts'

/** One stay in hospital as a person’s page shows it. */
export interface StayShown extends HospitalStay {
  id: string
  /** Who said that they went; null: from before stays were kept. */
  by: string | null
}

/** An episode’s course as the person’s page shows it: where it stands, its clock, and what can be done next. */
export interface CourseView {
  state: EpisodeState
  /** Of a referral nobody has accepted: the day it came. */
  referredOn: LocalDate | null
  acceptedOn: LocalDate | null
  /** The first visit against the standard; null when nobody kept the day it was accepted. */
  standard: StartStandard | null
  /** The clock in words; '' before it is accepted. */
  clock: string
  /** The next prompt that is to come, and its day; null when all have been. */
  next: PromptOnDay | null
  /** The day the clock has day 28 on; null while it stands still before it, and of who is not under way. */
  longTermOn: LocalDate | null
  /** Newest first. */
  stays: StayShown[]
  extension: Extension | null
  declinedWhy: string | null
  /** What can be done now by whoever reads it. */
  acts: EpisodeAct[]
}
