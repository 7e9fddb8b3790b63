import { addDays, instantOf } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { previousWorkingDay } from '../../reablement/working-days.ts'
import { between } from './chance.ts'
import type { Calendar } from './people.ts'

const pastHuddles = 15

/** Three weeks of huddles before the first day. Nothing invented happens after `now`, nor on the first day itself. */
export function calendarOf(firstDay: LocalDate, now: Date): Calendar {
  const past: LocalDate[] = []
  for (let date = previousWorkingDay(firstDay); past.length < pastHuddles; date = previousWorkingDay(date)) {
    past.unshift(date)
  }
  const lastClose = hoursOf(past.at(-1) ?? addDays(firstDay, -1)).closed
  const morning = instantOf(firstDay, '00:00').getTime()
  return {
    firstDay,
    past,
    lastClose,
    latest: Math.max(lastClose + 120_000, Math.min(now.getTime(), morning - 1)),
  }
}

/** When the huddle of a day began and closed, in milliseconds: half past nine and about 35 minutes. */
export function hoursOf(date: LocalDate): { started: number; closed: number } {
  const started = instantOf(date, '09:30').getTime() + between(0, 150, 'started', date) * 1000
  return { started, closed: started + between(1_890, 2_280, 'lasted', date) * 1000 }
}
