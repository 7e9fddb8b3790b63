import { headingOf } from './caseload-columns.ts'
import type { CaseloadField, Columns } from './caseload-columns.ts'
import { orderOf, writtenMonthFirst } from './caseload-dates.ts'
import type { RowError } from './caseload-facts.ts'
import { quoted, tidyCell } from './caseload-words.ts'

const dayFields: readonly CaseloadField[] = ['born', 'start', 'plannedEnd']

/**
 * The days of columns that were written month first, as far as they could be read day first and be wrong: 03/04/1955
 * beside 02/16/1955. Each is an error, since nobody can tell from the file; those that can only be month first are
 * refused by themselves. A day is never turned round.
 */
export function checkOrder(
  rows: readonly { line: number; cells: readonly string[] }[],
  columns: Columns,
): RowError[] {
  return dayFields.flatMap((field) => {
    const place = columns.recognised[field]
    if (place === undefined) return []
    const days = rows.map(({ line, cells }) => ({ line, cell: tidyCell(cells[place] ?? '') }))
    if (!writtenMonthFirst(days.map(({ cell }) => cell))) return []
    const sign = days.find(({ cell }) => orderOf(cell) === 'month first')
    const beside = sign ? ` (line ${String(sign.line)}: ${quoted(sign.cell)})` : ''
    const column = headingOf(field)
    return days
      .filter(({ cell }) => orderOf(cell) === 'either')
      .map(({ line, cell }) => ({
        line,
        column,
        words:
          `Line ${String(line)}: ${quoted(cell)} under “${columns.headings?.[field] ?? column}” can be read two ways, and ` +
          `the column has the month first elsewhere${beside}. Export it with the day first.`,
      }))
  })
}
