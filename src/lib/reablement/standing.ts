import type { ActionView } from './action.ts'
import { possibleActs } from './action-steps.ts'
import type { ActionAct, Standing } from './action-steps.ts'
import type { LocalDate } from './dates.ts'
import { overloadOf, stillToMeasure } from './request.ts'

/**
 * What the next step of an action depends on, from what screens and server know of it alike. Minor adaptations and care
 * technology put in their own: what they do not order, nobody does. [seed] Without `today` (local) no visit's day has passed.
 */
export function standingOf(view: ActionView, today?: LocalDate): Standing {
  const { kind, state, asks = [], measures = [], measureOn, byUs = false, onLoan = false, before } = view
  return {
    ...{ kind, state, byUs, onLoan, before: before ?? null },
    toMeasure: stillToMeasure(asks, measures).map(({ name }) => name),
    measuredAtVisit: Boolean(measureOn),
    visitPassed: Boolean(measureOn && today && measureOn < today),
    overload: overloadOf(asks, measures, view.safeLoad ?? null),
    notOrdered: byUs || kind === 'adaptation' || kind === 'care technology',
  }
}

/** What is left to be signed off or taken back in the seconds after agreeing is offered elsewhere. */
const elsewhere: readonly ActionAct[] = ['sign off', 'return', 'undo']

/** What can be done to it now, for the buttons; the server decides by itself. */
export function actsNow(view: ActionView, today?: LocalDate): ActionAct[] {
  return possibleActs(standingOf(view, today)).filter((act) => !elsewhere.includes(act))
}

/** The one step that leads on; null when nothing does. An alarm is booked first: its connection and test are part of it. */
export function nextAct(view: ActionView, today?: LocalDate): ActionAct | null {
  const can = actsNow(view, today)
  const first = stepsOn(view, today).find((act) => can.includes(act))
  return first ?? null
}

function stepsOn(view: ActionView, today?: LocalDate): readonly ActionAct[] {
  const { state, kind, onLoan } = view
  const { toMeasure, measuredAtVisit, visitPassed, notOrdered } = standingOf(view, today)
  // What is planned for a visit lets it be ordered; nothing is put in unmeasured.
  const first = state === 'ordered' ? measuredAtVisit : notOrdered || !measuredAtVisit || visitPassed
  if (state === 'agreed') return ['accept']
  if (view.toCollect) return ['collect']
  if (state === 'done' || state === 'cancelled') return onLoan ? ['collect'] : []
  if (kind === 'task') return ['finish']
  if (kind === 'referral') return state === 'booked' ? ['finish'] : ['book']
  if ((state === 'accepted' || state === 'ordered') && toMeasure.length > 0 && first) return ['measure']
  if (state === 'accepted' && view.isAlarm && !view.connection) return ['book']
  if (state === 'accepted' || state === 'measured') return notOrdered ? ['deliver'] : ['order']
  if (state === 'ordered') return ['deliver']
  return state === 'delivered' ? ['show'] : ['finish']
}
