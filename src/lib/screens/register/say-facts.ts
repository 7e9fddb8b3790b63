import { openStates } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { overloadOf, sayConnection, sayMeasured, stillToMeasure } from '#lib/reablement/request.ts'

/** What is known of a request beyond its name, a sentence's worth each: measured, ordered, booked, there. */
export function sayFacts(action: ActionView, today: LocalDate): string[] {
  const { byUs, theirReference, connection, testOn, deliveredOn, collectedOn, stays, onLoan } = action
  const day = (date: LocalDate) => sayDay(date, today)
  return [
    measured(action),
    toMeasure(action, today),
    tooHeavy(action),
    byUs ? 'Taken and fitted by us' : '',
    theirReference ? `Reference ${theirReference}` : '',
    booked(action, today),
    connection ? `Connects by ${sayConnection(connection)}` : '',
    testOn && !deliveredOn ? `Test ${day(testOn)}` : '',
    deliveredOn ? `There since ${day(deliveredOn)}${onLoan ? ', on loan' : ''}` : '',
    collectedOn ? `Collected ${day(collectedOn)}` : '',
    stays ? `Stays with them for good, said by ${shortName(stays.by)} on ${day(stays.on)}` : '',
  ].filter((words) => words !== '')
}

function measured({ asks = [], measures = [] }: ActionView): string {
  if (measures.length === 0) return ''
  return `Measured: ${measures.map((one) => `${one.name} ${sayMeasured(asks, one)}`).join(', ')}`
}

/** Before it is there: afterwards nobody needs to be told. */
function toMeasure(
  { asks = [], measures = [], state, deliveredOn, measureOn, measureBy }: ActionView,
  today: LocalDate,
): string {
  const missing = stillToMeasure(asks, measures).map(({ name }) => name)
  if (missing.length === 0 || deliveredOn || !openStates.includes(state)) return ''
  const plan = measureOn ? ` ${sayDay(measureOn, today)} by ${shortName(measureBy?.name ?? '')}` : ''
  return `To measure${plan}: ${missing.join(', ')}`
}

/** Why it can be neither ordered nor delivered; what is over needs no warning. */
function tooHeavy({ asks = [], measures = [], safeLoad = null, state }: ActionView): string {
  return openStates.includes(state) ? (overloadOf(asks, measures, safeLoad) ?? '') : ''
}

function booked({ bookedFor, deliveredOn, state }: ActionView, today: LocalDate): string {
  if (!bookedFor || deliveredOn || !openStates.includes(state)) return ''
  return `${state === 'ordered' ? 'Expected' : 'Booked for'} ${sayDay(bookedFor, today)}`
}
