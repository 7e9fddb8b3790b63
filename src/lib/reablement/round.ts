import type { ActionView } from './action.ts'
import { actionLine, isFitted } from './action.ts'
import type { LocalDate } from './dates.ts'
import { isWeight } from './measurement.ts'
import { district } from './person.ts'
import { sayConnection, sayMeasured, stillToMeasure } from './request.ts'
import { actsNow, nextAct } from './standing.ts'

/** One thing to do at a stop. */
export interface RoundThing {
  id: string
  /** 'Bring and fit', 'Measure', 'Show' */
  todo: string
  /** 'Grab rail, short × 2 · Bathroom' */
  what: string
  /** 'height 90 cm', 'analogue line: ends January 2027': what is to be known of the thing, nothing of the person. */
  facts: string[]
}

/** One address of the round. Of the person no more than finding and entering the house needs. */
export interface Stop {
  episode: string
  person: string
  address: string
  postcode: string
  /** 'Key safe fitted', 'two carers', 'pets'. Never a code. */
  access: string[]
  things: RoundThing[]
}

/** The stops of one outward postcode. */
export interface Area {
  area: string
  stops: Stop[]
}

/**
 * What is to be done at the house today; null when it is work for the desk, or for another day. A day that was missed
 * still takes somebody there. `ended`: their episode has, and what they were lent is all anybody goes for.
 */
export function todoOn(view: ActionView, today: LocalDate, ended = false): string | null {
  if (ended) return view.onLoan ? 'Collect' : null
  const { asks = [], measures = [], measureOn, bookedFor } = view
  const isPlanned = Boolean(measureOn) && stillToMeasure(asks, measures).length > 0
  if (isPlanned && measureOn && measureOn <= today && actsNow(view).includes('measure')) return 'Measure'
  const isToday = bookedFor ? bookedFor <= today : !isPlanned && view.due <= today
  const act = nextAct(view)
  if (act === 'collect') return 'Collect'
  // What is there waits to be shown, whatever day it was promised for.
  if (act === 'show') return 'Show how it works'
  if (!isToday) return null
  if (act === 'measure') return 'Measure'
  if (act === 'deliver') return bringing(view)
  if (act !== 'finish') return null
  return view.kind === 'referral' ? 'Visit' : view.kind === 'task' ? 'Do' : 'See that it works'
}

function bringing(view: ActionView): string {
  if (view.state === 'ordered' && !view.byUs) return 'See that it has come, show how it works'
  return isFitted(view) ? 'Bring, fit and show' : 'Bring and show'
}

/** A thing of the round with what is to be known of it. */
export function roundThing(view: ActionView, todo: string): RoundThing {
  const { asks = [], measures = [], connection } = view
  // Nobody measures again what is taken away; whoever it was for, their weight is nobody's business on the way.
  const sizes = (todo === 'Collect' ? [] : measures)
    .filter(({ name }) => !isWeight(name))
    .map((one) => `${one.name} ${sayMeasured(asks, one)}`)
  const line = connection ? [sayConnection(connection)] : []
  return { id: view.id, todo, what: actionLine(view), facts: [...sizes, ...line] }
}

/** The stops by outward postcode, each area's in the order of their postcodes; those without one last. */
export function byArea(stops: readonly Stop[]): Area[] {
  const unknown = ({ postcode }: Stop) => Number(postcode === '')
  const sorted = stops.toSorted((a, b) => unknown(a) - unknown(b) || key(a).localeCompare(key(b)))
  const areas = Map.groupBy(sorted, ({ postcode }) => district(postcode))
  return [...areas].map(([area, mine]) => ({ area, stops: mine }))
}

function key({ postcode, address }: Stop): string {
  return `${postcode} ${address}`
}
