import type { Difference } from './caseload-checks.ts'
import type { CaseloadField } from './caseload-columns.ts'
import type { RowError } from './caseload-facts.ts'

/** Whom a line of the preview is about. */
export interface NamedLine {
  /** 0 when the file has no line for them. */
  line: number
  reference: string
  /** "Kamla Chauhan" */
  name: string
}

/** What a caseload file would do, in words and numbers; nothing has been done. */
export interface CaseloadPreview {
  file: { name: string; sha256: string; rows: number }
  /** Each heading and what it was understood as. */
  columns: { heading: string; field: CaseloadField | null }[]
  errors: RowError[]
  /** How many rows can be used. */
  good: number
  changes: {
    new: NamedLine[]
    /** `was` and `now` in words: "4 a day, 30 minutes". */
    callsChanged: (NamedLine & { was: string; now: string })[]
    detailsChanged: (NamedLine & { differences: Difference[] })[]
    /** What the file says otherwise and Perch keeps, in words. */
    kept: (NamedLine & { words: string })[]
    /** In the file again. */
    back: NamedLine[]
    same: number
    /** Not in the file, and in the one before. */
    missing: NamedLine[]
    /** Not in the file, as in an earlier one. */
    stillMissing: number
  }
}

/** What an import did. */
export interface CaseloadSummary {
  rows: number
  /** Rows left out, and why, by line. */
  errors: RowError[]
  new: number
  callsChanged: number
  detailsChanged: number
  back: number
  missing: number
  same: number
  /** True when everything stood in Perch already. */
  nothingChanged: boolean
}
