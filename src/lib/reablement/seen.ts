import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { isWorkingDay } from './working-days.ts'

/** Nobody goes longer than this without a look, in working days. [seed]; the number is a [choice] */
export const lookEvery = 5
/** People in one quick look, when no more are due. [choice] */
export const quickLookSize = 12
/** From here on somebody may fill a quick look that has room, so that not everybody is due at once. [choice] */
const worthALook = 3

export function isWorthALook(unseen: number): boolean {
  return unseen >= worthALook
}

/** Nobody needs to know of more. */
const countedAtMost = 30

/**
 * Working days somebody has not been looked at on the morning of `date`, that day counted: seen on Monday, it is five
 * on the next Monday. `seenOn` is the day of the last look, or of the arrival when there was none. At most 30.
 * @throws Problem as isWorkingDay.
 */
export function workingDaysUnseen(
  seenOn: LocalDate,
  date: LocalDate,
  closures: readonly LocalDate[] = [],
): number {
  let days = 0
  for (let day = addDays(seenOn, 1); day <= date && days < countedAtMost; day = addDays(day, 1)) {
    if (isWorkingDay(day, closures)) days++
  }
  return days
}

/** The same for many people of one day: each last day is counted once. */
export function unseenOn(
  date: LocalDate,
  closures: readonly LocalDate[] = [],
): (seenOn: LocalDate) => number {
  const counted = new Map<LocalDate, number>()
  return (seenOn) => {
    const days = counted.get(seenOn) ?? workingDaysUnseen(seenOn, date, closures)
    counted.set(seenOn, days)
    return days
  }
}

/** Must be looked at today: tomorrow it would be too late. */
export function isLookDue(unseen: number): boolean {
  return unseen >= lookEvery
}

/** Should have been looked at before today: a huddle was closed without it, or none was held. */
export function isLapsed(unseen: number): boolean {
  return unseen > lookEvery
}

/**
 * Who is for the quick look: everybody due; while that is fewer than twelve, also those whose goals are to be reviewed,
 * then those not looked at for longest. It depends on facts alone, never on today's marks, so that a mark moves nobody
 * else. People who are talked about anyway take a place, too. Of people alike, those who stand first in `people`.
 * A review without a place stays a reason among the rest: 31 of them on one Monday would take the meeting. [choice]
 */
export function quickLook(
  people: readonly { episode: string; unseen: number; review: boolean }[],
): ReadonlySet<string> {
  const due = people.filter(({ unseen }) => isLookDue(unseen))
  const others = people
    .filter(({ unseen, review }) => !isLookDue(unseen) && (review || isWorthALook(unseen)))
    .sort((a, b) => Number(b.review) - Number(a.review) || b.unseen - a.unseen)
  const filling = others.slice(0, Math.max(0, quickLookSize - due.length))
  return new Set([...due, ...filling].map(({ episode }) => episode))
}
