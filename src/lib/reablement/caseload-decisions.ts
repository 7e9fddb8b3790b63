import { z } from 'zod'
import { caseloadColumns } from './caseload-columns.ts'
import type { CaseloadField } from './caseload-columns.ts'

const fields = caseloadColumns.map(({ field }) => field) as [CaseloadField, ...CaseloadField[]]
const held = z.string().regex(/^[\w-]{16}$/, 'Choose the file again.')

/** The columns of a file under way, as somebody corrected them: a field or null for each column, from the left. */
export const columnsInput = z.object({
  held,
  source: z.string().trim().min(1, 'Give the source a name.').max(80, 'At most 80 letters.'),
  fields: z.array(z.enum(fields).nullable()).min(1).max(200),
})
export type ColumnsInput = z.input<typeof columnsInput>

/** What somebody decided about two entries; null asks again. `keep`: of a merge, the reference (or line) that stays. */
export const twinInput = z.object({
  key: z
    .string()
    .max(400)
    .regex(/^[^|]+\|[^|]+$/, 'Name the two references.'),
  decision: z.enum(['merge', 'apart']).nullable(),
  keep: z.string().min(1).max(200).nullable(),
})
export type TwinInput = z.input<typeof twinInput>

/** Which side is taken for one field of one person. */
export const sideInput = z.object({
  held,
  person: z.string().min(1).max(40),
  field: z.enum(fields),
  side: z.enum(['file', 'board']),
})
export type SideInput = z.input<typeof sideInput>

/** What somebody decided about two entries, as it is kept. */
export interface TwinDecision {
  decision: 'merge' | 'apart'
  keep: string | null
}

/** What files said of somebody last; null: the file said nothing, or it is still being asked about. */
export type Said = { [F in CaseloadField]: unknown }

/** A column as somebody is asked about it: only as much of its cells as is needed to tell what it is. */
export interface AskedColumn {
  heading: string
  field: CaseloadField | null
  /** null: it stands in the saved map and need not be looked at again. */
  why: string | null
  examples: string[]
  /** In how many of the rows there is something, and how many different things: a column is known by them, too. */
  filled: number
  different: number
}

/** The question a file of a new source, or of one that changed, puts once. */
export interface ColumnQuestion {
  held: string
  file: { name: string; rows: number }
  source: string
  columns: AskedColumn[]
  missing: CaseloadField[]
  /** Two columns that seem to be one field, in words. */
  clashes: string[]
  /** Beside a saved map: headings that came and went. null: a new source. */
  changed: { came: string[]; went: string[] } | null
}
