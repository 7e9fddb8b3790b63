import { z } from 'zod/mini'
import { addDays, isLocalDate, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { nextWorkingDay } from './working-days.ts'

/** What a huddle can commit to about a person with one key; the record keeps one line of each kind. */
export const chipKinds = ['step down', 'ends', 'outcome', 'collection', 'later check', 'hospital'] as const
export type ChipKind = (typeof chipKinds)[number]

/** A commitment made at the huddle that is open, as every screen shows it. */
export interface PersonChip {
  kind: ChipKind
  /** "Ends Thu 26 Nov" */
  words: string
  /** Whoever pressed last, short: "Priya S". */
  by: string
  /** Instant, ISO UTC. */
  at: string
}

/** How an episode can end: the council's own four groups. [seed] */
export const exitOutcomes = [
  'fully independent',
  're-admitted to hospital',
  'ongoing care required',
  'other',
] as const
export type ExitOutcome = (typeof exitOutcomes)[number]

/** The groups in full, as the council says them. [seed] */
export const exitOutcomeWords: Record<ExitOutcome, string> = {
  'fully independent': 'fully independent, no care',
  're-admitted to hospital': 're-admitted to hospital',
  'ongoing care required': 'ongoing care required',
  other: 'other: permanent residential care, or died',
}

/** `asked`: actions stand in the register. */
export const collections = ['nothing to collect', 'asked'] as const
export type Collection = (typeof collections)[number]

/** What is planned for the end of an episode; the end itself comes later. */
export interface LeavingPlan {
  /** Expected. */
  outcome: ExitOutcome | null
  collection: Collection | null
  laterChecks: LaterChecks | null
}

/** The days on which somebody asks how they are. */
export interface LaterChecks {
  first: LocalDate
  second: LocalDate
}

/** Days after the anchor. [std] */
const checkDays = { first: 84, second: 91 }

/**
 * The later checks, 84 and 91 days after the anchor: from 5 Jan 2026, 30 Mar and 6 Apr 2026. [std] Which day that is says
 * `anchorDay`.
 */
export function laterChecks(anchor: LocalDate): LaterChecks {
  return { first: addDays(anchor, checkDays.first), second: addDays(anchor, checkDays.second) }
}

/** How many days ahead the key goes round. [choice] */
const endDays = 5

/** The coming five working days. @throws Problem outside the years of the holiday data. */
export function comingDays(today: LocalDate, closures: readonly LocalDate[] = []): LocalDate[] {
  const days: LocalDate[] = []
  for (let day = today; days.length < endDays;) days.push((day = nextWorkingDay(day, closures)))
  return days
}

/** The day one more press says: the first, the next of the five, and after the last null, which is back to what it was. */
export function nextEnd(
  chosen: LocalDate | null,
  today: LocalDate,
  closures: readonly LocalDate[] = [],
): LocalDate | null {
  const days = comingDays(today, closures)
  const place = chosen === null ? -1 : days.indexOf(chosen)
  return days[place + 1] ?? null
}

/** The outcome one more press says; after the last null, which is back to what it was. */
export function nextOutcome(chosen: ExitOutcome | null): ExitOutcome | null {
  return exitOutcomes[chosen === null ? 0 : exitOutcomes.indexOf(chosen) + 1] ?? null
}

/** 'Step down to 3 calls from Tue 24 Nov' */
export function sayStepDown(perDay: number, from: LocalDate): string {
  const calls = perDay === 0 ? 'no calls' : perDay === 1 ? '1 call' : `${String(perDay)} calls`
  return `Step down to ${calls} from ${sayDay(from)}`
}

/** 'Ends Thu 26 Nov' */
export function sayEnds(day: LocalDate, today: LocalDate): string {
  return `Ends ${sayDay(day, today)}`
}

/** 'Gone to hospital', 'Back from hospital' */
export function sayHospitalStay(away: boolean): string {
  return away ? 'Gone to hospital' : 'Back from hospital'
}

/** 'Later checks Mon 30 Mar and Mon 6 Apr 2027' */
export function sayLaterChecks({ first, second }: LaterChecks, today: LocalDate): string {
  return `Later checks ${sayDay(first, today)} and ${sayDay(second, today)}`
}

const id = z.string().check(z.minLength(1), z.maxLength(40))
const about = { huddle: id, episode: id }
const day = z
  .string()
  .check(z.refine((text) => isLocalDate(text), 'There is no such day. Write it as 2026-11-26.'))

/** `perDay`: how many calls a day from tomorrow on, fewer than now; null takes the step down back. */
export const changeCallsInput = z.object({ ...about, perDay: z.nullable(z.int().check(z.gte(0), z.lte(12))) })
/** null: back to what it was before this huddle. */
export const planEndInput = z.object({ ...about, endsOn: z.nullable(day) })
/** Only what is named changes; `null` and `false` take back what this huddle said. */
export const planLeavingInput = z.object({
  ...about,
  outcome: z.optional(z.nullable(z.enum(exitOutcomes))),
  laterChecks: z.optional(z.boolean()),
})
/** `ask: false` takes "nothing to collect" back; what was asked for is undone in the register. */
export const askCollectionInput = z.object({ ...about, ask: z.boolean() })

/** `away`: gone to hospital; false: back. `on`: the day it was; left out: today. At any time, in a huddle or not. */
export const hospitalStayInput = z.object({ episode: id, away: z.boolean(), on: z.optional(day) })

export type HospitalStayInput = z.infer<typeof hospitalStayInput>
export type ChangeCallsInput = z.infer<typeof changeCallsInput>
export type PlanEndInput = z.infer<typeof planEndInput>
export type PlanLeavingInput = z.infer<typeof planLeavingInput>
export type AskCollectionInput = z.infer<typeof askCollectionInput>
