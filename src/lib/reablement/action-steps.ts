import { isRequest } from './catalogue.ts'
import type { ActionKind } from './catalogue.ts'
import { Problem } from './problem.ts'

/**
 * Every state an action can be in. A task is agreed, accepted and done; a referral may be booked in between; a request
 * goes the long way until somebody has shown how the thing works, and what is lent is collected at the end. [seed]
 */
export const actionStates = [
  'to sign off',
  'agreed',
  'accepted',
  'booked',
  'measured',
  'ordered',
  'delivered',
  'shown',
  'done',
  'collected',
  'declined',
  'cancelled',
] as const
export type ActionState = (typeof actionStates)[number]

/** Something is still to be done about it. */
export const openStates: readonly ActionState[] = actionStates.slice(0, 8)

/** What can be done to an action. */
export const actionActs = [
  'sign off',
  'return',
  'accept',
  'decline',
  'measure',
  'plan measuring',
  'fit ourselves',
  'book',
  'order',
  'deliver',
  'show',
  'finish',
  'collect',
  'cancel',
  'undo',
  'correct',
  're-date',
  're-assign',
  'escalate',
  'settle',
] as const
export type ActionAct = (typeof actionActs)[number]

/** What the next step depends on. */
export interface Standing {
  kind: ActionKind
  state: ActionState
  /** Measurements still missing or out of their range, by name. */
  toMeasure: readonly string[]
  /** It is measured when somebody is there: "measure at visit". */
  measuredAtVisit: boolean
  /** The day of that visit has passed: it lets nobody order any more. */
  visitPassed: boolean
  /** Why it is not safe for the weight that was measured; null when it is. */
  overload: string | null
  /** Nobody orders it: we take it and fit it, or the team fits its own. */
  notOrdered: boolean
  /** "Taken and fitted by us": nothing is ordered then. */
  byUs: boolean
  /** It is there and comes back at the end. */
  onLoan: boolean
  /** What a correction goes back to: where the last step came from. */
  before: ActionState | null
}

type Outcome = { to: ActionState } | { refused: string }
const to = (state: ActionState): Outcome => ({ to: state })
const no = (refused: string): Outcome => ({ refused })

/** Why nothing more is done to what is over, or waits. */
const over: Partial<Record<ActionState, string>> = {
  'to sign off': 'It waits for sign-off.',
  done: 'It is done already.',
  collected: 'It was collected already.',
  declined: 'It was declined. Agree it again if it is still needed.',
  cancelled: 'It was cancelled.',
}
const isOpen = ({ state }: Standing) => openStates.includes(state)
const inHand: readonly ActionState[] = ['accepted', 'booked', 'measured', 'ordered', 'delivered', 'shown']

/** What holds for every step on the way: nothing over or waiting moves, and nobody works on what nobody has taken. */
function onTheWay(thing: Standing, go: () => Outcome): Outcome {
  const why = over[thing.state]
  if (why !== undefined) return no(why)
  return thing.state === 'agreed' ? no('Accept it first: then everybody knows whose it is.') : go()
}

function accept({ state }: Standing): Outcome {
  if (state === 'agreed') return to('accepted')
  return no(over[state] ?? 'Somebody has accepted it already.')
}

function decline({ state }: Standing): Outcome {
  if (state === 'agreed' || state === 'accepted' || state === 'booked' || state === 'measured')
    return to('declined')
  if (state === 'declined') return no('It was declined already.')
  return no(over[state] ?? 'It is on its way already: cancel it with a reason instead.')
}

const measure = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('There is nothing to measure.')
    // At the visit, after it was ordered: what is found then belongs to it all the same.
    if (thing.state === 'ordered' && thing.measuredAtVisit) return to('ordered')
    if (thing.state !== 'accepted' && thing.state !== 'measured')
      return no('It is ordered already: correct that first.')
    return to(thing.toMeasure.length === 0 ? 'measured' : thing.state)
  })

const planMeasuring = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('There is nothing to measure.')
    if (thing.state === 'accepted') return to('accepted')
    if (thing.state === 'measured') return no('It is measured already.')
    return no(thing.state === 'ordered' ? 'It is ordered already.' : 'It is there already.')
  })

/** [seed] "Taken and fitted by us": said when it is accepted or later, and taken back, as long as nothing is ordered. */
const fitOurselves = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('There is nothing to fit.')
    if (thing.state === 'accepted' || thing.state === 'measured') return to(thing.state)
    return no(
      thing.state === 'ordered' ? 'It is ordered already: correct that first.' : 'It is there already.',
    )
  })

/** A referral is booked; a request's fitting or visit has its day, and stands where it stood. */
const book = (thing: Standing) =>
  onTheWay(thing, () => {
    if (thing.kind === 'task') return no('A task has a day to be done by: change that one.')
    if (thing.kind === 'referral') return to('booked')
    if (thing.state === 'delivered' || thing.state === 'shown') return no('It is there already.')
    return to(thing.state)
  })

/** [seed] "cannot pass to ordered until measured or 'measure at visit' is recorded, with who will". */
function unmeasured({ toMeasure, measuredAtVisit, visitPassed }: Standing): string | null {
  if (toMeasure.length === 0 || (measuredAtVisit && !visitPassed)) return null
  const passed = measuredAtVisit ? 'The day of the visit has passed. ' : ''
  return `${passed}Measure first: ${toMeasure.join(', ')}. Or say who measures at a visit, and when.`
}

/** Why it is not put in: nothing that was to be measured at a visit goes unmeasured beyond it. [choice] */
function unmeasuredThere(thing: Standing): string | null {
  const { state, toMeasure, measuredAtVisit } = thing
  // Ordered without a visit, it was measured by what the catalogue asked then.
  if (!measuredAtVisit) return state === 'ordered' ? null : unmeasured(thing)
  if (toMeasure.length === 0) return null
  return `Measure first: ${toMeasure.join(', ')}. Nobody has written down what was found at the visit.`
}

const order = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('Only equipment, adaptations and care technology are ordered.')
    if (thing.byUs) return no('We take and fit it ourselves: nothing is ordered.')
    if (thing.state === 'ordered') return no('It is ordered already.')
    if (thing.state === 'delivered' || thing.state === 'shown') return no('It is there already.')
    const why = unmeasured(thing) ?? thing.overload
    return why === null ? to('ordered') : no(why)
  })

const deliver = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('Only equipment, adaptations and care technology are delivered.')
    if (thing.state === 'delivered' || thing.state === 'shown') return no('It is there already.')
    if (thing.state !== 'ordered' && !thing.notOrdered)
      return no('Order it first, or say that we take and fit it ourselves.')
    const why = unmeasuredThere(thing) ?? thing.overload
    return why === null ? to('delivered') : no(why)
  })

const show = (thing: Standing) =>
  onTheWay(thing, () => {
    if (!isRequest(thing.kind)) return no('There is nothing to show.')
    if (thing.state === 'shown') return no('It was shown already.')
    return thing.state === 'delivered' ? to('shown') : no('Say first that it is there.')
  })

/** A task or a referral may be done by whoever picks it up; a thing only when somebody has shown how it works. */
function finish(thing: Standing): Outcome {
  const why = over[thing.state]
  if (why !== undefined) return no(why)
  if (!isRequest(thing.kind) || thing.state === 'shown') return to('done')
  return thing.state === 'delivered'
    ? no('Nobody has shown yet how it works.')
    : no('It is not there yet: it is done once somebody has shown how it works.')
}

function collect({ onLoan, state }: Standing): Outcome {
  if (onLoan) return to('collected')
  return no(state === 'collected' ? 'It was collected already.' : 'There is nothing of it to collect.')
}

function cancel(thing: Standing): Outcome {
  if (isOpen(thing) || thing.state === 'declined') return to('cancelled')
  return no(thing.state === 'cancelled' ? 'It was cancelled already.' : (over[thing.state] ?? ''))
}

function undo({ state }: Standing): Outcome {
  if (state === 'agreed' || state === 'to sign off') return to('cancelled')
  if (state === 'declined') return no('It was declined already.')
  if (state === 'cancelled') return no('It was cancelled already.')
  return no(over[state] ?? 'Somebody has accepted it already: cancel it with a reason instead.')
}

/** One step back; what was written of it stays in its story. */
function correct({ before, state }: Standing): Outcome {
  if (before !== null && before !== state && state !== 'agreed' && state !== 'to sign off') return to(before)
  return no('There is no step to take back.')
}

function reDate({ state }: Standing): Outcome {
  if (state === 'declined') return no('It was declined. Re-assign it first.')
  return over[state] !== undefined && state !== 'to sign off' ? no(over[state]) : to(state)
}

/** Whoever gets it has promised nothing yet; but what is measured or ordered stays so. */
function reAssign({ state }: Standing): Outcome {
  if (state === 'declined' || state === 'accepted') return to('agreed')
  return over[state] !== undefined && state !== 'to sign off' ? no(over[state]) : to(state)
}

function escalate({ state }: Standing): Outcome {
  return openStates.includes(state) || state === 'declined' ? to(state) : no(over[state] ?? '')
}

function settle({ state }: Standing): Outcome {
  if (state === 'declined') return to('declined')
  return no(
    inHand.includes(state) || state === 'agreed' ? 'Only what was declined is settled.' : (over[state] ?? ''),
  )
}

/** Signed off, it is agreed; returned, it is cancelled with the reason, and whoever asked is told. */
const signing =
  (next: ActionState) =>
  ({ state }: Standing): Outcome =>
    state === 'to sign off'
      ? to(next)
      : no(state === 'cancelled' ? 'It was cancelled.' : 'It needs no sign-off.')

const acts: Record<ActionAct, (thing: Standing) => Outcome> = {
  ...{ 'sign off': signing('agreed'), return: signing('cancelled') },
  ...{
    accept,
    decline,
    measure,
    'plan measuring': planMeasuring,
    'fit ourselves': fitOurselves,
    book,
    order,
    deliver,
    show,
    finish,
    collect,
  },
  ...{ cancel, undo, correct, 're-date': reDate, 're-assign': reAssign, escalate, settle },
}

/**
 * The state an act leads to. [seed] "States of a request", "States of a referral". Who may act, and what must be said
 * with it, is asked elsewhere.
 * @throws Problem 'wrong-state' saying why not.
 */
export function nextState(thing: Standing, act: ActionAct): ActionState {
  const outcome = acts[act](thing)
  if ('refused' in outcome) throw new Problem('wrong-state', { detail: outcome.refused })
  return outcome.to
}

/** What can be done next, in the order of `actionActs`. */
export function possibleActs(thing: Standing): ActionAct[] {
  return actionActs.filter((act) => 'to' in acts[act](thing))
}
