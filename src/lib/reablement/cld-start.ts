import { londonDate, sayLongDay } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** The start an episode was last exported with, and when; null: it never was. */
export type ExportedStart = { start: LocalDate; on: LocalDate } | null

/** What an episode keeps of having gone out; both null: it never did. */
export interface ExportKept {
  exportedStart: LocalDate | null
  /** Instant, ISO UTC. */
  exportedAt: string | null
}

/** The start an episode went out with, and on which day. */
export function exportedStart({ exportedStart: start, exportedAt }: ExportKept): ExportedStart {
  return start === null || exportedAt === null ? null : { start, on: londonDate(new Date(exportedAt)) }
}

/**
 * For whoever changes a start: why this episode’s may not become that day without a reason; null when it may. Its words
 * belong beside the field of the reason.
 */
export function startLocked(kept: ExportKept, to: LocalDate, reason: string): string | null {
  return refuseStart(exportedStart(kept), to, reason)
}

/**
 * Why the start of an episode may not become another day without a reason; null when it may. Nationally a service is
 * recognised by its person, its kind and its start: "an exported start makes a second episode nationally". [std]
 * Back to the exported day no reason is asked: that mends it.
 */
export function refuseStart(exported: ExportedStart, to: LocalDate, reason: string): string | null {
  if (exported === null || exported.start === to || reason.trim() !== '') return null
  return `It was exported on ${sayLongDay(exported.on)} as starting on ${sayLongDay(exported.start)}. Another start makes a second episode nationally: say why it is wrong, and tell the performance team.`
}

/** Whether this episode, exported now, would be a second one nationally. */
export function isSecondNationally(start: LocalDate, exported: ExportedStart): boolean {
  return exported !== null && exported.start !== start
}
