import { instantOf } from '../../reablement/dates.ts'
import { previousWorkingDay } from '../../reablement/working-days.ts'
import type { InventedAction } from './agreed.ts'
import { never } from './agreed.ts'
import { between, chance, shuffled } from './chance.ts'
import type { Calendar } from './people.ts'

/** How many actions are open on the first day, and how many of those are late. */
export const openOnFirstDay = { all: 61, overdue: 6 }

/**
 * What came of each action by now: nothing has happened later than the calendar allows, and the first day finds
 * as many open and overdue actions as the pictures of Perch show, on whatever weekday it falls.
 */
export function settle(actions: readonly InventedAction[], calendar: Calendar): InventedAction[] {
  const late = new Set(overdueOf(actions, calendar))
  const open = new Set(openOf(actions, calendar))
  const settled = actions.map((action) => {
    if (action.end === 'declined') return declinedBy(action, calendar)
    if (late.has(action) || open.has(action)) return reopened(action, calendar)
    return finished(action, calendar)
  })
  const turns = new Map(requestsInHand(settled).map((one, turn) => [one.key, turn]))
  return settled.map((one) => ({ ...one, turn: turns.get(one.key) ?? 0 }))
}

function requestsInHand(actions: readonly InventedAction[]): InventedAction[] {
  const taken = actions.filter(({ end, acceptedAt }) => end === null && acceptedAt !== null)
  const requests = taken.filter(({ ask }) => ask.item !== null && !ask.item.startsWith('REF'))
  return shuffled(requests, ({ key }) => key, 'come')
}

/** Of the last three working days, spread over the teams: the first of each team before the second of any. */
function overdueOf(actions: readonly InventedAction[], { firstDay }: Calendar): InventedAction[] {
  const oldest = previousWorkingDay(previousWorkingDay(previousWorkingDay(firstDay)))
  const might = actions.filter((one) => one.end === 'done' && one.due >= oldest && one.due < firstDay)
  const drawn = shuffled(might, ({ key }) => key, 'overdue')
  const turn = new Map(drawn.map((one) => [one, drawn.filter(({ team }) => team === one.team).indexOf(one)]))
  const spread = drawn.sort((a, b) => (turn.get(a) ?? 0) - (turn.get(b) ?? 0))
  return spread.slice(0, openOnFirstDay.overdue)
}

/** Of those due on the first day or later: first the ones that would not have been done yet. */
function openOf(actions: readonly InventedAction[], { firstDay, latest }: Calendar): InventedAction[] {
  const ahead = actions.filter((one) => one.end === 'done' && one.due >= firstDay)
  const waiting = (one: InventedAction) => (one.endedAt ?? 0) > latest
  const drawn = shuffled(ahead, ({ key }) => key, 'open')
  return [...drawn.filter(waiting), ...drawn.filter((one) => !waiting(one))].slice(
    0,
    openOnFirstDay.all - openOnFirstDay.overdue,
  )
}

/** Open: most have been accepted; a few wait in the team’s queue. */
function reopened(action: InventedAction, { latest }: Calendar): InventedAction {
  const { key, acceptedAt } = action
  const accepted = acceptedAt !== null && acceptedAt < latest && chance('still open', key) < 0.68
  return {
    ...action,
    ...{ end: null, endedAt: null, endedOn: never, note: null },
    acceptedAt: accepted ? acceptedAt : null,
    owner: accepted || chance('queue', key) < 0.45 ? action.owner : null,
  }
}

/** A decline that would come later than now came just now. */
function declinedBy(action: InventedAction, calendar: Calendar): InventedAction {
  return (action.endedAt ?? 0) > calendar.latest ? { ...action, endedAt: calendar.latest } : action
}

/** Done, at the latest on the day promised when it would otherwise still be open now. */
function finished(action: InventedAction, { latest }: Calendar): InventedAction {
  if ((action.endedAt ?? 0) <= latest) return action
  const promised = instantOf(action.due, `15:${String(between(10, 55, 'in time', action.key))}`).getTime()
  const endedAt = Math.min(promised, latest)
  return { ...action, endedAt, acceptedAt: Math.min(action.acceptedAt ?? endedAt, endedAt) }
}
