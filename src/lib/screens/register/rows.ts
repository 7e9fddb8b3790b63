import type { RegisterFilters } from '#lib/reablement/register.ts'

/** The filters as a query, without what is not chosen and never with the text. '' when nothing is. */
export function query(filters: RegisterFilters, more: { page?: number; action?: string } = {}): string {
  const { team, state, due, huddle } = filters
  const page = more.page ?? filters.page
  const chosen: [string, string | undefined][] = [
    ['team', team],
    ['state', state === 'open' ? undefined : state],
    ['due', due === 'any' ? undefined : due],
    ['huddle', huddle],
    ['page', page > 1 ? String(page) : undefined],
    ['action', more.action],
  ]
  const set = chosen.filter((pair): pair is [string, string] => Boolean(pair[1]))
  return set.length ? `?${new URLSearchParams(set).toString()}` : ''
}

/** Whether anything but the starting filters is chosen. */
export function narrowed({ team, state, due, huddle }: RegisterFilters): boolean {
  return Boolean(team) || state !== 'open' || due !== 'any' || Boolean(huddle)
}
