import type { LocalDate } from './dates.ts'
import type { EpisodeKind } from './episode.ts'
import type { StartStandard } from './start-standard.ts'

/** Somebody referred, or accepted and not yet visited, as the list of referrals shows them. */
export interface Referral {
  episode: string
  name: string
  reference: string
  age: number
  /** Postcode district. */
  district: string
  kind: EpisodeKind
  /** "home from LRI Ward 17 after hip fracture" */
  story: string
  /** The flag of communication: "Gujarati, interpreter, BSL". '' when no need is known. */
  needs: string
  /** The day Perch heard of them; of an accepted one, the day it was accepted. */
  since: LocalDate
  /** The first visit as it is planned. */
  planned: LocalDate
  /** Of an accepted one: the first visit against the standard. */
  standard: StartStandard | null
  /** Open actions: declining cancels them. */
  open: number
}

/** Everybody who waits: first for a yes or a no, then for their first visit; longest first. */
export interface Referrals {
  today: LocalDate
  waiting: Referral[]
  accepted: Referral[]
}
