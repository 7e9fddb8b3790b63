import { openStates } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import type { StepFacts } from '#lib/reablement/record-kept.ts'
import { overloadOf, sayConnection, sayMeasured, stillToMeasure } from '#lib/reablement/request.ts'

/** What is known of a request beyond its name, a sentence's worth each: measured, ordered, booked, there. */
export function sayFacts(action: ActionView, today: LocalDate): string[] {
  const { byUs, theirReference, connection, testOn, deliveredOn, collectedOn, onLoan } = action
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
