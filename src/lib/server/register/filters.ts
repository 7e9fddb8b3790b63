import { and, eq, gte, inArray, isNotNull, isNull, lt, lte, notInArray, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { actionStates, openStates } from '../../reablement/action.ts'
import { addDays } from '../../reablement/dates.ts'
import type { RegisterFilters } from '../../reablement/register.ts'
import { teamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { action, catalogueItem, huddle, person } from '../storage/schema.ts'

const filters = z.object({
  team: z.optional(teamCode),
  state: z.enum(['open', 'all', 'escalated', 'on loan', ...actionStates]).default('open'),
  due: z.enum(['any', 'overdue', 'today', 'week']).default('any'),
  /** Date of the huddle it was agreed for. */
  huddle: z.iso.date().optional(),
  text: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** As an address bar has it: any may be absent or empty. */
export type RegisterAsked = { [K in keyof RegisterFilters]?: string | number | undefined }

/** @throws Problem 'bad-input' naming the filter. */
export function readFilters(asked: RegisterAsked): RegisterFilters {
  return parse(filters, Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== '')))
}

export const isOpen = inArray(action.state, [...openStates])

/** It is there, and comes back at the end: nobody said that it stays. */
export const isOnLoan = and(
  isNotNull(action.deliveredOn),
  isNull(action.collectedOn),
  isNull(action.staysSince),
  sql`${action.item} in (select ${catalogueItem.code} from ${catalogueItem} where ${catalogueItem.returnable})`,
)

/** Team, huddle and text: what the counts of the states are counted among. Joins: huddle, person. */
export function whereAmong({ team, huddle: date, text }: RegisterFilters): SQL | undefined {
  return and(
    team ? eq(action.team, team) : undefined,
    date ? eq(huddle.date, date) : undefined,
    ...text.split(/\s+/).filter(Boolean).slice(0, 6).map(mentions),
  )
}

/** All filters but the page. `today` is local. */
export function whereOf(given: RegisterFilters, today: string): SQL | undefined {
  return and(whereAmong(given), whereState(given.state), whereDue(given.due, today))
}

function mentions(word: string): SQL {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(${action.title} || ' ' || coalesce(${action.room}, '') || ' ' || ${person.forename} || ' ' ||
    coalesce(${person.knownAs}, '') || ' ' || ${person.surname} || ' ' || ${person.reference}) like ${like} escape '\\'`
}

function whereState(state: RegisterFilters['state']): SQL | undefined {
  if (state === 'all') return undefined
  // Finished, it needs nobody to lead any more.
  if (state === 'escalated')
    return and(isNotNull(action.escalatedAt), notInArray(action.state, ['done', 'collected']))
  if (state === 'on loan') return isOnLoan
  return state === 'open' ? isOpen : eq(action.state, state)
}

/** `overdue` is open and past its day; `week` is today and the six days after it. */
function whereDue(due: RegisterFilters['due'], today: string): SQL | undefined {
  switch (due) {
    case 'any':
      return undefined
    case 'overdue':
      return and(isOpen, lt(action.due, today))
    case 'today':
      return eq(action.due, today)
    case 'week':
      return and(gte(action.due, today), lte(action.due, addDays(today, 6)))
  }
}
