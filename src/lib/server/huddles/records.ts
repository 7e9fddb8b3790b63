import { count, desc, eq, ne } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { minutesHeld } from '../../reablement/meeting-time.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, agendaItem, attendance, colleague, huddle } from '../storage/schema.ts'

/** One closed huddle in the list. */
export interface RecordLine {
  huddle: string
  /** Local, YYYY-MM-DD. */
  date: string
  /** People discussed; "no change", parked and not reached do not count. */
  discussed: number
  /** Actions agreed; those undone do not count. */
  actions: number
  /** Of those, done by now. */
  done: number
  /** Name of whoever chaired at the close. */
  chair: string | null
  attended: number
  /** From start to close without pauses, rounded. */
  minutes: number
  /** Nobody closed it: the service did, the next morning. */
  notClosed: boolean
}

/** Closed huddles, newest first, in five queries. @throws perform's. */
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
  const discussed = discussedBy(tx)
  const actions = actionsBy(tx, ne(action.state, 'cancelled'))
  const done = actionsBy(tx, eq(action.state, 'done'))
  const attended = attendedBy(tx)
  return closed.map(({ row, row: { id, date }, chair }) => ({
    huddle: id,
    date,
    discussed: discussed.get(id) ?? 0,
    actions: actions.get(id) ?? 0,
    done: done.get(id) ?? 0,
    chair,
    attended: attended.get(id) ?? 0,
    minutes: minutesHeld(row),
    notClosed: row.closedHow === 'by itself',
  }))
}

type Counted = Map<string, number>

function discussedBy(tx: Transaction): Counted {
  const rows = tx
    .select({ id: agendaItem.huddle, n: count() })
    .from(agendaItem)
    .where(eq(agendaItem.outcome, 'discussed'))
    .groupBy(agendaItem.huddle)
    .all()
  return new Map(rows.map(({ id, n }) => [id, n]))
}

function actionsBy(tx: Transaction, which: SQL): Counted {
  const rows = tx
    .select({ id: action.huddle, n: count() })
    .from(action)
    .where(which)
    .groupBy(action.huddle)
    .all()
  return new Map(rows.map(({ id, n }) => [id, n]))
}

function attendedBy(tx: Transaction): Counted {
  const rows = tx
    .select({ id: attendance.huddle, n: count() })
    .from(attendance)
    .groupBy(attendance.huddle)
    .all()
  return new Map(rows.map(({ id, n }) => [id, n]))
}
