import type { ActionView } from './action.ts'
import { possibleActs } from './action-steps.ts'
import type { ActionAct, Standing } from './action-steps.ts'
import { stillToMeasure } from './request.ts'

/**
 * What the next step of an action depends on, from what screens and server know of it alike. Minor adaptations and care
 * technology put in their own: what they do not order, nobody does. [seed]
 */
export function standingOf(view: ActionView): Standing {
  const { kind, state, asks = [], measures = [], measureOn, byUs = false, onLoan = false, before } = view
  return {
    ...{ kind, state, byUs, onLoan, before: before ?? null },
    toMeasure: stillToMeasure(asks, measures).map(({ name }) => name),
    measuredAtVisit: Boolean(measureOn),
    notOrdered: byUs || kind === 'adaptation' || kind === 'care technology',
  }
}

/** What is left to be signed off or taken back in the seconds after agreeing is offered elsewhere. */
const elsewhere: readonly ActionAct[] = ['sign off', 'return', 'undo']

/** What can be done to it now, for the buttons; the server decides by itself. */
export function actsNow(view: ActionView): ActionAct[] {
  return possibleActs(standingOf(view)).filter((act) => !elsewhere.includes(act))
}

/** The one step that leads on; null when nothing does. An alarm is booked first: its connection and test are part of it. */
export function nextAct(view: ActionView): ActionAct | null {
  const can = actsNow(view)
  const first = stepsOn(view).find((act) => can.includes(act))
  return first ?? null
}

function stepsOn(view: ActionView): readonly ActionAct[] {
  const { state, kind, onLoan } = view
  const { toMeasure, measuredAtVisit, notOrdered } = standingOf(view)
  if (state === 'agreed') return ['accept']
  if (state === 'done' || state === 'cancelled') return onLoan ? ['collect'] : []
  if (kind === 'task') return ['finish']
  if (kind === 'referral') return state === 'booked' ? ['finish'] : ['book']
  if (state === 'accepted' && toMeasure.length > 0 && !measuredAtVisit) return ['measure']
  if (state === 'accepted' && view.isAlarm && !view.connection) return ['book']
  if (state === 'accepted' || state === 'measured') return notOrdered ? ['deliver'] : ['order']
  if (state === 'ordered') return ['deliver']
  return state === 'delivered' ? ['show'] : ['finish']
}
