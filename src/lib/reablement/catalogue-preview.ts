import type { CatalogueRead } from './catalogue-file.ts'
import type { FieldChange } from './catalogue-item.ts'

interface Line {
  line: number
  code: string
  name: string
}

/** What a kit becomes: what was and will be in it, in its order and in words. */
export interface KitSummary {
  name: string
  key: string
  isNew: boolean
  was: string[]
  now: string[]
  /** Where the order breaks what must come first. */
  order: string[]
  /** The same put in order; null: nothing to put right, or it does not fit one kit. */
  ordered: string[] | null
}

/** What a file would do, or did. Nothing is ever deleted by a file. */
export interface CatalogueFileSummary {
  file: { name: string; rows: number }
  columns: CatalogueRead['columns']
  faults: CatalogueRead['faults']
  added: Line[]
  changed: (Line & { changes: FieldChange[] })[]
  kits: KitSummary[]
  /** Kits that stay although a row wishes otherwise, in words. */
  kitsStay: string[]
  same: number
  /** How many items here the file does not speak of: they stay. */
  absent: number
}
