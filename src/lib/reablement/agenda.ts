import { isReviewDue, reasonsFor, sectionOf } from './agenda-reasons.ts'
import type { AgendaPerson } from './agenda-reasons.ts'
import { daysBetween, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { agendaSections } from './huddle.ts'
import type { AgendaItem, AgendaSection } from './huddle.ts'
import { isLapsed, isLookDue, quickLook } from './seen.ts'

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b)
}

/**
 * The people by name, begun somewhere else each day so that nobody is always last. The whole list turns, not each
 * section: a mark set during the day moves that person alone. The stride shares no factor with the number of people,
 * so in as many days as there are people everybody is first once. [choice]
 */
function turned(people: readonly AgendaPerson[], date: LocalDate): AgendaPerson[] {
  const order = (a: AgendaPerson, b: AgendaPerson) =>
    a.name.localeCompare(b.name, 'en-GB') || (a.episode < b.episode ? -1 : 1)
  const sorted = [...people].sort(order)
  const length = Math.max(1, sorted.length)
  let stride = Math.max(1, Math.round(length * 0.38))
  while (commonFactor(stride, length) !== 1) stride++
  const first = (((daysBetween('2026-01-01', date) * stride) % length) + length) % length
  return [...sorted.slice(first), ...sorted.slice(0, first)]
}

interface Placed {
  item: AgendaItem
  unseen: number
}

/** In the rest a reason before none; in the quick look who should have been looked at before today comes first. */
function inOrder(section: AgendaSection, mine: readonly Placed[]): AgendaItem[] {
  const lapsed = ({ unseen }: Placed) => (isLapsed(unseen) ? unseen : 0)
  const sorted =
    section === 'quick look'
      ? mine.toSorted((a, b) => lapsed(b) - lapsed(a))
      : mine.toSorted((a, b) => Number(a.item.reasons.length === 0) - Number(b.item.reasons.length === 0))
  return sorted.map(({ item }) => item)
}

/**
 * The agenda of a huddle in the order of its script: promises → new → raised → leaving → quick look → rest [seed],
 * everybody exactly once with every reason, most pressing first (`agenda-reasons.ts`). In the rest, people with a reason
 * (a concern last time) stand before those with none. Whoever has not been looked at for five working days is never in
 * the rest, and has `lookDue`.
 * `sinceLast` is the calendar days since the last huddle, so a weekend's prompt day is not lost (default: 3 on Mondays).
 * The same people, marks and date give the same order whatever order they came in.
 */
export function buildAgenda(
  people: readonly AgendaPerson[],
  huddleDate: LocalDate,
  sinceLast: number = weekday(huddleDate) === 1 ? 3 : 1,
): AgendaItem[] {
  const inTurn = turned(people, huddleDate)
  const looks = quickLook(inTurn.map((person) => ({ ...person, review: isReviewDue(person, sinceLast) })))
  const placed = inTurn.map((person): Placed => {
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
    ),
  )
}

/** Something that keeps a huddle from closing. Words name no person: the screen puts its own name before them. */
export interface Missing {
  episode: string
  what: 'outcome' | 'look' | 'owner'
  words: string
}

/** Nothing has come of somebody who may not be passed over: raised, unless for a team that is not there, or not looked at for five working days. */
export function isOpen({ section, outcome, lookDue, waitsFor }: AgendaItem): boolean {
  return outcome === null && waitsFor === undefined && (section === 'raised' || lookDue === true)
}

/**
 * What must be settled before a person may close the huddle: raised people without an outcome, people whom nobody has
 * looked at for five working days, actions nobody owns. [seed]
 */
export function mayClose(
  agenda: readonly AgendaItem[],
  actions: readonly { episode: string; title: string; owner: unknown; team: string | null }[],
): Missing[] {
  const unowned = actions.filter(({ owner, team }) => !owner && !team)
  return [
    ...agenda.filter(isOpen).map(({ episode, section, reasons }): Missing => {
      const why = reasons.length ? ` (${reasons.join(', ')})` : ''
      return section === 'raised'
        ? { episode, what: 'outcome', words: `raised${why}, with no outcome yet` }
        : { episode, what: 'look', words: `a look is due today${why}` }
    }),
    ...unowned.map(({ episode, title }): Missing => {
      return { episode, what: 'owner', words: `“${title}” has no owner yet` }
    }),
  ]
}
