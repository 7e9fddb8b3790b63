import { isFitted, isOverdue, openStates } from '#lib/reablement/action.ts'
import type { ActionAct, ActionState, ActionView } from '#lib/reablement/action.ts'
import type { ActionKind, Tier } from '#lib/reablement/catalogue.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { londonDate, sayDay, sayDue, sayTime } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { sayWaits } from '#lib/reablement/tiers.ts'
import type { StepChanges } from '#lib/reablement/record-kept.ts'

export const kindWords: Record<ActionKind, string> = {
  equipment: 'Equipment',
  adaptation: 'Minor adaptations',
  'care technology': 'Care technology',
  referral: 'Referrals',
  task: 'Tasks',
}

export const stateWords: Record<ActionState, string> = {
  'to sign off': 'To sign off',
  agreed: 'Agreed',
  accepted: 'Accepted',
  booked: 'Booked',
  measured: 'Measured',
  ordered: 'Ordered',
  delivered: 'Delivered, not shown',
  shown: 'Shown and working',
  declined: 'Declined',
  done: 'Done',
  collected: 'Collected',
  cancelled: 'Cancelled',
}

/** Where an action stands, as a chip: what a team puts in itself is fitted. */
export function sayStateOf(action: {
  state: ActionState
  kind?: ActionKind
  tier?: Tier | null | undefined
}): string {
  if (action.state === 'to sign off') return sayWaits(action.tier).replace('waits', 'Waits')
  const isThere = action.state === 'delivered' && isFitted(action)
  return isThere ? 'Fitted, not shown' : stateWords[action.state]
}

/** A step on the way as its story says it; a correction says where it went back to. */
export function sayTaken(
  act: string | null,
  { from, to, kind }: { from: ActionState; to: ActionState; kind: ActionKind },
  by: string,
): string {
  const stood = (state: ActionState) => sayStateOf({ state, kind })
  if (act === 'correct')
    return `Corrected by ${by}: ${stood(from).toLowerCase()} → ${stood(to).toLowerCase()}`
  if (act === 'sign off') return `Signed off by ${by}`
  if (act === 'return') return `Not signed off: returned by ${by}`
  if (act === 'measure') return `Measured by ${by}`
  if (act === 'plan measuring') return `To be measured at a visit, said by ${by}`
  if (act === 'fit ourselves') return `Who fits it, said by ${by}`
  if (act === 'book') return `Booked by ${by}`
  if (act === 'deliver') return `${isFitted({ kind }) ? 'Fitted' : 'Delivered'}, said by ${by}`
  return `${stood(to)}${act === 'show' ? ', said' : ''} by ${by}`
}

const nextWords: Partial<Record<ActionAct, string>> = {
  measure: 'to be measured',
  book: 'to be booked',
  order: 'to be ordered',
  show: 'to be shown how it works',
  collect: 'to be collected',
}

/** What comes next, in words: 'to be ordered', 'to be fitted'. */
export function sayNext(act: ActionAct, { kind }: { kind: ActionKind }): string {
  if (act === 'deliver') return isFitted({ kind }) ? 'to be fitted' : 'to be delivered'
  return nextWords[act] ?? 'to be done'
}

/** A promise made again, as its story says it; null for any other act. `today` decides whether a year is said. */
export function sayChanged(
  act: string | null,
  { due, team, owner }: StepChanges,
  by: string,
  today: LocalDate,
): string | null {
  switch (act) {
    case 're-date':
      return due
        ? `Re-dated by ${by}: ${sayDay(due[0], today)} → ${sayDay(due[1], today)}`
        : `Re-dated by ${by}`
    case 're-assign': {
      const named = (name: string) => (name ? shortName(name) : 'queue')
      const was = [team?.[0], owner && named(owner[0])].filter(Boolean).join(' ')
      const is = [team?.[1], owner && named(owner[1])].filter(Boolean).join(' ')
      return `Re-assigned by ${by}: ${was} → ${is}`
    }
    case 'escalate':
      return `Escalated by ${by}`
    case 'settle':
      return `Settled by ${by}: no longer wanted`
    case null:
    default:
      return null
  }
}

/** An instant as it is read on `today`: '09:41', else 'Mon 23 Nov 09:41'. */
export function sayWhen(instant: string, today: LocalDate): string {
  const day = londonDate(new Date(instant))
  return day === today ? sayTime(instant) : `${sayDay(day, today)} ${sayTime(instant)}`
}

/** Who does it: 'Priya S', or 'team’s queue'. */
export function sayOwner({ owner }: Pick<ActionView, 'owner'>): string {
  return owner ? shortName(owner.name) : 'team’s queue'
}

export interface DueSaid {
  words: string
  /** How late, to stand behind the day. */
  late?: string
  tone: 'plain' | 'watch' | 'concern'
}

/** When it is due: a late one also says how late. Closed ones say their day only. */
export function sayDueOf(action: Pick<ActionView, 'state' | 'due'>, today: LocalDate): DueSaid {
  const day = sayDay(action.due, today)
  if (!openStates.includes(action.state)) return { words: day, tone: 'plain' }
  if (isOverdue(action, today)) return { words: `${day},`, late: sayDue(action.due, today), tone: 'concern' }
  if (action.due === today) return { words: 'Today', tone: 'watch' }
  const said = sayDue(action.due, today)
  return { words: said === 'tomorrow' ? `Tomorrow, ${day}` : said, tone: 'plain' }
}

/** 1.6 → '1.6 days', 1 → '1 day', 0 → 'same day'. */
export function sayDays(days: number): string {
  if (days === 0) return 'same day'
  return days === 1 ? '1 day' : `${trimmed(days)} days`
}

function trimmed(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** 1, 'person', 'people' → '1 person'. */
export function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`
}

/** Seconds spent: '1 min 12 s', '45 s', '34 min'. */
export function sayLasted(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round(seconds % 60)
  if (minutes === 0) return `${String(rest)} s`
  return rest === 0 || minutes >= 10 ? `${String(minutes)} min` : `${String(minutes)} min ${String(rest)} s`
}
