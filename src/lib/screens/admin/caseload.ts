import type { Difference } from '#lib/reablement/caseload-checks.ts'
import type { RowError } from '#lib/reablement/caseload-facts.ts'

/** Whom a line of the preview is about; line 0 when the file has none for them. */
export interface Named {
  line: number
  reference: string
  name: string
}

/** What a file would do; nothing has been done. */
export interface CaseloadPreview {
  file: { name: string; rows: number }
  /** Each heading and what it was understood as. */
  columns: { heading: string; field: string | null }[]
  errors: RowError[]
  /** How many rows can be used. */
  good: number
  changes: {
    new: Named[]
    callsChanged: (Named & { was: string; now: string })[]
    detailsChanged: (Named & { differences: Difference[] })[]
    kept: (Named & { words: string })[]
    back: Named[]
    same: number
    missing: Named[]
    stillMissing: number
  }
}

/** What an import did. */
export interface CaseloadSummary {
  rows: number
  errors: RowError[]
  new: number
  callsChanged: number
  detailsChanged: number
  back: number
  missing: number
  same: number
  nothingChanged: boolean
}

/** The largest file the server takes, in bytes and in words. */
export const largestFile = { bytes: 5 * 1024 * 1024, words: '5 MB' }

/** How many of the file's lines cannot be used; a line may have several faults. */
export function linesLeftOut(errors: readonly RowError[]): number {
  return new Set(errors.map(({ line }) => line)).size
}

export interface Count {
  label: string
  n: number
}

/** The counts of a preview or a summary, in the order they are read. */
export function countsOf(counts: {
  new: number
  callsChanged: number
  detailsChanged: number
  back: number
  missing: number
  same: number
}): Count[] {
  return [
    { label: 'New people', n: counts.new },
    { label: 'Calls changed', n: counts.callsChanged },
    { label: 'Details changed', n: counts.detailsChanged },
    { label: 'In the file again', n: counts.back },
    { label: 'Not in this file', n: counts.missing },
    { label: 'As they were', n: counts.same },
  ]
}
