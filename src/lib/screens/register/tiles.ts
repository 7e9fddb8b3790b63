import { sayDays } from './say.ts'
import type { RegisterTiles } from '#lib/reablement/register.ts'

export interface Tile {
  label: string
  value: string
  note: string
  tone?: 'plain' | 'ok' | 'watch' | 'concern'
  /** Where the numbers behind it are. */
  href?: string
}

/** The service's four figures as tiles. */
export function tilesOf({ open, overdue, medianDays, onTime, declined }: RegisterTiles): Tile[] {
  return [
    {
      label: 'Open',
      value: String(open),
      note: overdue === 0 ? '✓ none overdue' : `${String(overdue)} overdue`,
      tone: overdue === 0 ? 'ok' : 'concern',
      ...(overdue === 0 ? {} : { href: '/actions?due=overdue' }),
    },
    { label: 'Agreed to done, median this month', value: said(medianDays.thisMonth), ...change(medianDays) },
    {
      label: 'Done by the day promised',
      value: onTime.percent === null ? 'none yet' : `${String(onTime.percent)}%`,
      note: onTime.of === 0 ? 'nothing done yet this month' : `of ${String(onTime.of)} this month`,
    },
    {
      label: 'Declined',
      value: String(declined),
      note: 'this month',
      ...(declined === 0 ? {} : { href: '/actions?state=declined' }),
    },
  ]
}

function said(days: number | null): string {
  return days === null ? 'none yet' : sayDays(days)
}

function change({ thisMonth, lastMonth }: RegisterTiles['medianDays']): Pick<Tile, 'note' | 'tone'> {
  if (lastMonth === null) return { note: 'nothing done last month to compare' }
  if (thisMonth === null) return { note: `${sayDays(lastMonth)} last month` }
  const by = Math.round((thisMonth - lastMonth) * 10) / 10
  if (by === 0) return { note: 'the same as last month' }
  const sign = by < 0 ? '▼' : '▲'
  return { note: `${sign} ${String(Math.abs(by))} on last month`, tone: by < 0 ? 'ok' : 'watch' }
}
