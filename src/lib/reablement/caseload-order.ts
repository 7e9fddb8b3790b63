import { headingOf } from './caseload-columns.ts'
import type { CaseloadField, Columns } from './caseload-columns.ts'
import { orderOf, writtenMonthFirst } from './caseload-dates.ts'
import type { RowError } from './caseload-facts.ts'
import { quoted, tidyCell } from './caseload-words.ts'

const dayFields: readonly CaseloadField[] = ['born', 'start', 'plannedEnd']

interface Day {
  line: number
  cell: string
}

/** One column of days; `sign`: what shows that it was written month first. */
interface DayColumn {
  field: CaseloadField
  days: readonly Day[]
  sign: Day | undefined
}

/**
 * The days of columns that were written month first, as far as they could be read day first and be wrong: 03/04/1955
 * beside 02/16/1955. Each is an error, since nobody can tell from the file; those that can only be month first are
 * refused by themselves. What writes one column so writes the others too, unless a day of theirs says otherwise. A day is
 * never turned round.
 */
export function checkOrder(
  rows: readonly { line: number; cells: readonly string[] }[],
  columns: Columns,
): RowError[] {
  const all = dayFields.flatMap((field) => columnOf(field, rows, columns))
  const elsewhere = all.find(({ sign }) => sign)?.sign
  if (!elsewhere) return []
  return all.flatMap(({ field, days, sign }) => {
    if (!sign && days.some(({ cell }) => orderOf(cell) === 'day first')) return []
    const where = sign ? 'the column has' : 'another column of the file has'
    const { line, cell } = sign ?? elsewhere
    const beside = `${where} the month first elsewhere (line ${String(line)}: ${quoted(cell)})`
    return refused({ field, days }, columns, beside)
  })
}

function columnOf(
  field: CaseloadField,
  rows: readonly { line: number; cells: readonly string[] }[],
  columns: Columns,
): DayColumn[] {
  const place = columns.recognised[field]
  if (place === undefined) return []
  const days = rows.map(({ line, cells }) => ({ line, cell: tidyCell(cells[place] ?? '') }))
  const monthFirst = writtenMonthFirst(days.map(({ cell }) => cell))
  const sign = monthFirst ? days.find(({ cell }) => orderOf(cell) === 'month first') : undefined
  return [{ field, days, sign }]
}

function refused(
  { field, days }: Pick<DayColumn, 'field' | 'days'>,
  columns: Columns,
  beside: string,
): RowError[] {
  const column = headingOf(field)
  const heading = columns.headings?.[field] ?? column
  return days
    .filter(({ cell }) => orderOf(cell) === 'either')
    .map(({ line, cell }) => ({
      line,
      column,
      words: `Line ${String(line)}: ${quoted(cell)} under “${heading}” can be read two ways, and ${beside}. Export it with the day first.`,
    }))
}
