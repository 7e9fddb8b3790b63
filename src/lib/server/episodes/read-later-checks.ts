import { and, asc, count, desc, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { atHomeRate, checksDue, newCheck, sayCheck } from '../../reablement/later-check.ts'
import type { LaterCheck } from '../../reablement/later-check.ts'
import type { CheckList, LaterCheckRow, LaterChecksPage } from '../../reablement/later-check-said.ts'
import { endingChoices } from '../../reablement/outcomes.ts'
import { shownName } from '../../reablement/person.ts'
import { perform } from '../access/perform.ts'
import { flagOf, newestNeeds } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { ending, laterCheck } from '../storage/ending-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { episode, person } from '../storage/schema.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { standOf, stepsOf } from './later-checks.ts'

/** As many rows as one page shows; the oldest of the settled ones are found by the person’s own page. */
const most = 300
/** How far ahead the list looks. [choice] */
const ahead = 28

/** The daily list of later checks, those to come or those that are settled, with the rate so far. Audited; six queries. */
export async function readLaterChecks(
  desk: Desk,
  who: Colleague | null,
  list: CheckList,
): Promise<LaterChecksPage> {
  return perform(desk, who, {
    act: 'view later checks',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      const { target } = settingsOf(tx)
      return {
        ...{ list, today, rows: rowsOf(tx, list, today), due: countDue(tx, today) },
        total: counted(tx, where[list](today)),
        rate: atHomeRate(secondChecks(tx, undefined, today), today, target).words,
      }
    },
    detail: { list },
  })
}

const stands = isNull(laterCheck.withdrawnAt)
const open = isNull(laterCheck.result)
const where: Record<CheckList, (today: LocalDate) => SQL | undefined> = {
  due: (today) => and(stands, open, lte(laterCheck.due, today)),
  'to come': (today) =>
    and(stands, open, gt(laterCheck.due, today), lte(laterCheck.due, addDays(today, ahead))),
  settled: () => and(stands, isNotNull(laterCheck.result)),
}

function counted(reader: Pick<Storage, 'select'>, rows: SQL | undefined): number {
  return reader.select({ many: count() }).from(laterCheck).where(rows).get()?.many ?? 0
}

/** How many checks wait to be asked today; one query. */
export function countDue(reader: Pick<Storage, 'select'>, today: LocalDate): number {
  return counted(reader, where.due(today))
}

function rowsOf(tx: Transaction, list: CheckList, today: LocalDate): LaterCheckRow[] {
  const order = list === 'settled' ? [desc(laterCheck.foundOn), desc(laterCheck.due)] : [asc(laterCheck.due)]
  const found = tx
    .select({ check: laterCheck, stay: episode, person, how: ending.ending, needs: communication })
    .from(laterCheck)
    .innerJoin(episode, eq(episode.id, laterCheck.episode))
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(ending, eq(ending.episode, episode.id))
    .leftJoin(communication, newestNeeds)
    .where(where[list](today))
    .orderBy(...order, desc(laterCheck.name), asc(person.surname), asc(laterCheck.id))
    .limit(most)
    .all()
  const steps = stepsOf(
    tx,
    found.map(({ check }) => check.id),
  )
  const rows = found.map(({ check, stay, person: row, how, needs }): LaterCheckRow => {
    const said = steps.get(check.id) ?? []
    const stand = standOf(check, said)
    return {
      ...{ ...stand, id: check.id, episode: check.episode, said: said.length },
      ...{ reference: row.reference, telephone: row.telephone, endedOn: stay.endedOn },
      person: shownName(row.forename, row.knownAs, row.surname),
      needs: flagOf(row, needs),
      nextOfKin: [row.nextOfKin, row.relationship].filter(Boolean).join(', '),
      ended: how === null ? '' : endingChoices[how].words,
      words: sayCheck(stand, today),
    }
  })
  return list === 'due' ? checksDue(rows, today) : rows
}

/** Every 91-day check, or those due in a period, as the rate counts them; one query. Of checks to come only deaths are known: they are in no rate yet. */
export function secondChecks(tx: Transaction, from?: LocalDate, to?: LocalDate): LaterCheck[] {
  const { due, result, foundOn } = laterCheck
  const within = and(
    from === undefined ? undefined : gt(due, addDays(from, -1)),
    to === undefined ? undefined : lte(due, to),
  )
  return tx
    .select({ due, result, foundOn })
    .from(laterCheck)
    .where(and(stands, eq(laterCheck.name, 'second'), within))
    .all()
    .map((row) => ({ ...newCheck('second', row.due), result: row.result, foundOn: row.foundOn }))
}
