import { declineReasons } from '#lib/reablement/action.ts'
import type { DeclineCount } from '#lib/reablement/register.ts'

interface Cell {
  thisMonth: number
  lastMonth: number
}

export interface DeclineTable {
  columns: string[]
  rows: { name: string; cells: Cell[] }[]
}

/** A row for each team that declined anything, with all of them last when there are several; a column for each reason. */
export function declineTable(
  declines: readonly DeclineCount[],
  teams: readonly { code: string; name: string }[],
): DeclineTable {
  const rowOf = (name: string, of: readonly DeclineCount[]) => ({
    name,
    cells: [...declineReasons.map((reason) => of.filter((one) => one.reason === reason)), of].map(added),
  })
  const rows = teams.flatMap(({ code, name }) => {
    const of = declines.filter(({ team }) => team === code)
    return of.length ? [rowOf(name, of)] : []
  })
  return {
    columns: [
      ...declineReasons.map((reason) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`),
      'Together',
    ],
    rows: rows.length > 1 ? [...rows, rowOf('All teams', declines)] : rows,
  }
}

function added(of: readonly Cell[]): Cell {
  const sum = (value: (cell: Cell) => number) => of.reduce((total, cell) => total + value(cell), 0)
  return { thisMonth: sum((cell) => cell.thisMonth), lastMonth: sum((cell) => cell.lastMonth) }
}
