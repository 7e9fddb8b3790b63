import { count, desc, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { minutesHeld } from '../../reablement/meeting-time.ts'
import type { HuddleFigures, RecordLine } from '../../reablement/record.ts'
import type { TeamCode } from '../../reablement/team.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { huddleFigures } from '../storage/record-schema.ts'
import { action, colleague, huddle } from '../storage/schema.ts'

/** Closed huddles, newest first, with the figures they kept, in three queries. @throws perform's. */
export async function listRecords(desk: Desk, who: Colleague | null): Promise<RecordLine[]> {
  return perform(desk, who, {
    act: 'view records',
    thing: () => ({ kind: 'huddle' }),
    work: list,
  })
}

function list(tx: Transaction): RecordLine[] {
  const closed = tx
    .select({ row: huddle, chair: colleague.name })
    .from(huddle)
    .leftJoin(colleague, eq(colleague.id, huddle.chair))
    .where(eq(huddle.state, 'closed'))
    .orderBy(desc(huddle.date))
    .all()
  const figures = figuresByHuddle(tx)
  const done = doneByNow(tx)
  return closed.map(({ row, row: { id, date }, chair }) => ({
    ...{ huddle: id, date, chair },
    minutes: minutesHeld(row),
    notClosed: row.closedHow === 'by itself',
    done: done.get(id) ?? 0,
    figures: figures.get(id) ?? null,
  }))
}

/** The figures kept at the close, of every huddle or of one; in one query. */
export function figuresByHuddle(tx: Transaction, only?: string): Map<string, HuddleFigures> {
  const where = only === undefined ? undefined : eq(huddleFigures.huddle, only)
  const rows = tx.select().from(huddleFigures).where(where).all()
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

function doneByNow(tx: Transaction): Map<string, number> {
  const rows = tx
    .select({ id: action.huddle, n: count() })
    .from(action)
    .where(eq(action.state, 'done'))
    .groupBy(action.huddle)
    .all()
  return new Map(rows.map(({ id, n }) => [id, n]))
}
