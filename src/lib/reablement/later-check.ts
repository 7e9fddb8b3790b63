import { laterChecks } from './commitments.ts'
import type { LaterChecks } from './commitments.ts'
import { daysBetween, sayDay, sayDue } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodeKind } from './episode.ts'
import { measureOf, sayMeasure } from './outcomes.ts'
import type { Measure } from './outcomes.ts'

/** What the days of the later checks are counted from. [choice] */
export const anchors = ['discharge', 'end'] as const
export type Anchor = (typeof anchors)[number]

/** Until an administrator says otherwise. [choice] */
export const startingAnchor: Anchor = 'discharge'

/** The two checks of one person. */
export const checkNames = ['first', 'second'] as const
export type CheckName = (typeof checkNames)[number]

/** Days after the anchor, as people call them. [std] */
export const checkWords: Record<CheckName, string> = { first: '84-day check', second: '91-day check' }

/**
 * The day the checks are counted from. Where nobody knows the day of discharge it is the first visit, which home first
 * puts within two days of it; null before there is any. [choice]
 */
export function anchorDay(
  { dischargedOn, startedOn, endedOn }: Record<'dischargedOn' | 'startedOn' | 'endedOn', LocalDate | null>,
  anchor: Anchor = startingAnchor,
): LocalDate | null {
  return anchor === 'end' ? endedOn : (dischargedOn ?? startedOn)
}

/** Whether there are checks at all, and when: only reablement counts, and nobody asks after who has died. [seed] [choice] */
export function checksOf({
  kind,
  hasDied,
  anchoredOn,
}: {
  kind: EpisodeKind
  hasDied: boolean
  anchoredOn: LocalDate | null
}): LaterChecks | null {
  return kind !== 'reablement' || hasDied || anchoredOn === null ? null : laterChecks(anchoredOn)
}

/** What a later check can find, each with its key: one opens the check, the second says it. [std] */
export const checkResults = [
  { result: 'at home', key: 'H', words: 'At home', atHome: true },
  { result: 'extra care', key: 'E', words: 'In extra care housing', atHome: true },
  { result: 'shared lives', key: 'S', words: 'In shared lives', atHome: true },
  { result: 'in hospital', key: 'I', words: 'In hospital', atHome: false },
  { result: 'care home permanent', key: 'P', words: 'In a care home to stay', atHome: false },
  { result: 'care home short break', key: 'B', words: 'In a care home for a short break', atHome: true },
  { result: 'died', key: 'D', words: 'Died', atHome: false },
  { result: 'could not reach', key: 'N', words: 'Could not reach', atHome: false },
] as const
export type CheckResult = (typeof checkResults)[number]['result']

/** Whether a result counts as at home: a short break does, who could not be reached does not. [std] older_91_day_measure */
export function countsAtHome(result: CheckResult): boolean {
  return checkResults.some((one) => one.result === result && one.atHome)
}

/** Tries before somebody counts as not reached. [choice] */
export const triesNeeded = 3

/** One check as it stands. */
export interface LaterCheck {
  name: CheckName
  due: LocalDate
  /** Days on which nobody was reached, oldest first. */
  tries: readonly LocalDate[]
  result: CheckResult | null
  /** The day it was found out. */
  foundOn: LocalDate | null
}

/** A check nobody has begun. */
export function newCheck(name: CheckName, due: LocalDate): LaterCheck {
  return { name, due, tries: [], result: null, foundOn: null }
}

export type CheckStanding = 'to come' | 'due' | 'late' | 'settled'

/** Where a check stands on a day. */
export function checkStanding({ due, result }: LaterCheck, today: LocalDate): CheckStanding {
  if (result !== null) return 'settled'
  if (due > today) return 'to come'
  return due === today ? 'due' : 'late'
}

/** Why a result cannot be said of a check today; null when it can. An earlier result may be put right. */
export function refuseResult(
  { name, due, tries }: LaterCheck,
  result: CheckResult,
  today: LocalDate,
): string | null {
  // Whoever dies is known before the day; everything else is only true on it or after. [choice]
  if (today < due && result !== 'died')
    return `The ${checkWords[name]} is due on ${sayDay(due, today)}. Ask then: it is about that day.`
  if (result !== 'could not reach' || tries.length >= triesNeeded - 1) return null
  const left = triesNeeded - tries.length
  return `Try ${String(left)} times more: only after ${String(triesNeeded)} tries it counts as not reached.`
}

/** The check with what was found. A try that is the last one needed settles it by itself. Whoever says less is refused before. */
export function settle(check: LaterCheck, result: CheckResult, today: LocalDate): LaterCheck {
  const tries = result === 'could not reach' ? withTry(check.tries, today) : check.tries
  return { ...check, tries, result, foundOn: today }
}

/** Nobody was reached today. The third try settles the check: it counts as not at home. Before its day none counts. [std] [choice] */
export function tryAgain(check: LaterCheck, today: LocalDate): LaterCheck {
  if (check.result !== null || today < check.due) return check
  const tries = withTry(check.tries, today)
  if (tries.length < triesNeeded) return { ...check, tries }
  return { ...check, tries, result: 'could not reach', foundOn: today }
}

/** No more are written down than count. */
function withTry(tries: readonly LocalDate[], today: LocalDate): LocalDate[] {
  return [...tries, today].slice(0, triesNeeded)
}

/** Both checks after one was settled: whoever has died needs no second call. Everything else is asked again. [choice] */
export function carryOn(checks: readonly LaterCheck[]): LaterCheck[] {
  const died = checks.find(({ name, result }) => name === 'first' && result === 'died')
  return checks.map((check) =>
    died && check.name === 'second' && check.result === null
      ? { ...check, result: 'died', foundOn: died.foundOn }
      : check,
  )
}

/** The daily list: every check whose day has come and that nobody has settled, the longest waiting first. */
export function checksDue<Check extends LaterCheck>(checks: readonly Check[], today: LocalDate): Check[] {
  const open = checks.filter((check) => ['due', 'late'].includes(checkStanding(check, today)))
  return open.toSorted(
    (a, b) => a.due.localeCompare(b.due) || checkNames.indexOf(b.name) - checkNames.indexOf(a.name),
  )
}

/** '84-day check due today', '91-day check 2 days late, tried 1 of 3 times', '91-day check: at home, Tue 7 Apr' */
export function sayCheck(check: LaterCheck, today: LocalDate): string {
  const { name, due, tries, result, foundOn } = check
  const what = checkWords[name]
  if (result !== null) {
    const words = checkResults.find((one) => one.result === result)?.words.toLowerCase() ?? ''
    return `${what}: ${words}${foundOn === null ? '' : `, ${sayDay(foundOn, today)}`}`
  }
  const when = daysBetween(due, today) > 0 ? sayDue(due, today) : `due ${sayDue(due, today)}`
  const tried = tries.length ? `, tried ${String(tries.length)} of ${String(triesNeeded)} times` : ''
  return `${what} ${when}${tried}`
}

/** Per cent still at home on day 91 the council aims at, until an administrator says otherwise. [seed] [choice] */
export const startingTarget = 93.5

/** The rate so far, and what it is held against. */
export interface AtHomeRate {
  measure: Measure
  target: number
  /** Checks whose day has come and that are not settled: they are in neither side of the rate. */
  open: number
  standing: 'below the target' | 'at or above the target' | 'nobody yet'
  words: string
}

/** Never without it: the national figure is another one. [std] */
export const localEstimate =
  'Local estimate: the national figure is counted over 84 days and from hospital data.'

/**
 * Still at home on day 91, of the 91-day checks that are settled; a late answer counts. `checks` are of reablement alone.
 * [seed] 94.5% at Q3 2023/24 against 93.5%
 */
export function atHomeRate(
  checks: readonly LaterCheck[],
  today: LocalDate,
  target: number = startingTarget,
): AtHomeRate {
  const second = checks.filter(({ name }) => name === 'second')
  const results = second.flatMap(({ result }) => (result === null ? [] : [result]))
  const measure = measureOf('at home on day 91', results.filter(countsAtHome).length, results.length)
  const open = checksDue(second, today).length
  // By the people, not by the rounded rate: 93.46% is below, though it is shown as 93.5%.
  const reached = measure.part * 100 >= target * measure.of
  const standing = measure.of === 0 ? 'nobody yet' : reached ? 'at or above the target' : 'below the target'
  const against = `target ${target.toFixed(1)}%${standing === 'nobody yet' ? '' : `, ${standing}`}`
  const words = [sayMeasure(measure), against, ...(open ? [`${String(open)} still to ask`] : [])].join('; ')
  return { measure, target, open, standing, words: `${words}. ${localEstimate}` }
}
