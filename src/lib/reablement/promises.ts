import { openStates } from './action.ts'
import type { ActionView } from './action.ts'
import type { Colleague } from './colleague.ts'
import type { LocalDate } from './dates.ts'
import { nextWorkingDay } from './working-days.ts'

/** How long after the close the catch-up is due, in milliseconds. [choice] */
export const catchUpAfter = 3 * 3_600_000

/** The catch-up of the last closed huddle, as every desk knows it: no more than which actions wait. */
export interface CatchUpNews {
  /** The huddle's day. */
  date: LocalDate
  /** Instant from which the desks are asked, ISO UTC. */
  opensAt: string
  /** Ids of the actions that still wait for an answer. */
  waiting: string[]
}

/** The day one key re-dates a promise to: the next working day after today. [choice] */
export function nextDay(today: LocalDate, closures: readonly LocalDate[] = []): LocalDate {
  return nextWorkingDay(today, closures)
}

/** Agreed at that huddle, and nobody has taken, declined or escalated it yet. */
export function waitsForAnswer(
  action: Pick<ActionView, 'huddle' | 'state' | 'escalated'>,
  date: LocalDate,
): boolean {
  return action.huddle === date && action.state === 'agreed' && !action.escalated
}

/** Whether this colleague is the one to accept: named, or of the team in whose queue it waits. */
export function isTheirs({ owner, team }: Pick<ActionView, 'owner' | 'team'>, who: Colleague): boolean {
  return owner ? owner.id === who.id : team === who.team
}

/** What one can still be asked to do about a promise. */
export interface PromiseActs {
  reDate: boolean
  reAssign: boolean
  escalate: boolean
  settle: boolean
}

const keyed = { d: 'reDate', r: 'reAssign', e: 'escalate', x: 'settle' } as const

/** Why a key of the promises does nothing to this one, in words; null when it does, or there is no such key. */
export function whyNot(
  action: Pick<ActionView, 'state' | 'escalated' | 'settled'>,
  key: string,
): string | null {
  const act = Object.hasOwn(keyed, key) ? keyed[key as keyof typeof keyed] : null
  const left = actsLeft(action)
  if (act === null || left[act]) return null
  const others = [
    left.reDate && 'another day (D)',
    left.reAssign && 'another owner (R)',
    left.escalate && 'escalate (E)',
    left.settle && 'let it be (X)',
  ].filter((one) => one !== false)
  const rest = others.length ? ` What is left: ${others.join(', ')}.` : ''
  if (act === 'settle') return `Only what was declined can be let be; this is still promised.${rest}`
  if (act === 'escalate' && action.escalated) return `It is escalated already.${rest}`
  return act === 'reDate' ? `It was declined, so no day helps it.${rest}` : `That is over.${rest}`
}

/** Which acts a promise's state leaves, for the buttons; the server decides by itself. */
export function actsLeft({
  state,
  escalated,
  settled,
}: Pick<ActionView, 'state' | 'escalated' | 'settled'>): PromiseActs {
  const open = openStates.includes(state)
  const declined = state === 'declined' && !settled
  return {
    reDate: open,
    reAssign: open || declined,
    escalate: (open || declined) && !escalated,
    settle: declined,
  }
}
