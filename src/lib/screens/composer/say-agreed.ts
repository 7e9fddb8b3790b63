import type { ActionView } from '#lib/reablement/action.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'

const counted = new Set<ActionView['kind']>(['equipment', 'adaptation', 'care technology'])

/** 'Agreed: Perching stool × 1 for OT’s queue, by Tue 24 Nov'. Referrals and tasks are not counted when they are one. */
export function sayAgreed(action: ActionView, today: LocalDate): string {
  const { kind, title, quantity, team, owner, due } = action
  const what = counted.has(kind) || quantity > 1 ? `${title} × ${String(quantity)}` : title
  const who = owner ? shortName(owner.name) : `${team}’s queue`
  return `Agreed: ${what} for ${who}, ${due === today ? 'today' : `by ${sayDay(due, today)}`}`
}
