import type { ActionView } from '#lib/reablement/action.ts'
import { isRequest } from '#lib/reablement/catalogue.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'

/** What was just agreed; of a kit the first, and what was agreed with it. */
export type Agreed = ActionView & { also?: readonly ActionView[] }

/** 'Dee K', or 'CT’s queue'. */
export function sayOwner({ owner, team }: { owner: { name: string } | null; team: string }): string {
  return owner ? shortName(owner.name) : `${team}’s queue`
}

/** 'today', or 'by Tue 24 Nov'. */
export function sayByWhen(due: LocalDate, today: LocalDate): string {
  return due === today ? 'today' : `by ${sayDay(due, today)}`
}

/** 'Perching stool × 1'. Referrals and tasks are not counted when they are one. */
function sayWhat({ kind, title, quantity }: ActionView): string {
  return isRequest(kind) || quantity > 1 ? `${title} × ${String(quantity)}` : title
}

/** 'Taken back: Perching stool × 1' */
export function sayTakenBack(action: Agreed): string {
  if (action.also?.length)
    return `Taken back: ${[action, ...action.also].map(({ title }) => title).join(', ')}`
  return `Taken back: ${sayWhat(action)}`
}

/** 'Agreed: Perching stool × 1 for OT’s queue, by Tue 24 Nov'; what waits for sign-off was sent for it. */
export function sayAgreed(action: Agreed, today: LocalDate): string {
  const { due, also = [] } = action
  if (also.length > 0) return sayTogether([action, ...also])
  const what = sayWhat(action)
  const did = action.state === 'to sign off' ? 'Sent for sign-off' : 'Agreed'
  return `${did}: ${what} for ${sayOwner(action)}, ${sayByWhen(due, today)}`
}

/** 'Agreed together: Key safe. Sent for sign-off: Hoist' */
function sayTogether(actions: readonly ActionView[]): string {
  const waits = (action: ActionView) => action.state === 'to sign off'
  const titles = (some: readonly ActionView[]) => some.map(({ title }) => title).join(', ')
  const sent = titles(actions.filter(waits))
  const agreed = titles(actions.filter((action) => !waits(action)))
  return [agreed && `Agreed together: ${agreed}`, sent && `Sent for sign-off: ${sent}`]
    .filter(Boolean)
    .join('. ')
}
