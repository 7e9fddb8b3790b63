import { and, count, desc, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { minutesHeld } from '../../reablement/meeting-time.ts'
import type { HuddleFigures, RecordLine } from '../../reablement/record.ts'
import type { TeamCode } from '../../reablement/team.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { huddleFigures } from '../storage/record-schema.ts'
import { action, colleague, huddle } from '../storage/schema.ts'

/** How many huddles a page of the list has: about a quarter of a year. */
export const recordsPerPage = 60

/** A page of the closed huddles, newest first. */
export interface RecordPage {
  records: RecordLine[]
  /** The day before which the next page begins; null when this is the last. */
  older: LocalDate | null
}

const beforeInput = z.object({ before: z.iso.date('Write the day as 2026-11-25.').nullable() })

/**
 * Closed huddles, newest first, with the figures they kept, in three queries: those of days before `before`, or the
 * newest. @throws Problem 'bad-input', or perform's.
 */
export async function listRecords(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof beforeInput> = { before: null },
): Promise<RecordPage> {
  const { before } = parse(beforeInput, input)
  return perform(desk, who, {
    act: 'view records',
    thing: () => ({ kind: 'huddle' }),
    work: (tx) => list(tx, before),
  })
}

/** The days of all closed huddles, newest first. @throws perform's. */
export async function closedDates(desk: Desk, who: Colleague | null): Promise<LocalDate[]> {
  return perform(desk, who, {
    act: 'view records',
    thing: () => ({ kind: 'huddle' }),
    work: (tx) =>
      tx
        .select({ date: huddle.date })
        .from(huddle)
        .where(eq(huddle.state, 'closed'))
        .orderBy(desc(huddle.date))
        .all()
        .map(({ date }) => date),
  })
}

function list(tx: Transaction, before: LocalDate | null): RecordPage {
  const closed = tx
    .select({ row: huddle, chair: colleague.name })
    .from(huddle)
    .leftJoin(colleague, eq(colleague.id, huddle.chair))
    .where(and(eq(huddle.state, 'closed'), before === null ? undefined : lt(huddle.date, before)))
    .orderBy(desc(huddle.date))
    .limit(recordsPerPage + 1)
    .all()
  const shown = closed.slice(0, recordsPerPage)
  const ids = shown.map(({ row }) => row.id)
  const figures = figuresByHuddle(tx, ids)
  const done = doneByNow(tx, ids)
  const records = shown.map(({ row, row: { id, date }, chair }) => ({
    ...{ huddle: id, date, chair },
    minutes: minutesHeld(row),
    notClosed: row.closedHow === 'by itself',
    done: done.get(id) ?? 0,
    figures: figures.get(id) ?? null,
  }))
  return { records, older: closed.length > shown.length ? (shown.at(-1)?.row.date ?? null) : null }
}

/** The figures these huddles kept at their close; in one query. */
export function figuresByHuddle(tx: Transaction, ids: readonly string[]): Map<string, HuddleFigures> {
  const rows = tx
    .select()
    .from(huddleFigures)
    .where(inArray(huddleFigures.huddle, [...ids]))
    .all()
  return new Map(
    rows.map(({ huddle: id, secondsBySection, teamsMissing, ...counts }) => [
      id,
      {
        ...counts,
        teamsMissing: teamsMissing === null ? null : (JSON.parse(teamsMissing) as TeamCode[]),
        secondsBySection: JSON.parse(secondsBySection) as HuddleFigures['secondsBySection'],
      },
    ]),
  )
}

function doneByNow(tx: Transaction, ids: readonly string[]): Map<string, number> {
  const rows = tx
    .select({ id: action.huddle, n: count() })
    .from(action)
    .where(and(eq(action.state, 'done'), inArray(action.huddle, [...ids])))
    .groupBy(action.huddle)
    .all()
  return new Map(rows.map(({ id, n }) => [id, n]))
}
