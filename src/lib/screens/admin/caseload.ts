import type { RowError } from '#lib/reablement/caseload-facts.ts'
import type { CaseloadSummary } from '#lib/reablement/caseload-preview.ts'

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
export function countsOf(
  counts: Pick<CaseloadSummary, 'new' | 'callsChanged' | 'detailsChanged' | 'back' | 'missing' | 'same'>,
): Count[] {
  return [
    { label: 'New people', n: counts.new },
    { label: 'Calls changed', n: counts.callsChanged },
    { label: 'Details changed', n: counts.detailsChanged },
    { label: 'In the file again', n: counts.back },
    { label: 'Not in this file', n: counts.missing },
    { label: 'As they were', n: counts.same },
  ]
}
