import { isFitted } from './action.ts'
import type { ActionState } from './action.ts'
import type { ActionKind, Tier } from './catalogue.ts'
import { shortName } from './colleague.ts'
import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { StepChanges, StepFacts } from './record-kept.ts'
import { sayWaits } from './tiers.ts'

/** How the steps of an action are said, wherever its story is told. */

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

/** What was said with one step of the story, in the order it was asked. */
export function sayStepFacts(facts: StepFacts | undefined, today: LocalDate): string[] {
  if (!facts) return []
  const { measures = {}, reference, on, by, connection, testOn, byUs, opens } = facts
  return [
    ...Object.entries(measures).map(([name, value]) => `${name} ${value}`),
    reference ? `reference ${reference}` : '',
    on ? sayDay(on, today) : '',
    by ? `by ${shortName(by)}` : '',
    connection ?? '',
    testOn ? `test ${sayDay(testOn, today)}` : '',
    byUs === true ? 'taken and fitted by us' : byUs === false ? 'not by us after all' : '',
    opens ? 'no key safe, but somebody can open' : '',
  ].filter((words) => words !== '')
}
