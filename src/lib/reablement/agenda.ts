import { isReviewDue, reasonsFor, sectionOf } from './agenda-reasons.ts'
import type { AgendaPerson } from './agenda-reasons.ts'
import { weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { agendaSections, isListed } from './huddle.ts'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import { isLapsed, isLookDue, quickLook } from './seen.ts'
import { workingDayNumber } from './working-days.ts'

function byName(a: AgendaPerson, b: AgendaPerson): number {
  return a.name.localeCompare(b.name, 'en-GB') || (a.episode < b.episode ? -1 : 1)
}

/** Begun somewhere else each day, so that of people alike it is not always the same whom the quick look has room for. */
function turned(sorted: readonly AgendaPerson[], date: LocalDate): AgendaPerson[] {
  const first = Math.floor(sorted.length * ((Math.max(0, workingDayNumber(date)) * 0.38) % 1))
  return [...sorted.slice(first), ...sorted.slice(0, first)]
}

interface Placed {
  item: AgendaItem
  unseen: number
}

/** In the rest a reason before none; in the quick look who should have been looked at before today, longest first. */
function rankOf(section: AgendaSection, { item, unseen }: Placed): number {
  if (section === 'quick look') return isLapsed(unseen) ? -unseen : 0
  return item.reasons.length === 0 ? 1 : 0
}

/**
 * People of one standing in their section, by name, begun one place further each working day: in as many working days
 * as they are everybody is first once. [seed] "order rotates daily"; how is a [choice]
 */
function rotated(alike: readonly Placed[], date: LocalDate): AgendaItem[] {
  const first = workingDayNumber(date) % alike.length
  return [...alike.slice(first), ...alike.slice(0, first)].map(({ item }) => item)
}

function inOrder(section: AgendaSection, mine: readonly Placed[], date: LocalDate): AgendaItem[] {
  const byRank = Map.groupBy(mine, (one) => rankOf(section, one))
  return [...byRank].sort(([a], [b]) => a - b).flatMap(([, alike]) => rotated(alike, date))
}

/**
 * The agenda of a huddle in the order of its script: promises → new → raised → leaving → quick look → rest [seed],
 * everybody exactly once with every reason, most pressing first (`agenda-reasons.ts`). In the rest, people with a reason
 * (a concern last time) stand before those with none. Whoever has not been looked at for five working days is never in
 * the rest, and has `lookDue`.
 * `sinceLast` is the calendar days since the last huddle, so a weekend's prompt day is not lost (default: 3 on Mondays).
 * The same people, marks and date give the same order whatever order they came in; once the huddle runs it is written
 * down. A mark moves that person, and may begin the sections they leave and join with somebody else.
 */
export function buildAgenda(
  people: readonly AgendaPerson[],
  huddleDate: LocalDate,
  sinceLast: number = weekday(huddleDate) === 1 ? 3 : 1,
): AgendaItem[] {
  const sorted = people.toSorted(byName)
  const inTurn = turned(sorted, huddleDate)
  const looks = quickLook(inTurn.map((person) => ({ ...person, review: isReviewDue(person, sinceLast) })))
  const placed = sorted.map((person): Placed => {
    const { episode, unseen } = person
    const inLook = looks.has(episode)
    const section = sectionOf(person, sinceLast, inLook)
    const reasons = reasonsFor(person, huddleDate, sinceLast, inLook)
    const due = isLookDue(unseen) ? { lookDue: true } : {}
    return { unseen, item: { episode, section, reasons, outcome: null, seconds: 0, ...due } }
  })
  return agendaSections.flatMap((section) =>
    inOrder(
      section,
      placed.filter(({ item }) => item.section === section),
      huddleDate,
    ),
  )
}

/**
 * Something that keeps a huddle from closing; who needs an `outcome` can be carried over. Words name no person: the
 * screen puts its own name before them.
 */
export interface Missing {
  episode: string
  what: 'outcome' | 'look' | 'owner'
  words: string
}

/**
 * Nothing has come of somebody the agenda lists. Whoever waits for a team that is not there is its queue: the close keeps
 * them for it. [seed] "refused while … a listed person no outcome"
 */
export function isOpen({ section, outcome, lookDue, waitsFor }: AgendaItem): boolean {
  return outcome === null && waitsFor === undefined && (isListed({ section }) || lookDue === true)
}

/** Whether "not reached" can be said of them: never of somebody to whom a look is due, for whom tomorrow is too late. */
export function mayCarryOver(item: AgendaItem): boolean {
  return isOpen(item) && item.lookDue !== true
}

/**
 * What must be settled before a person may close the huddle: listed people without an outcome, people whom nobody has
 * looked at for five working days, actions nobody owns. [seed]
 */
export function mayClose(
  agenda: readonly AgendaItem[],
  actions: readonly { episode: string; title: string; owner: unknown; team: string | null }[],
): Missing[] {
  const unowned = actions.filter(({ owner, team }) => !owner && !team)
  return [
    ...agenda.filter(isOpen).map((item): Missing => {
      const { episode, reasons } = item
      const why = reasons.length ? ` (${reasons.join(', ')})` : ''
      return mayCarryOver(item)
        ? { episode, what: 'outcome', words: `no outcome yet${why}` }
        : { episode, what: 'look', words: `a look is due today${why}` }
    }),
    ...unowned.map(({ episode, title }): Missing => {
      return { episode, what: 'owner', words: `“${title}” has no owner yet` }
    }),
  ]
}
