import type { Difference } from './caseload-checks.ts'
import type { CaseloadField } from './caseload-columns.ts'
import type { ColumnQuestion } from './caseload-decisions.ts'
import type { RowError } from './caseload-facts.ts'
import type { Compared, Likeness } from './caseload-twins.ts'
import type { Standing } from './caseload-two-way.ts'

/** Whom a line of the preview is about. */
export interface NamedLine {
  /** 0 when the file has no line for them. */
  line: number
  reference: string
  /** "Kamla Chauhan" */
  name: string
}

/** One field in which the file and the board say two things, and what happens about it. */
export interface KeptLine extends NamedLine {
  person: string
  episode: string
  field: CaseloadField
  standing: Standing
  /** Which side is taken, as things stand. */
  side: 'file' | 'board'
  /** Somebody chose: "chosen on Tue 24 Nov by Sandra Beck". null: nobody did. */
  chosen: string | null
  words: string
  /** Of a start date that differs: the file’s, so that it can be corrected with a reason. */
  fileStart: string | null
}

/** Two entries that may be one person, side by side; both wait until somebody decides. */
export interface TwinQuestion {
  key: string
  likeness: Likeness
  words: string
  a: NamedLine
  b: NamedLine
  same: Compared[]
  differs: Compared[]
  /** What keeps which: '' when they cannot be one person here. */
  merges: { words: string; keep: string }[]
  mayStayApart: boolean
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
    /** What the file says otherwise and Perch keeps, or was told to take, in words. */
    kept: KeptLine[]
    /** In the file again. */
    back: NamedLine[]
    same: number
    /** Not in the file, and in the one before. */
    missing: NamedLine[]
    /** Not in the file, as in an earlier one. */
    stillMissing: number
  }
  /** The source whose saved columns it was read by; null: by the headings Perch knows. */
  source: string | null
  /** Pairs nobody has decided about. */
  twins: TwinQuestion[]
}

/** A file that can be read and leaves everything as it stands: nothing to apply. What waits for an answer stays so. */
export function changesNothing({ good, changes }: Pick<CaseloadPreview, 'good' | 'changes'>): boolean {
  const { new: arrived, callsChanged, detailsChanged, back, missing } = changes
  return (
    good > 0 && [arrived, callsChanged, detailsChanged, back, missing].every(({ length }) => length === 0)
  )
}

/** What a look at a file came to: a question about its columns, or what it would change. */
export type Looked = { held: string; question: ColumnQuestion } | { held: string; preview: CaseloadPreview }

/** How far the reading of a file has come. */
export interface ReadingProgress {
  phase: 'rows' | 'checks' | 'comparing'
  done: number
  of: number
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
  /** Pairs and differences nobody has decided about: left as they were. */
  questions: number
  /** True when everything stood in Perch already. */
  nothingChanged: boolean
}

/** What a page hears while a file is read: how far it is, and at last what it would change or why it cannot be used. */
export type ReadingNews = { progress: ReadingProgress } | { looked: Looked } | { problem: string }
