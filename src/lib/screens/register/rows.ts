import type { ActionState, ActionView } from '#lib/reablement/action.ts'
import type { ActionKind } from '#lib/reablement/catalogue.ts'
import type { StepChanges } from '#lib/reablement/record-kept.ts'

/** An action of the register with whom it is for. Days are local, YYYY-MM-DD. */
export interface RegisterRow extends ActionView {
  /** "Kamla Chauhan" */
  person: string
  reference: string
  agreedOn: string
  /** null while open. */
  endedOn: string | null
}

export interface Filters {
  team?: string | undefined
  state: 'open' | 'all' | 'escalated' | 'on loan' | ActionState
  due: 'any' | 'overdue' | 'today' | 'week'
  /** Date of the huddle it was agreed for. */
  huddle?: string | undefined
  /** Never in an address: it may be a person's name. */
  text: string
  page: number
}

/** One page of the register with the service's figures. */
export interface RegisterPage {
  filters: Filters
  rows: RegisterRow[]
  total: number
  pages: number
  counts: { open: number; overdue: number }
  tiles: {
    open: number
    overdue: number
    medianDays: { thisMonth: number | null; lastMonth: number | null }
    onTime: { percent: number | null; of: number }
    declined: number
  }
  bars: { kind: ActionKind; medianDays: number | null; of: number }[]
}

export interface Story {
  action: RegisterRow
  /** Oldest first. */
  steps: {
    id: string
    at: string
    who: string
    from: ActionState | null
    to: ActionState
    note: string | null
    /** null: told by where it led. */
    act: string | null
    changes: StepChanges
  }[]
}

/** The filters as a query, without what is not chosen and never with the text. '' when nothing is. */
export function query(filters: Filters, more: { page?: number; action?: string } = {}): string {
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
export function narrowed({ team, state, due, huddle }: Filters): boolean {
  return Boolean(team) || state !== 'open' || due !== 'any' || Boolean(huddle)
}
