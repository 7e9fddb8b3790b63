import { asc, desc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { RegisterFilters, RegisterPage } from '../../reablement/register.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, episode, huddle, person } from '../storage/schema.ts'
import { isOpen, readFilters, whereAmong, whereOf } from './filters.ts'
import type { RegisterAsked } from './filters.ts'
import { declineCounts } from './decline-counts.ts'
import { monthFigures } from './month-figures.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'

/** Rows on one page. */
const perPage = 50

/** Open ones by the day they are due, then the others, newest ended first. */
export const registerOrder: SQL[] = [
  sql`not ${isOpen}`,
  sql`case when ${isOpen} then ${action.due} end`,
  desc(action.endedAt),
  asc(action.agreedAt),
]

/** One page of the register, in six queries whatever its size. @throws Problem 'bad-input', or perform's. */
export async function readRegister(
  desk: Desk,
  who: Colleague | null,
  asked: RegisterAsked = {},
): Promise<RegisterPage> {
  const filters = readFilters(asked)
  const detail: Record<string, string | number> = {}
  return perform(desk, who, {
    act: 'view register',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const register = read(tx, new Date(at), filters)
      Object.assign(detail, seen(register.rows))
      return register
    },
    detail,
  })
}

function read(tx: Transaction, now: Date, filters: RegisterFilters): RegisterPage {
  const today = londonDate(now)
  const where = whereOf(filters, today)
  const offset = (filters.page - 1) * perPage
  const rows = actionsWithPeople(tx, { where, order: registerOrder, limit: perPage, offset })
  const { total } = countsOf(tx, where, today)
  const { open, overdue } = countsOf(tx, whereAmong(filters), today)
  return {
    filters,
    rows: rows.map(asRegisterRow),
    total,
    pages: Math.max(1, Math.ceil(total / perPage)),
    counts: { open, overdue },
    ...monthFigures(tx, now),
    declines: declineCounts(tx, now),
  }
}

function countsOf(tx: Transaction, where: SQL | undefined, today: string) {
  const row = tx
    .select({
      total: sql<number>`count(*)`,
      open: sql<number>`count(*) filter (where ${isOpen})`,
      overdue: sql<number>`count(*) filter (where ${isOpen} and ${action.due} < ${today})`,
    })
    .from(action)
    .innerJoin(huddle, eq(huddle.id, action.huddle))
    .innerJoin(episode, eq(episode.id, action.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .where(where)
    .get()
  return row ?? { total: 0, open: 0, overdue: 0 }
}
