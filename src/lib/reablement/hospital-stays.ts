import { daysBetween, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** One stay in hospital. `backOn` is null while they are there. */
export interface HospitalStay {
  wentOn: LocalDate
  backOn: LocalDate | null
}

/** Nights in a row away, as whole days after the first visit: from the day they went until the day they were back. */
export interface Nights {
  from: number
  until: number
}

/**
 * The nights in hospital after the first visit as somebody knows them on `on`: stays that overlap or touch are one, back
 * the same day is none, an open stay lasts until `on`. A stay is counted in nights: the day they go still has its day of
 * the six weeks, the day they are back has the same one, and counting goes on the day after. [choice]
 */
export function nightsAway(start: LocalDate, stays: readonly HospitalStay[], on: LocalDate): Nights[] {
  const known = stays
    .map(({ wentOn, backOn }) => ({
      from: Math.max(0, daysBetween(start, wentOn)),
      until: daysBetween(start, backOn ?? on),
    }))
    .filter(({ from, until }) => until > from)
    .toSorted((a, b) => a.from - b.from)
  const merged: Nights[] = []
  for (const stay of known) {
    const last = merged.at(-1)
    if (last && stay.from <= last.until) last.until = Math.max(last.until, stay.until)
    else merged.push({ ...stay })
  }
  return merged
}

/** The stay they are in on a day; null when they are not away. Who is back the same day is not. */
export function stayOn(stays: readonly HospitalStay[], on: LocalDate): HospitalStay | null {
  const away = stays.filter(({ wentOn, backOn }) => wentOn <= on && (backOn === null || backOn > on))
  return away.toSorted((a, b) => a.wentOn.localeCompare(b.wentOn))[0] ?? null
}

/** Why nobody can have gone, or an episode have ended, on a day; null when they can. A first visit to come is before nothing. */
export function refuseBeforeStart(start: LocalDate, on: LocalDate, today: LocalDate): string | null {
  if (start > today || on >= start) return null
  return `The first visit was on ${sayDay(start, today)}. It cannot be before.`
}

/** Why a stay cannot be written down beside the others; null when it can. */
export function refuseStay(
  stay: HospitalStay,
  others: readonly HospitalStay[],
  today: LocalDate,
): string | null {
  const { wentOn, backOn } = stay
  if (wentOn > today) return 'They cannot have gone on a day to come. Write the day they went.'
  if (backOn !== null && backOn > today)
    return 'They cannot be back on a day to come. Say it once they are back.'
  if (backOn !== null && backOn < wentOn)
    return `They went on ${sayDay(wentOn, today)}. The day back cannot be before.`
  const open = others.find((other) => other.backOn === null)
  if (backOn === null && open)
    return `They are in hospital since ${sayDay(open.wentOn, today)}. Say first when they were back.`
  const across = others.find((other) => overlaps(stay, other))
  return across ? `Another stay covers that: ${sayStay(across, today)}. Correct one of the two.` : null
}

/** Both have a night of the two in common; to be back and go again the same day is no overlap. */
function overlaps(a: HospitalStay, b: HospitalStay): boolean {
  const startsBefore = (one: HospitalStay, end: LocalDate | null) => end === null || one.wentOn < end
  return startsBefore(a, b.backOn) && startsBefore(b, a.backOn)
}

/** 'Wed 25 Nov to Sun 29 Nov', 'since Wed 25 Nov' */
export function sayStay({ wentOn, backOn }: HospitalStay, today: LocalDate): string {
  if (backOn === null) return `since ${sayDay(wentOn, today)}`
  return `${sayDay(wentOn, today)} to ${sayDay(backOn, today)}`
}
