import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { take, withLinks, wordsFrom } from './line-reading.ts'
import type { LineContext, Reading } from './line-reading.ts'
import type { Word } from './line-words.ts'
import { isWorkingDay, previousWorkingDay } from './working-days.ts'

/** 'before', 'day' and '42', with nothing understood between them. */
function isDayOfSix([link, day, number]: readonly Word[]): boolean {
  return (
    /^(?:before|by|until|on|due|b4|pre)$/.test(link?.low ?? '') &&
    /^(?:day|d)$/.test(day?.low ?? '') &&
    /^\d{1,2}$/.test(number?.low ?? '')
  )
}

/**
 * 'before day 42' is the last working day before day 42 of the six weeks, 'by day 28' the last one up to it: nobody
 * works it on a Sunday. Without the first visit's day it is doubted, as is a day that has passed. [choice]
 */
export function readDayOfSix(reading: Reading, { today, start = null, days }: LineContext): LocalDate | null {
  const at = 1 + reading.free.findIndex((_, place) => isDayOfSix(wordsFrom(reading, place, 3)))
  if (at < 1) return null
  const isBefore = /^(?:before|b4|pre)$/.test(reading.free[at - 1]?.low ?? '')
  const number = Number(reading.free[at + 1]?.low)
  const begin = withLinks(reading, at, /^(?:before|by|until|on|due|b4|pre|the)$/)
  const from = Math.min(begin, at - 1)
  take(reading, from, at - from + 2, 'due')
  const span = reading.spans.at(-1)
  const doubt = (why: string): null => {
    if (span) reading.doubts.push({ text: reading.text.slice(span.from, span.to), about: 'due', why })
    return null
  }
  if (start === null) return doubt('the first visit is not known: say the date')
  if (number < 1) return doubt('no such day')
  const day = addDays(start, number - 1)
  const closures = days?.closures
  const due = isBefore || !isWorkingDay(day, closures) ? previousWorkingDay(day, closures) : day
  return due < today ? doubt('is in the past') : due
}
