import { agendaSections, isListed } from './huddle.ts'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import { median } from './median.ts'

/** Suggested seconds for a person of each section. [seed] for new, raised, leaving, quick look; the others [choice] */
export const suggestedSeconds: Record<AgendaSection, number> = {
  promises: 20,
  new: 60,
  raised: 60,
  leaving: 25,
  'quick look': 10,
  rest: 10,
}

/** Seconds a person takes, by section. */
export type Paces = Record<AgendaSection, number>

/** What one past huddle took for a person of one section: the mean of those it reached. */
export interface PastPace {
  section: AgendaSection
  seconds: number
}

/** How many past huddles are learned from, and how many it takes to learn anything. [choice] */
export const huddlesLearnedFrom = 20
const huddlesNeeded = 5

function paceOf(section: AgendaSection, past: readonly PastPace[]): number {
  const usual = suggestedSeconds[section]
  const took = past.filter((one) => one.section === section).slice(0, huddlesLearnedFrom)
  if (took.length < huddlesNeeded) return usual
  const learned = median(took.map(({ seconds }) => seconds)) ?? usual
  return Math.round(Math.min(usual * 2, Math.max(usual / 2, learned)))
}

/**
 * What a person of each section takes here: the median of the last twenty huddles (`past`, newest first), never less
 * than half nor more than twice what is suggested. With fewer than five huddles to learn from, what is suggested.
 * Whole seconds. [choice]
 */
export function learnedPaces(past: readonly PastPace[]): Paces {
  const paces = agendaSections.map((section) => [section, paceOf(section, past)] as const)
  return Object.fromEntries(paces) as Paces
}

/** 'about 34 minutes': the time of everybody but the rest, and of the other steps (seconds), in whole minutes rounded up. */
export function sayLength(
  agenda: readonly Pick<AgendaItem, 'section'>[],
  paces: Paces = suggestedSeconds,
  steps = 0,
): string {
  const counted = agenda.filter(isListed)
  const minutes = Math.ceil(counted.reduce((sum, { section }) => sum + paces[section], steps) / 60)
  return minutes === 1 ? 'about 1 minute' : `about ${String(minutes)} minutes`
}
