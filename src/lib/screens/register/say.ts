import { isFitted, isOverdue, openStates } from '#lib/reablement/action.ts'
import type { ActionAct, ActionView } from '#lib/reablement/action.ts'
import type { ActionKind } from '#lib/reablement/catalogue.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { londonDate, sayDay, sayDue, sayTime } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'

export const kindWords: Record<ActionKind, string> = {
  equipment: 'Equipment',
  adaptation: 'Minor adaptations',
  'care technology': 'Care technology',
  referral: 'Referrals',
  task: 'Tasks',
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
