import type { Band } from '../../reablement/catalogue.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { addWorkingDays, dueFromBand } from '../../reablement/working-days.ts'
import type { Known } from './agreed.ts'
import type { Ask } from './asks.ts'
import { calendarOf } from './calendar.ts'
import { castOf } from './cast.ts'
import { between } from './chance.ts'
import { settle } from './fates.ts'
import { historyOf } from './history.ts'
import type { History } from './history.ts'
import type { Calendar, InventedPerson } from './people.ts'

/** What the plan needs of the catalogue. */
export interface CatalogueEntry {
  name: string
  kind: 'equipment' | 'adaptation' | 'care technology' | 'referral'
  band: Band
  team: string
  measurements: string
  checkWeight: boolean
  supply: string
}
export type Catalogue = ReadonlyMap<string, CatalogueEntry>

/** The whole invented service before any of it is written. */
export interface Invention extends History {
  calendar: Calendar
  people: InventedPerson[]
}

/** Thinks up the service: the same for the same day, catalogue and hour. Writes nothing. */
export function invent(firstDay: LocalDate, now: Date, catalogue: Catalogue): Invention {
  const calendar = calendarOf(firstDay, now)
  const people = castOf(calendar)
  const { huddles, actions } = historyOf(people, calendar, (ask) => known(ask, catalogue))
  return { calendar, people, huddles, actions: settle(actions, calendar) }
}

/** @throws Error when an invented ask names an item that the catalogue does not have. */
function known(ask: Ask, catalogue: Catalogue): Known {
  if (ask.item === null) {
    const days = between(1, 3, 'task', ask.group)
    return { team: ask.team ?? 'RP', due: (at) => addWorkingDays(londonDate(at), days) }
  }
  const entry = catalogue.get(ask.item)
  if (!entry) throw new Error(`The catalogue has no ${ask.item}. Seed it before the invented service.`)
  return { team: entry.team, due: (at) => dueFromBand(entry.band, at) }
}
